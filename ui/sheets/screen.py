"""Print: plan and rounds on the left, the real pages beside them; the ledger on its own tab."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QSplitter, QTabWidget

from ui import actions, theme
from ui.desk import Desk, in_counts
from ui.screen import Screen
from ui.sheets.design_panel import DesignPanel
from ui.sheets.ledger import Ledger
from ui.sheets.paper import print_files
from ui.sheets.presenter import Desktop, PrintPresenter
from ui.sheets.preview import Preview
from ui.widgets import files
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, button, column, link, row, soft
from ui.widgets.table import Column, Table
from walksheets.rounds import Round
from walksheets.sheets import PrintReport


class PrintScreen(Screen):
    """Paper."""

    nouns = frozenset(
        {"rounds", "sheets", "assignments", "codes", "doors", "electors", "settings", "results"}
    )

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.presenter = PrintPresenter(self, desk, self)
        self.plans = QComboBox()
        self.plans.setAccessibleName("Plan")
        self.rounds = _round_table()
        self.design = DesignPanel()
        self.preview = Preview(desk.jobs)
        self.ledger = Ledger()
        self._passing: tempfile.TemporaryDirectory[str] | None = None
        self._done = soft()
        self._where: Path | None = None
        self._show_folder = link("Open the folder", self._open_folder)
        self._show_folder.hide()
        does = {"print.folder": self._to_folder, "print.one": self._to_one, "print.printer": self._to_printer}
        self.acts = {name: actions.make(name, self, verb) for name, verb in does.items()}
        self._lay_out()
        self._wire()

    def read(self) -> None:
        """Fetch everything."""
        self.pages.show_loading()
        self.presenter.read()

    def take_focus(self) -> None:
        """Begin with the rounds."""
        self.rounds.setFocus()

    def show_what(self, **what: object) -> None:
        """Show the ledger, or a plan."""
        self.tabs.setCurrentIndex(1 if what.get("tab") == "ledger" else 0)
        plan = what.get("plan")
        if isinstance(plan, int | str):
            self.presenter.choose_plan(plan)

    def close_down(self) -> None:
        """Throw away what went to a printer."""
        if self._passing:
            self._passing.cleanup()

    # The presenter's view

    def show_desktop(self, what: Desktop) -> None:
        """Show rounds and ledger."""
        self.ledger.show_sheets(what.sheets)
        if not what.plans and not what.sheets:
            self.pages.show_empty(
                "No rounds to print",
                "Walk sheets are made of rounds. Split the ward into rounds first.",
                ("Make rounds", lambda: self.desk.go("rounds")),
            )
            return
        self.pages.show_content()
        self.plans.blockSignals(True)
        self.plans.clear()
        for plan in what.plans:
            self.plans.addItem(plan.name, plan.id)
        if what.plan:
            self.plans.setCurrentIndex(self.plans.findData(what.plan.id))
            self.design.show_design(self.presenter.design or what.design, what.plan.kind)
        self.plans.blockSignals(False)
        self.rounds.set_rows(what.rounds, keep=lambda each: each.number)
        self._say_chosen()

    def show_preview(self, document: bytes) -> None:
        """Show the real pages of the round."""
        self.preview.show_pdf(document)

    def show_no_preview(self, words: str) -> None:
        """Say why there is nothing to see."""
        self.preview.say(words)

    def show_printed(self, report: PrintReport, where: Path | None) -> None:
        """Say what was printed and where it is."""
        self._where = where
        self._done.setText(f"{report.pages:,} pages in {len(report.files):,} files, print run {report.run}.")
        self._show_folder.setVisible(where is not None)
        self.desk.say(in_counts(report.changes))

    def send_to_printer(self, report: PrintReport) -> None:
        """Ask for the printer and send the pages."""
        sent = print_files(report.files, self)
        words = (
            "sent to the printer"
            if sent
            else "made but not sent: print them from the ledger's run again, or mark them lost"
        )
        self._done.setText(f"{report.pages:,} pages {words}, print run {report.run}.")

    def show_trouble(self, error: BaseException) -> None:
        """Say why it could not be read."""
        self.pages.show_error(str(error), self.read)
        self.desk.complain(error)

    # What the user does

    def _all_by_default(self) -> bool:
        return self.which.currentData() == "all"

    def _to_folder(self) -> None:
        folder = files.folder(self, self.desk.settings, "Print to folder")
        if folder:
            self.presenter.print_to(folder, self.wanted(), one_file=False)

    def _to_one(self) -> None:
        folder = files.folder(self, self.desk.settings, "Print to one file in folder")
        if folder:
            self.presenter.print_to(folder, self.wanted(), one_file=True)

    def _to_printer(self) -> None:
        self._passing = self._passing or tempfile.TemporaryDirectory(prefix="walksheets-")
        self.presenter.print_on_paper(Path(self._passing.name), self.wanted())

    def wanted(self) -> list[int]:
        """Return the numbers of the rounds to print; none means all."""
        return [] if self._all_by_default() else [each.number for each in self.rounds.selected()]

    def _open_folder(self) -> None:
        if self._where:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._where)))

    def _say_chosen(self, *_: object) -> None:
        count = len(self.rounds.rows.rows) if self._all_by_default() else len(self.rounds.selected())
        for action in self.acts.values():
            action.setEnabled(count > 0)
        words = f"Print {count:,} rounds to folder…" if count != 1 else "Print 1 round to folder…"
        self._folder.setText(words)
        self._folder.setEnabled(count > 0)

    def _chose_round(self, each: Round | None) -> None:
        if each is not None:
            self.presenter.preview(each.number)

    def _lay_out(self) -> None:
        self.which = QComboBox()
        self.which.setAccessibleName("Which rounds")
        self.which.addItem("All rounds", "all")
        self.which.addItem("Selected rounds", "selected")
        self._folder = button(
            "Print to folder…", self._to_folder, primary=True, tip=actions.ACTS["print.folder"].tip
        )
        one = button("One file…", self._to_one, tip=actions.ACTS["print.one"].tip)
        printer = button("Printer…", self._to_printer, symbol="print", tip=actions.ACTS["print.printer"].tip)
        left = boxed(
            column(
                row(self.plans, self.which), self.rounds, 2, self.design, 4, self._folder, row(one, printer, None),
                self._done, self._show_folder,
            ),
            margins=(0, 10, 8, 0),
        )  # fmt: skip
        left.setMinimumWidth(430)
        sheets = QSplitter()
        sheets.addWidget(left)
        sheets.addWidget(self.preview)
        sheets.setSizes([380, 700])
        sheets.setStretchFactor(1, 1)
        sheets.setChildrenCollapsible(False)
        self.tabs = QTabWidget()
        self.tabs.addTab(sheets, "Print")
        self.tabs.addTab(self.ledger, "Ledger")
        inside = boxed(column(self.tabs), margins=(theme.MARGIN_PX, 6, theme.MARGIN_PX, 12))
        self.pages = Pages(inside, "print")
        self.setLayout(column(self.pages))

    def _wire(self) -> None:
        self.plans.currentIndexChanged.connect(self._choose_plan)
        self.which.currentIndexChanged.connect(self._say_chosen)
        self.rounds.chosen.connect(self._chose_round)
        self.rounds.selectionModel().selectionChanged.connect(self._say_chosen)
        self.design.chosen.connect(self.presenter.redesign)
        self.ledger.marked.connect(lambda what: self.presenter.mark(*what))
        self.ledger.key_asked.connect(lambda code: self.desk.go("key", sheet=code))

    def _choose_plan(self, _at: int) -> None:
        self.presenter.choose_plan(self.plans.currentData())


def _round_table() -> Table:
    return Table(
        "Rounds to print",
        [
            Column[Round]("", lambda r: str(r.number), sort=lambda r: r.number, width=46, right=True),
            Column[Round]("Round", lambda r: r.name, tip=lambda r: r.name),
            Column[Round]("Doors", lambda r: f"{r.doors:,}", sort=lambda r: r.doors, width=62, right=True),
            Column[Round]("For", lambda r: r.volunteer or "–", width=136),
        ],
        several=True,
    )
