"""Reading a page: its boxes together. What one box cannot say, its line, its household and its page can.

A line is certain when one box alone is clearly marked, or none at all; everything else a person decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from walksheets.results.scan.geometry import Floats
from walksheets.results.scan.pictures import Grey, as_jpeg
from walksheets.results.scan.printed_page import NOT_HOME, SLIP_LEFT, PrintedBox, PrintedPage, Rect
from walksheets.results.scan.read_box import (
    DOUBTFUL,
    EMPTY,
    MARKED,
    BoxInk,
    judge,
    measure,
    noise_of,
    written_on,
)
from walksheets.results.scan.straighten import DOTS, Spot, settle, straighten

_SEEN_LEAST = 0.8  # of a page's boxes: with fewer it is not this page, or no picture to read from
_HEAVIER = 2.1  # times the ink that this page's marks usually have: filled in, or scribbled out?
_HEAVY = 0.34  # share of a box that must be dark for that
_HABIT = 3  # marks from which on a page has a habit


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
    ticked: tuple[str, ...] = ()
    """Words whose box is clearly ticked at this line's door: "slip left", follow-ups."""
    note: Strip | None = None
    """Where something was written at this door, if anything was."""

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
    noise = noise_of(flat.ink)
    inks = {at: measure(flat.ink, at, spot, noise) for at, spot in spots.items()}
    verdicts = _with_habit({at: judge(ink) for at, ink in inks.items()}, inks)
    lines = []
    for line in page.lines:
        boxes = [box for box in page.boxes if box.line == line.line]
        door = [box for box in page.boxes if box.line == line.household and box.word == NOT_HOME]
        code, why = _answer([box for box in boxes if box.kind == "code"], verdicts)
        code, why = _at_door(code, why, door, verdicts, not_home if line.wanted else "")
        words = [box for box in boxes if box.kind != "code" and box.word != NOT_HOME]
        unsure = [box.word for box in words if verdicts[box.at] == DOUBTFUL]
        why = why or (f"is “{unsure[0]}” ticked?" if unsure else "")
        ticked = tuple(box.word for box in words if verdicts[box.at] == MARKED)
        offset = _offset(boxes, spots)
        note = line.writing and written_on(flat.ink, line.writing, offset, noise)
        written = _strip(_about(line.writing), offset) if note and line.writing else None
        lines.append(ReadLine(line.line, code, why, _strip(line.row, offset), ticked, written))
    return ReadPage(page.sheet, as_jpeg(flat.grey), tuple(lines), verdicts)


def _with_habit(verdicts: dict[Rect, str], inks: Mapping[Rect, BoxInk]) -> dict[Rect, str]:
    """Doubt marks with far more ink than this page's hand usually leaves: they may be taken back."""
    covers = [inks[at].cover for at, verdict in verdicts.items() if verdict == MARKED]
    usual = median(covers) if len(covers) >= _HABIT else 0.0
    heavy = max(_HEAVY, _HEAVIER * usual)
    taken_back = {at for at, found in verdicts.items() if found == MARKED and inks[at].cover > heavy}
    return {at: DOUBTFUL if at in taken_back else found for at, found in verdicts.items()}


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


def _about(writing: Rect) -> Rect:
    """Return the room to write with what runs over it: people write large."""
    return Rect(writing.x - 6, writing.y - 8, writing.width + 12, writing.height + 12)
