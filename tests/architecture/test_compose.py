"""docker-compose.yml and Dockerfile name only what exists: commands, variables, paths, services."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OURS = ["web", "worker", "beat", "intake", "mail", "prepare"]
FOREIGN = {"postgres": r"postgres:18(\.\d+)?", "valkey": r"valkey/valkey:9(\.\d+)*"}


def test_every_part_of_the_house_is_there():
    assert set(COMPOSE["services"]) == {*OURS, *FOREIGN}
    for name, image in FOREIGN.items():
        assert re.fullmatch(image, COMPOSE["services"][name]["image"])


def test_services_wait_for_services_that_exist_and_can_say_they_are_well():
    for service in COMPOSE["services"].values():
        for other, how in service.get("depends_on", {}).items():
            waited_for = COMPOSE["services"][other]
            if how["condition"] == "service_healthy":
                assert waited_for["healthcheck"]["test"]
            else:
                assert how["condition"] == "service_completed_successfully"
                assert waited_for["restart"] == "no"


@pytest.mark.parametrize("name", OURS)
def test_every_command_exists(name):
    words = COMPOSE["services"][name].get("command") or dockerfile_command()
    script = words[2] if words[:2] == ["sh", "-c"] else shlex.join(words)
    for command in script.split("&&"):
        runs(shlex.split(command))


def runs(words: list[str]) -> None:
    beside = Path(sys.executable).parent
    if words[:2] == ["python", "-m"]:
        assert find_spec(words[2]) is not None, words
    elif words[:2] == ["python", "manage.py"]:
        assert (ROOT / "manage.py").exists()
        assert words[2] in get_commands(), words
    else:
        assert shutil.which(words[0], path=str(beside)), words
    for word in words:
        if re.fullmatch(r"config\.\w+:\w+", word):
            module, name = word.split(":")
            assert hasattr(__import__(module, fromlist=[name]), name)


def dockerfile_command() -> list[str]:
    return yaml.safe_load(re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.M)[1])


def test_every_variable_is_one_that_the_project_reads():
    sources = "".join(
        path.read_text()
        for folder in ("config", "apps")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    )
    for name in OURS:
        for variable in COMPOSE["services"][name].get("environment", {}):
            assert f'"{variable}"' in sources, f"{name}: {variable} is read nowhere"


def test_every_variable_asked_of_the_operator_is_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    example = (ROOT / ".env.example").read_text()
    assert {name for name in asked if not re.search(rf"^#?\s*{name}=", example, re.M)} == set()


def test_every_path_in_the_image_is_copied_from_one_that_exists():
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.M):
        for source in sources.split():
            assert (ROOT / source).exists(), source


def test_volumes_are_declared_and_used():
    used = {
        volume.split(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", [])
    }
    assert used == set(COMPOSE["volumes"])


def test_nobody_runs_as_root():
    assert re.search(r"^USER (?!root)\w+$", DOCKERFILE, re.M)
    uid = int(re.search(r"--uid (\d+)", DOCKERFILE)[1])
    assert uid > 0
    assert COMPOSE["services"]["valkey"]["user"].split(":")[0] != "0"


def test_what_hears_the_outside_logs_in_as_the_fenced_role_and_the_rest_as_the_owner():
    logins = {
        name: re.match(r"postgresql://(\w+):", COMPOSE["services"][name]["environment"]["DATABASE_URL"])[1]
        for name in ("web", "intake", "worker", "beat", "prepare")
    }
    assert logins == {
        "web": "kith_web",
        "intake": "kith_web",
        "worker": "kith_owner",
        "beat": "kith_owner",
        "prepare": "kith_owner",
    }
