"""Rounds: split a ward, order the doors, bend by hand, stay stable when the register moves.

Other rooms import from here. `rounds.engine` is pure: it knows neither the store nor a window.
"""

from walksheets.rounds.door_times import ANY, DoorTimes, usual_times
from walksheets.rounds.engine import Stop
from walksheets.rounds.locks import Lock, LockCost
from walksheets.rounds.people import Person
from walksheets.rounds.records import (
    AREAS,
    FINISHES,
    KINDS,
    ORDERS,
    DoorAside,
    Plan,
    PlanNews,
    PlanRef,
    Round,
    RoundDoor,
    SplitRequest,
)
from walksheets.rounds.service import Rounds
from walksheets.rounds.settled import NOBODY, POST, Barrier, Block, SetAside
from walksheets.rounds.street_order import street_sequence
from walksheets.rounds.taking_in import RoundsTakenIn, take_in_rounds

__all__ = [
    "ANY",
    "AREAS",
    "FINISHES",
    "KINDS",
    "NOBODY",
    "ORDERS",
    "POST",
    "Barrier",
    "Block",
    "DoorAside",
    "DoorTimes",
    "Lock",
    "LockCost",
    "Person",
    "Plan",
    "PlanNews",
    "PlanRef",
    "Round",
    "RoundDoor",
    "Rounds",
    "RoundsTakenIn",
    "SetAside",
    "SplitRequest",
    "Stop",
    "street_sequence",
    "take_in_rounds",
    "usual_times",
]
