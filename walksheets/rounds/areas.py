"""Which doors belong together before anything is computed: wards and districts, and doors beside which
others without a place are walked. Pure.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from walksheets.errors import UsersMistake
from walksheets.places import Door
from walksheets.rounds.street_order import house_number, natural_key

Votes = dict[str | int, Counter[str]]


def areas(doors: Sequence[Door], within: str) -> dict[str, list[Door]]:
    """Group doors by "ward" or "district", or ("free") all as one area named "".

    A door that does not say goes with most of its street, else with most of its postcode, else with
    the largest area. Raises UsersMistake when no door says.
    """
    if within == "free":
        return {"": list(doors)}
    said = {door.id: door.district if within == "district" else door.ward for door in doors}
    if not any(said.values()):
        noun = "polling district" if within == "district" else "ward"
        raise UsersMistake(
            f"No door says which {noun} it is in, so nothing was split. Import a register or boundaries that do, "
            "or split without keeping to them."
        )
    streets: Votes = defaultdict(Counter)
    postcodes: Votes = defaultdict(Counter)
    anywhere = Counter(area for area in said.values() if area)
    for door in doors:
        if area := said[door.id]:
            streets[door.street_id][area] += 1
            postcodes[door.postcode][area] += 1
    grouped: dict[str, list[Door]] = defaultdict(list)
    for door in doors:
        votes = streets[door.street_id] or postcodes[door.postcode] or anywhere
        grouped[said[door.id] or votes.most_common(1)[0][0]].append(door)
    return dict(sorted(grouped.items()))


def companions(doors: Sequence[Door], placed: Collection[int]) -> dict[int, int]:
    """Return for each door without a place the placed door beside which it is walked, where there is one.

    That is the nearest number on its street and side, else any of its street, else of its postcode.
    """
    streets: dict[int, list[Door]] = defaultdict(list)
    postcodes: dict[str, list[Door]] = defaultdict(list)
    for door in doors:
        if door.id in placed:
            streets[door.street_id].append(door)
            postcodes[door.postcode].append(door)
    postcodes[""].clear()  # no postcode is none in common
    found = {}
    for door in doors:
        if door.id not in placed and (others := streets[door.street_id] or postcodes[door.postcode]):
            found[door.id] = min(others, key=lambda other: _apart(door, other)).id
    return found


def companions_by_postcode(doors: Sequence[Door], placed: Collection[int]) -> dict[int, int]:
    """Return for each door without a place a placed door whose postcode comes next in order."""
    here = sorted((door.postcode, door.id) for door in doors if door.id in placed)
    return {
        door.id: here[min(bisect(here, (door.postcode, 0)), len(here) - 1)][1]
        for door in doors
        if door.id not in placed
    }


def _apart(door: Door, other: Door) -> tuple[bool, bool, int, object, int]:
    """Sort doors by how near they are to one on its street, by side and number."""
    mine, theirs = house_number(door.number), house_number(other.number)
    if mine is None or theirs is None:
        return (door.number != other.number, True, 0, natural_key(other.number), other.id)
    return (False, bool((mine - theirs) % 2), abs(mine - theirs), natural_key(other.flat), other.id)
