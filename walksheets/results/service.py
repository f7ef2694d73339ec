"""Results: what the other rooms and the screens ask of keying, one verb each.

Every `key…` is one whole change, on disk before it returns. Reading is in `reading`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.results import reading
from walksheets.results.codes import ResultCode, read_codes, write_codes
from walksheets.results.keying import Answer, Keying
from walksheets.results.model import Disagreement, KeyedPage, Result, Totals
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

    def key(self, sheet: str, line: int, result: str, note: str | None = None) -> Changes:
        """Keep one answer; on disk when this returns. A correction keeps what was there before.

        A `note` of None leaves the note as it is; a note alone is added to the answer that is there; neither
        takes the answer away. The same answer again changes nothing. Raises UsersMistake for an unknown sheet, line or code.
        """
        return self._key([Answer(sheet, line, result.strip(), note)], f"Key {sheet} line {line}")

    def key_rest(self, sheet: str, result: str = "N") -> Changes:
        """Give every line of a sheet that still waits for an answer the same one: not home, delivered."""
        page = self.page(sheet)
        waiting = [line for line in page.lines if line.wanted and not line.result]
        answers = [Answer(page.sheet, line.line, result) for line in waiting]
        return self._key(answers, f"Key the rest of {page.sheet}")

    def key_file(self, source: Path | str | Sequence[Mapping[str, str]]) -> Changes:
        """Key a spreadsheet, or rows, with the columns sheet, line, result, note: all of it or nothing.

        Rows without result and note are passed over. Raises UsersMistake that names the first row that is
        wrong and says how many more are.
        """
        rows = read_rows(Path(source)) if isinstance(source, Path | str) else list(source)
        with self._store.change(f"Key {_named(source, rows)}") as writer:
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

    def _key(self, answers: Sequence[Answer], what: str) -> Changes:
        with self._store.change(what) as writer:
            keying = Keying(writer, "keys")
            keying.learn(answer.sheet for answer in answers)
            for answer in answers:
                try:
                    keying.check(answer)
                except UsersMistake as error:
                    raise UsersMistake(f"Nothing was kept: {error}.") from error
            keying.keep(answers)
            writer.counts.update({what: count for what, count in keying.counts.items() if count})
        return writer.changes()


def _named(source: Path | str | Sequence[Mapping[str, str]], rows: Sequence[Mapping[str, str]]) -> str:
    if isinstance(source, Path | str):
        return Path(source).name
    sheets = {row.get("sheet", "") for row in rows}
    return sheets.pop() if len(sheets) == 1 else f"{len(rows)} lines"
