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
from ui.session import Session
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
        self._title = heading("", 1.7)
        self._figures = soft()
        self._steps = QVBoxLayout()
        self._steps.setSpacing(2)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._open_part = boxed(column(self._title, self._figures, 6, heading("What next", 1.1), self._steps))
        self._welcome = boxed(
            column(
                heading("Walksheets", 1.7),
                soft("From the electoral register and a map to rounds, walk sheets and keyed results. Nothing ever leaves "
                     "this computer."),
            )
        )  # fmt: skip
        self._lay_out()

    def show_campaign(self, desk: Desk | None) -> None:
        """Show the open campaign, or none."""
        self._desk = desk
        self._open_part.setVisible(desk is not None)
        self._welcome.setVisible(desk is None)
        if desk:
            desk.bus.listen(self._hear)
            self.show_steps("", [])
            self._title.setText(desk.campaign.name)
            self._presenter.read(desk.campaign)
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
            self._steps.addWidget(QLabel("Nothing is waiting. Progress shows how far you are."))

    def complain(self, error: BaseException) -> None:
        """Pass an error on to the banner."""
        self._session.jobs.trouble.emit(error)

    def _doer(self, step: Step) -> Callable[[], None]:
        if step.screen == "import":
            return lambda: self.asked.emit("import")
        return lambda: self._session.went.emit((step.screen, step.what))

    def _hear(self, nouns: frozenset[str]) -> None:
        if self._desk and concerns(nouns, _NOUNS):
            self._title.setText(self._desk.campaign.name)
            self._presenter.read(self._desk.campaign)

    def _show_recent(self) -> None:
        _clear(self._recent)
        open_now = str(self._desk.campaign.store.where) if self._desk else ""
        for where in self._session.settings.recent:
            if open_now and where == str(Path(open_now).resolve()):
                continue
            self._recent.addWidget(self._recent_line(where))
        if not self._recent.count():
            self._recent.addWidget(soft("Campaigns you open are listed here."))

    def _recent_line(self, where: str) -> QWidget:
        shared = "://" in where
        name = where.rsplit("@", 1)[-1] if shared else Path(where).stem
        place = "on a server" if shared else str(Path(where).parent)
        there = shared or Path(where).exists()
        opener = link(name, lambda: self._session.open(where))
        opener.setEnabled(there)
        opener.setToolTip(place if there else f"{place}: the file is not there any more")
        place_words = soft(_shorten(place) if there else "not there any more", wrap=False)
        drop = link("Forget", lambda: self._forget(where))
        drop.setToolTip("Take it off this list; the file stays where it is")
        drop.setAccessibleName(f"Forget {name}")
        layout = row(opener, place_words, None, drop)
        return boxed(layout)

    def _forget(self, where: str) -> None:
        self._session.settings.forget(where)
        self._show_recent()

    def _lay_out(self) -> None:
        cards = QGridLayout()
        cards.setSpacing(12)
        for at, (name, symbol, title, text) in enumerate(
            (
                ("new", "add", "New campaign", "One file for one ward, on this computer."),
                ("open", "open", "Open a campaign", "Or drop its file on this window."),
                ("demo", "town", "Try the demo ward", "An invented town, ready to walk."),
            )
        ):
            card = Card(symbol, title, text)
            card.pressed.connect(lambda name=name: self.asked.emit(name))
            cards.addWidget(card, 0, at)
            cards.setColumnStretch(at, 1)
        inside = column(
            self._welcome, self._open_part, 18, heading("Begin", 1.1), cards, 18, heading("Recent campaigns", 1.1),
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


def _shorten(place: str, most: int = 58) -> str:
    return place if len(place) <= most else f"…{place[-most:]}"


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item and (widget := item.widget()):
            widget.hide()
            widget.deleteLater()
