"""Acts from before these tables changed can no longer be taken back: their images lack the new columns."""

from __future__ import annotations

from django.db import migrations

END_THEIR_DAYS = """
update core_act a set expires_at = least(a.expires_at, now())
where a.taken_back_at is null and exists (
    select from core_actrow r where r.owner_id = a.owner_id and r.act_id = a.id
    and r.table_name in ('contacts_contact', 'contacts_interaction', 'contacts_organisation'))
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_people"), ("core", "0001_initial")]
    operations = [migrations.RunSQL(END_THEIR_DAYS, migrations.RunSQL.noop)]
