"""A worker for the crash drill: sends what is due until it is killed."""

from __future__ import annotations

import time

import django


def main() -> None:
    """Round after round, as the task does, with a short sleep where nothing is due."""
    django.setup()
    from django.utils import timezone

    from apps.core.sending import Pause, Round

    while True:
        Round(timezone.now, pause=Pause(), seconds=20).run()
        time.sleep(0.1)


if __name__ == "__main__":
    main()
