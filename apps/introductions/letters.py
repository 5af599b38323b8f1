"""The addresses of letters, `/i/<token>/`: anybody who holds one may read it, whatever it is for.

What a letter shows depends on its purpose: the tables are in `views/letter.py`. Every button has an
address of its own, which knows only letters of its purpose.
"""

from django.urls import path

from apps.introductions.views import card_letter, doors_opened, friend, letter, limit, pair, target

urlpatterns = [
    path("<str:token>/", letter.letter, name="letter"),
    path("<str:token>/stored/", letter.stored, name="letter_stored"),
    path("<str:token>/delete/", letter.delete, name="letter_delete"),
    # a friend's
    path("<str:token>/answer/", friend.answer, name="letter_answer"),
    path("<str:token>/name/", friend.name, name="letter_name"),
    path("<str:token>/take-back/", friend.take_back, name="letter_take_back"),
    path("<str:token>/limit/", limit.limit, name="letter_limit"),
    path("<str:token>/lift/", limit.lift, name="letter_lift"),
    path("<str:token>/keep/", doors_opened.keep, name="letter_keep"),
    path("<str:token>/receive/", friend.receive_letter, name="letter_receive"),
    # that of whoever was asked for
    path("<str:token>/write/", target.write, name="letter_write"),
    path("<str:token>/introduce/", target.introduce, name="letter_introduce"),
    path("<str:token>/confirm/", target.confirm, name="letter_confirm"),
    path("<str:token>/decline/", target.decline, name="letter_decline"),
    path("<str:token>/alone/", target.alone, name="letter_alone"),
    path("<str:token>/alone/confirm/", target.alone_confirm, name="letter_alone_confirm"),
    path("<str:token>/card.vcf", target.their_card, name="letter_their_card"),
    # a card held up
    path("<str:token>/contact.vcf", card_letter.vcard, name="letter_vcard"),
    path("<str:token>/leave/", card_letter.leave, name="letter_leave"),
    # those of two who should know each other
    path("<str:token>/agree/", pair.agree, name="letter_agree"),
    path("<str:token>/agree/confirm/", pair.agree_confirm, name="letter_agree_confirm"),
    path("<str:token>/not-now/", pair.not_now, name="letter_not_now"),
]
