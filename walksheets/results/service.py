"""Results: what the other rooms and the screens ask of keying, one verb each.

Every `key…` is one whole change, on disk before it returns. Reading is in `reading`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.results import follow_ups, reading, returns
from walksheets.results.codes import ResultCode, read_codes, write_codes
from walksheets.results.follow_ups import FollowUpKind
from walksheets.results.keying import Answer, Keying
from walksheets.results.model import (
    Disagreement,
    FollowUp,
    KeyedLine,
    KeyedPage,
    Result,
    Totals,
    WalkedSheet,
)
from walksheets.results.result_files import read_rows, sort_out
from walksheets.store import Store


class Results:
    """The results room of one open campaign."""

    def __init__(self, store: Store):
        self._store = store

    def codes(self, kind: str | None = None) -> list[ResultCode]:
        """Return the campaign's result codes in their order; with `kind`, those offered for it."""
        with self._store.read() as connection:
            codes = read_codes(connection)
        return [code for code in codes if kind in (None, code.kind)]

    def set_codes(self, codes: Sequence[ResultCode]) -> Changes:
        """Make `codes` the campaign's codes, in that order. A code that was keyed cannot be taken away."""
        with self._store.change("Change the result codes") as writer:
            write_codes(writer, codes)
        return writer.changes()

    def page(self, code: str) -> KeyedPage:
        """Return the sheet of that code with what has been keyed. Raises UsersMistake when there is none."""
        with self._store.read() as connection:
            return reading.page(connection, code)

    def key(
        self, sheet: str, line: int, result: str, note: str | None = None, *, expected: str | None = None
    ) -> Changes:
        """Keep one answer; on disk when this returns. A correction keeps what was there before.

        `expected` is the result that the keyer sees on the line: when another one stands there, keyed meanwhile
        by somebody else, nothing is kept and Contradiction says what stands.

        A `note` of None leaves the note as it is; a note alone is added to the answer that is there; neither
        takes the answer away. The same answer again changes nothing. Raises UsersMistake for an unknown sheet, line or code.
        """
        answer = Answer(sheet, line, result.strip(), note, expected=expected)
        return self._key([answer], f"Key {sheet} line {line}")

    def key_lines(
        self, sheet: str, answers: Mapping[int, tuple[str, str | None]], *, expected: str | None = None
    ) -> Changes:
        """Keep answers (line → result, note) of one sheet in one change, such as those of a row of doors.

        `expected` as for `key`, of all the lines.
        """
        kept = [
            Answer(sheet, line, result, note, expected=expected) for line, (result, note) in answers.items()
        ]
        lines = f"line {min(answers)}" if len(answers) == 1 else f"lines {min(answers)}–{max(answers)}"
        return self._key(kept, f"Key {sheet} {lines}")

    def key_door(self, sheet: str, line: int, result: str = "N") -> Changes:
        """Give all lines of one line's door that still wait the same answer: nobody is at home there."""
        page = self.page(sheet)
        at = next((each for each in page.lines if each.line == line), None)
        waiting = [each for each in page.waiting if at and _same_door(each, at)]
        answers = [Answer(page.sheet, each.line, result, expected="") for each in waiting]
        return self._key(answers, f"Key the door at line {line} of {page.sheet}")

    def follow_up_kinds(self) -> list[FollowUpKind]:
        """Return the kinds of follow-up there are, each with its key."""
        with self._store.read() as connection:
            return follow_ups.kinds(connection)

    def follow_ups(self, plan: str | None = None) -> list[FollowUp]:
        """Return what was promised at the doors, what still waits first."""
        with self._store.read() as connection:
            return follow_ups.read_follow_ups(connection, plan)

    def promise(self, sheet: str, line: int, kind: str, wanted: bool = True) -> Changes:
        """Note a follow-up at a line (poster, lift), or take it off again. On disk when this returns."""
        page = self.page(sheet)
        there = next((each.follow_ups for each in page.lines if each.line == line), ())
        kept = tuple(each for each in there if each.casefold() != kind.casefold())
        answer = Answer(page.sheet, line, "", follow_ups=(*kept, kind) if wanted else kept)
        what = f"{kind.capitalize()} for line {line} of {page.sheet}"
        return self._key([answer], what if wanted else f"Take off: {what}")

    def work_off(self, ids: Sequence[int], done: bool = True) -> Changes:
        """Say that follow-ups have been seen to, or (done=False) that they have not after all."""
        with self._store.change("Follow-ups done" if done else "Follow-ups open again") as writer:
            follow_ups.work_off(writer, ids, done=done)
        return writer.changes()

    def leave_blank(self, sheet: str) -> Changes:
        """Say that the lines without an answer are empty on the paper too: the sheet is keyed, nobody asks again."""
        return self._return(sheet, "Leave the empty lines of {sheet}", blanks_asked=True)

    def note_return(
        self, sheet: str, *, walked_on: str = "", minutes: float | None = None, left_over: int | None = None
    ) -> Changes:
        """Keep the day a sheet was walked, the minutes it took, the leaflets left over."""
        what = "Day, minutes and leaflets left over of {sheet}"
        return self._return(sheet, what, walked_on=walked_on, minutes=minutes, left_over=left_over)

    def walked(self) -> list[WalkedSheet]:
        """Return the sheets that say how many minutes they took: minutes a door can be learnt from them."""
        with self._store.read() as connection:
            return returns.walked_sheets(connection)

    def settle(self, disagreement: Disagreement, result: str) -> Changes:
        """Let one of the answers hold on every sheet of a disagreement; what the others said stays in the history."""
        differing = [each for each in disagreement.answers if each.result.upper() != result.upper()]
        answers = [Answer(each.sheet, each.line, result) for each in differing]
        newest = disagreement.answers[0]
        return self._key(answers, f"Settle line {newest.line} of {newest.sheet}", source="settled")

    def key_rest(self, sheet: str, result: str = "N") -> Changes:
        """Give every line of a sheet that still waits for an answer the same one: not home, delivered."""
        page = self.page(sheet)
        answers = [Answer(page.sheet, line.line, result, expected="") for line in page.waiting]
        return self._key(answers, f"Key the rest of {page.sheet}")

    def key_file(self, source: Path | str | Sequence[Mapping[str, str]]) -> Changes:
        """Key a spreadsheet, or rows, with the columns sheet, line, result, note: all of it or nothing.

        Rows without result and note are passed over. Raises UsersMistake that names the first row that is
        wrong and says how many more are.
        """
        rows = read_rows(Path(source)) if isinstance(source, Path | str) else list(source)
        with self._store.change(_named(source, rows)) as writer:
            keying = Keying(writer, "file")
            keying.keep(sort_out(keying, rows))
            writer.counts.update({what: count for what, count in keying.counts.items() if count})
        return writer.changes()

    def results(self, plan: str | None = None, *, superseded: bool = False) -> list[Result]:
        """Return what holds for each line keyed, by sheet and line; with `superseded`, what was corrected too."""
        with self._store.read() as connection:
            return reading.results(connection, plan=plan, superseded=superseded)

    def history(self, sheet: str, line: int) -> list[Result]:
        """Return all that was ever keyed for one line, the newest first."""
        with self._store.read() as connection:
            code = reading.page(connection, sheet).sheet
            kept = reading.results(connection, sheet=code, superseded=True)
        return [result for result in reversed(kept) if result.line == line]

    def of_elector(self, elector_id: int) -> list[Result]:
        """Return all that was ever heard of one elector, corrections too, on whichever register and sheet they stood."""
        with self._store.read() as connection:
            return reading.results(connection, elector_id=elector_id, superseded=True)

    def scans_waiting(self) -> int:
        """Return how many scanned pages wait to be looked at and confirmed."""
        with self._store.read() as connection:
            return reading.scans_waiting(connection)

    def latest(self, limit: int = 5) -> list[Result]:
        """Return what was keyed last, the newest first."""
        with self._store.read() as connection:
            return reading.latest(connection, limit)

    def totals(self, plan: str) -> Totals:
        """Return what has come back of a plan so far."""
        with self._store.read() as connection:
            return reading.totals(connection, plan)

    def disagreements(self) -> list[Disagreement]:
        """Return the electors of whom two sheets of one plan say different things."""
        with self._store.read() as connection:
            return reading.disagreements(connection)

    def _return(self, sheet: str, what: str, **said: object) -> Changes:
        code = self.page(sheet).sheet
        with self._store.change(what.format(sheet=code)) as writer:
            keying = Keying(writer, "keys")
            keying.learn([code])
            sheet_id = keying.sheet_id(code)
            returns.write_return(writer, sheet_id, **said)
            keying.settle({sheet_id})
        return writer.changes()

    def _key(self, answers: Sequence[Answer], what: str, source: str = "keys") -> Changes:
        with self._store.change(what) as writer:
            keying = Keying(writer, source)
            keying.learn(answer.sheet for answer in answers)
            for answer in answers:
                try:
                    keying.check(answer)
                except UsersMistake as error:
                    raise UsersMistake(f"Nothing was kept: {error}.") from error
            keying.keep(answers)
            writer.counts.update({what: count for what, count in keying.counts.items() if count})
        return writer.changes()


def _same_door(one: KeyedLine, other: KeyedLine) -> bool:
    return (one.door_id, one.flat, one.number, one.street) == (
        other.door_id,
        other.flat,
        other.number,
        other.street,
    )


def _named(source: Path | str | Sequence[Mapping[str, str]], rows: Sequence[Mapping[str, str]]) -> str:
    if isinstance(source, Path | str):
        return f"Key {Path(source).name}"
    sheets = {row.get("sheet", "") for row in rows}
    return f"Key {sheets.pop()}" if len(sheets) == 1 else f"Key {len(rows)} lines"
