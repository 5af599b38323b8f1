"""People: the list, a person, and everything one does to them."""

from django.urls import include, path

from apps.contacts.views import (
    circles,
    clearing,
    details,
    exporting,
    keeping,
    never_asked,
    organisations,
    people,
    person,
    photo,
    picking,
    rhythm,
    tidying,
    touches,
    walk,
)

app_name = "contacts"


def _detail(detail: details.Detail, under: str = "") -> list:
    one = f"{under}<int:pk>/{detail.noun}s/"
    kept = {"detail": detail}
    named = {verb: detail.url_name(verb).removeprefix("contacts:") for verb in ("add", "edit", "delete")}
    return [
        path(one, details.add, kept, name=named["add"]),
        path(f"{one}<int:detail_pk>/", details.change, kept, name=named["edit"]),
        path(f"{one}<int:detail_pk>/delete/", details.remove, kept, name=named["delete"]),
    ]


urlpatterns = [
    path("", people.people, name="list"),
    path("filters/", people.filters, name="filters"),
    path("new/", people.new, name="new"),
    path("people.vcf", exporting.export, {"form": "3.0"}, name="export"),
    path("people-4.vcf", exporting.export, {"form": "4.0"}, name="export_newer"),
    path("people.csv", exporting.export, {"form": "csv"}, name="export_table"),
    path("pick/", picking.pick, name="pick"),
    path("bring/", include("apps.contacts.imports.urls")),
    path("walk/", walk.walk, name="walk"),
    path("walk/begin/", walk.begin_period, name="begin_period"),
    path("walk/pass/", walk.pass_period, name="pass_period"),
    path("walk/<int:pk>/", walk.period, name="period"),
    path("walk/<int:pk>/recall/", walk.recall, name="recall"),
    path("walk/<int:pk>/edit/", walk.edit_period, name="edit_period"),
    path("walk/<int:pk>/finish/", walk.finish_period, name="finish_period"),
    path("walk/<int:pk>/reopen/", walk.reopen_period, name="reopen_period"),
    path("walk/<int:pk>/delete/", walk.delete_period, name="delete_period"),
    path("circles/", circles.circles, name="circles"),
    path("circles/new/", circles.new_circle, name="new_circle"),
    path("circles/<int:pk>/", circles.circle, name="circle"),
    path("circles/<int:pk>/rename/", circles.rename_circle, name="rename_circle"),
    path("circles/<int:pk>/rhythm/", circles.circle_rhythm, name="circle_rhythm"),
    path("circles/<int:pk>/private/", circles.keep_private, name="keep_private"),
    path("circles/<int:pk>/open/", circles.keep_open, name="keep_open"),
    path("circles/<int:pk>/delete/", circles.delete_circle, name="delete_circle"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<int:pk>/edit/", organisations.edit_organisation, name="edit_organisation"),
    path("organisations/<int:pk>/unite/", organisations.unite_organisation, name="unite_organisation"),
    path("organisations/<int:pk>/delete/", organisations.delete_organisation, name="delete_organisation"),
    path("never-asked/", never_asked.never_asked, name="never_asked"),
    path("clearing/", clearing.clearing, name="clearing"),
    path("tidy/", tidying.tidy, name="tidy"),
    path("<int:pk>/merge/", tidying.merge_with, name="merge_with"),
    path("<int:pk>/merge/<int:other_pk>/", tidying.merge, name="merge"),
    path("<int:pk>/not-the-same/<int:other_pk>/", tidying.not_the_same, name="not_the_same"),
    path("<int:pk>/", person.person, name="person"),
    path("<int:pk>/keep/", keeping.keep, name="keep"),
    path("<int:pk>/edit/", person.edit, name="edit"),
    path("<int:pk>/delete/", person.delete, name="delete"),
    path("<int:pk>/photo/", photo.photo, name="photo"),
    path("<int:pk>/photo/add/", photo.add_photo, name="add_photo"),
    path("<int:pk>/photo/delete/", photo.delete_photo, name="delete_photo"),
    path("<int:pk>/log/", touches.log, name="log"),
    path("<int:pk>/touches/<int:touch_pk>/", touches.touch, name="touch"),
    path("<int:pk>/touches/<int:touch_pk>/strike/", touches.strike, name="strike"),
    path("<int:pk>/rhythm/", rhythm.rhythm, name="rhythm"),
    path("<int:pk>/just-remember/", rhythm.just_remember, name="just_remember"),
    path("<int:pk>/from-before/", rhythm.from_before, name="from_before"),
    path("<int:pk>/let-be/", rhythm.let_be, name="let_be"),
    path("<int:pk>/bring-back/", rhythm.bring_back, name="bring_back"),
    path("<int:pk>/died/", rhythm.died, name="died"),
    path("<int:pk>/asked-whom-else/", never_asked.asked_whom_else, name="asked_whom_else"),
    path("<int:pk>/not-this-one/", never_asked.not_this_one, name="not_this_one"),
    path("<int:pk>/join/", circles.join, name="join"),
    path("<int:pk>/leave/<int:circle_pk>/", circles.leave, name="leave"),
    *_detail(details.POINT),
    *_detail(details.DATE),
    *_detail(details.AFFILIATION),
    *_detail(details.CAUSE),
    *_detail(details.GIVE),
    *_detail(details.ASK),
    *_detail(details.ORGANISATION_GIVE, "organisations/"),
    *_detail(details.ORGANISATION_ASK, "organisations/"),
]
