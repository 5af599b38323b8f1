"""The floor of a page: the same fifty people on a bare Django page, behind Django's own middleware alone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from apps.contacts.models import Contact

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = Engine(libraries={}).from_string(
    "<!doctype html><title>People</title><ul>{% for person in people %}"
    '<li><a href="/people/{{ person.pk }}/">{{ person.name }}</a> {{ person.city }} '
    '{{ person.remember }} {{ person.last_touch_on|date:"j F Y" }}</li>{% endfor %}</ul>'
)


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Fifty people by name."""
    found = Contact.objects.filter(owner=request.user).order_by("sort_key", "id")[:50]
    return HttpResponse(PAGE.render(Context({"people": found})))


urlpatterns = [path("people/", people)]
