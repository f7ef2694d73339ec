"""The words on a map: doors' numbers, street names, start and end, scale and north. Pure.

Each takes its room before it is set, so that no two words lie over each other.
"""

from collections.abc import Sequence

import numpy as np

from walksheets.sheets import fonts
from walksheets.sheets.facts import DoorFacts, Floats, RoundFacts
from walksheets.sheets.fonts import BOLD, REGULAR, SYMBOLS
from walksheets.sheets.items import Ints, Path, Text
from walksheets.sheets.map_ground import Ground, length, point_at, to_units
from walksheets.sheets.map_room import Occupied

_END_WIDTH, _END_HEIGHT = 36.0, 10.0  # of a mark and its word


def ends(ground: Ground, facts: RoundFacts, placed: Sequence[DoorFacts], whole: bool) -> list[Text]:
    """Return the start and the end of the walk that is shown."""
    if whole and facts.way:
        way = ground.to_points(np.vstack(facts.way))
        first, last = way[0], way[-1]
    else:
        first, last = ground.to_points(np.array([placed[0].xy, placed[-1].xy], dtype=float))
    first, last = _kept_apart(first, last)
    texts: list[Text] = []
    for (x, y), sign, word in ((first, "●", "start"), (last, "■", "end")):
        mark = Text(float(x) - 3.4, float(y) - 3.2, sign, 9, SYMBOLS)
        texts += [mark, Text(mark.x + mark.width + 0.5, mark.y + 1, word, 7, BOLD)]
    return texts


def _kept_apart(first: Floats, last: Floats) -> tuple[Floats, Floats]:
    """Return both ends, one above the other when the walk ends where it began."""
    apart = last - first
    if abs(apart[0]) > _END_WIDTH or abs(apart[1]) > _END_HEIGHT:
        return first, last
    up = np.array([0.0, (_END_HEIGHT - abs(apart[1])) / 2])
    return (first + up, last - up) if first[1] >= last[1] else (first - up, last + up)


def door_marks(
    ground: Ground, placed: Sequence[DoorFacts], occupied: Occupied
) -> tuple[list[Text], list[Path]]:
    """Return each door's number where there is room for it, and a dot where there is none."""
    where: dict[tuple[int, int], tuple[float, float, str]] = {}
    for door in placed:
        assert door.xy is not None
        x, y = ground.to_points(np.array(door.xy))
        where.setdefault((round(x), round(y)), (float(x), float(y), door.number))
    spots = list(where.values())
    size = min(5.0 + ground.scale, 7.0)
    texts: list[Text] = []
    dots: list[Ints] = []
    order = [0, len(spots) - 1, *range(1, len(spots) - 1)] if len(spots) > 1 else [0]
    for index in order:
        x, y, number = spots[index]
        text = number if len(number) <= 5 else ""
        width = fonts.width(text, BOLD, size)
        left, bottom = x - width / 2, y - size * fonts.CAP_HEIGHT / 2
        edges = (left - 0.3, bottom - 0.4, left + width + 0.3, bottom + size * 0.8)
        if text and occupied.free(*edges):
            occupied.take(*edges)
            texts.append(Text(left, bottom, text, size, BOLD))
        else:
            dots.append(_dot(x, y))
    return texts, [Path(tuple(dots), 2.0)] if dots else []


def _dot(x: float, y: float) -> Ints:
    """Return a line of no length: with round ends it is a dot."""
    return to_units(np.array([[x, y], [x, y]]))


def along_street(
    lines: Sequence[Floats], name: str, font: str, size: float, grey: float, occupied: Occupied
) -> Text | None:
    """Set a name along the straightest free piece of its street, or not at all."""
    width = fonts.width(name, font, size)
    for line in sorted(lines, key=length, reverse=True)[:4]:
        total = length(line)
        if total < width + 4:
            break
        for share in (0.5, 0.3, 0.7, 0.15, 0.85):
            middle = min(max(total * share, width / 2 + 2), total - width / 2 - 2)
            a, b = point_at(line, middle - width / 2), point_at(line, middle + width / 2)
            chord = float(np.hypot(*(b - a)))
            if chord < 0.97 * width or not occupied.inside(a, b):
                continue
            if a[0] > b[0] + 0.01:
                a, b = b, a
            if occupied.free_along(a, b, size):
                occupied.take_along(a, b, size)
                angle = float(np.degrees(np.arctan2(b[1] - a[1], b[0] - a[0])))
                up = np.array([-(b - a)[1], (b - a)[0]]) / max(chord, 1e-9)
                start = (a + b) / 2 - (b - a) / chord * width / 2 - up * size * 0.34
                return Text(float(start[0]), float(start[1]), name, size, font, grey, angle)
    return None


def plate(text: Text) -> Ints:
    """Return the white rectangle behind a name, in whole units."""
    angle = np.radians(text.angle)
    along = np.array([np.cos(angle), np.sin(angle)])
    up = np.array([-along[1], along[0]])
    low = np.array([text.x, text.y]) - up * text.size * 0.24 - along * 1.2
    long, high = along * (text.width + 2.4), up * text.size * 1.06
    return to_units(np.array([low, low + long, low + long + high, low + high]))


def margin_words(ground: Ground) -> list[Text]:
    """Return whose map it is, as its licence asks, and which way is north."""
    owner = "© OpenStreetMap contributors"
    return [
        Text(ground.width - fonts.width(owner, REGULAR, 5.5) - 3, 3, owner, 5.5, REGULAR, 0.2),
        Text(ground.width - 20, ground.height - 10, "N", 8, BOLD),
        Text(ground.width - 13, ground.height - 10.5, "←" if ground.turned else "↑", 9, SYMBOLS),
        Text(6 + _bar_m(ground) * ground.scale, 4, f"{_bar_m(ground)} m", 6),
    ]


def scale_bar(ground: Ground) -> list[Path]:
    """Return the bar beside its length in metres."""
    end = 4 + _bar_m(ground) * ground.scale
    return [Path((to_units(np.array([[4, 7.5], [4, 4.5], [end, 4.5], [end, 7.5]])),), 0.8)]


def _bar_m(ground: Ground) -> int:
    """Return a round length of about 50 points."""
    return min((20, 50, 100, 200, 500, 1000, 2000), key=lambda metres: abs(metres * ground.scale - 50))


def on_page(text: Text, x: float, y: float) -> Text:
    """Return a word measured from the page's corner."""
    return Text(text.x + x, text.y + y, text.text, text.size, text.font, text.grey, text.angle)
