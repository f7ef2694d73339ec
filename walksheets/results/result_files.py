"""Results from a spreadsheet: its columns, its rows by number, and the one sentence when a row is wrong.

Decides nothing about sheets or codes: that is `keying`.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from walksheets import spreadsheets
from walksheets.errors import UsersMistake
from walksheets.results.keying import Answer, Keying, answer_of

COLUMNS = ("sheet", "line", "result")
ROW = "row"
"""The key under which a row's number in its file stands, as the spreadsheet counts."""


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a spreadsheet whose first row that is not empty names the columns sheet, line, result, note, follow_ups."""
    grid = spreadsheets.read(path)
    numbered = [(number, cells) for number, cells in enumerate(grid.rows, 1) if any(map(str.strip, cells))]
    if not numbered:
        raise UsersMistake(f"{path.name} is empty, so nothing was keyed.")
    header = [name.strip().casefold() for name in numbered[0][1]]
    lacking = [name for name in COLUMNS if name not in header]
    if lacking:
        raise UsersMistake(
            f"{path.name} has no column {', '.join(lacking)}, so nothing was keyed; "
            "its first row must name sheet, line, result and note."
        )
    return [
        {**dict(zip(header, map(spreadsheets.plain, cells), strict=False)), ROW: str(number)}
        for number, cells in numbered[1:]
    ]


def sort_out(keying: Keying, rows: Sequence[Mapping[str, str]]) -> list[Answer]:
    """Return the rows' answers, or raise UsersMistake that names the first wrong row and counts the others."""
    keying.learn(row.get("sheet", "").strip() for row in rows)
    answers: dict[tuple[str, int], tuple[str, Answer]] = {}
    wrong: list[str] = []
    for row in _filled(rows):
        try:
            answer = answer_of(row)
            keying.check(answer)
            _refuse_contradiction(answers, keying.place_of(answer), answer, row[ROW])
        except UsersMistake as error:
            wrong.append(f"in row {row[ROW]} {error}")
    if wrong:
        more = len(wrong) - 1
        others = (
            f", and {more} more rows are wrong" if more > 1 else ", and 1 more row is wrong" if more else ""
        )
        raise UsersMistake(f"Nothing was keyed: {wrong[0]}{others}. Mend it and key the file again.")
    return [answer for _, answer in answers.values()]


def _filled(rows: Sequence[Mapping[str, str]]) -> Iterable[Mapping[str, str]]:
    """Pass over the rows that say nothing: a list of lines that was filled in only here and there."""
    for count, row in enumerate(rows, 2):
        if any(row.get(name, "").strip() for name in ("result", "note", "follow_ups")):
            yield row if ROW in row else {**row, ROW: str(count)}


def _refuse_contradiction(
    answers: dict[tuple[str, int], tuple[str, Answer]], key: tuple[str, int], answer: Answer, number: str
) -> None:
    """A line answered twice in one file, differently, is a slip of a finger: which of the two is not ours to say."""
    if key not in answers:
        answers[key] = (number, answer)
        return
    first_row, first = answers[key]
    if not first.agrees_with(answer):
        raise UsersMistake(f"line {answer.line} of sheet {key[0]} has another answer than in row {first_row}")
