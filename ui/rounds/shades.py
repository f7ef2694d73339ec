"""What the map's colours say: the rounds, who holds them, when they were delivered, what has come back.

Pure: a board and figures in, a colour code for each door and a legend out. The colours are the theme's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from ui.language import tr
from ui.map.overlay import Legend
from ui.map.scene import Palette, round_palette
from ui.rounds.compare import Comparison
from ui.theme import Colours, colours
from walksheets.reports import RoundProgress
from walksheets.rounds import Round

Ints = NDArray[np.int64]

ROUNDS, HELD, DELIVERED, RESULTS = "rounds", "held", "delivered", "results"


@dataclass(frozen=True)
class Shade:
    """One way to colour the doors."""

    title: str
    palette: Palette
    codes: Ints  # by door, -1 is none
    badges: tuple[str, ...]  # by round
    words: tuple[str, ...] = ()  # of the legend, by code
    of_round: tuple[int, ...] = ()  # codes by round; empty where the doors of a round differ

    def legend(self) -> Legend | None:
        """Return what the colours mean; the rounds' own need no words."""
        if not self.words:
            return None
        return Legend(self.title, tuple(zip(self.palette(colours()), self.words, strict=False)))

    def swatches(self) -> list[str]:
        """Return each round's colour for the list; none where its doors differ."""
        palette = self.palette(colours())
        return [palette[code] for code in self.of_round]


def by_round(rounds: Sequence[Round], group: Ints, colour: Mapping[int, int]) -> Shade:
    """Colour each round so that neighbours differ."""
    codes = [colour[each.id] for each in rounds]
    return _shade(tr("Rounds"), round_palette, codes, group, [str(each.number) for each in rounds])


def by_holder(rounds: Sequence[Round], group: Ints) -> Shade:
    """Show which rounds nobody holds; the badges name the holders."""
    codes = [int(bool(each.volunteer)) for each in rounds]
    return _shade(
        tr("Who holds it"),
        lambda c: (c.bad, c.accent),
        codes,
        group,
        [f"{each.number} {short_name(each.volunteer)}".strip() for each in rounds],
        (tr("nobody yet"), tr("somebody")),
    )


def by_delivery(rounds: Sequence[Round], group: Ints, today: date) -> Shade:
    """Show how long ago a sheet of each round was last keyed in."""
    return _shade(
        tr("Last delivered"),
        lambda c: (c.bad, *ramp(c, 3)),
        [_age(each.last_delivered, today) for each in rounds],
        group,
        [str(each.number) for each in rounds],
        (tr("never"), tr("more than 12 weeks ago"), tr("4 to 12 weeks ago"), tr("within 4 weeks")),
    )


def by_results(rounds: Sequence[Round], group: Ints, progress: Sequence[RoundProgress]) -> Shade:
    """Show how much of each round's sheets has been keyed in."""
    figures = {each.round_id: each for each in progress}
    shares = [_share(figures.get(each.id)) for each in rounds]
    codes = [0 if s is None else 1 if s == 0 else 2 if s < 0.5 else 3 if s < 0.999 else 4 for s in shares]
    return _shade(
        tr("Results"),
        lambda c: (c.no_round, c.bad, *ramp(c, 3)),
        codes,
        group,
        [
            str(each.number) if share is None else f"{each.number}  {share:.0%}"
            for each, share in zip(rounds, shares, strict=True)
        ],
        (
            tr("nothing printed"),
            tr("nothing back"),
            tr("less than half"),
            tr("half and more"),
            tr("all keyed in"),
        ),
    )


def by_change(comparison: Comparison, rounds: Sequence[Round]) -> Shade:
    """Show which doors change hands against another plan."""
    return Shade(
        tr("Against “{plan}”").format(plan=comparison.other),
        lambda c: (ramp(c, 3)[0], c.bad, c.warn),
        comparison.codes,
        tuple(str(each.number) for each in rounds),
        (tr("stays with its round"), tr("changes hands"), tr("in no round there")),
    )


def ramp(c: Colours, steps: int) -> list[str]:
    """Return so many steps of the accent, faint to full: told apart by lightness alone."""
    low, high = QColor(c.land), QColor(c.accent)
    made = []
    for at in range(1, steps + 1):
        share = 0.22 + 0.78 * at / steps
        parts = ((low.red(), high.red()), (low.green(), high.green()), (low.blue(), high.blue()))
        made.append(QColor(*(round(a + (b - a) * share) for a, b in parts)).name())
    return made


def short_name(name: str) -> str:
    """Return a name as it fits on a badge: "Priya S."."""
    first, *others = name.split() or [""]
    return f"{first} {others[-1][0]}." if others else first


def _shade(
    title: str,
    palette: Palette,
    codes: Sequence[int],
    group: Ints,
    badges: Sequence[str],
    words: tuple[str, ...] = (),
) -> Shade:
    """Give each door its round's code."""
    table = np.array([*codes, -1], dtype=np.int64)
    by_door = table[np.where(group < 0, len(codes), group)]
    return Shade(title, palette, by_door, tuple(badges), words, tuple(codes))


def _age(keyed_at: str, today: date) -> int:
    if not keyed_at:
        return 0
    days = (today - date.fromisoformat(keyed_at[:10])).days
    return 3 if days <= 28 else 2 if days <= 84 else 1


def _share(figures: RoundProgress | None) -> float | None:
    return figures.lines_keyed / figures.lines if figures and figures.lines else None
