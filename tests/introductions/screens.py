"""What tests of screens share: a filled-in form, pressing a button, the words of a page."""

from __future__ import annotations

import html
import re
import uuid

from django.urls import reverse

from apps.core.scope import acting_as
from apps.introductions.models import IntroductionRequest
from tests.introductions.making import WORDS

LIST = "/introductions/"
NEW = "/introductions/new/"


def form(**more: str) -> dict[str, str]:
    said = {"whom": "Eve Lindqvist", **WORDS, "goal": "", "act": str(uuid.uuid4())}
    return {**said, **more}


def the_request(maya) -> IntroductionRequest:
    with acting_as(maya):
        return IntroductionRequest.objects.of(maya).select_related("contact").get()


def page_of(request: IntroductionRequest) -> str:
    return reverse("introductions:request", args=[request.pk])


def post(client, name: str, pk: int, **data: str):
    return client.post(
        reverse(f"introductions:{name}", args=[pk]), {"act": str(uuid.uuid4()), **data}, follow=True
    )


def text(response) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))
