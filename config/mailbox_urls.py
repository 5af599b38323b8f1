"""`/mailbox/`: only where no mail server is named, never in production."""

from django.urls import path

from config import mailbox_views as views

urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<str:name>/", views.message, name="mailbox_message"),
    path("<str:name>/html/", views.html_part, name="mailbox_html"),
]
