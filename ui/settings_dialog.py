"""The campaign's settings (name, telephone, imprint, paper, time at a door, result codes) and this computer's (dress, online map)."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QTabWidget, QWidget

from ui import theme
from ui.codes_editor import CodesEditor
from ui.desk import Desk
from ui.language import LANGUAGES, tr
from ui.online_page import OnlinePage
from ui.times_editor import Said, TimesEditor
from ui.widgets.number_box import DecimalBox
from ui.widgets.plain import boxed, button, column, form, row, soft
from walksheets.campaign import Campaign
from walksheets.results import ResultCode
from walksheets.rounds import DoorTimes
from walksheets.sheets import PAPERS, Organiser, SheetDesign
from walksheets.sheets.kinds import Imprint

_TALLEST_PX = 690  # a laptop of 768 lines has a task bar, and the dialog a title


@dataclass(frozen=True)
class Kept:
    """The campaign's settings as they are kept."""

    codes: tuple[ResultCode, ...]
    organiser: Organiser
    imprint: Imprint
    design: SheetDesign
    times: DoorTimes
    learnt: Said


def read(campaign: Campaign) -> Kept:
    """Read what the dialog shows."""
    sheets = campaign.sheets
    return Kept(
        tuple(campaign.results.codes()),
        sheets.organiser(),
        campaign.papers.imprint(),
        sheets.design(),
        campaign.rounds.door_times(),
        campaign.reports.learnt_times(),
    )


class SettingsDialog(QDialog):
    """Keeps what was changed, each as one change that Undo takes back."""

    dressed_anew = Signal()  # colours, type or language: every window is to be made anew

    def __init__(self, desk: Desk, parent: QWidget):
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.grown(740), min(theme.grown(640), _TALLEST_PX))
        self._desk = desk
        self._kept: Kept | None = None
        self.name, self.organiser, self.telephone = QLineEdit(desk.campaign.name), QLineEdit(), QLineEdit()
        self.promoter, self.printer, self.on_behalf_of = QLineEdit(), QLineEdit(), QLineEdit()
        self.paper, self.scheme, self.language = QComboBox(), QComboBox(), QComboBox()
        self.points = DecimalBox()
        self.codes, self.times = CodesEditor(), TimesEditor()
        self.online = OnlinePage(desk.settings)
        self._offer()
        self._lay_out()
        desk.jobs.fetch(("settings", id(self)), lambda: read(desk.campaign), self._show, desk.complain, self)

    def _show(self, kept: Kept) -> None:
        self._kept = kept
        self.codes.show_codes(kept.codes)
        self.times.show_times(kept.times, kept.learnt)
        self.organiser.setText(kept.organiser.name)
        self.telephone.setText(kept.organiser.telephone)
        self.promoter.setText(kept.imprint.promoter)
        self.printer.setText(kept.imprint.printer)
        self.on_behalf_of.setText(kept.imprint.on_behalf_of)
        self.paper.setCurrentIndex(self.paper.findData(kept.design.paper))
        self.agree.setEnabled(True)

    def _agree(self) -> None:
        kept, desk, campaign = self._kept, self._desk, self._desk.campaign
        assert kept is not None, "nothing can be agreed to before it was read"
        if not self.online.holds:
            self._tabs.setCurrentWidget(self.online)
            self.online.address.setFocus()
            return
        name = self.name.text().strip()
        organiser = Organiser(self.organiser.text().strip(), self.telephone.text().strip())
        imprint = Imprint(*(line.text().strip() for line in (self.printer, self.promoter, self.on_behalf_of)))
        design = replace(kept.design, paper=self.paper.currentData())
        codes, times = tuple(self.codes.codes), self.times.times
        if name and name != campaign.name:
            desk.change(tr("Name the campaign"), lambda: campaign.rename(name))
        if organiser != kept.organiser:
            desk.change(tr("Organiser's telephone"), lambda: campaign.sheets.set_organiser(organiser))
        if imprint != kept.imprint:
            desk.change(tr("Imprint"), lambda: campaign.papers.set_imprint(imprint))
        if design != kept.design:
            desk.change(tr("Paper"), lambda: campaign.sheets.set_design(design))
        if codes != kept.codes:
            desk.change(tr("Result codes"), lambda: campaign.results.set_codes(codes))
        if times != kept.times:
            desk.change(tr("Time at a door"), lambda: campaign.rounds.set_door_times(times))
        self.accept()
        self.online.keep(desk.online)
        self._dress()

    def _dress(self) -> None:
        settings = self._desk.settings
        wanted = self.scheme.currentData(), self.points.value(), self.language.currentData()
        if wanted != (settings.scheme, settings.font_pt, settings.language):
            settings.scheme, settings.font_pt, settings.language = wanted
            settings.save()
            self.dressed_anew.emit()

    def _offer(self) -> None:
        """Fill the boxes that offer a choice."""
        settings = self._desk.settings
        for value in PAPERS:
            self.paper.addItem(value, value)
        for value, words in (
            ("system", tr("As the system")),
            ("light", tr("Light")),
            ("dark", tr("Dark")),
            ("contrast", tr("High contrast")),
        ):
            self.scheme.addItem(words, value)
        for value, words in (("", tr("As the system")), *LANGUAGES.items()):
            self.language.addItem(words, value)
        self.scheme.setCurrentIndex(max(self.scheme.findData(settings.scheme), 0))
        self.language.setCurrentIndex(max(self.language.findData(settings.language), 0))
        self.points.setRange(9.0, 18.0)
        self.points.setSingleStep(0.5)
        self.points.setDecimals(1)
        self.points.setSuffix(" pt")
        self.points.setValue(settings.font_pt)

    def _lay_out(self) -> None:
        self.telephone.setPlaceholderText("07700 900123")
        self.promoter.setPlaceholderText(tr("Name and postal address"))
        self._tabs = tabs = QTabWidget()
        tabs.addTab(
            _page(
                form(
                    (tr("Campaign's &name"), self.name),
                    (tr("&Organiser"), self.organiser),
                    (tr("&Telephone"), self.telephone),
                ),
                tr("Name and telephone stand on every sheet, for whoever loses one."),
            ),
            tr("Campaign"),
        )
        tabs.addTab(
            _page(
                form(
                    (tr("&Paper"), self.paper),
                    (tr("P&romoter"), self.promoter),
                    (tr("Pr&inter"), self.printer),
                    (tr("On &behalf of"), self.on_behalf_of),
                ),
                tr(
                    "The law asks for the imprint on election material: name and address of who promotes it, of who "
                    "prints it, and on whose behalf. It stands on cards, letters and posters."
                ),
            ),
            tr("Paper"),
        )
        tabs.addTab(boxed(self.times), tr("Time at a door"))
        tabs.addTab(boxed(self.codes), tr("Result codes"))
        tabs.addTab(
            _page(
                form((tr("&Colours"), self.scheme), (tr("Size of &type"), self.points), (tr("&Language"), self.language)),
                tr("These are this computer's, not the campaign's; they change at once in every window."),
            ),
            tr("Window"),
        )  # fmt: skip
        tabs.addTab(self.online, tr("Online map"))
        self.agree = button(tr("Keep"), self._agree, primary=True)
        self.agree.setDefault(True)
        self.agree.setEnabled(False)  # until what is kept was read
        buttons = row(None, button(tr("Cancel"), self.reject), self.agree)
        self.setLayout(column(tabs, buttons, margin=theme.MARGIN_PX))


def _page(form: QFormLayout, explained: str) -> QWidget:
    return boxed(column(form, soft(explained), None, margin=14))
