"""More papers' decisions: which kinds there are, what the preview shows, what is written where."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from ui.desk import Desk
from ui.language import tr
from ui.sheets.presenter import spoilt_if_refused
from walksheets.progress import Progress, part
from walksheets.sheets.kinds import Imprint, PaperOrder, PapersPreview, PapersReport

SHOWN_AT_MOST = 40
"""Pages of a preview: thousands of letters are not laid on the desk."""


@dataclass(frozen=True)
class Given:
    """What the form chooses from."""

    plans: tuple[tuple[int, str], ...]
    imprint: Imprint


class View(Protocol):
    """What the presenter needs of the tab."""

    def show_given(self, given: Given) -> None: ...
    def show_preview(self, preview: PapersPreview) -> None: ...
    def show_no_preview(self, words: str) -> None: ...
    def show_printed(self, report: PapersReport) -> None: ...
    def show_on_paper(self, report: PapersReport) -> None: ...


class OtherPapersPresenter:
    """Every kind of paper beside walk sheets."""

    def __init__(self, view: View, desk: Desk, owner: Any = None):
        self._view = view
        self._desk = desk
        self._owner = owner
        self._imprint = Imprint()

    def read(self) -> None:
        """Fetch the plans and the imprint."""
        campaign = self._desk.campaign

        def work() -> Given:
            plans = tuple((plan.id, plan.name) for plan in reversed(campaign.rounds.plans()))
            return Given(plans, campaign.papers.imprint())

        self._desk.jobs.fetch(("papers", id(self)), work, self._take, self._desk.complain, self._owner)

    def preview(self, order: PaperOrder | None) -> None:
        """Make the first pages as they would be printed."""
        if order is None:
            self._view.show_no_preview("")
            return
        papers = self._desk.campaign.papers
        self._desk.jobs.fetch(
            ("papers preview", id(self)),
            lambda: papers.preview(order, SHOWN_AT_MOST),
            self._view.show_preview,
            lambda error: self._view.show_no_preview(str(error)),
            self._owner,
        )

    def print_to(self, order: PaperOrder, folder: Path) -> None:
        """Write the PDF, in a job."""
        papers = self._desk.campaign.papers
        self._desk.jobs.start(
            tr("Print papers"),
            lambda progress: papers.print_papers(order, folder, progress),
            self._view.show_printed,
            owner=self._owner,
        )

    def print_on_paper(self, order: PaperOrder, send: Callable[[Sequence[Path], Progress], None]) -> None:
        """Make the PDF in a passing folder and `send` it to a printer, in a job.

        When the printer does not take all of it, its pages in the ledger are entered as destroyed.
        """
        papers, sheets = self._desk.campaign.papers, self._desk.campaign.sheets

        def work(progress: Progress) -> PapersReport:
            with tempfile.TemporaryDirectory(prefix="walksheets-") as folder:
                report = papers.print_papers(order, folder, part(progress, 0.0, 0.4))
                with spoilt_if_refused(sheets, report.sheets):
                    send([report.file], part(progress, 0.4, 1.0))
                return report

        self._desk.jobs.start(tr("Print papers"), work, self._view.show_on_paper, owner=self._owner)

    def set_imprint(self, **parts: str) -> None:
        """Keep a part of the imprint that was typed."""
        wanted = replace(self._imprint, **parts)
        if wanted != self._imprint:
            self._imprint = wanted
            papers = self._desk.campaign.papers
            self._desk.change(tr("Change the imprint"), lambda: papers.set_imprint(wanted), owner=self._owner)

    def _take(self, given: Given) -> None:
        self._imprint = given.imprint
        self._view.show_given(given)
