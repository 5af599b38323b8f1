"""Goals and what belongs to them, one noun per file."""

from apps.goals.models.employer import EmployerProfile
from apps.goals.models.gathering import Gathering, MetAt
from apps.goals.models.goal import ApprovedLater, Goal, Speciality
from apps.goals.models.opportunity import Opportunity
from apps.goals.models.place import Evidence, GoalPlace, Place, PlaceTaken
from apps.goals.models.target import PublicFact, Target

__all__ = [
    "ApprovedLater",
    "EmployerProfile",
    "Evidence",
    "Gathering",
    "Goal",
    "GoalPlace",
    "MetAt",
    "Opportunity",
    "Place",
    "PlaceTaken",
    "PublicFact",
    "Speciality",
    "Target",
]
