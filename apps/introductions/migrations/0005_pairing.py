"""Two people agree to be introduced: how the member signs, and functions through which the web keeps answers.

`kith_agree` writes one side's answer and gives the other's address, where the other has agreed too: alone it
tells nothing. Forgetting takes such an answer too.
"""

from __future__ import annotations

from django.db import migrations, models

AGREE = """
create or replace function kith_agree(letter bigint, confirmed text, agreed timestamptz) returns text
language sql volatile security definer set search_path = pg_catalog, public as $$
    insert into introductions_sideanswer (link_id, address, agreed_at) values (letter, confirmed, agreed)
        on conflict (link_id) do update set address = excluded.address, agreed_at = excluded.agreed_at;
    select answer.address
    from introductions_side mine
    join introductions_side other on other.pairing_id = mine.pairing_id and other.id <> mine.id
    join introductions_sideanswer answer on answer.link_id = other.link_id
    where mine.link_id = letter
    limit 1
$$;
revoke execute on function kith_agree(bigint, text, timestamptz) from public;
grant execute on function kith_agree(bigint, text, timestamptz) to kith_web;

create or replace function kith_forget_answers(letter bigint) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
    delete from introductions_targetanswer where link_id = letter and fingerprint is null;
    delete from introductions_sideanswer where link_id = letter
$$;
"""
BACK = """
drop function kith_agree(bigint, text, timestamptz);
create or replace function kith_forget_answers(letter bigint) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
    delete from introductions_targetanswer where link_id = letter and fingerprint is null
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("introductions", "0004_by_the_calendar")]
    operations = [
        migrations.AddField(
            model_name="pairing",
            name="signed",
            field=models.CharField(blank=True, max_length=80, verbose_name="your name, as they will read it"),
        ),
        migrations.AlterField(model_name="sideanswer", name="agreed_at", field=models.DateTimeField()),
        migrations.AlterField(
            model_name="sideanswer", name="address", field=models.EmailField(max_length=254)
        ),
        migrations.RunSQL(AGREE, BACK),
    ]
