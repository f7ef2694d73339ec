"""Scans: what an organiser does with pictures of sheets: have them read, decide what is in doubt, confirm a page.

A page that was read and kept lies on the heap until it is confirmed; nothing of it is in the results before.
Confirming a page is one whole change, checked against what was keyed in the meantime.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.progress import Progress, part, silent
from walksheets.results import reading, returns
from walksheets.results.codes import read_codes
from walksheets.results.keying import Answer, Keying
from walksheets.results.model import KeyedLine
from walksheets.results.scan import heap
from walksheets.results.scan.compare import compared, not_home_code
from walksheets.results.scan.find_page import find_codes, place_by_code, place_by_marks
from walksheets.results.scan.geometry import Floats
from walksheets.results.scan.model import ScannedPage, ScanReport, Unread, WaitingPage
from walksheets.results.scan.pictures import Picture, pictures
from walksheets.results.scan.printed_page import SLIP_LEFT, PrintedPage, printed_page
from walksheets.results.scan.read_page import ReadLine, read_page
from walksheets.sheets import codes, read_mark
from walksheets.store import Store


class Scans:
    """Scanned sheets of one open campaign."""

    def __init__(self, store: Store):
        self._store = store

    def read(self, files: Sequence[Path], progress: Progress = silent, *, keep: bool = False) -> ScanReport:
        """Read PDF, TIFF, JPEG and PNG files; one that cannot be opened is told of, and the others are read.

        A sheet seen twice is given once, from the picture that left the fewest lines in doubt. With `keep` the
        pages are laid on the heap, and their sheets are scanned in the ledger.
        """
        found: list[ScannedPage | Unread] = []
        for place, file in enumerate(files):
            report = part(progress, place / len(files), (place + 1) / len(files))
            report(0.0, f"Reading {file.name}")
            try:
                for picture in pictures(file):
                    found += self._read_picture(picture)
                    report(picture.number / picture.of, f"Reading {file.name}")
            except UsersMistake as error:
                found.append(Unread(file, 0, str(error)))
        sorted_out = _sorted_out(found)
        if keep:
            self._put(sorted_out.pages)
        progress(1.0, "Read")
        return sorted_out

    def read_as(self, file: Path, number: int, code: str, *, keep: bool = False) -> ScannedPage:
        """Read a page whose QR code is gone, by its printed code, typed once. Raises UsersMistake when it cannot be."""
        sheet = codes.read(code)
        picture = next(each for each in pictures(file) if each.number == number)
        with self._store.read() as connection:
            printed = printed_page(connection, sheet)
            if printed is None:
                raise UsersMistake(_not_ours(sheet))
            place = place_by_marks(picture.grey, printed)
            found = None if place is None else _read(connection, picture, printed, place)
        if found is None:
            raise UsersMistake(
                f"This picture does not look like sheet {sheet}: no corner marks and boxes are where it has them. Compare the code with the paper, or key the sheet by hand."
            )
        if keep:
            self._put([found])
        return found

    def waiting(self) -> tuple[WaitingPage, ...]:
        """Return the pages on the heap, compared with what is keyed by now."""
        with self._store.read() as connection:
            return tuple(
                WaitingPage(
                    _beside_campaign(
                        connection,
                        Path(row["file"]),
                        row["number"],
                        row["sheet"],
                        row["picture"],
                        heap.lines_of(row),
                    ),
                    heap.numbered(row["decided"]),
                    heap.numbered(row["notes"]),
                )
                for row in heap.lying(connection)
            )

    def remember(self, sheet: str, decided: Mapping[int, str], notes: Mapping[int, str]) -> None:
        """Keep on the heap what was decided of a page's lines so far."""
        with self._store.change(f"Look at the scan of {sheet}") as writer:
            heap.remember(writer.connection, sheet, decided, notes)

    def take_off(self, sheet: str) -> None:
        """Take a page off the heap unconfirmed, its picture with it; the paper can be scanned again."""
        with self._store.change(f"Take the scan of {sheet} off the heap") as writer:
            heap.take_off(writer.connection, sheet)

    def again(self, page: ScannedPage) -> ScannedPage:
        """Compare a page that was read anew with what is keyed by now."""
        with self._store.read() as connection:
            return _beside_campaign(connection, page.file, page.number, page.sheet, page.picture, page.read)

    def confirm(
        self,
        page: ScannedPage,
        decided: Mapping[int, str] | None = None,
        notes: Mapping[int, str] | None = None,
    ) -> Changes:
        """Take a page that somebody looked at into the results, whole or not at all; undone as one.

        `decided` holds the answers to the doubtful lines, and to any other that was read wrongly; "" leaves a line
        as it was. `notes` are what was read by eye. Raises UsersMistake while a line is undecided, and Contradiction
        when another organiser keyed something else since the page was read.
        """
        decided, notes = dict(decided or {}), dict(notes or {})
        if waiting := page.open_lines(decided):
            lines = ", ".join(str(line.line) for line in waiting)
            raise UsersMistake(f"Nothing of {page.sheet} was kept: decide line {lines} first.")
        with self._store.change(f"Scan {page.sheet}") as writer:
            keying = Keying(writer, "scan")
            keying.learn([page.sheet])
            answers = list(_answers(page, decided, notes))
            for answer in answers:
                _check(keying, answer)
            keying.keep(answers)
            sheet_id = keying.sheet_id(page.sheet)
            returns.write_return(writer, sheet_id, blanks_asked=True)
            keying.settle({sheet_id})
            heap.take_off(writer.connection, page.sheet)
            writer.counts.update({what: count for what, count in keying.counts.items() if count})
        return writer.changes()

    def _put(self, pages: Sequence[ScannedPage]) -> None:
        with self._store.change(f"Read {len(pages)} scanned sheet{'s' if len(pages) != 1 else ''}") as writer:
            heap.put(writer, pages)

    def _read_picture(self, picture: Picture) -> Iterator[ScannedPage | Unread]:
        found = find_codes(picture.grey)
        sheets = [(each, *codes.apart(each.text)) for each in found]
        ours = [(each, sheet, mark) for each, sheet, mark in sheets if codes.is_code(sheet)]
        if not ours:
            yield Unread(
                picture.file, picture.number, _NO_SHEET if found else _NO_CODE, code_missing=not found
            )
        for each, sheet, mark in ours:
            try:
                with self._store.read() as connection:
                    printed = printed_page(connection, sheet)
                    if printed is None or mark not in ("", read_mark(connection)):
                        raise UsersMistake(_not_ours(sheet))
                    place = place_by_code(picture.grey, printed, each)
                    read = _read(connection, picture, printed, place)
                    if read is None:
                        raise UsersMistake(_not_made_out(sheet))
                    yield read
            except UsersMistake as error:
                yield Unread(picture.file, picture.number, str(error), sheet)


_NO_SHEET = "The square code in this picture is not a walk sheet's, so nothing was taken from it."
_NO_CODE = (
    "No square code was found, so nothing was taken from it yet. Type the code that is printed beside it."
)


def _not_ours(sheet: str) -> str:
    return f"Sheet {sheet} was printed from another campaign, so nothing was taken from it."


def _not_made_out(sheet: str) -> str:
    return f"The boxes of sheet {sheet} cannot be made out, so nothing was taken from it. Take the picture again, flat and whole, or key it by hand."


def _read(
    connection: Connection, picture: Picture, printed: PrintedPage, place: Floats
) -> ScannedPage | None:
    read = read_page(picture.grey, printed, place, not_home_code(read_codes(connection)))
    if read is None:
        return None
    return _beside_campaign(connection, picture.file, picture.number, read.sheet, read.picture, read.lines)


def _beside_campaign(
    connection: Connection,
    file: Path,
    number: int,
    sheet: str,
    picture: bytes,
    lines: tuple[ReadLine, ...],
) -> ScannedPage:
    page = reading.page(connection, sheet)
    kind = [each for each in read_codes(connection) if each.kind == page.kind]
    return ScannedPage(file, number, page, picture, lines, compared(lines, page, kind))


def _sorted_out(found: Sequence[ScannedPage | Unread]) -> ScanReport:
    """Give each sheet once, from its clearest picture, and say so of the others."""
    best: dict[str, ScannedPage] = {}
    unread = [each for each in found if isinstance(each, Unread)]
    for page in found:
        if isinstance(page, ScannedPage):
            other = best.get(page.sheet, page)
            clearer, poorer = (page, other) if len(page.doubtful) < len(other.doubtful) else (other, page)
            best[page.sheet] = clearer
            if poorer is not clearer:
                why = f"Sheet {page.sheet} is in {clearer.file.name}, too; that picture is clearer and was taken."
                unread.append(Unread(poorer.file, poorer.number, why, page.sheet))
    return ScanReport(tuple(best.values()), tuple(unread))


def _answers(page: ScannedPage, decided: Mapping[int, str], notes: Mapping[int, str]) -> Iterator[Answer]:
    """Give what is new on a page, each answer with what whoever confirms it believed to stand there."""
    before = {line.line: line for line in page.page.lines}
    for line in page.lines:
        keyed = before[line.line]
        code = decided.get(line.line, line.code) or keyed.result
        note = _note(line, keyed, notes.get(line.line))
        asked = tuple(dict.fromkeys((*keyed.follow_ups, *line.follow_ups)))
        new_follow_ups = asked if asked != keyed.follow_ups else None
        if code != keyed.result or note is not None:
            yield Answer(page.sheet, line.line, code, note, expected=keyed.result, follow_ups=new_follow_ups)
        elif new_follow_ups is not None:
            yield Answer(page.sheet, line.line, "", follow_ups=new_follow_ups)


def _note(line: ReadLine, keyed: KeyedLine, typed: str | None) -> str | None:
    """Return the line's note as it will stand, or None when it stays as it is."""
    note = keyed.note if typed is None else typed.strip()
    if SLIP_LEFT in line.ticked and SLIP_LEFT not in note:
        note = "; ".join(filter(None, (note, SLIP_LEFT)))
    return note if note != keyed.note else None


def _check(keying: Keying, answer: Answer) -> None:
    try:
        keying.check(answer)
    except UsersMistake as error:
        raise UsersMistake(f"Nothing of {answer.sheet} was kept: {error}.") from error
