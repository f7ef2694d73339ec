"""How one gets from a stretch to the next, in words: "cross over", "turn left", "120 m on". Pure.

Said only when it is sure: a wrong turn on paper is worse than none.
"""

from collections.abc import Sequence
from math import atan2, degrees, hypot

from walksheets.sheets import words
from walksheets.sheets.facts import DoorFacts
from walksheets.sheets.stretches import Stretch

_FAR_M = 60.0  # a walk worth a word
_NEAR_M = 80.0  # further on, there may be more than one turn
_ALONG_M = 8.0  # shorter than this, two doors do not tell where one is heading
_TURN_DEG = (40.0, 140.0)


def approach(before: Stretch | None, stretch: Stretch) -> str:
    """Return what to do at the end of the stretch before: nothing, a turn, a crossing, a distance."""
    if before is None:
        return ""
    far = f"{words.distance(stretch.walk_m)} on" if stretch.walk_m >= _FAR_M else ""
    return ", ".join(filter(None, (_change(before, stretch), far)))


def _change(before: Stretch, stretch: Stretch) -> str:
    if before.street == stretch.street:
        crossed = before.side and stretch.side and before.side != stretch.side
        return "cross over" if crossed and stretch.walk_m < _FAR_M else ""
    if stretch.walk_m > _NEAR_M:
        return ""
    coming, going = _heading(before.doors[::-1]), _heading(stretch.doors)
    if coming is None or going is None:
        return ""
    coming = (-coming[0], -coming[1])  # it was read backwards, from the last door
    across = coming[0] * going[1] - coming[1] * going[0]
    angle = degrees(atan2(across, coming[0] * going[0] + coming[1] * going[1]))
    if not _TURN_DEG[0] <= abs(angle) <= _TURN_DEG[1]:
        return ""
    return "turn left" if angle > 0 else "turn right"


def _heading(doors: Sequence[DoorFacts]) -> tuple[float, float] | None:
    """Return the direction from the first door to the next that stands well apart; None when unknown."""
    first = doors[0].xy
    if first is None or not doors[0].exact:
        return None
    for door in doors[1:]:
        if door.xy is None or not door.exact:
            return None
        x, y = door.xy[0] - first[0], door.xy[1] - first[1]
        if hypot(x, y) >= _ALONG_M:
            return x, y
    return None
