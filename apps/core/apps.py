"""Core: the mechanisms every other app stands on. It imports no other app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    """Raises the fence after migrations and takes over what `config/wiring.py` lists."""

    name = "apps.core"

    def ready(self) -> None:
        """Connect the fence; read the wiring."""
        from apps.core import checks  # noqa: F401 (registers itself)
        from apps.core.fence import raise_fence
        from config.wiring import connect

        post_migrate.connect(raise_fence, sender=self, dispatch_uid="core.fence")
        connect()
