"""Volunteers: people, what they can do, and who holds which round.

Other rooms import from here and from nowhere deeper.
"""

from walksheets.volunteers.availability import DAYS, PARTS, can_help, readable
from walksheets.volunteers.people import take_in_volunteers
from walksheets.volunteers.records import ROLES, Assignment, HeldRound, Hole, Suggestion, Volunteer
from walksheets.volunteers.service import Volunteers

__all__ = [
    "DAYS",
    "PARTS",
    "ROLES",
    "Assignment",
    "HeldRound",
    "Hole",
    "Suggestion",
    "Volunteer",
    "Volunteers",
    "can_help",
    "readable",
    "take_in_volunteers",
]
