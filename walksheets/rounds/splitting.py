"""From what the organiser asks to rounds of doors: areas, how many rounds each, doors nobody could place.

Pure: doors, spots and a network in, ordered door ids out. The engine does the computing; here stands
what the field asks around it.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from walksheets.errors import UsersMistake
from walksheets.places import Door
from walksheets.progress import Progress, silent
from walksheets.rounds.records import SplitRequest
from walksheets.rounds.street_order import assumed_walk_m, cut, street_sequence


@dataclass(frozen=True, slots=True)
class DraftRound:
    """A round not yet written: its doors in walking order."""

    area: str
    door_ids: tuple[int, ...]


def share(doors: Sequence[Door], request: SplitRequest, progress: Progress = silent) -> list[DraftRound]:
    """Split the doors as asked; every door comes out in exactly one round."""
    by_area = areas(doors, request.within)
    counts = rounds_for_areas({name: len(mine) for name, mine in by_area.items()}, len(doors), request)
    drafts: list[DraftRound] = []
    for done, (name, mine) in enumerate(by_area.items()):
        progress(done / len(by_area), f"Sharing out {name or 'the doors'}")
        drafts += [DraftRound(name, ids) for ids in by_street(mine, counts[name], request)]
    return drafts


def by_street(doors: Sequence[Door], rounds: int, request: SplitRequest) -> list[tuple[int, ...]]:
    """Split by street, side, number and the order of postcodes, for doors without positions."""
    sequence = [doors[i] for i in street_sequence(doors)]
    loads = [request.door_minutes]
    breaks = [0]
    for before, after in itertools.pairwise(sequence):
        walk = assumed_walk_m(before, after)
        loads.append(request.door_minutes + walk / (60 * request.speed_mps))
        same_house = before.street_id == after.street_id and before.number == after.number
        breaks.append(2 if before.street_id != after.street_id else 0 if same_house else 1)
    ends = cut(loads, breaks, rounds, request.tolerance)
    return [
        tuple(door.id for door in sequence[start:end]) for start, end in zip([0, *ends], ends, strict=False)
    ]


def areas(doors: Sequence[Door], within: str) -> dict[str, list[Door]]:
    """Group doors by ward or district, or all as one area named "".

    A door that does not say goes with most of its street, else with most of its postcode, else with
    the largest area. Raises UsersMistake when no door says.
    """
    if within == "free":
        return {"": list(doors)}
    said = {door.id: str(getattr(door, within)) for door in doors}
    if not any(said.values()):
        noun = "polling district" if within == "district" else "ward"
        raise UsersMistake(
            f"No door says which {noun} it is in, so nothing was split. Import a register or boundaries that do, "
            "or split without keeping to them."
        )
    on_street, at_postcode, anywhere = defaultdict(Counter), defaultdict(Counter), Counter(said.values())  # type: ignore[var-annotated]
    del anywhere[""]
    for door in doors:
        if area := said[door.id]:
            on_street[door.street_id][area] += 1
            at_postcode[door.postcode][area] += 1
    grouped: dict[str, list[Door]] = defaultdict(list)
    for door in doors:
        votes = on_street[door.street_id] or at_postcode[door.postcode] or anywhere
        grouped[said[door.id] or votes.most_common(1)[0][0]].append(door)
    return dict(sorted(grouped.items()))


def rounds_for_areas(sizes: dict[str, int], doors: int, request: SplitRequest) -> dict[str, int]:
    """Say how many rounds each area gets: each at least one, the next always where doors a round are most."""
    if request.rounds is not None:
        wanted = request.rounds
    elif request.doors is not None:
        wanted = sum(ceil(size / request.doors) for size in sizes.values())
    else:
        assert request.minutes is not None
        wanted = sum(
            max(1, ceil(size * request.door_minutes * 1.5 / request.minutes)) for size in sizes.values()
        )
        wanted = min(wanted, doors)
    if wanted > doors:
        raise UsersMistake(
            f"{wanted} rounds were asked for, but there are only {doors} doors; nothing was split. Ask for fewer rounds."
        )
    if wanted < len(sizes):
        raise UsersMistake(
            f"{wanted} rounds were asked for, but there are {len(sizes)} areas to keep within; nothing was split. "
            f"Ask for at least {len(sizes)} rounds."
        )
    counts = dict.fromkeys(sizes, 1)
    for _ in range(wanted - len(sizes)):
        fullest = max((n for n in sizes if counts[n] < sizes[n]), key=lambda name: sizes[name] / counts[name])
        counts[fullest] += 1
    return counts
