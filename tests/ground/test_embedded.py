"""PostgreSQL and Valkey from wheels: roles, data, joining, stopping, crashes, odd places."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from config.embedded import ServiceError, Services
from config.embedded.places import Places
from tests.ground.trial import descendants, eventually, finish, kill, python, running

HOLD = "import os, time; from config.embedded import Services; s = Services(mailbox=False); "
HOLD += "os.environ.update(s.start()); print('up', flush=True); time.sleep(60)"


def services_of(state: Path) -> Services:
    return Services(state, durable=False, mailbox=False)


def recorded(state: Path) -> set[int]:
    return {int(path.read_text()) for path in (state / "pids").glob("*")}


def postgres_url(state: Path) -> str:
    password = (state / "postgres.password").read_text()
    return f"postgresql://postgres:{password}@/kith?host={Places.of(state).sockets}/pg"


def query(url: str, text: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        answer = connection.execute(text)
        return answer.fetchall() if answer.description else []


@pytest.fixture(scope="module")
def env(shared_state: Path) -> Iterator[dict[str, str]]:
    """The environment of services that the tests which only look share."""
    with services_of(shared_state) as found:
        yield found


def test_database_is_postgres_18_and_belongs_to_owner(env: dict[str, str]) -> None:
    version = query(env["DATABASE_URL"], "SHOW server_version")[0][0]
    owners = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'kith'"
    assert str(version).startswith("18.")
    assert query(env["DATABASE_URL"], owners) == [("kith_owner",)]


def test_roles_can_do_what_they_need_and_no_more(env: dict[str, str]) -> None:
    rights = "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles "
    rights += "WHERE rolname LIKE 'kith%' ORDER BY 1"
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        found = connection.execute(rights).fetchall()
        connection.execute("SET LOCAL ROLE kith_web")
        became = connection.execute("SELECT current_user").fetchone()
    assert found == [("kith_owner", True, False, False, True), ("kith_web", True, False, False, False)]
    assert became == ("kith_web",)


def test_web_role_logs_in_with_time_limits(env: dict[str, str], shared_state: Path) -> None:
    password = (shared_state / "kith_web.password").read_text()
    url = env["DATABASE_URL"].partition("@")[2]
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    with psycopg.connect(f"postgresql://kith_web:{password}@{url}") as connection:
        limits = [connection.execute(f"SHOW {name}").fetchone() for name in names]
    assert limits == [("5s",), ("2s",), ("15s",)]


def test_valkey_wants_its_password(env: dict[str, str]) -> None:
    with pytest.raises(redis.AuthenticationError):
        redis.from_url("unix://@" + env["REDIS_URL"].partition("@")[2]).ping()


def test_servers_listen_on_no_port(env: dict[str, str], shared_state: Path) -> None:
    assert query(env["DATABASE_URL"], "SHOW listen_addresses") == [("",)]
    assert redis.from_url(env["REDIS_URL"]).config_get("port") == {"port": "0"}
    assert (Places.of(shared_state).sockets / "valkey.sock").stat().st_mode & 0o077 == 0


def test_secrets_are_for_their_owner_only(env: dict[str, str], shared_state: Path) -> None:
    secrets = [shared_state / "secret_key", *shared_state.glob("*.password")]
    assert len(secrets) == 5
    assert {secret.stat().st_mode & 0o777 for secret in secrets} == {0o600}
    assert env["SECRET_KEY"] == (shared_state / "secret_key").read_text()
    assert len(env["SECRET_KEY"]) >= 50


def test_server_outlives_the_one_who_joined_it(env: dict[str, str], shared_state: Path) -> None:
    with services_of(shared_state) as joined:
        assert joined == env
    assert query(env["DATABASE_URL"], "SELECT 1") == [(1,)]


def test_roles_are_brought_back_to_what_they_must_be_at_next_start(state: Path) -> None:
    with services_of(state):
        query(postgres_url(state), "ALTER ROLE kith_web BYPASSRLS")
    with services_of(state) as env:
        found = query(env["DATABASE_URL"], "SELECT rolbypassrls FROM pg_roles WHERE rolname = 'kith_web'")
    assert found == [(False,)]


def test_second_start_reuses_the_data_and_nothing_runs_between(state: Path) -> None:
    services = services_of(state)
    env = services.start()
    query(env["DATABASE_URL"], "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
    pids = recorded(state)
    services.stop()
    assert pids
    assert not running(pids)
    with services_of(state) as env:
        assert query(env["DATABASE_URL"], "SELECT n FROM kept") == [(7,)]


def test_queued_work_survives_a_restart_of_durable_services(state: Path) -> None:
    with Services(state, mailbox=False) as env:
        redis.from_url(env["REDIS_URL"]).set("kept", "7")
    with Services(state, mailbox=False) as env:
        assert redis.from_url(env["REDIS_URL"]).get("kept") == b"7"


def test_addresses_given_start_nothing_and_make_no_folder(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY"):
        monkeypatch.setenv(name, "given")
    fresh = state / "not-there"
    assert Services(fresh).start() == {"KITH_STATE_DIR": str(fresh)}
    assert not fresh.exists()


def test_given_database_is_used_and_only_the_other_service_starts(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@elsewhere/kith")
    with services_of(state) as env:
        assert "DATABASE_URL" not in env
        assert redis.from_url(env["REDIS_URL"]).ping()
        assert not list(state.glob("pg*"))


def test_server_outlives_the_one_who_started_it_while_another_uses_it(state: Path) -> None:
    first = services_of(state)
    env = first.start()
    second = services_of(state)
    joined = second.start()
    pids = recorded(state)
    first.stop()
    assert joined == env
    assert query(env["DATABASE_URL"], "SELECT 1") == [(1,)]
    second.stop()
    assert eventually(lambda: not running(pids), 5)


def test_two_at_once_start_one_server(state: Path) -> None:
    code = "from config.embedded import Services; s = Services(mailbox=False); e = s.start(); "
    code += "import time; time.sleep(0.5); print(e['DATABASE_URL'], s.pids.read('postgres')); s.stop()"
    both = [python(state, "-c", code) for _ in range(2)]
    (code_a, said_a), (code_b, said_b) = [finish(process) for process in both]
    assert (code_a, code_b) == (0, 0), said_a + said_b
    assert said_a == said_b


def test_killed_user_leaves_no_server(state: Path) -> None:
    user = python(state, "-c", HOLD)
    assert user.stdout is not None
    assert user.stdout.readline() == "up\n"
    left = descendants(user.pid)
    kill(user.pid)
    user.wait()
    assert len(left) > 3
    assert eventually(lambda: not running(left), 10)


if sys.platform == "linux":  # elsewhere `make stop` ends what a killed keeper leaves

    def test_killed_keeper_leaves_no_server(state: Path) -> None:
        services = services_of(state)
        services.start()
        assert services.keeper is not None
        left = descendants(services.keeper.pid)
        services.keeper.kill()
        services.keeper.wait()
        assert len(left) > 2
        assert eventually(lambda: not running(left), 10)
        services.stop()


def test_killed_postgres_starts_again_with_its_data(state: Path) -> None:
    services = Services(state, mailbox=False)
    env = services.start()
    query(env["DATABASE_URL"], "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
    kill(services.pids.read("postgres") or 0)
    assert eventually(lambda: services.gone() == ["postgres"], 5)
    services.start()
    assert query(env["DATABASE_URL"], "SELECT n FROM kept") == [(7,)]
    services.stop()


def test_pid_file_that_names_someone_else_does_not_stop_postgres(state: Path) -> None:
    with services_of(state):
        pass
    left = next(state.glob("pg*")) / "postmaster.pid"
    left.write_text(f"{os.getpid()}\n{left.parent}\n1\n5432\n/tmp\n\n  1 1\nready\n")
    with services_of(state) as env:
        assert query(env["DATABASE_URL"], "SELECT 1") == [(1,)]


ODD_PATHS = ["é 'folder' & \"more\"", "/".join(["long" * 20] * 4)]


@pytest.mark.parametrize("name", ODD_PATHS)
def test_state_folder_may_have_any_path(state: Path, name: str) -> None:
    with services_of(state / name) as env:
        assert query(env["DATABASE_URL"], "SELECT 1") == [(1,)]
        assert redis.from_url(env["REDIS_URL"]).ping()


def test_state_folder_under_a_private_one_works_and_stays_private(state: Path) -> None:
    private = state / "home"
    private.mkdir(mode=0o700)
    with services_of(private / "kith" / "var") as env:
        assert query(env["DATABASE_URL"], "SELECT 1") == [(1,)]
    assert private.stat().st_mode & 0o777 == 0o700


if os.geteuid() != 0:  # root may write anywhere

    def test_folder_of_someone_else_is_a_sentence() -> None:
        with pytest.raises(ServiceError, match="set KITH_STATE_DIR"):
            services_of(Path("/usr/kith")).start()


if os.geteuid() == 0:  # as root Postgres runs as nobody, who must reach its binaries and data

    def test_root_with_private_binaries_uses_a_copy(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from config.embedded import binaries

        wheel = binaries.postgres_bin(Places.of(state))
        private = state / "root-only"
        private.mkdir(mode=0o700)
        (private / "pg").symlink_to(wheel.parent)
        monkeypatch.setenv("KITH_PG_BIN", str(private / "pg" / "bin"))
        with services_of(state) as env:
            assert query(env["DATABASE_URL"], "SELECT 1") == [(1,)]
        assert list(state.glob("site-*"))


def test_binaries_that_are_not_there_are_a_sentence(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_PG_BIN", "/nowhere/bin")
    with pytest.raises(ServiceError, match="set DATABASE_URL"):
        services_of(state).start()
    assert not recorded(state)


def test_server_that_will_not_start_shows_its_log(state: Path) -> None:
    with services_of(state):
        pass
    (next(state.glob("pg*")) / "postgresql.conf").write_text("no_such_setting = on\n")
    with pytest.raises(ServiceError, match="no_such_setting"):
        services_of(state).start()
    assert eventually(lambda: not running(recorded(state)), 5)


def test_socket_folder_of_someone_else_is_refused(state: Path) -> None:
    sockets = Places.of(state).sockets
    sockets.symlink_to("/var")
    try:
        with pytest.raises(ServiceError, match="belongs to someone else"):
            services_of(state).start()
    finally:
        sockets.unlink()
