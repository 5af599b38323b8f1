"""Offers, and taking one up."""

from django.urls import path

from apps.commitments.views import offer

urlpatterns = [
    path("offers/", offer.offers, name="offers"),
    path("offers/new/", offer.offer_new, name="offer_new"),
    path("offers/<int:pk>/", offer.offer, name="offer"),
    path("offers/<int:pk>/edit/", offer.edit_offer, name="edit_offer"),
    path("offers/<int:pk>/fulfil/", offer.fulfil_offer, name="fulfil_offer"),
    path("offers/<int:pk>/withdraw/", offer.withdraw_offer, name="withdraw_offer"),
    path("offers/<int:pk>/renew/", offer.renew_offer, name="renew_offer"),
    path("offers/<int:pk>/delete/", offer.delete_offer, name="delete_offer"),
    path("offers/taken/<int:pk>/delete/", offer.delete_fulfilment, name="delete_fulfilment"),
]
