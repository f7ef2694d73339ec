"""Rounds: split a ward, order the doors, bend by hand, stay stable when the register moves.

Other rooms import from here. `rounds.engine` is pure: it knows neither the store nor a window.
"""

from walksheets.rounds.engine import Stop
from walksheets.rounds.records import (
    AREAS,
    KINDS,
    MINUTES_A_DOOR,
    ORDERS,
    Barrier,
    Plan,
    PlanNews,
    PlanRef,
    Round,
    RoundDoor,
    SplitRequest,
)
from walksheets.rounds.service import Rounds
from walksheets.rounds.street_order import street_sequence
from walksheets.rounds.taking_in import RoundsTakenIn, take_in_rounds

__all__ = [
    "AREAS",
    "KINDS",
    "MINUTES_A_DOOR",
    "ORDERS",
    "Barrier",
    "Plan",
    "PlanNews",
    "PlanRef",
    "Round",
    "RoundDoor",
    "Rounds",
    "RoundsTakenIn",
    "SplitRequest",
    "Stop",
    "street_sequence",
    "take_in_rounds",
]
