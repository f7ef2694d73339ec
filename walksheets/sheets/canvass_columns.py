"""The columns of a canvass sheet: where the boxes of a row stand, and the stamps that repeat. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from walksheets.errors import UsersMistake
from walksheets.sheets import fonts
from walksheets.sheets.fonts import BOLD, REGULAR
from walksheets.sheets.frame import Frame
from walksheets.sheets.items import Box, Item, Text, text_centred

BOX = 14.4
"""Points: 5.1 mm, what a pen can tick on a clipboard and a scanner can read."""

_BOX_MOST = 1.14  # times: larger boxes would leave no room for names in large print
_WHITE = 4.0  # between two boxes
_WHITE_LEAST = 2.6
_GROUP = 4.0  # more white between groups of codes
_LETTERS_A_GROUP = 4
_ROW = 18.6
_INDENT = 12.0
_LINE_COLUMN = 21.0
_NAMES_LEAST = 170.0  # points for a name and what goes with it; with less, most would need two lines
_BETWEEN = 4.0  # more white between two follow-ups
_DOOR_LEAST = 170.0  # points for a door's number, note and room to write, with follow-ups on the same line
_DOOR_WORDS = ("not home", "slip left")


@dataclass(frozen=True)
class Columns:
    """Where things stand across the page, in points. Asked for every row, so each is worked out once."""

    left: float
    right: float
    scale: float
    box: float
    box_xs: tuple[float, ...]
    codes: tuple[str, ...]
    follow_ups: tuple[str, ...]

    @classmethod
    def of(cls, frame: Frame, codes: Sequence[str], follow_ups: Sequence[str]) -> "Columns":
        """Return the columns for these codes and follow-ups. Raises UsersMistake when they leave no room."""
        box = BOX * min(frame.scale, _BOX_MOST)
        for white in (_WHITE, _WHITE_LEAST):
            xs = _box_xs(frame.right, codes, box, white)
            left_for_names = (xs[0] if xs else frame.right) - frame.left
            if left_for_names >= _NAMES_LEAST * frame.scale:
                found = cls(frame.left, frame.right, frame.scale, box, xs, tuple(codes), tuple(follow_ups))
                found._refuse_too_many()
                return found
        raise UsersMistake(
            f"{len(codes)} boxes on a line do not fit on this paper beside the names, so nothing was printed. Choose fewer codes, larger paper, or print landscape."
        )

    @cached_property
    def boxes_left(self) -> float:
        """Return where the first box begins."""
        return self.box_xs[0] if self.box_xs else self.right

    @cached_property
    def line_right(self) -> float:
        """Return where the line's number ends, in front of the boxes."""
        return self.boxes_left - 5

    @cached_property
    def names_left(self) -> float:
        """Return where names begin."""
        return self.left + _INDENT * self.scale

    @cached_property
    def names_right(self) -> float:
        """Return where what goes with a name ends."""
        return self.line_right - _LINE_COLUMN * self.scale

    @cached_property
    def row(self) -> float:
        """Return how high an ordinary row is."""
        return _ROW * self.box / BOX

    @cached_property
    def door_boxes_left(self) -> float:
        """Return where "not home" and "slip left" begin."""
        return self.boxes_left - 8 - sum(self._door_word_width(word) for word in _DOOR_WORDS)

    @cached_property
    def beside(self) -> bool:
        """Tell whether the follow-ups find room on the door's own line."""
        return self.door_boxes_left - self._follow_ups_width - self.left >= _DOOR_LEAST * self.scale

    @cached_property
    def door_right(self) -> float:
        """Return where the door's number, flat and note end."""
        return self.door_boxes_left - 8 - (self._follow_ups_width if self.beside else 0.0)

    @cached_property
    def follow_ups_end(self) -> float:
        """Return where the last follow-up ends, from the left margin."""
        return self._follow_ups_left + self._follow_ups_width - self.left

    @cached_property
    def _follow_ups_left(self) -> float:
        return self.door_boxes_left - self._follow_ups_width if self.beside else self.names_left

    @cached_property
    def _follow_ups_width(self) -> float:
        return sum(self._door_word_width(word) + _BETWEEN for word in self.follow_ups)

    def stamps(self) -> dict[str, tuple[Item, ...]]:
        """Return what repeats, measured from the left margin and the lower edge of its boxes."""
        boxes: tuple[Item, ...] = tuple(Box(x - self.left, 0, self.box) for x in self.box_xs)
        letters: tuple[Item, ...] = tuple(
            text_centred(x - self.left + self.box / 2, 0, code, 8.5 * self.scale, BOLD)
            for x, code in zip(self.box_xs, self.codes, strict=True)
        )
        stamps = {"boxes": boxes, "letters": letters, "door": self._worded_boxes(self.door_boxes())}
        if self.follow_ups:
            stamps["follow-ups"] = self._worded_boxes(self.follow_up_boxes())
        return stamps

    def door_boxes(self) -> dict[str, float]:
        """Return by word where a door's boxes begin, from the left margin."""
        return self._in_a_row(self.door_boxes_left - self.left, _DOOR_WORDS, 0)

    def follow_up_boxes(self) -> dict[str, float]:
        """Return by word where a household's follow-up boxes begin, from the left margin."""
        return self._in_a_row(self._follow_ups_left - self.left, self.follow_ups, _BETWEEN)

    def _in_a_row(self, x: float, words: Sequence[str], white: float) -> dict[str, float]:
        xs = {}
        for word in words:
            xs[word] = x
            x += self._door_word_width(word) + white
        return xs

    def _refuse_too_many(self) -> None:
        if self.follow_ups_end > self.right - self.left:
            raise UsersMistake(
                "The follow-ups do not fit on one line of this paper, so nothing was printed. Choose fewer or shorter words."
            )

    def _worded_boxes(self, xs: Mapping[str, float]) -> tuple[Item, ...]:
        return tuple(item for word, x in xs.items() for item in self._worded_box(x, word))

    def _worded_box(self, x: float, word: str) -> list[Item]:
        return [Box(x, 0, self.box), Text(x + self.box + 3, self.box / 2 - 3, word, 8 * self.scale)]

    def _door_word_width(self, word: str) -> float:
        return self.box + 3 + fonts.width(word, REGULAR, 8 * self.scale) + 7


def _box_xs(right: float, codes: Sequence[str], box: float, white: float) -> tuple[float, ...]:
    """Return where each box begins, the last one ending at `right`."""
    breaks = _group_breaks(codes)
    x = right - len(codes) * box - max(0, len(codes) - 1) * white - len(breaks) * _GROUP
    found = []
    for number in range(len(codes)):
        x += _GROUP if number in breaks else 0
        found.append(x)
        x += box + white
    return tuple(found)


def _group_breaks(codes: Sequence[str]) -> set[int]:
    """Return before which codes there is more white: figures apart from letters, letters by fours."""
    letters = [number for number, code in enumerate(codes) if not code.isdigit()]
    return {number for place, number in enumerate(letters) if place % _LETTERS_A_GROUP == 0 and number > 0}
