"""Reading a page: its boxes together. What one box cannot say, its line, its household and its page can.

A line is certain when one box alone is clearly marked, or none at all; everything else a person decides.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from walksheets.results.scan.doubts import Verdicts, in_context
from walksheets.results.scan.geometry import Floats
from walksheets.results.scan.pictures import Grey, as_jpeg
from walksheets.results.scan.printed_page import (
    NOT_HOME,
    SLIP_LEFT,
    PrintedBox,
    PrintedLine,
    PrintedPage,
    Rect,
)
from walksheets.results.scan.read_box import (
    DOUBTFUL,
    EMPTY,
    MARKED,
    grain_of,
    judge,
    measure,
    written_on,
)
from walksheets.results.scan.straighten import DOTS, Spot, settle, straighten, without_creases

_MARGIN = (9.0, 14.0)  # from where and how wide, in points: printers and boxes leave it white
_SEEN_LEAST = 0.8  # of a page's boxes: with fewer it is not this page, or no picture to read from

Strip = tuple[int, int, int, int]
"""A piece of a page's picture: left, upper, width, height in pixels."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What one line of the paper says, and a picture of it for the eye."""

    line: int
    code: str
    """The code read, or the likeliest one while not certain; empty for no answer."""
    why: str
    """Why it is not certain, in a few words; empty when it is."""
    strip: Strip
    """Where the line lies on the page's picture."""
    columns: tuple[tuple[str, int], ...] = ()
    """Each code and how far right the middle of its box is on the strip, in pixels."""
    ticked: tuple[str, ...] = ()
    """Words whose box is clearly ticked at this line's door: "slip left", follow-ups."""
    door: Strip | None = None
    """Where its household's door lies: the room to write, "not home", "slip left"."""
    below: Strip | None = None
    """Where its household's follow-ups lie."""
    written: bool = False
    """Something was written at this door."""

    @property
    def certain(self) -> bool:
        """Tell whether nothing about the line is in doubt."""
        return not self.why

    @property
    def follow_ups(self) -> tuple[str, ...]:
        """Return the follow-ups ticked, in the words of the paper."""
        return tuple(word for word in self.ticked if word != SLIP_LEFT)


@dataclass(frozen=True, slots=True, eq=False)
class ReadPage:
    """A page as it was read: straightened, as a JPEG, with what each box was taken for."""

    sheet: str
    picture: bytes
    lines: tuple[ReadLine, ...]
    boxes: Mapping[Rect, str]


def read_page(grey: Grey, page: PrintedPage, homography: Floats, not_home: str) -> ReadPage | None:
    """Read a page found in a picture; None when its boxes are not where the ledger says.

    `not_home` is the code that a tick at "not home" gives to the whole household.
    """
    flat = straighten(grey, page, homography)
    spots = settle(flat, page)
    if sum(spot.found for spot in spots.values()) < _SEEN_LEAST * len(spots):
        return None
    ink = without_creases(flat.ink)
    grain = grain_of(ink, spots if page.kind == "canvass" else _white_beside(spots))
    inks = {at: measure(ink, at, spot, grain) for at, spot in spots.items()}
    verdicts = in_context(page.kind, {at: judge(measured) for at, measured in inks.items()}, inks)
    lines = tuple(_read_line(page, line, spots, verdicts, not_home) for line in page.lines)
    heads = {line.line: line for line in page.lines if line.writing}
    written = {
        number
        for number, head in heads.items()
        if head.writing and written_on(ink, head.writing, _offset(page.boxes_of(number), spots), grain)
    }
    lines = tuple(replace(line, written=line.line in written) for line in lines)
    return ReadPage(page.sheet, as_jpeg(flat.grey), lines, _several_doubted(page, verdicts))


def _white_beside(spots: Mapping[Rect, Spot]) -> dict[Rect, Spot]:
    """Return the white margin left of the boxes: on a leaflet sheet that was walked, no box may be empty."""
    left, side = _MARGIN
    return {
        Rect(left, at.y, side, side): Spot(spot.x - (at.x - left) * DOTS, spot.y, found=True)
        for at, spot in spots.items()
    }


def _read_line(
    page: PrintedPage, line: PrintedLine, spots: Mapping[Rect, Spot], verdicts: Verdicts, not_home: str
) -> ReadLine:
    """Read one line, with what stands at its household's door."""
    boxes = page.boxes_of(line.line)
    codes = [box for box in boxes if box.kind == "code"]
    door = [box for box in page.boxes_of(line.household) if box.word == NOT_HOME]
    code, why = _answer(codes, verdicts)
    code, why = _at_door(code, why, door, verdicts, not_home if line.wanted else "")
    words = [box for box in boxes if box.kind != "code" and box.word != NOT_HOME]
    unsure = [box.word for box in words if verdicts[box.at] == DOUBTFUL]
    offset = _offset(codes, spots)
    row = _strip(line.row, offset)
    head = page.line(line.household).door
    return ReadLine(
        line=line.line,
        code=code,
        why=why or (f"is “{unsure[0]}” ticked?" if unsure else ""),
        strip=row,
        columns=tuple((box.word, round(spots[box.at].x + box.at.width * DOTS / 2) - row[0]) for box in codes),
        ticked=tuple(box.word for box in words if verdicts[box.at] == MARKED),
        door=None if head is None else _strip(head, offset),
        below=None if line.below is None else _strip(line.below, offset),
    )


def _several_doubted(page: PrintedPage, verdicts: Verdicts) -> Verdicts:
    """Return the verdicts with all inked code boxes of a line in doubt where there is more than one."""
    inked: dict[int, list[Rect]] = defaultdict(list)
    for box in page.boxes:
        if box.kind == "code" and verdicts[box.at] != EMPTY:
            inked[box.line].append(box.at)
    several = {at for boxes in inked.values() if len(boxes) > 1 for at in boxes}
    return {at: DOUBTFUL if at in several else found for at, found in verdicts.items()}


def _answer(codes: Sequence[PrintedBox], verdicts: Mapping[Rect, str]) -> tuple[str, str]:
    """Return the code a line's boxes give, and why it is in doubt."""
    marked = [box.word for box in codes if verdicts[box.at] == MARKED]
    doubtful = [box.word for box in codes if verdicts[box.at] == DOUBTFUL]
    if len(marked) == 1 and not doubtful:
        return marked[0], ""
    if len(marked) > 1:
        return "", f"{' and '.join(marked)} are both marked"
    if marked:
        return marked[0], f"something in {', '.join(doubtful)}, too"
    if len(doubtful) == 1:
        return doubtful[0], f"is {doubtful[0]} marked?"
    return "", "something in several boxes" if doubtful else ""


def _at_door(
    code: str, why: str, door: Sequence[PrintedBox], verdicts: Mapping[Rect, str], not_home: str
) -> tuple[str, str]:
    """Bring a line together with its household's "not home"."""
    ticked = next((verdicts[box.at] for box in door), EMPTY)
    if ticked == EMPTY or not not_home or why or code == not_home:
        return code, why
    if code:
        return code, "“not home” is ticked for the household, too"
    return not_home, "" if ticked == MARKED else "is “not home” ticked?"


def _offset(boxes: Sequence[PrintedBox], spots: Mapping[Rect, Spot]) -> tuple[float, float]:
    """Return how far off a line lies on the straightened page, in pixels."""
    off = [(spots[box.at].x - box.at.x * DOTS, spots[box.at].y - box.at.y * DOTS) for box in boxes]
    return median(dx for dx, _ in off), median(dy for _, dy in off)


def _strip(rect: Rect, offset: tuple[float, float]) -> Strip:
    """Return where a piece of the paper lies on the straightened picture, in whole pixels."""
    x, y = (round(at * DOTS + off) for at, off in zip((rect.x, rect.y), offset, strict=True))
    return max(x, 0), max(y, 0), round(rect.width * DOTS), round(rect.height * DOTS)
