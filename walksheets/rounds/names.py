"""What a round is called: after its main streets, so that people know where it is. Pure."""

from collections import Counter
from collections.abc import Sequence

from walksheets.rounds.street_order import Addressed, house_number

_ALONE = 0.7  # of the doors: one street is enough of a name


def round_names(rounds: Sequence[Sequence[Addressed]]) -> list[str]:
    """Return a name for each round; rounds that would share one are told apart by house numbers."""
    names = [_name(doors) for doors in rounds]
    twice = {name for name, count in Counter(names).items() if count > 1}
    return [
        _with_numbers(doors) if name in twice else name for name, doors in zip(names, rounds, strict=True)
    ]


def _name(doors: Sequence[Addressed]) -> str:
    streets = _streets(doors)
    if not streets:
        return ""
    (first, most), *others = streets
    if not others or most >= _ALONE * len(doors):
        return first
    return f"{first} & {others[0][0]}"


def _with_numbers(doors: Sequence[Addressed]) -> str:
    """Return the name with the house numbers of the main street: "Anson Road 2–88 & Birch Lane"."""
    main = _streets(doors)[0][0]
    numbers = [n for door in doors if door.street == main and (n := house_number(door.number)) is not None]
    name = _name(doors)
    if not numbers:
        return name
    least, most = min(numbers), max(numbers)
    ranged = f"{main} {least}–{most}" if least != most else f"{main} {least}"
    return name.replace(main, ranged, 1)


def _streets(doors: Sequence[Addressed]) -> list[tuple[str, int]]:
    counted = Counter(door.street for door in doors if door.street)
    return sorted(counted.items(), key=lambda street: (-street[1], street[0]))
