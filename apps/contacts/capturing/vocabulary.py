"""The words by which a line is understood: one table a language, read all at once.

Members write to themselves in the language they think in, whatever language Kith speaks to them.
Another language is another table at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

MET = "met"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language. Words are in small letters, without accents; `days` and `ago` count from today."""

    kinds: dict[str, str]
    """What happened → how one was in touch."""
    company: frozenset[str]
    """Before the names of those who were there."""
    joins: frozenset[str]
    """Between two names."""
    glue: frozenset[str]
    """Says nothing by itself beside what happened."""
    about: frozenset[str]
    """Before what one spoke of."""
    ends: frozenset[str]
    """Ends a name."""
    asks: frozenset[str]
    """Begins a line about what to ask."""
    born: frozenset[str]
    """Makes a day a birthday."""
    found: frozenset[str]
    """Begins how one met, after a name."""
    particles: frozenset[str]
    """In small letters within a name."""
    days: dict[str, int]
    weekdays: dict[str, int]
    before_weekday: str
    """What may stand before a weekday that was."""
    months: dict[str, int]
    units: dict[str, int]
    numbers: dict[str, int]
    ago: str
    """A pattern with the groups `number` and `unit`."""


def words(text: str) -> frozenset[str]:
    """The words of a line of a table."""
    return frozenset(text.split())


def kinds(**said: str) -> dict[str, str]:
    """Each word with what it says: `kinds(met="coffee tea", wrote="mailed")`."""
    return {word: kind for kind, text in said.items() for word in text.split()}


def numbered(text: str, start: int) -> dict[str, int]:
    """Words in their order, those with a bar between being the same: "jan|january feb|february"."""
    groups = enumerate(text.split(), start)
    return {word: number for number, group in groups for word in group.split("|")}


ENGLISH = Vocabulary(
    kinds=kinds(
        met="coffee tea breakfast brunch lunch dinner supper drinks beer wine picnic walk walked hike hiked "
        "met meet saw seen visited visit lunched dined",
        talked="called call rang phoned phone talked talk spoke spoken chatted chat facetimed skyped zoomed",
        wrote="wrote written mailed emailed texted messaged",
    ),
    company=words("with to"),
    joins=words("and & +"),
    glue=words("i we had have got a an the just went came for out up on"),
    about=words("about regarding"),
    ends=words(
        "at in about on for from to of with who that because over after before near by via during while when "
        "the a an my our his her their your this is was has had he she they it i we me us regarding re"
    ),
    asks=words("ask"),
    born=words("birthday birthday: bday b-day born"),
    found=words("met"),
    particles=words("de da do dos das di del della la le du van von der den ter ten bin ibn al el af av y e"),
    days={
        "the day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0,
        "this morning": 0, "this afternoon": 0, "this evening": 0, "just now": 0, "tomorrow": 1,
    },
    weekdays=numbered("monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thurs friday|fri saturday|sat "
                      "sunday|sun", 0),
    before_weekday=r"on|last|this|past|on last",
    months=numbered(
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept "
        "october|oct november|nov december|dec", 1,
    ),
    units={"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "fortnight": 14},
    numbers=numbered("a|an|one two three four five six seven eight nine ten", 1),
    ago=r"(?P<number>\w+) (?P<unit>\w+) ago",
)  # fmt: skip
GERMAN = Vocabulary(
    kinds=kinds(
        met="kaffee tee fruhstuck mittagessen abendessen bier spaziergang getroffen traf trafen gesehen "
        "besucht besuch",
        talked="angerufen telefoniert telefonat gesprochen geredet",
        wrote="geschrieben schrieb gemailt",
    ),
    company=words("mit"),
    joins=words("und"),
    glue=words("ich wir habe haben hatte hatten zum beim ein eine einen kurz"),
    about=words("uber"),
    ends=words("im beim uber wegen bei auf nach vor ist war hat der die das ihr ihre sein seine"),
    asks=words("frag frage fragen"),
    born=words("geburtstag geboren"),
    found=words("kennengelernt"),
    particles=words("zu zur vom"),
    days={"vorgestern": -2, "gestern abend": -1, "gestern": -1, "heute fruh": 0, "heute abend": 0, "heute": 0,
          "morgen": 1},
    weekdays=numbered("montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag", 0),
    before_weekday=r"am|letzten|vergangenen|am letzten",
    months=numbered("januar februar marz april mai juni juli august september oktober november dezember", 1),
    units={"tag": 1, "tagen": 1, "woche": 7, "wochen": 7, "monat": 30, "monaten": 30},
    numbers=numbered("ein|einem|einer|eine zwei drei vier funf sechs sieben acht neun zehn", 1),
    ago=r"vor (?P<number>\w+) (?P<unit>\w+)",
)  # fmt: skip
LANGUAGES = (ENGLISH, GERMAN)


def _together(name: str) -> dict[str, int | str] | frozenset[str]:
    tables = [getattr(language, name) for language in LANGUAGES]
    if isinstance(tables[0], dict):
        return {word: meaning for table in reversed(tables) for word, meaning in table.items()}
    return frozenset[str]().union(*tables)


_patterns = {"before_weekday": "|".join(each.before_weekday for each in LANGUAGES), "ago": ""}
ALL = Vocabulary(
    **{each.name: _patterns.get(each.name) or _together(each.name) for each in fields(Vocabulary)}  # type: ignore[arg-type]
)
