"""Papers: every kind of paper beside walk sheets: order, preview, print; and the imprint that cards must bear.

Nothing of it enters the ledger: these papers are not keyed back.
"""

import io
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
from walksheets.sheets.draw import Painter
from walksheets.sheets.files import plain_words, safe_name, whole_files
from walksheets.sheets.gather import read_setting
from walksheets.sheets.kinds.catalogue import KINDS, PaperKind, find
from walksheets.sheets.kinds.gathering import Gathering, check_day
from walksheets.sheets.kinds.makers import MAKERS
from walksheets.sheets.kinds.order import Imprint, PaperOrder
from walksheets.sheets.kinds.paperwork import Asked, Paperwork
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
    ):
        self._store = store
        self._rooms = (store, places, register, rounds, volunteers, polling)

    def kinds(self) -> Sequence[PaperKind]:
        """Return every kind of paper there is, in the order of the work."""
        return KINDS

    def print_papers(self, order: PaperOrder, out: Path | str, progress: Progress = silent) -> PapersReport:
        """Write an order as one PDF into the folder `out`, whole or not at all.

        Raises UsersMistake when the order cannot be met: no imprint on a card, nobody to list.
        """
        made = self._make(order, progress)
        name = f"{safe_name(made.title)}.pdf"
        with whole_files(Path(out)) as files:
            path = files.new(name)
            with plain_words(Path(out) / name):
                path.write_bytes(_drawn(made, progress))
            (standing,) = files.put_in_place()
        progress(1.0, "Printed")
        return PapersReport(standing, len(made.pages), made.notes)

    def preview(self, order: PaperOrder, most: int | None = None) -> PapersPreview:
        """Return the PDF that printing the order would write, of its pages the first `most`."""
        made = self._make(order, silent)
        shown = replace(made, pages=made.pages[:most])
        return PapersPreview(_drawn(shown, silent), len(made.pages), made.notes)

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

    def _make(self, order: PaperOrder, progress: Progress) -> Paperwork:
        kind = find(order.kind)
        order.check()
        check_day(order.when)
        imprint = self.imprint()
        if kind.imprint:
            imprint.check()
        progress(0.0, "Reading the campaign")
        return MAKERS[kind.name](Asked(order, Gathering(*self._rooms, order, kind.prefers), imprint))


def _drawn(made: Paperwork, progress: Progress) -> bytes:
    target = io.BytesIO()
    painter = Painter(target, made.title, made.stamps)
    for number, page in enumerate(made.pages, 1):
        painter.page(page)
        if number % 50 == 0:
            progress(0.3 + 0.7 * number / len(made.pages), "Drawing the pages")
    painter.save()
    return target.getvalue()
