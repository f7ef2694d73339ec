"""Papers: every kind of paper beside walk sheets: order, preview, print; and the imprint that cards must bear.

What is carried and comes back has a code on each page and is entered in the ledger, as walk sheets are; what goes
to voters or hangs on a wall is not.
"""

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import select

from walksheets.changes import Changes
from walksheets.places import Places
from walksheets.polling import PollingDay
from walksheets.progress import Progress, silent
from walksheets.register import Register
from walksheets.rounds import Rounds
from walksheets.sheets import codes, ledger
from walksheets.sheets.files import whole_files
from walksheets.sheets.gather import read_setting
from walksheets.sheets.kinds import ticked
from walksheets.sheets.kinds.catalogue import KINDS, PaperKind, find
from walksheets.sheets.kinds.gathering import Gathering, check_day
from walksheets.sheets.kinds.makers import MAKERS
from walksheets.sheets.kinds.order import Imprint, PaperOrder
from walksheets.sheets.kinds.paperwork import Asked, Paperwork
from walksheets.sheets.kinds.printing import PapersDraft, drawn, write_pdf
from walksheets.sheets.paper import CodeMaker
from walksheets.sheets.print_run import print_run
from walksheets.store import Store, schema
from walksheets.volunteers import Volunteers

_IMPRINT = "imprint"


@dataclass(frozen=True, slots=True)
class PapersReport:
    """What an order made."""

    file: Path
    pages: int
    notes: tuple[str, ...]
    """What the user should know: who stands on no pad, for instance."""
    sheets: tuple[str, ...] = ()
    """The codes, in the order of the pages; none on paper that is not entered in the ledger."""


@dataclass(frozen=True, slots=True)
class PapersPreview:
    """How an order would look."""

    pdf: bytes
    pages: int
    """Of the whole order, even where fewer are shown."""
    notes: tuple[str, ...]


class Papers:
    """The other papers of one open campaign."""

    def __init__(
        self,
        store: Store,
        places: Places,
        register: Register,
        rounds: Rounds,
        volunteers: Volunteers,
        polling: PollingDay,
        chance: random.Random | None = None,
    ):
        self._store = store
        self._polling = polling
        self._chance = chance or random.SystemRandom()
        self._rooms = (store, places, register, rounds, volunteers, polling)

    def kinds(self) -> Sequence[PaperKind]:
        """Return every kind of paper there is, in the order of the work."""
        return KINDS

    def print_papers(self, order: PaperOrder, out: Path | str, progress: Progress = silent) -> PapersReport:
        """Write an order as one PDF into the folder `out`, and enter its pages in the ledger: both or neither.

        Raises UsersMistake when the order cannot be met: no imprint on a card, nobody to list.
        """
        if not find(order.kind).entered:
            _, made = self._make(order, progress, None, _uncoded)
            return PapersReport(_written(made, out, progress), len(made.pages), made.notes)
        notes: list[str] = []

        def draft() -> PapersDraft:
            drafted = self._draft(order, progress)
            notes[:] = drafted.made.notes
            return drafted

        report = print_run(self._store, draft, out, progress)
        return PapersReport(report.files[0], report.pages, tuple(notes), report.sheets)

    def preview(self, order: PaperOrder, most: int | None = None) -> PapersPreview:
        """Return the PDF that printing the order would write, of its pages the first `most`."""
        _, made = self._make(order, silent, None, _uncoded)
        shown = replace(made, pages=made.pages[:most])
        return PapersPreview(drawn(shown, silent), len(made.pages), made.notes)

    def take_numbers(self, text: str, district: str = "", day: str | None = None) -> Changes:
        """Keep who has voted: numbers as on a pad, or a knock-up sheet's code and the lines ticked there.

        All of them, or none when one is not known. "K7-F4X 3 8 15" is the sheet's lines 3, 8 and 15.
        """
        with self._store.read() as connection:
            found = ticked.electors(connection, text)
        if found is None:
            return self._polling.take_numbers(text, district, day)
        return self._polling.take_electors(found.elector_ids, f"Voted, from {found.sheet}", day)

    def imprint(self) -> Imprint:
        """Return who answers for what is printed."""
        with self._store.read() as connection:
            return Imprint(**(read_setting(connection, _IMPRINT) or {}))

    def set_imprint(self, imprint: Imprint) -> Changes:
        """Say who answers for what is printed; it stands on every card and letter from now on."""
        parts = {key: " ".join(value.split()) for key, value in asdict(imprint).items()}
        setting = schema.setting
        with self._store.change("Change the imprint") as writer:
            found = writer.connection.execute(select(setting.c.id).where(setting.c.key == _IMPRINT)).scalar()
            if found is None:
                writer.insert(setting, [{"key": _IMPRINT, "value": parts}])
            else:
                writer.update(setting, [{"id": found, "value": parts}])
        return writer.changes()

    def _make(
        self, order: PaperOrder, progress: Progress, number: int | None, code: CodeMaker
    ) -> tuple[Asked, Paperwork]:
        """Gather and lay out an order; `number` is its print run's, None of what is not entered in the ledger."""
        kind = find(order.kind)
        order.check()
        check_day(order.when)
        imprint = self.imprint()
        if kind.imprint:
            imprint.check()
        progress(0.0, "Reading the campaign")
        reads = Gathering(*self._rooms, order, kind)
        plan = reads.order_plan()
        asked = Asked(order, reads, imprint, plan, reads.run(plan, number), code)
        return asked, MAKERS[kind.name](asked)

    def _draft(self, order: PaperOrder, progress: Progress) -> PapersDraft:
        """Lay an order out with codes that no page of this campaign has yet."""
        with self._store.read() as connection:
            number, taken = ledger.next_run(connection), ledger.taken_codes(connection)
        asked, made = self._make(order, progress, number, lambda: codes.make(self._chance, taken))
        return PapersDraft(asked, made)


def _written(made: Paperwork, out: Path | str, progress: Progress) -> Path:
    """Write paper that has no codes, whole or not at all."""
    with whole_files(Path(out)) as files:
        write_pdf(made, files, progress)
        (standing,) = files.put_in_place()
    progress(1.0, "Printed")
    return standing


def _uncoded() -> str:
    return ""
