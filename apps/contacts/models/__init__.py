"""A member's book of people, one noun per file."""

from apps.contacts.models.bringing import (
    ColumnMap,
    Fingerprint,
    ImportBatch,
    ImportChoice,
    ImportPart,
    ImportRow,
)
from apps.contacts.models.circle import Circle, CircleTaken, Membership
from apps.contacts.models.contact import Contact, Origin
from apps.contacts.models.details import ContactPoint, ImportantDate, Photo
from apps.contacts.models.helping import Ask, Cause, Give
from apps.contacts.models.interaction import Interaction, Participation
from apps.contacts.models.organisation import Affiliation, Organisation, OrganisationTaken
from apps.contacts.models.periods import Period, Recollection
from apps.contacts.models.searching import SearchToken
from apps.contacts.models.tidying import Comparison, Likeness, TwoPeople
from apps.contacts.models.views import BulkDeed, SavedView, ViewTaken

__all__ = [
    "Affiliation",
    "Ask",
    "BulkDeed",
    "Cause",
    "Circle",
    "CircleTaken",
    "ColumnMap",
    "Comparison",
    "Contact",
    "ContactPoint",
    "Fingerprint",
    "Give",
    "ImportBatch",
    "ImportChoice",
    "ImportPart",
    "ImportRow",
    "ImportantDate",
    "Interaction",
    "Likeness",
    "Membership",
    "Organisation",
    "OrganisationTaken",
    "Origin",
    "Participation",
    "Period",
    "Photo",
    "Recollection",
    "SavedView",
    "SearchToken",
    "TwoPeople",
    "ViewTaken",
]
