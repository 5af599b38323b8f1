#!/usr/bin/env python3
"""Kith's commands. Without DATABASE_URL they use the embedded services, which they start if need be."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext

from config.embedded import ServiceError, Services

WITHOUT_SERVICES = {"help", "version", "compilemessages", "makemessages", "collectstatic"}
ASKING = {"--help", "-h", "--version"}


def needs_services(arguments: list[str]) -> bool:
    """Whether a command line does more than print or make files."""
    return bool(arguments) and arguments[0] not in WITHOUT_SERVICES and not ASKING & set(arguments)


def main() -> None:
    """Run one command; services that it alone used stop with it, a running site's go on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    try:
        with Services() if needs_services(sys.argv[1:]) else nullcontext({}) as found:
            os.environ.update(found)
            execute_from_command_line(sys.argv)
    except ServiceError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
