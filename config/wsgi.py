"""The web process: `granian --interface wsgi config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from apps.core.refusals import refuse_what_is_unsafe  # noqa: E402 (needs the settings)

refuse_what_is_unsafe()
