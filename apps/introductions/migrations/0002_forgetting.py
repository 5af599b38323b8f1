"""A reader deletes what a letter keeps of them, through a function: the web may not read answers.

So it cannot look whether there were any either. An address to be left alone stays: it is about more than
this letter.
"""

from __future__ import annotations

from django.db import migrations

FORGET = """
create or replace function kith_forget_answers(letter bigint) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
    delete from introductions_targetanswer where link_id = letter and fingerprint is null
$$;
revoke execute on function kith_forget_answers(bigint) from public;
grant execute on function kith_forget_answers(bigint) to kith_web;
"""


class Migration(migrations.Migration):
    dependencies = [("introductions", "0001_initial")]
    operations = [migrations.RunSQL(FORGET, "drop function kith_forget_answers(bigint)")]
