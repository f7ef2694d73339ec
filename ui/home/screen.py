"""The first page: begin, go on with a recent campaign, and the open campaign's next steps."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.change_bus import concerns
from ui.desk import Desk
from ui.home.next_steps import Step
from ui.home.presenter import HomePresenter
from ui.language import tr
from ui.session import Session
from ui.user_settings import kept_as
from ui.widgets import files
from ui.widgets.icons import picture
from ui.widgets.plain import boxed, button, column, heading, link, row, soft

_NOUNS = frozenset({"doors", "electors", "map", "rounds", "assignments", "volunteers", "sheets", "campaign"})


class Card(QFrame):
    """A large button: a picture, a name, a sentence."""

    pressed = Signal()

    def __init__(self, symbol: str, title: str, text: str):
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        image = QLabel()
        image.setPixmap(picture(symbol, 28, theme.colours().accent))
        words = column(heading(title, 1.05), soft(text), None, gap=2)
        layout = row(image, words, gap=14)
        layout.setAlignment(image, Qt.AlignmentFlag.AlignTop)
        layout.setStretch(1, 1)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Be pressed."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Enter and by the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class HomeScreen(QWidget):
    """Home."""

    asked = Signal(str)  # the name of an action: new, open, demo, import

    def __init__(self, session: Session):
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._presenter = HomePresenter(self, session.jobs)
        self._desk: Desk | None = None
        self._missing: frozenset[str] = frozenset()
        self._title = heading("", 1.7)
        self._figures = soft()
        self._steps = QVBoxLayout()
        self._steps.setSpacing(2)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._open_part = boxed(
            column(self._title, self._figures, 6, heading(tr("What next"), 1.1), self._steps)
        )
        self._welcome = boxed(
            column(
                heading("Walksheets", 1.7),
                soft(
                    tr("From the electoral register and a map to rounds, walk sheets and keyed results. Nothing of the "
                       "register leaves this computer.")
                ),
            )
        )  # fmt: skip
        self._lay_out()

    def show_campaign(self, desk: Desk | None) -> None:
        """Show the open campaign, or none."""
        self.close_down()
        self._desk = desk
        self._open_part.setVisible(desk is not None)
        self._welcome.setVisible(desk is None)
        if desk:
            desk.bus.listen(self._hear)
            self._show_loading()
            self._read()
        self._show_recent()

    def show_steps(self, figures: str, steps: Sequence[Step]) -> None:
        """Show the campaign's figures and what there is to do."""
        self._figures.setText(figures)
        _clear(self._steps)
        for at, step in enumerate(steps):
            does = button(step.does, self._doer(step), primary=at == 0)
            does.setAccessibleDescription(step.text)
            self._steps.addWidget(_line(QLabel(step.text), does))
        if figures and not steps:
            self._steps.addWidget(QLabel(tr("Nothing is waiting. Progress shows how far you are.")))

    def complain(self, error: BaseException) -> None:
        """Say in the steps' place that they could not be read, and pass the error on to the banner."""
        _clear(self._steps)
        again = button(tr("Try again"), self._read)
        self._steps.addWidget(_line(QLabel(tr("What there is to do could not be read.")), again))
        self._session.jobs.trouble.emit(error)

    def close_down(self) -> None:
        """Hear no more: the page is being made anew."""
        if self._desk:
            self._desk.bus.forget(self._hear)

    def _doer(self, step: Step) -> Callable[[], None]:
        if step.screen == "import":
            return lambda: self.asked.emit("import")
        return lambda: self._session.went.emit((step.screen, step.what))

    def _hear(self, nouns: frozenset[str]) -> None:
        if concerns(nouns, _NOUNS):
            self._read()

    def _read(self) -> None:
        if self._desk:
            self._title.setText(self._desk.campaign.name)
            self._presenter.read(self._desk.campaign)

    def _show_loading(self) -> None:
        self._figures.setText(tr("Reading the campaign."))
        _clear(self._steps)

    def _show_recent(self) -> None:
        """List the recent campaigns; which files are gone is found out aside: a network drive may take its time."""
        recent = list(self._session.settings.recent)
        self._list_recent()
        self._session.jobs.fetch("recent files", lambda: _gone(recent), self._mark_missing, owner=self)

    def _mark_missing(self, missing: frozenset[str]) -> None:
        if missing != self._missing:
            self._missing = missing
            self._list_recent()

    def _list_recent(self) -> None:
        _clear(self._recent)
        open_now = kept_as(self._desk.where) if self._desk else ""
        for where in self._session.settings.recent:
            if where != open_now:
                self._recent.addWidget(self._recent_line(where, missing=where in self._missing))
        if not self._recent.count():
            self._recent.addWidget(soft(tr("Campaigns you open are listed here.")))

    def _recent_line(self, where: str, *, missing: bool) -> QWidget:
        shared = "://" in where
        name = where.rsplit("@", 1)[-1] if shared else Path(where).stem
        place = tr("on a server") if shared else str(Path(where).parent)
        opener = link(name, lambda: self._session.open(where))
        opener.setEnabled(not missing)
        opener.setToolTip(place)
        short = _shorten(place)
        words = soft(
            tr("not there any more: {folder}").format(folder=short) if missing else short, wrap=False
        )
        drop = link(tr("Forget"), lambda: self._forget(where))
        drop.setToolTip(tr("Take it off this list; the file stays where it is"))
        drop.setAccessibleName(tr("Forget {campaign}").format(campaign=name))
        return boxed(row(opener, words, None, *self._finder(where, missing), drop))

    def _finder(self, where: str, missing: bool) -> list[QWidget]:
        """For a file that was moved: look for it, and have it in the old one's place."""
        if not missing:
            return []
        find = link(tr("Find it…"), lambda: self._find(where))
        find.setAccessibleName(tr("Find {campaign}").format(campaign=Path(where).stem))
        return [find]

    def _find(self, where: str) -> None:
        path = files.to_open(self, self._session.settings, tr("Open campaign"), files.campaigns())
        if path:
            self._session.settings.forget(where)
            self._session.open(path)

    def _forget(self, where: str) -> None:
        self._session.settings.forget(where)
        self._show_recent()

    def _lay_out(self) -> None:
        cards = QGridLayout()
        cards.setSpacing(12)
        for at, (name, symbol, title, text) in enumerate(
            (
                ("new", "add", tr("New campaign"), tr("One file for one ward, on this computer.")),
                ("open", "open", tr("Open a campaign"), tr("Or drop its file on this window.")),
                ("demo", "town", tr("Try the demo ward"), tr("An invented town, ready to walk.")),
            )
        ):
            card = Card(symbol, title, text)
            card.pressed.connect(lambda name=name: self.asked.emit(name))
            cards.addWidget(card, 0, at)
            cards.setColumnStretch(at, 1)
        inside = column(
            self._welcome, self._open_part, 18, heading(tr("Begin"), 1.1), cards, 18, heading(tr("Recent campaigns"), 1.1),
            self._recent, None, margin=36,
        )  # fmt: skip
        page = boxed(inside, "page")
        page.setMaximumWidth(980)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(scroll))


def _line(words: QLabel, does: QWidget) -> QWidget:
    words.setWordWrap(True)
    does.setMinimumWidth(210)
    layout = row(words, does, gap=16)
    layout.setStretch(0, 1)
    layout.setContentsMargins(0, 4, 0, 4)
    return boxed(layout)


def _gone(recent: Sequence[str]) -> frozenset[str]:
    return frozenset(where for where in recent if "://" not in where and not Path(where).exists())


def _shorten(place: str, most: int = 58) -> str:
    return place if len(place) <= most else f"…{place[-most:]}"


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item and (widget := item.widget()):
            widget.hide()
            widget.deleteLater()
