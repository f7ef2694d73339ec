"""More papers: covers, lists, labels, posters, cards, letters and polling day, with their real pages beside."""

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFormLayout, QLineEdit, QListWidget, QScrollArea, QSplitter, QWidget

from ui.core_words import in_words
from ui.desk import Desk
from ui.language import later, number, tr
from ui.sheets import paper_words
from ui.sheets.other_papers_form import OrderForm
from ui.sheets.other_papers_presenter import SHOWN_AT_MOST, Given, OtherPapersPresenter
from ui.sheets.paper import ask_printer, print_files
from ui.sheets.preview import Preview
from ui.widgets import files
from ui.widgets.plain import boxed, button, column, link, row, soft
from walksheets.errors import WalksheetsError
from walksheets.sheets.kinds import KINDS, PaperKind, PapersPreview, PapersReport

_ROWS = 9  # kinds that show without scrolling: the form below needs the room
_REST_MS = 350  # after the last key, before the pages are made anew
_IMPRINT = {
    "printer": later("Printer"),
    "promoter": later("Promoter"),
    "on_behalf_of": later("On behalf of"),
}


class OtherPapers(QWidget):
    """The tab."""

    printed = Signal(str)

    def __init__(self, desk: Desk):
        super().__init__()
        self.desk = desk
        self.presenter = OtherPapersPresenter(self, desk, self)
        self.kinds = QListWidget()
        self.kinds.setAccessibleName(tr("Kind of paper"))
        self.kinds.addItems([paper_words.title(kind.name) for kind in KINDS])
        self.about = soft()
        self.form = OrderForm()
        self.imprint = {part: QLineEdit() for part in _IMPRINT}
        self.preview = Preview(desk.jobs)
        self.notes = soft()
        self.done = soft()  # what was written: the pages may be made anew below it
        self._where: Path | None = None
        self._show_folder = link(tr("Open the folder"), self._open_folder)
        self._show_folder.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._lay_out()
        self._wire()
        self.kinds.setCurrentRow(0)

    def read(self) -> None:
        """Fetch what is chosen from, then the pages."""
        self.presenter.read()

    def choose(self, name: str) -> None:
        """Show a kind of paper."""
        for at, kind in enumerate(KINDS):
            if kind.name == name:
                self.kinds.setCurrentRow(at)

    # The presenter's view

    def show_given(self, given: Given) -> None:
        """Show plans and imprint."""
        self.form.show_plans(given.plans)
        for part, field in self.imprint.items():
            if not field.hasFocus():
                field.setText(getattr(given.imprint, part))
        self._look()

    def show_preview(self, preview: PapersPreview) -> None:
        """Show the pages."""
        self.preview.show_pdf(preview.pdf)
        more = preview.pages > SHOWN_AT_MOST
        shown = tr("The first {shown} of {all} pages are shown.").format(
            shown=SHOWN_AT_MOST, all=number(preview.pages)
        )
        self.notes.setText(" ".join([*([shown] if more else []), *map(in_words, preview.notes)]))
        self._enable(True)

    def show_no_preview(self, words: str) -> None:
        """Say why there are no pages."""
        self.preview.say(words)
        self.notes.clear()
        self._enable(False)

    def show_printed(self, report: PapersReport) -> None:
        """Say what was written and where."""
        self._where = report.file.parent
        done = tr("%Ln page(s) in {file}.", report.pages).format(file=report.file.name)
        self._say_done(done, report)
        self._show_folder.show()
        self.desk.say(done)

    def show_on_paper(self, report: PapersReport) -> None:
        """Say that the printer has the pages."""
        self._say_done(tr("%Ln page(s) sent to the printer.", report.pages), report)

    def _say_done(self, done: str, report: PapersReport) -> None:
        entered = [tr("Each has its code and is in the ledger.")] if report.sheets else []
        self.done.setText(" ".join([done, *entered, *map(in_words, report.notes)]))

    # What the user does

    def _chosen(self) -> PaperKind | None:
        at = self.kinds.currentRow()
        return KINDS[at] if at >= 0 else None

    def _choose_kind(self, _at: int) -> None:
        kind = self._chosen()
        if kind is None:
            return
        self.about.setText(paper_words.about(kind.name))
        self.form.show_kind(kind)
        self._imprint_box.setVisible(kind.imprint)
        self.done.clear()
        self._show_folder.hide()
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        self._rest.stop()
        self.presenter.preview(self.form.order())

    def _to_folder(self) -> None:
        order = self.form.order()
        folder = files.folder(self, self.desk.settings, tr("Print to folder")) if order else None
        if order and folder:
            self.presenter.print_to(order, folder)

    def _to_printer(self) -> None:
        order = self.form.order()
        try:
            printer = ask_printer(self) if order else None
        except WalksheetsError as error:
            self.desk.complain(error)
            return
        if order and printer is not None:
            self.presenter.print_on_paper(
                order, lambda paths, progress: print_files(printer, paths, progress)
            )

    def _keep_imprint(self) -> None:
        self.presenter.set_imprint(**{part: field.text().strip() for part, field in self.imprint.items()})

    def _open_folder(self) -> None:
        if self._where:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._where)))

    def _enable(self, there: bool) -> None:
        for each in (self._folder, self._printer):
            each.setEnabled(there)

    def _lay_out(self) -> None:
        imprint = QFormLayout()
        imprint.setContentsMargins(0, 6, 0, 0)
        for part, field in self.imprint.items():
            field.setAccessibleName(tr("Imprint: {part}").format(part=tr(_IMPRINT[part])))
            field.setPlaceholderText(tr("name and address"))
            imprint.addRow(tr(_IMPRINT[part]), field)
        law = soft(tr("The law asks for an imprint on everything that goes to voters."))
        self._imprint_box = boxed(column(law, boxed(imprint), gap=2))
        inside = boxed(column(self.about, self.form, self._imprint_box, None), "page", margins=(0, 0, 6, 0))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        self._folder = button(tr("Print to folder…"), self._to_folder, primary=True)
        self._printer = button(tr("Printer…"), self._to_printer, symbol="print")
        left = column(
            self.kinds,
            scroll,
            row(self._folder, self._printer, None),
            self.notes,
            self.done,
            self._show_folder,
        )
        left.setStretch(1, 1)
        self.kinds.setFixedHeight(self.kinds.sizeHintForRow(0) * min(len(KINDS), _ROWS) + 6)
        left_box = boxed(left, margins=(0, 10, 8, 0))
        left_box.setMinimumWidth(430)
        both = QSplitter()
        both.addWidget(left_box)
        both.addWidget(self.preview)
        both.setSizes([380, 700])
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        self.setLayout(column(both))

    def _wire(self) -> None:
        self.kinds.currentRowChanged.connect(self._choose_kind)
        self.form.changed.connect(self._rest.start)
        self._rest.timeout.connect(self._look)
        for field in self.imprint.values():
            field.editingFinished.connect(self._keep_imprint)
