"""The way in and out: the account pages of allauth under `/accounts/`, with Kith's manners."""

from __future__ import annotations

from allauth.account.urls import urlpatterns

__all__ = ["urlpatterns"]
