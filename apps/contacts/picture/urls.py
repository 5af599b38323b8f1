"""The picture has an address of its own, which others know: `/network/`."""

from django.urls import path

from apps.contacts.views.picture import picture

urlpatterns = [path("", picture, name="picture")]
