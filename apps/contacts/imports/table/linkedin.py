"""What is LinkedIn's own about its Connections.csv, beside what all tables have.

The e-mail is nearly always missing, so the profile address is what tells people apart; who hides has only
that, and gives no card.
"""

from __future__ import annotations

import re
from datetime import date

# "How we met", for the program; the page says it in the member's language.
MET = "LinkedIn"

# English and German.
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7}
_MONTHS |= {"aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12}
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})\.?[ -]([^\W\d_]{3,10})\.?[ -]([0-9]{4}|[0-9]{2})(?![0-9])")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")


def without_letters(family: str) -> tuple[str, str]:
    """ "Okoye, MBA, CPA": what follows the comma is not part of the name."""
    name, _, letters = family.partition(",")
    return name.strip(), letters.strip()


def read_connected(text: str) -> date | None:
    """`05 Mar 2024`, `15-Jan-24`, `5. März 2024`, `2024-03-05`; None for anything else."""
    if match := _ISO.match(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_MONTH_YEAR.match(text):
        day, year = int(match[1]), int(match[3])
        month = _MONTHS.get(match[2][:3].casefold(), 0)
        # LinkedIn began in 2003.
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
