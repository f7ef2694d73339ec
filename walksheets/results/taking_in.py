"""Reading an export of results back: each row by its sheet and line, with when and by whom it was keyed.

Unlike keying a file, rows that fit nothing are left out and reported: an import tells, and goes on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from walksheets.errors import UsersMistake
from walksheets.results.keying import Answer, Keying, answer_of
from walksheets.store import Writer


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What reading results back did. `problems` are (index of the row, why) of the rows left out."""

    counts: dict[str, int]
    problems: tuple[tuple[int, str], ...]


def take_in_results(writer: Writer, rows: Iterable[Mapping[str, str]]) -> TakenIn:
    """Keep results in an open writer; rows that fit no line or code, or contradict an earlier one, are reported."""
    keying = Keying(writer, "file")
    given = list(rows)
    keying.learn(row.get("sheet", "").strip() for row in given)
    answers: dict[tuple[str, int], Answer] = {}
    problems = []
    for index, row in enumerate(given):
        if not row.get("result", "").strip() and not row.get("note", "").strip():
            continue
        try:
            answer = replace(
                answer_of(row), at=_moment(row.get("keyed_at", "")), by=row.get("keyed_by", "").strip()
            )
            keying.check(answer)
            if not answers.setdefault(keying.place_of(answer), answer).agrees_with(answer):
                raise UsersMistake(f"line {answer.line} has another answer in an earlier row")
        except UsersMistake as error:
            problems.append((index, str(error)))
    keying.keep(list(answers.values()))
    counts = {
        "new": keying.counts["new"],
        "changed": keying.counts["corrected"],
        "same": keying.counts["same"],
    }
    return TakenIn(counts, tuple(problems))


def _moment(text: str) -> str:
    """Return a date and time as the store writes it, or nothing when it is none."""
    try:
        return datetime.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return ""
