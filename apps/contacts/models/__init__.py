"""A member's book of people, one noun per file."""

from apps.contacts.models.bringing import Fingerprint, ImportBatch, ImportPart, ImportRow
from apps.contacts.models.circle import Circle, CircleTaken, Membership
from apps.contacts.models.contact import Contact, Origin
from apps.contacts.models.details import ContactPoint, ImportantDate, Photo
from apps.contacts.models.interaction import Interaction, Participation
from apps.contacts.models.organisation import Affiliation, Organisation
from apps.contacts.models.searching import SearchToken

__all__ = [
    "Affiliation",
    "Circle",
    "CircleTaken",
    "Contact",
    "ContactPoint",
    "Fingerprint",
    "ImportBatch",
    "ImportPart",
    "ImportRow",
    "ImportantDate",
    "Interaction",
    "Membership",
    "Organisation",
    "Origin",
    "Participation",
    "Photo",
    "SearchToken",
]
