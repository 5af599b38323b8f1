"""The forms of the way in, in Kith's words: allauth's, relabelled, with what sign-up adds."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.accounts.browser import place_of
from apps.accounts.models import Member
from apps.accounts.names import NameField

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
NEW_PASSWORD_HELP = _("At least 12 characters. A sentence is easy to keep in mind.")
page_stamp = Signer(salt="kith.signup.page")


def call(form: forms.BaseForm, name: str, label: Promise, help_text: Promise | None = None) -> None:
    """Give a field of allauth's Kith's label (and help), and no placeholder."""
    field: Any = form.fields[name]
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    if help_text is not None:
        field.help_text = help_text


class SignupForm(allauth_forms.SignupForm):
    """Address, password, name; and hidden: what the browser knows, when the page was made, a trap."""

    field_order = ["email", "password1", "name"]

    name = NameField(label=_("What do your friends call you?"), required=False)
    time_zone = forms.Field(required=False, widget=forms.HiddenInput)
    language = forms.Field(required=False, widget=forms.HiddenInput)
    country = forms.Field(required=False, widget=forms.HiddenInput)
    began = forms.Field(required=False, widget=forms.HiddenInput)
    subject = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    subject.template_name = "accounts/_trap.html"  # type: ignore[attr-defined]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, "email", ADDRESS)
        call(self, "password1", PASSWORD, NEW_PASSWORD_HELP)
        self.fields["began"].initial = lambda: page_stamp.sign(str(timezone.now().timestamp()))

    def clean(self) -> dict[str, Any]:
        """As allauth's; a form sent sooner than anybody types, or never shown, is asked for again."""
        cleaned: dict[str, Any] = super().clean()
        began_at = self._began_at()
        age = timezone.now().timestamp() - began_at
        if age < settings.SIGNUP_MIN_SECONDS or not began_at:
            if not began_at:
                self._stamp_again()
            self.add_error(None, _("That went too fast to be read. Please send it once more."))
        return cleaned

    def _stamp_again(self) -> None:
        given: Any = self.data  # type: ignore[has-type]
        self.data = given.copy()
        self.data["began"] = page_stamp.sign(str(timezone.now().timestamp()))

    def columns(self) -> dict[str, str]:
        """The member's columns that this form fills, beside address and password."""
        accepted = self.request_language
        return {"name": self.cleaned_data["name"], **place_of(self.cleaned_data, accepted)}

    def try_save(self, request: HttpRequest) -> tuple[Member | None, HttpResponse | None]:
        """A new member, or the answer that looks the same where there can be none."""
        self.request_language = request.headers.get("Accept-Language", "")
        if not ratelimit.consume(request, action="join"):
            return None, ratelimit.respond_429(request)
        if self.cleaned_data["subject"]:
            request.is_trapped = True  # type: ignore[attr-defined]
            self.account_already_exists = True
        if self.account_already_exists:
            Member().set_password(self.cleaned_data["password1"])  # takes as long as a new address does
            return super().try_save(request)  # type: ignore[no-any-return]
        return self._save_once(request)

    def _save_once(self, request: HttpRequest) -> tuple[Member | None, HttpResponse | None]:
        try:
            with transaction.atomic():
                return super().try_save(request)  # type: ignore[no-any-return]
        except IntegrityError:  # the same address, sent twice at the same moment
            self.account_already_exists = True
            return super().try_save(request)  # type: ignore[no-any-return]

    def _began_at(self) -> float:
        try:
            return float(page_stamp.unsign(str(self.cleaned_data.get("began") or "")))
        except (BadSignature, ValueError):
            return 0.0


class LoginForm(allauth_forms.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, "login", ADDRESS)
        call(self, "password", PASSWORD)


class AddressForm(allauth_forms.AddEmailForm):
    """The address to change to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, "email", _("New address"))


class OnePasswordForm(forms.Form):
    """A new password is typed once; who mistypes it chooses another by code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        call(self, "password1", NEW_PASSWORD, NEW_PASSWORD_HELP)


class ChangePasswordForm(OnePasswordForm, allauth_forms.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, "oldpassword", _("Present password"))


class SetPasswordForm(OnePasswordForm, allauth_forms.SetPasswordForm):
    """A first password."""


class NewPasswordForm(OnePasswordForm, allauth_forms.ResetPasswordKeyForm):
    """A new password after the code."""


class ForgottenForm(allauth_forms.ResetPasswordForm):
    """The address a code for a new password goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, "email", ADDRESS)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, "password", PASSWORD)


class CodeForm(forms.Form):
    """A code out of a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, "code", _("The code from the mail"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ConfirmAddressForm(CodeForm, allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that confirms an address."""


class ConfirmResetForm(CodeForm, allauth_forms.ConfirmPasswordResetCodeForm):
    """The code that allows a new password."""
