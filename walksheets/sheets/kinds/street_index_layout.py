"""The street index on its pages: columns of streets with their rounds, for the wall. Pure positions in points."""

from collections.abc import Sequence

from walksheets.sheets import content, fonts, words
from walksheets.sheets.content import Head
from walksheets.sheets.facts import RunFacts
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.frame import heading
from walksheets.sheets.items import Item, Page, Rule, Text, text_right
from walksheets.sheets.kinds.facts import OurFacts, StreetFacts
from walksheets.sheets.kinds.leaf import foot, list_frame
from walksheets.sheets.kinds.listing_layout import Block, shifted
from walksheets.sheets.kinds.order import PaperOrder
from walksheets.sheets.paper import CodeMaker, Sheet

_SIZE = 10.0
_STEP = 13.0
_BETWEEN = 20.0  # white between two columns
_COLUMN = 155.0  # points: a column is at least so wide
_INDENT = 8.0
_NO_ROUND = "in no round"


def lay_out(
    ours: OurFacts, run: RunFacts, streets: Sequence[StreetFacts], order: PaperOrder, codes: CodeMaker
) -> list[Sheet]:
    """Return the index, down each column and then across."""
    frame = list_frame(order, message=False)
    lines = (f"{run.campaign} · {run.plan}", words.count(len(streets), "street"), content.origin(run))
    head = Head("Street index", None, lines, "")
    bottom, below = foot(frame, "", f"The number is the round’s. Questions? Ring {ours.ring}.")
    across = max(1, int((frame.body_width + _BETWEEN) // (_COLUMN * frame.scale + _BETWEEN)))
    width = (frame.body_width + _BETWEEN) / across - _BETWEEN
    columns = _flow([_entry(street, width, frame.scale) for street in streets], frame.body_top - bottom - 4)
    pages = max(1, -(-len(columns) // across))
    found = []
    for number in range(pages):
        code = codes()
        items = heading(frame, head, code, run.mark, number + 1, pages)
        for place, blocks in enumerate(columns[number * across :][:across]):
            x = frame.left + place * (width + _BETWEEN)
            down = frame.body_top - 4
            for block in blocks:
                items += shifted(block.items, x, down)
                down -= block.height
        size = frame.width, frame.height
        found.append(Sheet(Page(code, number + 1, pages, size, (*items, *below)), ()))
    return found


def _flow(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    columns: list[list[Block]] = [[]]
    left = room
    for block in blocks:
        if columns[-1] and block.height > left:
            columns.append([])
            left = room
        columns[-1].append(block)
        left -= block.height
    return columns


def _entry(street: StreetFacts, width: float, scale: float) -> Block:
    """A street and its round on one line; with several rounds a line for each below it."""
    size, step = _SIZE * scale, _STEP * scale
    items: list[Item] = []
    y = -step
    single = len(street.parts) == 1
    number, _ = street.parts[0]
    far = _round(number, width, y, size) if single else None
    room = far.x - 10 if far else width
    name = fonts.wrap(street.name, BOLD, size, room)
    for line in name:
        items.append(Text(0, y, line, size, BOLD))
        y -= step
    if far:
        items += [far, _dots(fonts.width(name[0], BOLD, size), far.x, far.y)]
    else:
        for each, said in street.parts:
            items += _part(each, said, width, y, size)
            y -= step * len(_wrapped(each, said, width, size))
    return Block(-y - step + 4 * scale, tuple(items))


def _part(number: int | None, said: str, width: float, y: float, size: float) -> list[Item]:
    far = _round(number, width, y, size)
    lines = _wrapped(number, said, width, size)
    items: list[Item] = [
        Text(_INDENT, y - i * _STEP * size / _SIZE, line, size * 0.92) for i, line in enumerate(lines)
    ]
    first = fonts.width(lines[0], REGULAR, size * 0.92) + _INDENT
    return [*items, far, _dots(first, far.x, far.y)]


def _wrapped(number: int | None, said: str, width: float, size: float) -> list[str]:
    far = _round(number, width, 0, size)
    return fonts.wrap(said, REGULAR, size * 0.92, far.x - 10 - _INDENT)


def _round(number: int | None, width: float, y: float, size: float) -> Text:
    if number is None:
        return text_right(width, y, _NO_ROUND, size * 0.85, REGULAR, 0.2)
    return text_right(width, y, str(number), size, BOLD)


def _dots(start: float, end: float, y: float) -> Rule:
    return Rule(min(start + 4, end - 3), y + 1, end - 3, y + 1, 0.5, 0.55, 3.0)
