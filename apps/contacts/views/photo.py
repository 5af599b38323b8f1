"""Somebody's picture: shown, added or replaced, removed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts import photos
from apps.contacts.forms.photo import PhotoForm
from apps.contacts.models import Contact, Photo
from apps.contacts.views.deed import deed, page, page_of
from apps.core.scope import get_own


@require_GET
def photo(request: MemberRequest, pk: int) -> HttpResponse:
    """The person's picture; the browser keeps it until it changes."""
    own = get_own(request, Contact, pk)
    picture = Photo.objects.of(request.user).filter(contact=own).first()
    if picture is None:
        return render(request, "404.html", status=404)
    tag = f'"{bytes(picture.digest).hex()}"'
    fresh = request.headers.get("If-None-Match") == tag
    answer = (
        HttpResponse(status=304) if fresh else HttpResponse(bytes(picture.image), content_type="image/webp")
    )
    answer.headers["ETag"], answer.headers["Cache-Control"] = tag, "private, no-cache"
    return answer


@require_http_methods(["GET", "POST"])
def add_photo(request: MemberRequest, pk: int) -> HttpResponse:
    """A picture from a file, in place of the one there was."""
    own, now = get_own(request, Contact, pk), timezone.now()
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_bound and form.is_valid():
        small = form.cleaned_data["photo"]
        with deed(request, "add_photo", now=now, led_to=page_of(own), name=own.name):
            Photo.keep(own, small, photos.digest(small))
        return redirect(page_of(own))
    facts = {"form": form, "person": own}
    return page(request, "contacts/add_photo.html", facts, status=422 if form.is_bound else 200)


@require_POST
def delete_photo(request: MemberRequest, pk: int) -> HttpResponse:
    """Remove the picture; the monogram stands in its place again."""
    own = get_own(request, Contact, pk)
    with deed(request, "delete_photo", now=timezone.now(), led_to=page_of(own), name=own.name):
        Photo.objects.of(request.user).filter(contact=own).delete()
    return redirect(page_of(own))
