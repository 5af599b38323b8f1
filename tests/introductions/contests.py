"""Who acts on one letter at the same instant as whom; what may come of it, and what each is told."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

from apps.introductions import requests, verbs
from apps.introductions.models import Door, Letter, TargetAnswer, Transition
from tests.introductions.at_once import (
    AGAIN,
    GONE,
    NO,
    PRESSES,
    YES,
    a_code,
    a_minute_later,
    address_of,
    another_door,
    confirms,
    done,
    ended,
    leaves,
    own,
    press,
    reads,
    the_clock,
    together,
    with_friend,
    with_target,
)  # fmt: skip
from tests.introductions.making import WORDS


def twenty_friends() -> str:
    """Twenty different answers to one question: one counts, nineteen are told that it did not."""
    scene = with_friend()
    said = list(islice(cycle([*YES, *NO]), PRESSES))
    told = together(*(lambda answer=each: press(scene.door.link, "answer", answer=answer) for each in said))
    assert sorted(told) == ["", *[AGAIN] * (PRESSES - 1)], told
    counted = said[told.index("")]
    scene.door.refresh_from_db()
    assert (scene.door.answer, scene.state()) == (counted, "with_target" if counted in YES else "waiting")
    assert Transition.objects.filter(request=scene.door.request_id, by="friend").count() == 1
    assert reads(scene.door.link)[0] == 200
    return "one of twenty"


def twenty_targets() -> str:
    """Yes by address, yes by mail and noes, twenty at once: one yes, two mails or none, no no left behind."""
    scene = with_target()
    link = scene.door.target_link
    code = a_code(scene)
    jobs: list[Callable[[], str]] = [
        lambda: press(link, "write"),
        lambda: confirms(scene, code),
        lambda: press(link, "decline", answer="not_now"),
    ]
    told = together(*islice(cycle(jobs), PRESSES))
    agreed = [at for at in range(PRESSES) if told[at] == "" and at % 3 < 2]
    assert len(agreed) == 1, told
    assert all(each in ("", AGAIN, "422", "200") for each in told), told
    state = scene.state()
    assert state == ("introduced" if agreed[0] % 3 else "yes"), (state, told)
    assert scene.mails() == (2 if state == "introduced" else 0)
    assert (WORDS["address"] in reads(link)[1]) == (state == "yes")
    assert Transition.objects.filter(request=scene.door.request_id, by="target").count() == 1
    return state


def friend_and_withdrawal() -> str:
    """A yes that came first was on its way for a moment; then nothing of it opens."""
    scene = with_friend()
    answered, withdrawn = together(
        lambda: press(scene.door.link, "answer", answer="knows_well"),
        done(scene, verbs.withdraw, own(scene)),
    )
    assert withdrawn
    assert answered in ("", AGAIN, GONE), answered
    scene.door.refresh_from_db()
    assert (scene.door.answer == "knows_well") == (answered == ""), (scene.door.answer, answered)
    return ended(scene, "withdrawn") + (", answered first" if answered == "" else "")


def friend_and_last_day() -> str:
    """The answer in the last second of the last day, the clock in the first second after it."""
    scene = with_friend()
    answered, _ = together(
        lambda: press(scene.door.link, "answer", answer="knows_not"), lambda: the_clock(scene)
    )
    a_minute_later(scene)
    scene.door.refresh_from_db()
    assert answered in ("", AGAIN, GONE), answered
    assert (scene.door.end, scene.door.answer) == (
        ("answered", "knows_not") if answered == "" else ("expired", "")
    )
    assert scene.state() == "waiting"
    return str(scene.door.end)


def friend_and_deletion() -> str:
    """The member deletes the request as the friend answers."""
    scene = with_friend()
    answered, deleted = together(
        lambda: press(scene.door.link, "answer", answer="rather_not"),
        done(scene, requests.delete, own(scene)),
    )
    assert answered in ("", AGAIN, GONE), answered
    if deleted:
        assert scene.state() == ""
        assert reads(scene.door.link)[0] == 410
        return "deleted"
    assert scene.state() == "waiting"
    return "answered"


def friend_and_leaving() -> str:
    """The member closes the account as the friend answers: nothing opens, nothing is left."""
    scene = with_friend()
    return leaves(scene, lambda: press(scene.door.link, "answer", answer="has_met"))


def target_and_leaving() -> str:
    """The member closes the account as the code is typed: no mail goes out any more."""
    scene = with_target()
    code = a_code(scene)
    return leaves(
        scene, lambda: press(scene.door.target_link, "confirm", address=address_of(scene), code=code)
    )


def target_and_withdrawal() -> str:
    """A yes or a withdrawal; the address is told only with the yes."""
    scene = with_target()
    agreed, withdrawn = together(
        lambda: press(scene.door.target_link, "write"), done(scene, verbs.withdraw, own(scene))
    )
    assert (agreed == "") != withdrawn, (agreed, withdrawn)
    status, page = reads(scene.door.target_link)
    if withdrawn:
        assert agreed in (AGAIN, GONE)
        assert WORDS["address"] not in page
        return ended(scene, "withdrawn")
    assert (scene.state(), status, WORDS["address"] in page) == ("yes", 200, True)
    return "yes"


def target_and_taking_back() -> str:
    """The friend takes it back as they say yes: one of both, and each is told which."""
    scene = with_target()
    agreed, taken = together(
        lambda: press(scene.door.target_link, "write"), lambda: press(scene.door.link, "take_back")
    )
    assert sorted([agreed == "", taken == ""]) == [False, True], (agreed, taken)
    status, page = reads(scene.door.target_link)
    assert (status, WORDS["address"] in page) == ((200, True) if agreed == "" else (410, False))
    assert scene.state() == ("yes" if agreed == "" else "with_target")
    return "yes" if agreed == "" else "taken back"


def target_and_last_day() -> str:
    """Yes in the last second, the clock in the first one after: introduced with two mails, or closed."""
    scene = with_target()
    code = a_code(scene)
    agreed, _ = together(
        lambda: press(scene.door.target_link, "confirm", address=address_of(scene), code=code),
        lambda: the_clock(scene),
    )
    a_minute_later(scene)
    assert agreed in ("", AGAIN, GONE, "422"), agreed
    if agreed == "":
        assert (scene.state(), scene.mails()) == ("introduced", 2)
        return "introduced"
    assert scene.mails() == 0
    return ended(scene, "closed")


def target_no_and_last_day() -> str:
    """A no in the last second, and the clock: closed, and nothing of the no is left a moment later."""
    scene = with_target()
    told, _ = together(
        lambda: press(scene.door.target_link, "decline", answer="never"), lambda: the_clock(scene)
    )
    assert told in ("200", GONE), told
    a_minute_later(scene)
    assert not TargetAnswer.objects.filter(link=scene.door.target_link_id).exists()
    return ended(scene, "closed")


def target_and_wiping() -> str:
    """The reader says yes in one window and deletes the page in another."""
    scene = with_target()
    agreed, wiped = together(
        lambda: press(scene.door.target_link, "write"), lambda: press(scene.door.target_link, "delete")
    )
    assert agreed in ("", GONE), agreed
    assert wiped == "200"
    assert scene.state() == ("yes" if agreed == "" else "with_target")
    assert reads(scene.door.target_link)[0] == 410
    assert WORDS["address"] not in str(Letter.objects.get(link=scene.door.target_link_id).shown)
    return "yes, and deleted" if agreed == "" else "deleted"


def two_friends_asked() -> str:
    """Two tabs ask two friends at once: one door is open."""
    scene = with_friend()
    assert done(scene, verbs.friend_says, scene.door, "knows_not")()
    carl, dora = another_door(scene), another_door(scene)
    asked = together(*(done(scene, verbs.ask, each) for each in (carl, dora)))
    assert sorted(asked) == [False, True]
    is_open = Door.objects.filter(request=scene.door.request_id, opened_at__isnull=False, ended_at=None)
    assert is_open.count() == 1
    return "one door"


CONTESTS: tuple[Callable[[], str], ...] = (
    twenty_friends, twenty_targets, friend_and_withdrawal, friend_and_last_day, friend_and_deletion,
    friend_and_leaving, target_and_leaving, target_and_withdrawal, target_and_taking_back,
    target_and_last_day, target_no_and_last_day, target_and_wiping, two_friends_asked,
)  # fmt: skip
