"""Under /contacts/bring/; names are `contacts:bring`, `contacts:batch`, …"""

from django.urls import path

from apps.contacts.imports import views

urlpatterns = [
    path("", views.bring, name="bring"),
    path("<int:pk>/", views.batch, name="batch"),
    path("<int:pk>/columns/", views.columns, name="batch_columns"),
    path("<int:pk>/choose/", views.choose, name="batch_choose"),
    path("<int:pk>/start/", views.start, name="batch_start"),
    path("<int:pk>/progress/", views.progress, name="batch_progress"),
    path("<int:pk>/forget/", views.forget, name="batch_forget"),
]
