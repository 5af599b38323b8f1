"""The tree of fields: sound, with codes that exist, and found by everyday words."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.utils import translation

from apps.goals import fields
from apps.goals.data import everyday, names

# Every class of ISIC Rev. 4 (United Nations, Statistical Papers M 4/Rev. 4); divisions and groups are
# their first two and three digits.
CLASSES = (
    "0111 0112 0113 0114 0115 0116 0119 0121 0122 0123 0124 0125 0126 0127 0128 0129 0130 0141 0142 0143 "
    "0144 0145 0146 0149 0150 0161 0162 0163 0164 0170 0210 0220 0230 0240 0311 0312 0321 0322 0510 0520 "
    "0610 0620 0710 0721 0729 0810 0891 0892 0893 0899 0910 0990 1010 1020 1030 1040 1050 1061 1062 1071 "
    "1072 1073 1074 1075 1079 1080 1101 1102 1103 1104 1200 1311 1312 1313 1391 1392 1393 1394 1399 1410 "
    "1420 1430 1511 1512 1520 1610 1621 1622 1623 1629 1701 1702 1709 1811 1812 1820 1910 1920 2011 2012 "
    "2013 2021 2022 2023 2029 2030 2100 2211 2219 2220 2310 2391 2392 2393 2394 2395 2396 2399 2410 2420 "
    "2431 2432 2511 2512 2513 2520 2591 2592 2593 2599 2610 2620 2630 2640 2651 2652 2660 2670 2680 2710 "
    "2720 2731 2732 2733 2740 2750 2790 2811 2812 2813 2814 2815 2816 2817 2818 2819 2821 2822 2823 2824 "
    "2825 2826 2829 2910 2920 2930 3011 3012 3020 3030 3040 3091 3092 3099 3100 3211 3212 3220 3230 3240 "
    "3250 3290 3311 3312 3313 3314 3315 3319 3320 3510 3520 3530 3600 3700 3811 3812 3821 3822 3830 3900 "
    "4100 4210 4220 4290 4311 4312 4321 4322 4329 4330 4390 4510 4520 4530 4540 4610 4620 4630 4641 4649 "
    "4651 4652 4653 4659 4661 4662 4663 4669 4690 4711 4719 4721 4722 4723 4730 4741 4742 4751 4752 4753 "
    "4759 4761 4762 4763 4764 4771 4772 4773 4774 4781 4782 4789 4791 4799 4911 4912 4921 4922 4923 4930 "
    "5011 5012 5021 5022 5110 5120 5210 5221 5222 5223 5224 5229 5310 5320 5510 5520 5590 5610 5621 5629 "
    "5630 5811 5812 5813 5819 5820 5911 5912 5913 5914 5920 6010 6020 6110 6120 6130 6190 6201 6202 6209 "
    "6311 6312 6391 6399 6411 6419 6420 6430 6491 6492 6499 6511 6512 6520 6530 6611 6612 6619 6621 6622 "
    "6629 6630 6810 6820 6910 6920 7010 7020 7110 7120 7210 7220 7310 7320 7410 7420 7490 7500 7710 7721 "
    "7722 7729 7730 7740 7810 7820 7830 7911 7912 7990 8010 8020 8030 8110 8121 8129 8130 8211 8219 8220 "
    "8230 8291 8292 8299 8411 8412 8413 8421 8422 8423 8430 8510 8521 8522 8530 8541 8542 8549 8550 8610 "
    "8620 8690 8710 8720 8730 8790 8810 8890 9000 9101 9102 9103 9200 9311 9312 9319 9321 9329 9411 9412 "
    "9420 9491 9492 9499 9511 9512 9521 9522 9523 9524 9529 9601 9602 9603 9609 9700 9810 9820 9900"
)
SECTIONS = "ABCDEFGHIJKLMNOPQRSTU"


def codes() -> set[str]:
    classes = CLASSES.split()
    assert len(classes) == 419
    return {*SECTIONS, *(each[:length] for each in classes for length in (2, 3, 4))}


def test_about_as_many_fields_as_one_can_know_each_named_once():
    names = Counter(str(field.name) for field in fields.ALL.values())
    assert 140 <= len(fields.ALL) <= 200
    assert [name for name, count in names.items() if count > 1] == []


def test_keys_fit_the_column_and_stay_plain():
    assert [key for key in fields.ALL if not re.fullmatch(r"[a-z]+(-[a-z]+)*", key) or len(key) > 40] == []


def test_every_field_but_the_widest_stands_below_one_that_was_read_before():
    seen: set[str] = set()
    for key, field in fields.ALL.items():
        assert field.above is None or field.above in seen, key
        seen.add(key)


def test_the_tree_has_no_circle_and_three_levels_at_most():
    for key in fields.ALL:
        above = fields.path(key)
        assert len({field.key for field in above}) == len(above) <= 3
        assert above[-1].key == key and above[0].above is None


def test_every_code_is_one_of_isic():
    known = codes()
    unknown = {(key, code) for key, field in fields.ALL.items() for code in field.isic if code not in known}
    assert unknown == set()


def test_no_everyday_word_stands_twice_in_one_field_nor_repeats_its_name():
    for field in fields.ALL.values():
        words = [word.strip() for word in str(field.synonyms).split(",")]
        assert words and all(words) and len(set(words)) == len(words), field.key
        assert str(field.name) not in words, field.key


def test_payments_stand_below_financial_technology():
    assert [field.key for field in fields.path("payments")] == ["finance", "financial-technology", "payments"]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("outdoor shops", "outdoor-shops"),
        ("lawyer", "law"),
        ("lawyers", "law"),
        ("nurse", "nursing"),
        ("apps", "software"),
        ("bank", "banking"),
        ("banks", "banking"),
        ("payments", "payments"),
        ("Financial Technology", "financial-technology"),
        ("retail", "retail"),
        ("journalist", "press"),
        ("bakers", "baking"),
        ("CAFÉ", "cafes-bars"),
        ("cafe", "cafes-bars"),
        ("non-profit", "community"),
        ("teach", "education"),
        ("photogr", "photography"),
        ("ai", "data-ai"),
    ],
)
def test_found_first_by_everyday_words(words, key):
    assert fields.find(words)[0].key == key


@pytest.mark.parametrize("words", ["", "  ", "…", "zzzz", "trail running shoes", "outdoor zzzz"])
def test_nothing_is_found_where_a_word_is_unknown(words):
    assert fields.find(words) == []


def test_near_are_fields_that_share_a_word_that_says_something():
    assert {field.key for field in fields.near("people who make outdoor gear")} >= {
        "outdoor-gear",
        "outdoor-shops",
    }
    assert fields.near("people who work in the") == []


def test_a_found_list_stays_short_enough_to_choose_from():
    assert all(len(fields.find(letter)) <= fields.MOST_FOUND for letter in "abcdefghijklmnopqrstuvwxyz")


def test_called_is_certain_only_where_one_field_goes_by_that_word():
    assert fields.called("Payments").key == "payments"
    assert fields.called("fintech").key == "financial-technology"
    assert fields.called("journalism").key == "press"
    assert fields.called("lawyers").key == "law"
    assert fields.called("teacher") is None  # at a school, or in general
    assert fields.called("") is None
    assert fields.called("pay") is None


def test_related_is_the_same_or_above_or_below():
    assert fields.related("payments", "payments")
    assert fields.related("payments", "financial-technology")
    assert fields.related("financial-technology", "payments")
    assert fields.related("payments", "finance")
    assert not fields.related("payments", "banking")
    assert not fields.related("payments", "retail")
    assert not fields.related("", "")
    assert not fields.related("", "payments")
    assert not fields.related("gone-from-the-file", "gone-from-the-file")


def test_names_are_translated_when_they_are_shown():
    """Lazily: a name is text of the reader's language, not of whoever started the site."""
    with translation.override("de"):
        assert fields.find("bank")[0].key == "banking"
        assert str(fields.ALL["banking"].name)


def test_translators_are_given_every_name_and_word_of_the_table():
    """Else run scripts/fields_for_translators.py: `makemessages` reads no tables."""
    table = fields.ALL.values()
    assert tuple(str(field.name) for field in table) == names.SAID
    assert tuple(str(field.synonyms) for field in table) == everyday.SAID
