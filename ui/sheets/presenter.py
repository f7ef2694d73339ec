"""Printing's decisions: which plan and rounds, what the preview shows, where each sheet is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ui.desk import Desk
from walksheets.campaign import Campaign
from walksheets.progress import Progress
from walksheets.rounds import Plan, Round
from walksheets.sheets import PrintReport, SheetDesign, SheetRow


@dataclass(frozen=True)
class Desktop:
    """Everything the screen shows but the preview."""

    plans: tuple[Plan, ...]
    plan: Plan | None
    rounds: tuple[Round, ...]
    sheets: tuple[SheetRow, ...]
    design: SheetDesign


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_desktop(self, what: Desktop) -> None: ...
    def show_preview(self, document: bytes) -> None: ...
    def show_no_preview(self, words: str) -> None: ...
    def show_printed(self, report: PrintReport, where: Path | None) -> None: ...
    def send_to_printer(self, report: PrintReport) -> None: ...
    def show_trouble(self, error: BaseException) -> None: ...


class PrintPresenter:
    """Paper, out and back."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self._plan: int | str | None = None
        self.what: Desktop | None = None
        self.design: SheetDesign | None = None  # the campaign's, until something else is chosen
        self._previewed: int | None = None

    def read(self) -> None:
        """Fetch plans, rounds and the ledger."""
        campaign, plan = self._desk.campaign, self._plan
        self._fetch("desktop", lambda: look(campaign, plan), self._take)

    def choose_plan(self, plan: int | str | None) -> None:
        """Show another plan's rounds."""
        self._plan = plan
        self._previewed = None
        self.read()

    def preview(self, number: int | None) -> None:
        """Make the PDF of one round as it would be printed, with nothing recorded."""
        self._previewed = number
        plan = self.what.plan if self.what else None
        if plan is None or number is None:
            self._view.show_no_preview("Choose a round to see its pages.")
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

    def print_to(self, folder: Path, rounds: Sequence[int], *, one_file: bool) -> None:
        """Write the PDFs and enter the sheets in the ledger, in a job."""
        self._print(folder, rounds, one_file, lambda report: self._view.show_printed(report, folder))

    def print_on_paper(self, folder: Path, rounds: Sequence[int]) -> None:
        """Make one PDF in a passing folder, enter the sheets, and send it to a printer."""
        self._print(folder, rounds, True, self._view.send_to_printer)

    def mark(self, codes: Sequence[str], status: str) -> None:
        """Say where sheets are."""
        sheets = self._desk.campaign.sheets
        self._desk.change(f"Mark {status}", lambda: sheets.mark(list(codes), status), owner=self._owner)

    def _print(
        self, folder: Path, rounds: Sequence[int], one_file: bool, done: Callable[[PrintReport], None]
    ) -> None:
        plan = self.what.plan if self.what else None
        if plan is None:
            return
        sheets, design, wanted = self._desk.campaign.sheets, self.design, list(rounds) or None

        def work(progress: Progress) -> PrintReport:
            if design and design != sheets.design():
                sheets.set_design(design)
            return sheets.print_rounds(
                plan.name, folder, wanted, one_file=one_file, design=design, progress=progress
            )

        self._desk.jobs.start(f"Print “{plan.name}”", work, done, owner=self._owner)

    def _take(self, what: Desktop) -> None:
        self.what = what
        self.design = self.design or what.design
        self._plan = what.plan.id if what.plan else None
        self._view.show_desktop(what)
        numbers = [each.number for each in what.rounds]
        self.preview(self._previewed if self._previewed in numbers else next(iter(numbers), None))

    def _fetch(self, what: str, work: Any, done: Any) -> None:
        self._desk.jobs.fetch(("print", what, id(self)), work, done, self._view.show_trouble, self._owner)


def look(campaign: Campaign, wanted: int | str | None) -> Desktop:
    """Read plans, the rounds of the one asked for or the newest, and the ledger."""
    plans = tuple(campaign.rounds.plans())
    plan = next((each for each in plans if wanted in (each.id, each.name)), plans[-1] if plans else None)
    rounds = tuple(campaign.rounds.rounds(plan.id)) if plan else ()
    return Desktop(plans, plan, rounds, tuple(reversed(campaign.sheets.ledger())), campaign.sheets.design())
