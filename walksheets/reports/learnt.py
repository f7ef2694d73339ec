"""What the sheets that came back say a door takes: their minutes, less the walking, by kind of work and of housing.

Only offered beside the table's figure with how many sheets it rests on; nobody's table changes by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from walksheets.results import WalkedSheet
from walksheets.rounds import ANY, DoorTimes, RoundDoor

MOSTLY = 0.75
"""A sheet tells of a kind of housing when so many of its doors are of it; any other tells of doors in general."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """Minutes a door as sheets that came back have it, the walking apart."""

    minutes: float
    sheets: int


def learnt_times(
    sheets: Iterable[WalkedSheet],
    walks: Mapping[int, Mapping[int, RoundDoor]],
    speed_mps: Mapping[int, float],
    times: DoorTimes,
) -> dict[tuple[str, str], Learnt]:
    """Return by (kind of work, housing) the median of what sheets say; rounds' doors by id and speeds, both by round.

    A sheet whose round is gone, or holds few of its doors by now, says nothing. A sheet that was quicker than its
    walking alone counts as no time at the doors.
    """
    said: dict[tuple[str, str], list[float]] = defaultdict(list)
    for sheet in sheets:
        there = walks.get(sheet.round_id or 0, {})
        doors = [there[door_id] for door_id in sheet.door_ids if door_id in there]
        if len(doors) < MOSTLY * len(sheet.door_ids) or not doors:
            continue
        walking_min = sum(row.walk_m for row in doors) / (speed_mps[sheet.round_id or 0] * 60)
        housing, count = Counter(row.door.housing or ANY for row in doors).most_common(1)[0]
        housing = housing if count >= MOSTLY * len(doors) else ANY
        stairs_min = times.minutes(sheet.kind, housing) - times.at_door[sheet.kind][housing]
        at_door = (sheet.minutes - walking_min) / len(doors) - stairs_min
        said[sheet.kind, housing].append(max(at_door, 0.0))
    return {key: Learnt(round(median(each), 2), len(each)) for key, each in said.items()}
