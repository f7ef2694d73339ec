"""The engine: splits doors on a street network into rounds and puts them in walking order.

Pure arrays in, pure arrays out: it knows no store, no campaign, no electors. All doors are indices into the
problem's spots; lengths are metres, times minutes.
"""

from walksheets.rounds.engine.cut import split_in_sequence
from walksheets.rounds.engine.measure import Measured, Walk, measure
from walksheets.rounds.engine.problem import Begun, Locks, Problem, Split, Stop, Wanted
from walksheets.rounds.engine.split import order, split
from walksheets.rounds.engine.way import way

__all__ = [
    "Begun",
    "Locks",
    "Measured",
    "Problem",
    "Split",
    "Stop",
    "Walk",
    "Wanted",
    "measure",
    "order",
    "split",
    "split_in_sequence",
    "way",
]
