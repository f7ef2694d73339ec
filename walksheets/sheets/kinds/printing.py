"""Other papers being printed: an order drawn into one file, and what the ledger keeps of each page."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from walksheets.progress import Progress
from walksheets.sheets.draw import Painter
from walksheets.sheets.facts import RunFacts
from walksheets.sheets.files import WholeFiles, plain_words, safe_name
from walksheets.sheets.frame import qr_place
from walksheets.sheets.kinds.catalogue import find
from walksheets.sheets.kinds.leaf import list_frame
from walksheets.sheets.kinds.paperwork import Asked, Entry, Paperwork
from walksheets.sheets.paper import Sheet
from walksheets.sheets.print_run import write_run, write_sheets
from walksheets.store import Writer


@dataclass(frozen=True, slots=True)
class PapersDraft:
    """An order laid out, with its codes; nothing of it is recorded yet."""

    asked: Asked
    made: Paperwork

    @property
    def run(self) -> RunFacts:
        """Return what every page says alike."""
        return self.asked.run

    @property
    def what(self) -> str:
        """Return the change's name."""
        return f"Print {self.made.title}, run {self.run.run}"

    def write(self, files: WholeFiles, progress: Progress) -> list[list[Sheet]]:
        """Draw the order into one file that is not in place yet."""
        write_pdf(self.made, files, progress)
        return [[entry.sheet.painted() for entry in self.made.entries]]

    def record(self, writer: Writer, drawn: Sequence[Sequence[Sheet]]) -> tuple[str, ...]:
        """Write the run, its pages and their lines. They take no earlier paper's place: that is chased for itself."""
        plan, order = self.asked.plan, self.asked.order
        run_id = write_run(writer, self.run, plan.id if plan else None, {**asdict(order), **self._places})
        (sheets,) = drawn
        entries = zip(sheets, map(_of, self.made.entries), strict=True)
        write_sheets(writer, run_id, list(entries), "printed" if find(order.kind).stays else "out")
        return ()

    @property
    def _places(self) -> dict[str, Any]:
        """Return the page's size and where its QR code stands, as walk sheets keep them."""
        frame = list_frame(self.asked.order, message=False)
        return {"page": {"size": [frame.width, frame.height], "qr": list(qr_place(frame)), "marks": []}}


def write_pdf(made: Paperwork, files: WholeFiles, progress: Progress) -> None:
    """Draw an order into a file that is not in place yet."""
    name = f"{safe_name(made.title)}.pdf"
    path = files.new(name)
    with plain_words(files.folder / name):
        path.write_bytes(drawn(made, progress))


def drawn(made: Paperwork, progress: Progress) -> bytes:
    """Return an order as a PDF."""
    target = io.BytesIO()
    painter = Painter(target, made.title, made.stamps)
    for number, page in enumerate(made.pages, 1):
        painter.page(page)
        if number % 50 == 0:
            progress(0.3 + 0.7 * number / len(made.pages), "Drawing the pages")
    painter.save()
    return target.getvalue()


def _of(entry: Entry) -> Mapping[str, Any]:
    """Return what the ledger keeps of a page: its title, and its round where it is of one."""
    each = entry.of_round
    return {
        "round_id": each.id if each else None,
        "round_number": each.number if each else 0,
        "round_name": entry.title,
        "volunteer": each.volunteer if each else "",
        "holder": each.volunteer if each else "",
    }
