"""Print: plan and rounds on the left, the real pages beside them; the ledger on its own tab."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QSplitter, QTabWidget

from ui import actions, theme
from ui.desk import Desk, in_counts
from ui.language import tr
from ui.screen import Screen
from ui.sheets.design_panel import DesignPanel
from ui.sheets.ledger import Ledger
from ui.sheets.other_papers import OtherPapers
from ui.sheets.paper import ask_printer, print_files
from ui.sheets.presenter import Desktop, PrintPresenter
from ui.sheets.preview import Preview
from ui.widgets import files
from ui.widgets.pages import Pages
from ui.widgets.plain import boxed, button, column, link, row, soft
from ui.widgets.table import Column, Table
from walksheets.errors import WalksheetsError
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
        self.plans.setAccessibleName(tr("Plan"))
        self.rounds = _round_table()
        self.design = DesignPanel()
        self.preview = Preview(desk.jobs)
        self.ledger = Ledger(desk.contacts)
        self.papers = OtherPapers(desk)
        self._done = soft()
        self._where: Path | None = None
        self._show_folder = link(tr("Open the folder"), self._open_folder)
        self._show_folder.hide()
        does = {"print.folder": self._to_folder, "print.one": self._to_one, "print.printer": self._to_printer}
        self.acts = {name: actions.make(name, self, verb) for name, verb in does.items()}
        self._lay_out()
        self._wire()

    def read(self) -> None:
        """Fetch everything."""
        self.pages.show_loading()
        self.presenter.read()
        self.papers.read()

    def take_focus(self) -> None:
        """Begin with the rounds."""
        self.rounds.setFocus()

    def show_what(self, **what: object) -> None:
        """Show the ledger, a kind of other papers, or a plan."""
        self.tabs.setCurrentIndex({"ledger": 1, "papers": 2}.get(str(what.get("tab")), 0))
        if kind := what.get("kind"):
            self.papers.choose(str(kind))
        plan = what.get("plan")
        if isinstance(plan, int | str):
            self.presenter.choose_plan(plan)

    def place(self) -> dict[str, object]:
        """Return tab and plan."""
        return {"tab": self.tabs.currentIndex(), "plan": self.presenter.plan}

    def put_back(self, place: Mapping[str, object]) -> None:
        """Begin with the tab and the plan."""
        self.tabs.setCurrentIndex(self.known(place, "tab", int) or 0)
        self.presenter.plan = self.known(place, "plan", int)

    # The presenter's view

    def show_desktop(self, what: Desktop) -> None:
        """Show rounds and ledger."""
        self.ledger.show_sheets(what.sheets, what.chases)
        if not what.plans and not what.sheets:
            self.pages.show_empty(
                tr("No rounds to print"),
                tr("Walk sheets are made of rounds. Split the ward into rounds first."),
                (tr("Make rounds"), lambda: self.desk.go("rounds")),
            )
            return
        self.pages.show_content()
        self.plans.blockSignals(True)
        self.plans.clear()
        for plan in what.plans:
            self.plans.addItem(plan.name, plan.id)
        if what.plan:
            self.plans.setCurrentIndex(self.plans.findData(what.plan.id))
            design = self.presenter.design or what.design
            self.design.show_design(design, what.plan.kind, what.named, what.codes)
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
        said = tr("%Ln page(s)", report.pages) + " " + tr("in %Ln file(s)", len(report.files))
        run = tr("print run {n}").format(n=report.run)
        replaced = (
            [tr("in place of {codes}").format(codes=", ".join(report.replaced))]
            if 0 < len(report.replaced) < 4
            else []
        )
        self._done.setText(", ".join([said, run, *replaced]) + ".")
        self._show_folder.setVisible(where is not None)
        self.desk.say(in_counts(report.changes))

    def show_on_paper(self, report: PrintReport) -> None:
        """Say that the printer has them."""
        sent = tr("%Ln page(s) sent to the printer", report.pages)
        self._done.setText(tr("{sent}, print run {n}.").format(sent=sent, n=report.run))
        self._show_folder.hide()

    def show_trouble(self, error: BaseException) -> None:
        """Say why it could not be read."""
        self.pages.show_error(str(error), self.read)
        self.desk.complain(error)

    # What the user does

    def _all_by_default(self) -> bool:
        return self.which.currentData() == "all"

    def _to_folder(self) -> None:
        self._to_files(tr("Print to folder"), one_file=False)

    def _to_one(self) -> None:
        self._to_files(tr("Print to one file in folder"), one_file=True)

    def _to_files(self, title: str, *, one_file: bool) -> None:
        folder = files.folder(self, self.desk.settings, title)
        if folder:
            handed_out = self.handed_out.isChecked()
            self.presenter.print_to(folder, self.wanted(), one_file=one_file, handed_out=handed_out)

    def _to_printer(self) -> None:
        try:
            printer = ask_printer(self)
        except WalksheetsError as error:
            self.desk.complain(error)
            return
        if printer is not None:
            self.presenter.print_on_paper(
                lambda paths, progress: print_files(printer, paths, progress),
                self.wanted(),
                handed_out=self.handed_out.isChecked(),
            )

    def _print_again(self, code: str) -> None:
        folder = files.folder(self, self.desk.settings, tr("Print {code} again to folder").format(code=code))
        if folder:
            self.presenter.reprint(code, folder)

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
        self._folder.setText(tr("Print %Ln round(s) to folder…", count))
        self._folder.setEnabled(count > 0)

    def _chose_round(self, each: Round | None) -> None:
        if each is not None:
            self.presenter.preview(each.number)

    def _lay_out(self) -> None:
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Which rounds"))
        self.which.addItem(tr("All rounds"), "all")
        self.which.addItem(tr("Selected rounds"), "selected")
        self._folder = button(
            tr("Print to folder…"), self._to_folder, primary=True, tip=tr(actions.ACTS["print.folder"].tip)
        )
        one = button(tr("One file…"), self._to_one, tip=tr(actions.ACTS["print.one"].tip))
        printer = button(
            tr("Printer…"), self._to_printer, symbol="print", tip=tr(actions.ACTS["print.printer"].tip)
        )
        self.handed_out = QCheckBox(tr("They go out at once"))
        self.handed_out.setChecked(True)
        self.handed_out.setToolTip(tr("Otherwise the ledger has them as printed, until you hand them out"))
        left = boxed(
            column(
                row(self.plans, self.which), self.rounds, 2, self.design, 4, self._folder, self.handed_out, row(one, printer, None),
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
        self.pages = Pages(sheets, "print")
        self.tabs = QTabWidget()
        self.tabs.addTab(self.pages, tr("Print"))
        self.tabs.addTab(self.ledger, tr("Ledger"))
        self.tabs.addTab(self.papers, tr("More papers"))
        self.setLayout(column(boxed(column(self.tabs), margins=(theme.MARGIN_PX, 6, theme.MARGIN_PX, 12))))

    def _wire(self) -> None:
        self.plans.currentIndexChanged.connect(self._choose_plan)
        self.which.currentIndexChanged.connect(self._say_chosen)
        self.rounds.chosen.connect(self._chose_round)
        self.rounds.selectionModel().selectionChanged.connect(self._say_chosen)
        self.design.chosen.connect(self.presenter.redesign)
        self.ledger.marked.connect(lambda what: self.presenter.mark(*what))
        self.ledger.reprint_asked.connect(self._print_again)
        self.design.save_asked.connect(self.presenter.save_design)
        self.design.delete_asked.connect(self.presenter.delete_design)
        self.ledger.key_asked.connect(lambda code: self.desk.go("key", sheet=code))

    def _choose_plan(self, _at: int) -> None:
        self.presenter.choose_plan(self.plans.currentData())


def _round_table() -> Table:
    return Table(
        tr("Rounds to print"),
        [
            Column[Round]("", lambda r: str(r.number), sort=lambda r: r.number, width=46, right=True),
            Column[Round](tr("Round"), lambda r: r.name, tip=lambda r: r.name),
            Column[Round](
                tr("Doors"), lambda r: f"{r.doors:,}", sort=lambda r: r.doors, width=62, right=True
            ),
            Column[Round](tr("For"), lambda r: r.volunteer or "–", width=136),
        ],
        several=True,
    )
