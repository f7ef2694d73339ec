"""What stays in one round: whole streets and blocks, joined where they share a door. Pure."""

from collections.abc import Collection, Iterable, Sequence

from walksheets.places import Door
from walksheets.rounds.records import SplitRequest


def kept_together(doors: Iterable[Door], request: SplitRequest) -> list[set[int]]:
    """Return the sets of doors, by id, that the request keeps in one round each; no door is in two of them."""
    sets: list[set[int]] = [set(block.door_ids) for block in request.blocks]
    streets: dict[int, set[int]] = {street_id: set() for street_id in request.whole_streets}
    here = set()
    for door in doors:
        here.add(door.id)
        if door.street_id in streets:
            streets[door.street_id].add(door.id)
    found: list[set[int]] = []
    for some in (*sets, *streets.values()):
        one = some & here
        for other in [each for each in found if each & one]:
            found.remove(other)
            one |= other
        found.append(one)
    return [one for one in found if len(one) > 1]


def walked_with_their_own(
    doors: Sequence[Door], placed: Collection[int], request: SplitRequest
) -> dict[int, int]:
    """Return for each door without a place that is kept together with placed ones the first of those."""
    found = {}
    for one in kept_together(doors, request):
        here = sorted(one & set(placed))
        if here:
            found.update(dict.fromkeys(one - set(placed), here[0]))
    return found


def bundled(sequence: Sequence[Door], request: SplitRequest) -> list[list[Door]]:
    """Return a sequence in pieces that no cut divides: what is kept together stands where its first door stood."""
    bundle_of = {i: at for at, one in enumerate(kept_together(sequence, request)) for i in one}
    bundles: dict[int, list[Door]] = {}
    pieces: list[list[Door]] = []
    for door in sequence:
        at = bundle_of.get(door.id, -1)
        if at in bundles:
            bundles[at].append(door)
            continue
        pieces.append([door])
        if at >= 0:
            bundles[at] = pieces[-1]
    return pieces
