"""What the organiser has settled for a plan, whatever the split finds: barriers, whole streets, blocks, doors set aside.

Frozen rows that are kept in the plan's settings; every split of the plan holds to them. No database here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from walksheets.errors import UsersMistake

Barrier = tuple[tuple[float, float], ...]
"""A line of latitudes and longitudes (WGS84): a dual carriageway, a railway, a river."""

POST, NOBODY = "post", "nobody"
WAYS_ASIDE = (POST, NOBODY)


@dataclass(frozen=True, slots=True)
class Block:
    """Doors that stay in one round: a building, a close, whatever was drawn round and named."""

    name: str
    door_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """Doors in no round: they go by "post", or to "nobody"."""

    how: str
    reason: str
    door_ids: tuple[int, ...]


def ids_aside(aside: Iterable[SetAside]) -> set[int]:
    """Return the doors that are in no round by the organiser's word."""
    return {door_id for each in aside for door_id in each.door_ids}


def with_aside(
    aside: Sequence[SetAside], door_ids: Collection[int], how: str, reason: str
) -> tuple[SetAside, ...]:
    """Return what is set aside once these doors are too; each door goes one way, the latest said."""
    if how not in WAYS_ASIDE:
        raise UsersMistake(
            f"“{how}” is no way for a door to go, so nothing was changed. Use {' or '.join(WAYS_ASIDE)}."
        )
    kept = without_aside(aside, door_ids)
    same = next((each for each in kept if (each.how, each.reason) == (how, reason)), None)
    more = SetAside(how, reason, tuple(sorted({*(same.door_ids if same else ()), *door_ids})))
    return (*(each for each in kept if each is not same), more)


def without_aside(aside: Sequence[SetAside], door_ids: Collection[int]) -> tuple[SetAside, ...]:
    """Return what is set aside still once these doors are walked to again."""
    back = set(door_ids)
    left = (replace(each, door_ids=tuple(i for i in each.door_ids if i not in back)) for each in aside)
    return tuple(each for each in left if each.door_ids)


def with_block(blocks: Sequence[Block], name: str, door_ids: Collection[int]) -> tuple[Block, ...]:
    """Return the blocks with one more, or with another of that name in its place; a door is in one block."""
    if not name:
        raise UsersMistake("A block needs a name, so nothing was changed. Call it “Orchard Court”, say.")
    if len(set(door_ids)) < 2:
        raise UsersMistake(
            "One door is whole by itself, so nothing was changed. Choose two or more to keep together."
        )
    mine = set(door_ids)
    others = (
        replace(each, door_ids=tuple(i for i in each.door_ids if i not in mine))
        for each in blocks
        if each.name != name
    )
    kept = [each for each in others if len(each.door_ids) > 1]
    return (*kept, Block(name, tuple(sorted(mine))))


def without_block(blocks: Sequence[Block], name: str) -> tuple[Block, ...]:
    """Return the blocks without one. Raises UsersMistake, naming those there are, when it is none of them."""
    if all(each.name != name for each in blocks):
        known = ", ".join(each.name for each in blocks) or "none"
        raise UsersMistake(f"No block is called “{name}”, so nothing was changed. There is: {known}.")
    return tuple(each for each in blocks if each.name != name)


def read_settled(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settled part of a plan's settings as rows again; an older plan has none of it."""
    return {
        "barriers": tuple(
            tuple((float(lat), float(lon)) for lat, lon in line) for line in kept.get("barriers", ())
        ),
        "whole_streets": tuple(kept.get("whole_streets", ())),
        "blocks": tuple(Block(each["name"], tuple(each["door_ids"])) for each in kept.get("blocks", ())),
        "aside": tuple(
            SetAside(each["how"], each["reason"], tuple(each["door_ids"])) for each in kept.get("aside", ())
        ),
    }


SETTLED = ("barriers", "whole_streets", "blocks", "aside")
"""The fields of a request that stay with the plan when it is split again."""
