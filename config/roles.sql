-- The two roles that Kith works as. May run again and again, by a superuser or a role that may create roles.
--
--   kith_owner  owns the tables, migrates, plans and sends (worker, beat, manage.py)
--   kith_web    answers requests; owns nothing and never passes row security
--
-- Passwords come in as settings of the session, so that every caller can hand them over:
--   SELECT set_config('kith_owner.password', '…', false), set_config('kith_web.password', '…', false);
--   PGOPTIONS="-c kith_owner.password=… -c kith_web.password=…" psql -f config/roles.sql
-- A password that is not set is left as it is.

DO $roles$
DECLARE
    wanted text;
    password text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('kith roles'));
    FOREACH wanted IN ARRAY ARRAY['kith_owner', 'kith_web'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION', wanted);
        END IF;
        password := current_setting(wanted || '.password', true);
        IF password <> '' THEN
            EXECUTE format('ALTER ROLE %I PASSWORD %L', wanted, password);
        END IF;
    END LOOP;

    -- only a superuser may say NOSUPERUSER of a role that stands, so it is said only where it is needed
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'kith_web' AND (rolsuper OR rolbypassrls)) THEN
        ALTER ROLE kith_web NOSUPERUSER NOBYPASSRLS;
    END IF;
    ALTER ROLE kith_web LOGIN NOCREATEDB NOCREATEROLE;
    ALTER ROLE kith_owner LOGIN CREATEDB;

    -- the owner takes the web's role for the length of a transaction
    GRANT kith_web TO kith_owner;

    -- a page that needs longer than this is broken; they hold for those who log in as kith_web
    ALTER ROLE kith_web SET statement_timeout = '5s';
    ALTER ROLE kith_web SET lock_timeout = '2s';
    ALTER ROLE kith_web SET idle_in_transaction_session_timeout = '15s';
END
$roles$;
