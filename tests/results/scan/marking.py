"""Hands: what canvassers mean, and how they put it on paper, clearly or not. Writes down what was meant."""

from dataclasses import dataclass, field

import numpy as np

from tests.results.scan.simulator import STYLES, Pen, Writing, a_pen


@dataclass
class Meant:
    """The truth of a page: line → code (None where two answers stand and nobody can know), and box by box."""

    answers: dict[int, str | None] = field(default_factory=dict)
    boxes: dict[tuple[int, str], str] = field(default_factory=dict)
    """marked; doubtful where either call is right (a mark taken back). What is not in here is empty."""


def mark_clear(writing: Writing, codes: str) -> Meant:
    """One hand, one pen, its own way of marking: three lines of four are answered."""
    rng, meant = writing.rng, Meant()
    pen, style = a_pen(rng), str(rng.choice(STYLES, p=[0.35, 0.3, 0.2, 0.1, 0.05]))
    for line, boxes in writing.page.rows.items():
        if rng.random() < 0.25:
            continue
        at = int(rng.integers(len(boxes)))
        _put(
            writing,
            meant,
            codes,
            line,
            at,
            style if rng.random() < 0.9 else _other(rng),
            pen,
            rng.uniform(0.65, 1.0),
        )
    return meant


def mark_hard(writing: Writing, codes: str) -> Meant:
    """The same, but every third mark is faint, overflows, was taken back or has a second pen's beside it; coffee."""
    rng, meant = writing.rng, Meant()
    pen, style = a_pen(rng), str(rng.choice(STYLES, p=[0.35, 0.3, 0.2, 0.1, 0.05]))
    second = a_pen(rng)
    for line, boxes in writing.page.rows.items():
        if rng.random() < 0.25:
            continue
        at, other = (int(each) for each in rng.choice(len(boxes), 2, replace=False))
        how = str(
            rng.choice(["clear", "faint", "large", "struck", "second"], p=[0.64, 0.12, 0.12, 0.06, 0.06])
        )
        if how == "faint":
            _put(writing, meant, codes, line, at, style, Pen(rng.uniform(0.15, 0.4), pen.width_mm), 0.9)
        elif how == "large":
            _put(writing, meant, codes, line, at, style, pen, rng.uniform(1.2, 1.9))
        elif how == "struck":
            _put(writing, meant, codes, line, at, style, pen, 0.9)
            (writing.scribble_out if rng.random() < 0.5 else writing.strike)(boxes[at], pen)
            meant.boxes[line, codes[at]] = "doubtful"
            meant.answers[line] = ""
            if rng.random() < 0.6:
                _put(writing, meant, codes, line, other, style, pen, 0.9)
        elif how == "second":
            _put(writing, meant, codes, line, at, style, pen, 0.9)
            _put(writing, meant, codes, line, other, _other(rng), second, 0.9)
            meant.answers[line] = None
        else:
            _put(writing, meant, codes, line, at, style, pen, rng.uniform(0.65, 1.0))
    if rng.random() < 0.6:
        writing.coffee()
    return meant


def _put(
    writing: Writing, meant: Meant, codes: str, line: int, at: int, style: str, pen: Pen, size: float
) -> None:
    writing.mark(writing.page.rows[line][at], style, pen, size)
    meant.answers[line] = codes[at]
    meant.boxes[line, codes[at]] = "marked"


def _other(rng: np.random.Generator) -> str:
    return str(rng.choice(STYLES))
