-- Functions every Kith database carries. Run by core.fence after each migrate, as kith_owner;
-- running it again changes nothing.
-- Bodies are not checked when a function is made: a database half way through its migrations may lack a table.
set check_function_bodies = off;

-- Whose transaction this is; null when nobody's, so that no policy matches.
create or replace function kith_me() returns bigint
language sql stable
return nullif(current_setting('kith.member', true), '')::bigint;

-- What acts remember. One statement, one insert; the arguments name columns to leave out.
create or replace function kith_record_insert() returns trigger language plpgsql as $$
begin
    insert into core_actrow (owner_id, act_id, table_name, row_id, before, after)
    select n.owner_id, current_setting('kith.act')::bigint, tg_table_name, n.id,
           null, to_jsonb(n) - coalesce(tg_argv, '{}')
    from new_rows n;
    return null;
end $$;

create or replace function kith_record_update() returns trigger language plpgsql as $$
begin
    insert into core_actrow (owner_id, act_id, table_name, row_id, before, after)
    select n.owner_id, current_setting('kith.act')::bigint, tg_table_name, n.id,
           to_jsonb(o) - coalesce(tg_argv, '{}'), to_jsonb(n) - coalesce(tg_argv, '{}')
    from new_rows n join old_rows o on o.id = n.id
    where to_jsonb(o) is distinct from to_jsonb(n);
    return null;
end $$;

create or replace function kith_record_delete() returns trigger language plpgsql as $$
begin
    insert into core_actrow (owner_id, act_id, table_name, row_id, before, after)
    select o.owner_id, current_setting('kith.act')::bigint, tg_table_name, o.id, to_jsonb(o), null
    from old_rows o;
    return null;
end $$;

-- When a row last changed, for calendars: each change is later than the one before, by a second at least.
-- A statement that says an instant of its own keeps it.
create or replace function kith_revise() returns trigger language plpgsql as $$
begin
    new.changed_at := greatest(
        coalesce(old.changed_at, old.created_at) + interval '1 second',
        case when new.changed_at is distinct from old.changed_at then new.changed_at
             else date_trunc('second', now()) end);
    return new;
end $$;

-- The same of the row that these were a part of, named by its table and the key to it.
create or replace function kith_revise_whole() returns trigger language plpgsql as $$
begin
    execute format(
        'update %I w set changed_at = greatest(coalesce(w.changed_at, w.created_at) + interval ''1 second'','
        ' date_trunc(''second'', now())) from old_rows o where w.owner_id = o.owner_id and w.id = o.%I',
        tg_argv[0], tg_argv[1]);
    return null;
end $$;

-- Counts that no member may see, for /health/nudges and /ops/.
create or replace function kith_outbox_health(at timestamptz)
returns table (due bigint, oldest timestamptz, failed_last_hour bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
    select count(*) filter (where state = 'due' and due_at <= at),
           min(due_at) filter (where state = 'due' and due_at <= at),
           count(*) filter (where state = 'failed' and finished_at > at - interval '1 hour')
    from core_outbox where state = 'due' or finished_at > at - interval '1 hour'
$$;
revoke execute on function kith_outbox_health(timestamptz) from public;
grant execute on function kith_outbox_health(timestamptz) to kith_web;

create or replace function kith_counts(at timestamptz)
returns table (name text, value bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
    select 'members', count(*) from accounts_member where leaving_at is null
    union all select 'members who get the note', count(*) from accounts_member where next_digest_at is not null
    union all select 'leaving', count(*) from accounts_member where leaving_at is not null
    union all select 'messages due', count(*) from core_outbox where state = 'due' and due_at <= at
    union all select 'messages sent in a day', count(*) from core_outbox
        where state = 'sent' and finished_at > at - interval '1 day'
    union all select 'messages failed in a day', count(*) from core_outbox
        where state in ('failed', 'unsure') and finished_at > at - interval '1 day'
    union all select 'imports under way', count(*) from contacts_importbatch
        where started_at is not null and finished_at is null and stopped_at is null
$$;
revoke execute on function kith_counts(timestamptz) from public;
grant execute on function kith_counts(timestamptz) to kith_web;
