"""Two plans side by side: which doors change hands, and what that does to minutes and walking. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from walksheets.rounds import Round

Ints = NDArray[np.int64]

STAYS, CHANGES, NOT_THERE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class RoundChange:
    """A round of the plan shown, and the round of the other plan that most of its doors are in."""

    round: Round
    was: Round | None
    stays: int  # doors in both
    comes: int  # doors that were elsewhere
    goes: int  # doors it had and has no more


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs from another plan. `codes` are by door: STAYS, CHANGES, NOT_THERE, or -1 for none of the plan's."""

    other: str
    rows: tuple[RoundChange, ...]
    codes: Ints
    gone: tuple[Round, ...]  # rounds of the other plan that none of these goes on from

    @property
    def moved(self) -> int:
        """Return how many doors change hands."""
        return int((self.codes == CHANGES).sum())


def compare(
    rounds: Sequence[Round],
    held: Mapping[int, int],
    other: str,
    other_rounds: Sequence[Round],
    other_held: Mapping[int, int],
    door_ids: Sequence[int],
) -> Comparison:
    """Compare plans; `held` and `other_held` give each door's round by id.

    Rounds are paired so that as many doors as can be stay with their round.
    """
    pairs = _paired(rounds, held, other_rounds, other_held)
    was = {each.id: pairs.get(each.id) for each in rounds}
    rows = []
    for each in rounds:
        mine = [door_id for door_id, round_id in held.items() if round_id == each.id]
        before = was[each.id]
        stays = sum(before is not None and other_held.get(door_id) == before.id for door_id in mine)
        had = before.doors if before else 0
        rows.append(RoundChange(each, before, stays, len(mine) - stays, had - stays))
    codes = np.array([_code(door_id, held, was, other_held) for door_id in door_ids], dtype=np.int64)
    taken = {before.id for before in was.values() if before}
    gone = tuple(each for each in other_rounds if each.id not in taken)
    return Comparison(other, tuple(rows), codes, gone)


def _code(
    door_id: int, held: Mapping[int, int], was: Mapping[int, Round | None], other_held: Mapping[int, int]
) -> int:
    if door_id not in held:
        return -1
    if door_id not in other_held:
        return NOT_THERE
    before = was[held[door_id]]
    return STAYS if before is not None and other_held[door_id] == before.id else CHANGES


def _paired(
    rounds: Sequence[Round],
    held: Mapping[int, int],
    other_rounds: Sequence[Round],
    other_held: Mapping[int, int],
) -> dict[int, Round]:
    """Return for each round the other plan's round that it goes on from."""
    row = {each.id: at for at, each in enumerate(rounds)}
    column = {each.id: at for at, each in enumerate(other_rounds)}
    common = np.zeros((len(rounds), len(other_rounds)))
    for door_id, round_id in held.items():
        if door_id in other_held:
            common[row[round_id], column[other_held[door_id]]] += 1
    pairs = zip(*linear_sum_assignment(-common), strict=True)
    return {rounds[a].id: other_rounds[b] for a, b in pairs if common[a, b]}
