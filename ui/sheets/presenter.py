"""Printing's decisions: which plan and rounds, what the preview shows, where each sheet is."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ui.core_words import in_words
from ui.desk import Desk
from ui.language import tr
from walksheets.campaign import Campaign
from walksheets.errors import WalksheetsError
from walksheets.progress import Progress, part
from walksheets.rounds import Plan, Round
from walksheets.sheets import Chase, NamedDesign, PrintReport, SheetDesign, SheetRow, Sheets


@dataclass(frozen=True)
class Desktop:
    """Everything the screen shows but the preview."""

    plans: tuple[Plan, ...]
    plan: Plan | None
    rounds: tuple[Round, ...]
    sheets: tuple[SheetRow, ...]
    chases: tuple[Chase, ...]
    design: SheetDesign
    named: tuple[NamedDesign, ...]
    codes: tuple[tuple[str, str], ...]
    """The canvass codes and their meanings."""


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_desktop(self, what: Desktop) -> None: ...
    def show_preview(self, document: bytes) -> None: ...
    def show_no_preview(self, words: str) -> None: ...
    def show_printed(self, report: PrintReport, where: Path | None) -> None: ...
    def show_on_paper(self, report: PrintReport) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class PrintPresenter:
    """Paper, out and back."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self.plan: int | str | None = None
        self.what: Desktop | None = None
        self.design: SheetDesign | None = None  # the campaign's, until something else is chosen
        self._previewed: int | None = None

    def read(self) -> None:
        """Fetch plans, rounds and the ledger."""
        campaign, plan = self._desk.campaign, self.plan
        self._fetch("desktop", lambda: look(campaign, plan), self._take)

    def choose_plan(self, plan: int | str | None) -> None:
        """Show another plan's rounds."""
        self.plan = plan
        self._previewed = None
        self.read()

    def preview(self, number: int | None) -> None:
        """Make the PDF of one round as it would be printed, with nothing recorded."""
        self._previewed = number
        plan = self.what.plan if self.what else None
        if plan is None or number is None:
            self._view.show_no_preview(tr("Choose a round to see its pages."))
            return
        sheets, design = self._desk.campaign.sheets, self.design
        self._desk.jobs.fetch(
            ("preview", id(self)),
            lambda: sheets.preview(plan.name, number, design=design),
            self._view.show_preview,
            lambda error: self._view.show_no_preview(str(error)),
            self._owner,
        )

    def redesign(self, design: SheetDesign) -> None:
        """Have the pages look otherwise from now on."""
        if design != self.design:
            self.design = design
            self.preview(self._previewed)

    def print_to(
        self, folder: Path, rounds: Sequence[int], *, one_file: bool, handed_out: bool = True
    ) -> None:
        """Write the PDFs and enter the sheets in the ledger, in a job."""
        work = self._printing(folder, rounds, one_file, handed_out)
        if work:
            self._start(work, lambda report: self._view.show_printed(report, folder))

    def print_on_paper(
        self,
        send: Callable[[Sequence[Path], Progress], None],
        rounds: Sequence[int],
        *,
        handed_out: bool = True,
    ) -> None:
        """Make one PDF in a passing folder, enter the sheets, and `send` it to a printer, in a job.

        When the printer does not take all of them, the sheets are entered as destroyed: what came out is not
        to be used.
        """
        sheets = self._desk.campaign.sheets

        def work(progress: Progress) -> PrintReport:
            with tempfile.TemporaryDirectory(prefix="walksheets-") as folder:
                make = self._printing(Path(folder), rounds, True, handed_out)
                assert make is not None
                report = make(part(progress, 0.0, 0.4))
                with spoilt_if_refused(sheets, report.sheets):
                    send(report.files, part(progress, 0.4, 1.0))
            return report

        if self.what and self.what.plan:
            self._start(work, self._view.show_on_paper)

    def reprint(self, code: str, folder: Path) -> None:
        """Print one page again; it takes the old one's place."""
        sheets = self._desk.campaign.sheets
        self._desk.jobs.start(
            tr("Print {code} again").format(code=code),
            lambda progress: sheets.reprint(code, folder, progress),
            lambda report: self._view.show_printed(report, folder),
            owner=self._owner,
        )

    def mark(self, codes: Sequence[str], status: str, holder: str | None = None) -> None:
        """Say where sheets are, and with whom."""
        sheets = self._desk.campaign.sheets
        self._desk.change(
            tr("Mark sheets"), lambda: sheets.mark(list(codes), status, holder), owner=self._owner
        )

    def save_design(self, name: str) -> None:
        """Keep what is chosen under a name."""
        sheets, design, kind = self._desk.campaign.sheets, self.design, self._kind()
        if design is not None:
            self._desk.change(
                tr("Save the design"), lambda: sheets.save_design(name, design, kind), owner=self._owner
            )

    def delete_design(self, name: str) -> None:
        """Forget a design; Undo brings it back."""
        sheets = self._desk.campaign.sheets
        self._desk.change(tr("Delete the design"), lambda: sheets.delete_design(name), owner=self._owner)

    def _kind(self) -> str:
        return self.what.plan.kind if self.what and self.what.plan else ""

    def _printing(
        self, folder: Path, rounds: Sequence[int], one_file: bool, handed_out: bool
    ) -> Callable[[Progress], PrintReport] | None:
        plan = self.what.plan if self.what else None
        if plan is None:
            return None
        sheets, design, wanted = self._desk.campaign.sheets, self.design, list(rounds) or None

        def work(progress: Progress) -> PrintReport:
            if design and design != sheets.design():
                sheets.set_design(design)
            return sheets.print_rounds(
                plan.name,
                folder,
                wanted,
                one_file=one_file,
                design=design,
                progress=progress,
                handed_out=handed_out,
            )

        return work

    def _start(self, work: Callable[[Progress], PrintReport], done: Callable[[PrintReport], None]) -> None:
        assert self.what is not None and self.what.plan is not None
        title = tr("Print “{plan}”").format(plan=self.what.plan.name)
        self._desk.jobs.start(title, work, done, owner=self._owner)

    def _take(self, what: Desktop) -> None:
        self.what = what
        self.design = self.design or what.design
        self.plan = what.plan.id if what.plan else None
        self._view.show_desktop(what)
        numbers = [each.number for each in what.rounds]
        self.preview(self._previewed if self._previewed in numbers else next(iter(numbers), None))

    def _fetch(self, what: str, work: Any, done: Any) -> None:
        self._desk.jobs.fetch(("print", what, id(self)), work, done, self._view.show_trouble, self._owner)


@contextmanager
def spoilt_if_refused(sheets: Sheets, codes: Sequence[str]) -> Iterator[None]:
    """Enter pages as destroyed when the printer does not take all of them: what came out is not to be used."""
    try:
        yield
    except WalksheetsError as error:
        if not codes:
            raise
        sheets.mark(codes, "destroyed")
        spoilt = tr(
            "The %Ln page(s) are in the ledger as destroyed: throw away what came out, and print again.",
            len(codes),
        )
        raise type(error)(f"{in_words(str(error))} {spoilt}") from error


def look(campaign: Campaign, wanted: int | str | None) -> Desktop:
    """Read plans, the rounds of the one asked for or the newest, and the ledger."""
    plans = tuple(campaign.rounds.plans())
    plan = next((each for each in plans if wanted in (each.id, each.name)), plans[-1] if plans else None)
    rounds = tuple(campaign.rounds.rounds(plan.id)) if plan else ()
    sheets = campaign.sheets
    return Desktop(
        plans,
        plan,
        rounds,
        tuple(reversed(sheets.ledger())),
        tuple(sheets.chases()),
        sheets.design(),
        tuple(sheets.designs()),
        tuple((each.code, each.meaning) for each in campaign.results.codes("canvass")),
    )
