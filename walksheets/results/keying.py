"""Keeping answers: which line is meant, what stood there before, what becomes of the sheet.

Works on an open writer, so that one key press, a whole file and an import are each one change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, select

from walksheets.errors import UsersMistake
from walksheets.results.codes import read_codes
from walksheets.results.effects import flag_electors
from walksheets.results.follow_ups import write_follow_ups
from walksheets.results.returns import asked_for_blanks
from walksheets.sheets import codes, read_mark
from walksheets.sheets.kinds import KINDS
from walksheets.store import Writer, schema

_CHUNK = 500  # values in one IN list
_Value = TypeVar("_Value", int, str)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to be kept. `note` None leaves the note as it is; neither result nor note takes all away.

    `at` and `by` are filled when an answer keyed elsewhere is read back. `expected` is the result that whoever
    keys believes to stand there; None does not care. `follow_ups` None leaves them as they are.
    """

    sheet: str
    line: int
    result: str
    note: str | None = None
    at: str = ""
    by: str = ""
    expected: str | None = None
    follow_ups: tuple[str, ...] | None = None

    @property
    def only_promises(self) -> bool:
        """True when it says nothing of result and note."""
        return not self.result and self.note is None and self.follow_ups is not None

    def agrees_with(self, other: "Answer") -> bool:
        """Tell whether two answers for one line say the same."""
        return (self.result.upper(), self.note) == (other.result.upper(), other.note)


class Contradiction(UsersMistake):
    """Another answer stands where none, or another one, was believed to stand. Nothing was kept."""

    def __init__(self, answer: Answer, standing: Mapping[str, Any]):
        self.line = answer.line
        self.result = answer.result
        self.standing = str(standing["code"])
        self.by = str(standing["keyed_by"])
        self.at = str(standing["keyed_at"])
        super().__init__(
            f"Line {answer.line} was keyed as {self.standing} by {self.by} already; {answer.result} was not kept. "
            "Say which of the two holds."
        )


class NoSuchSheet(UsersMistake):
    """A code that names no sheet of this campaign; `nearest` are the printed ones that one slip makes it."""

    def __init__(self, sentence: str, nearest: tuple[str, ...]):
        self.nearest = nearest
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line that an answer is meant for."""

    id: int
    sheet_id: int
    elector_id: int | None


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet that a typed code names."""

    code: str
    """As it is printed."""
    id: int
    not_keyed: str
    """Why it is not keyed, in a sentence without a full stop; empty of a walk sheet."""


def find_sheets(connection: Connection, typed: Iterable[str]) -> dict[str, FoundSheet]:
    """Return, for each code as typed that names a sheet of this campaign, that sheet.

    A QR code with another campaign's mark names none, even where this one has a sheet of the same code.
    """
    mark = read_mark(connection)
    asked = {text: _printed(text) for text in set(typed) if codes.apart(text)[1] in ("", mark)}
    sheet, run = schema.sheet, schema.print_run
    query = select(sheet, run.c.kind).join(run, run.c.id == sheet.c.print_run_id)
    there: dict[str, FoundSheet] = {}
    for chunk in _chunks(asked.values()):
        for row in connection.execute(query.where(sheet.c.code.in_(chunk))):
            there[row.code] = FoundSheet(row.code, row.id, not_keyed(row))
    return {text: there[code] for text, code in asked.items() if code in there}


def not_keyed(sheet: Any) -> str:
    """Say what paper a row of the ledger is and what to do with it, when it is none to key; else nothing."""
    paper = next((kind for kind in KINDS if kind.entered and kind.name == sheet.kind), None)
    if paper is None:
        return ""
    page = f"{sheet.round_name}, page {sheet.page} of {sheet.pages}"
    return f"{sheet.code} is {paper.one} ({page}), which is not keyed line by line: {paper.back}"


def no_such_sheet(typed: str) -> str:
    """Say why a code names no sheet, in a sentence without a full stop."""
    shown = _short(" ".join(typed.split()))
    if codes.is_code(_printed(typed)):
        return f"“{_printed(typed)}” is no sheet of this campaign: it was printed from another one"
    return f"“{shown}” is not the code of a sheet; compare it with the paper, it looks like K7-F4X"


def _printed(typed: str) -> str:
    """Return a code as it is printed, however it was typed; what is none comes back in capitals."""
    try:
        return codes.read(typed)
    except UsersMistake:
        return typed.strip().upper()


class Keying:
    """One change's worth of answers. Raises UsersMistake for what is not on any sheet."""

    def __init__(self, writer: Writer, source: str):
        self._writer = writer
        self._source = source
        self._codes = {each.code.upper(): each for each in read_codes(writer.connection)}
        self._sheets: dict[str, FoundSheet] = {}
        self._lines: dict[int, dict[int, _Line]] = {}
        self.counts = dict.fromkeys(("new", "corrected", "removed", "same"), 0)

    def learn(self, sheets: Iterable[str]) -> None:
        """Read the sheets that are about to be keyed, and hold them against anyone else's keying."""
        wanted = set(sheets) - self._sheets.keys()
        self._sheets.update(find_sheets(self._writer.connection, wanted))
        ids = {self._sheets[typed].id for typed in wanted if typed in self._sheets}
        sheet, line = schema.sheet, schema.sheet_line
        for chunk in _chunks(ids):
            held = select(sheet.c.id).where(sheet.c.id.in_(chunk)).order_by(sheet.c.id).with_for_update()
            self._writer.connection.execute(held).all()
            query = select(line.c.id, line.c.sheet_id, line.c.elector_id, line.c.line)
            for printed in self._writer.connection.execute(query.where(line.c.sheet_id.in_(chunk))):
                found = _Line(printed.id, printed.sheet_id, printed.elector_id)
                self._lines.setdefault(printed.sheet_id, {})[printed.line] = found

    def check(self, answer: Answer) -> None:
        """Raise UsersMistake, in a sentence without a full stop, when the answer fits no line or no code."""
        self._line(answer)
        if answer.result and answer.result.upper() not in self._codes:
            known = " ".join(each.code for each in self._codes.values())
            raise UsersMistake(f"“{_short(answer.result)}” is not one of the codes {known}")

    def place_of(self, answer: Answer) -> tuple[str, int]:
        """Return the sheet, as printed, and the line that an answer is for; it must have been checked."""
        return self._sheets[answer.sheet].code, answer.line

    def keep(self, answers: Sequence[Answer]) -> None:
        """Write answers that were checked: new ones, corrections; what is said already stays as it is."""
        self._keep_promises(answers)
        answers = [answer for answer in answers if not answer.only_promises]
        lines = [self._line(answer) for answer in answers]
        current = self._current(line.id for line in lines)
        new: list[dict[str, Any]] = []
        replaced: list[dict[str, Any]] = []
        touched: list[_Line] = []
        for answer, line in zip(answers, lines, strict=True):
            before = current.get(line.id)
            _refuse_unseen(answer, before)
            row = self._row(answer, line, before)
            what = _difference(before, row)
            self.counts[what] += 1
            if what == "same":
                continue
            touched.append(line)
            if before is not None:
                replaced.append(before)
            if what != "removed":
                new.append(row)
        self._writer.update(schema.result, [{"id": row["id"], "superseded": True} for row in replaced])
        ids = self._writer.insert(schema.result, new)
        electors = {line.elector_id for line in touched if line.elector_id is not None}
        effects = {each.code: each.effect for each in self._codes.values()}
        flag_electors(self._writer, electors, effects, set(ids), self._flags_of_replaced(replaced))
        self.settle({line.sheet_id for line in touched})

    def _keep_promises(self, answers: Sequence[Answer]) -> None:
        asked = {self._line(each).id: each.follow_ups for each in answers if each.follow_ups is not None}
        write_follow_ups(self._writer, asked)

    def sheet_id(self, sheet: str) -> int:
        """Return the id of a sheet that was learnt. Raises UsersMistake, without a full stop, when there is none."""
        return self._found(sheet).id

    def _found(self, sheet: str) -> FoundSheet:
        if sheet not in self._sheets:
            raise UsersMistake(no_such_sheet(sheet))
        found = self._sheets[sheet]
        if found.not_keyed:
            raise UsersMistake(found.not_keyed)
        return found

    def _line(self, answer: Answer) -> _Line:
        """Find the line meant; the sheet must have been learnt."""
        found = self._found(answer.sheet)
        lines = self._lines.get(found.id, {})
        if answer.line not in lines:
            there = f"lines {min(lines)} to {max(lines)}" if lines else "no lines"
            raise UsersMistake(f"sheet {found.code} has no line {answer.line}, only {there}")
        return lines[answer.line]

    def _current(self, line_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return the standing answer of each line that has one."""
        result = schema.result
        return {
            row["sheet_line_id"]: row
            for row in self._results(result.c.sheet_line_id, set(line_ids))
            if not row["superseded"]
        }

    def _results(self, column: ColumnElement[Any], values: Iterable[int]) -> Iterator[dict[str, Any]]:
        for chunk in _chunks(values):
            query = select(schema.result).where(column.in_(chunk)).order_by(schema.result.c.id)
            yield from (dict(row) for row in self._writer.connection.execute(query).mappings())

    def _row(self, answer: Answer, line: _Line, before: Mapping[str, Any] | None) -> dict[str, Any]:
        if answer.result:
            code = self._codes[answer.result.upper()].code
        else:  # a note alone is added to the answer that is there
            code = before["code"] if before and answer.note else ""
        note = answer.note if answer.note is not None else (before["note"] if before and code else "")
        return {
            "sheet_line_id": line.id,
            "code": code,
            "note": note.strip(),
            "keyed_at": answer.at or self._writer.made_at,
            "keyed_by": answer.by or self._writer.who,
            "source": self._source,
        }

    def _flags_of_replaced(self, replaced: Sequence[Mapping[str, Any]]) -> dict[int, set[str]]:
        """Return, by elector, the flags that the corrected answers had set."""
        lines = {line.id: line for sheet in self._lines.values() for line in sheet.values()}
        off: dict[int, set[str]] = {}
        for row in replaced:
            elector_id = lines[row["sheet_line_id"]].elector_id
            if row["flag_set"] and elector_id is not None:
                off.setdefault(elector_id, set()).add(row["flag_set"])
        return off

    def settle(self, sheet_ids: set[int]) -> None:
        """Call a sheet keyed when every line that waits for an answer has one or is empty on paper, else back."""
        asked = asked_for_blanks(self._writer.connection, sheet_ids)
        for sheet_id, before in self._writer.fetch(schema.sheet, sheet_ids).items():
            lines = self._lines[sheet_id].values()
            current = self._current(line.id for line in lines)
            answered = {line_id for line_id, row in current.items() if row["code"]}
            named = {line.id for line in lines if line.elector_id is not None}
            whole = answered >= (named or {line.id for line in lines})
            status = "keyed" if whole or sheet_id in asked else "back"
            if status != before["status"]:
                row = {
                    "id": sheet_id,
                    "status": status,
                    "status_at": self._writer.made_at,
                    "status_by": self._writer.who,
                }
                self._writer.update(schema.sheet, [row])


def answer_of(row: Mapping[str, str]) -> Answer:
    """Read one row of a file with the columns sheet, line, result, note. Raises UsersMistake."""
    sheet, line, result = (row.get(name, "").strip() for name in ("sheet", "line", "result"))
    if not sheet:
        raise UsersMistake("the sheet is missing")
    line = line.removesuffix(".0")  # as some spreadsheets write a whole number
    if not line.isdecimal():
        raise UsersMistake(f"the line “{_short(line)}” is not a number" if line else "the line is missing")
    note = row.get("note", "").strip() or None
    promised = tuple(filter(None, (part.strip() for part in row.get("follow_ups", "").split(";"))))
    return Answer(sheet, int(line), result, note, follow_ups=promised or None)


def _refuse_unseen(answer: Answer, before: Mapping[str, Any] | None) -> None:
    """Nobody writes over an answer that they have not seen; the same answer again does no harm."""
    standing = before["code"] if before else ""
    if answer.expected is None or standing in (answer.expected, answer.result.upper(), ""):
        return
    if before is not None:
        raise Contradiction(answer, before)


def _difference(before: Mapping[str, Any] | None, row: Mapping[str, Any]) -> str:
    """Say what keeping `row` would be: new, corrected, removed or same."""
    empty = not row["code"] and not row["note"]
    if before is None:
        return "same" if empty else "new"
    if (before["code"], before["note"]) == (row["code"], row["note"]):
        return "same"
    return "removed" if empty else "corrected"


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:19]}…"


def _chunks(values: Iterable[_Value]) -> Iterator[list[_Value]]:
    ordered = sorted(set(values))
    return (ordered[i : i + _CHUNK] for i in range(0, len(ordered), _CHUNK))
