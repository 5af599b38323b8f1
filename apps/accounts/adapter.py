"""How allauth behaves in Kith: its mail goes into the outbox, its redirects stay home."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from apps.accounts.addresses import plain_address
from apps.accounts.models import Member
from apps.accounts.posting import post
from apps.core.joining import welcome

LONGEST_NEXT = 2000


class KithAccountAdapter(DefaultAccountAdapter):
    """Everything allauth lets a site decide."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("This address and this password do not go together."),
        "email_taken": _("This address cannot be used here."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This is not the code. Only the newest mail holds the right one."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("A little slower, please. Wait a minute, then try once more."),
        "same_as_current": _("This is your address already."),
        "too_many_login_attempts": _("There were many tries. Wait a few minutes, then begin again."),
    }

    def new_user(self, request: HttpRequest) -> Member:
        """A member not yet saved."""
        return Member(joined_at=timezone.now())

    def save_user(self, request: HttpRequest, user: Member, form: Form, commit: bool = True) -> Member:
        """The new member with what the sign-up form and the browser said."""
        for column, value in getattr(form, "columns", dict)().items():
            setattr(user, column, value)
        saved: Member = super().save_user(request, user, form, commit)
        return saved

    def set_password(self, user: Member, password: str) -> None:
        """Change the password and nothing else: a planner may be writing the same row."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def clean_email(self, email: str) -> str:
        """The address as it will be stored; ValidationError for one that mail headers cannot hold plainly."""
        return plain_address(email)

    def login(self, request: HttpRequest, user: Member) -> None:
        """Sign in; the first time, lay out the account."""
        is_first = user.last_login is None
        super().login(request, user)
        if is_first:
            welcome(user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a mail into the outbox; what Kith has no words for is not sent."""
        post(self.request, template_prefix.rsplit("/", 1)[-1], email, context, now=timezone.now())

    def is_safe_url(self, url: str) -> bool:
        """Whether a redirect stays on this site."""
        if len(url) > LONGEST_NEXT or not url.startswith(("/", f"{settings.PUBLIC_URL}/")):
            return False
        home = urlsplit(settings.PUBLIC_URL).netloc
        return url_has_allowed_host_and_scheme(url, {home}, require_https=settings.PRODUCTION)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The caller's address for rate limits; one word for all whom the proxy does not name."""
        try:
            return str(super().get_client_ip(request))
        except (ImproperlyConfigured, PermissionDenied):
            return "unknown"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page the change was begun on."""
        return reverse("settings:security")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Back to the page the change was begun on; a sign-up goes on to Today by itself."""
        return reverse("settings:security" if self.request.user.is_authenticated else "account_login")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth's begins with the Host header, so that every spelling of it would be five tries more
        return str(credentials.get("email", "")).lower()
