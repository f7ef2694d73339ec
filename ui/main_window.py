"""The shell: the list of screens, the stack they stand in, the banner, the strip, the menus.

Knows which screens there are and shows one of them; what happens in a screen is the screen's.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QMenuBar,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

from ui import theme
from ui.actions import SCREENS, plain_words
from ui.bug_dialog import show_bug
from ui.desk import Desk, in_counts
from ui.home.screen import HomeScreen
from ui.language import tr
from ui.map.online import OnlineMap
from ui.menus import Menus
from ui.screen import Screen
from ui.screens import make_screen
from ui.session import Session
from ui.user_settings import UserSettings
from ui.widgets.banner import Banner
from ui.widgets.icons import icon
from ui.widgets.kept import keep_layout
from ui.widgets.plain import boxed, column, row
from ui.widgets.strip import Strip
from walksheets.changes import Changes
from walksheets.errors import WalksheetsError
from walksheets.paths import resources

_AHEAD_MS = 100  # between two steps of making screens ahead: the hand comes first
_NEXT_TURN_MS = 1  # with 0 it would be done before anything else is heard, in the same turn


class MainWindow(QMainWindow):
    """One window on one campaign."""

    another_asked = Signal()  # a second window on the same campaign
    dressed_anew = Signal()  # other colours, type or language were chosen
    closed = Signal()

    def __init__(self, settings: UserSettings, online: OnlineMap):
        super().__init__()
        self.session = Session(settings, online, self)
        self.settings = settings
        self.screens: dict[str, Screen] = {}
        self.menus: Menus
        self._came_from = "home"
        self._keys_to = ""  # the screen that is to have the keyboard as soon as it stands there
        self._build()
        self._wire()
        self._no_campaign()
        self.setAcceptDrops(True)
        self.setMinimumSize(1000, 620)
        self.resize(1280, 760)
        self.setWindowIcon(QIcon(str(resources() / "icons" / "walksheets.svg")))
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))

    def clear_stage(self) -> None:
        """Take the screens away, before the rest is taken down: what is gone need not be dressed anew."""
        self._came_from = self.where
        self.setUpdatesEnabled(False)
        self._drop_screens()

    def take_down(self) -> None:
        """Take away all that is seen besides, to be built up in other colours or another language; the campaign stays open."""
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()
        self.home.close_down()
        self.setCentralWidget(QWidget())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def build_up(self) -> None:
        """Make everything that is seen anew, and go where the user was."""
        self._build()
        QTimer.singleShot(_NEXT_TURN_MS, self._go_back)

    def _go_back(self) -> None:
        self.setUpdatesEnabled(True)
        desk = self.session.desk
        if desk:
            self._show_campaign(desk)
            self.go(self._came_from)
        else:
            self._no_campaign()

    @property
    def where(self) -> str:
        """The name of the screen that is shown."""
        return str(self._list.currentItem().data(Qt.ItemDataRole.UserRole))

    def go(self, name: str, **what: object) -> None:
        """Show a screen, and there what is asked for; only Home is there while no campaign is open."""
        if self.session.desk is None and name != "home":
            return
        self._keys_to = name
        for at in range(self._list.count()):
            if self._list.item(at).data(Qt.ItemDataRole.UserRole) == name:
                self._list.setCurrentRow(at)
        screen = self.screens.get(name)
        if screen and what:
            screen.show_what(**what)
        if screen and self._stack.indexOf(screen) >= 0:
            self._give_keys(screen)

    def screen_named(self, name: str) -> Screen:
        """Return a screen of the open campaign, made when first asked for; it stands on the stage from when it is shown."""
        desk = self.session.desk
        if desk is None:
            raise LookupError(f"no campaign is open, so there is no {name} screen")
        if name not in self.screens:
            self.screens[name] = made = make_screen(name, desk)
            keep_layout(made, self.settings, name)
            made.put_back(self.settings.place_of(desk.where).shown.get(name, {}))
        return self.screens[name]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files dropped anywhere on the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a campaign, or import what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.menus.take_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for what is being kept, stop the rest, remember the window."""
        self.settings.geometry = self.saveGeometry().toBase64().toStdString()
        self.hide()  # what is still being kept keeps nobody waiting
        self.session.jobs.close()
        self.session.close()
        self.settings.save()
        super().closeEvent(event)
        self.closed.emit()

    def _give_keys(self, screen: Screen) -> None:
        """Put the keyboard into a screen, wherever it can be: the screen's own shortcuts hold only there."""
        screen.take_focus()
        keys: QWidget | None = self.focusWidget()
        if keys is None or not screen.isAncestorOf(keys):
            screen.setFocus()
        self._keys_to = ""

    def _show_row(self, _row: int) -> None:
        name, desk = self.where, self.session.desk
        if desk:
            self.settings.place_of(desk.where).screen = name  # where the next opening begins
        screen = self.screen_named(name) if desk and name != "home" else self.home
        if self._stack.indexOf(screen) >= 0:
            self._stack.setCurrentWidget(screen)
        else:  # to make it and to dress it in one go would hold the window
            QTimer.singleShot(_NEXT_TURN_MS, partial(self._put_on_stage, name))

    def _put_on_stage(self, name: str) -> None:
        """Dress a screen that was made, and show it where it is the one that was asked for."""
        screen = self.screens.get(name)
        if screen is None or not isValid(self):
            return
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)
        if self.where == name:
            self._stack.setCurrentWidget(screen)
        if self._keys_to == name:
            self._give_keys(screen)

    def _went(self, where: tuple[str, dict[str, object]]) -> None:
        """Go where a screen sends the user: to another screen, or to the import."""
        name, what = where
        if name == "import":
            self.menus[name].trigger()
        else:
            self.go(name, **what)

    def _opened(self, desk: Desk) -> None:
        self._show_campaign(desk)
        self.banner.hide()
        self.go(self.settings.place_of(desk.where).screen)
        QTimer.singleShot(_AHEAD_MS, self._make_ahead)

    def _make_ahead(self) -> None:
        """Make the screens nobody went to yet, step by step while nothing runs: going there then takes no time."""
        names = [name for name, _words in SCREENS[1:]]
        missing = [name for name in names if name not in self.screens]
        undressed = [
            name for name in names if name not in missing and self._stack.indexOf(self.screens[name]) < 0
        ]
        if self.session.desk is None or not (missing or undressed) or not self.isVisible():
            return
        if self.session.jobs.idle and undressed:
            self._put_on_stage(undressed[0])
        elif self.session.jobs.idle:
            self.screen_named(missing[0])
        QTimer.singleShot(_AHEAD_MS, self._make_ahead)

    def _show_campaign(self, desk: Desk) -> None:
        self._campaign_name.setText(desk.campaign.name)
        self._campaign_name.setToolTip(_place(desk))
        self.setWindowTitle(f"{desk.campaign.name} – Walksheets")
        self.strip.say_done("", undoable=False)
        self.strip.say_who(f"{_place(desk)} · {desk.campaign.store.who}")
        self._enable_screens(True)
        self.home.show_campaign(desk)

    def _closed(self) -> None:
        self.go("home")
        self._drop_screens()
        self._no_campaign()

    def _drop_screens(self) -> None:
        """Take the screens away; where the user was on each is remembered."""
        for name, screen in self.screens.items():
            self.settings.place_of(screen.desk.where).shown[name] = screen.place()
            screen.leave()
            self._stack.removeWidget(screen)
            screen.deleteLater()
        self.screens.clear()

    def _no_campaign(self) -> None:
        self._campaign_name.setText(tr("No campaign open"))
        self.setWindowTitle("Walksheets")
        self.strip.say_who("")
        self.strip.say_done("", undoable=False)
        self._enable_screens(False)
        self.home.show_campaign(None)

    def _did(self, changes: Changes) -> None:
        self.strip.say_done(in_counts(changes), undoable=not changes.what.startswith("Undo: "))
        if "campaign" in changes.nouns and self.session.desk:
            self._campaign_name.setText(self.session.desk.campaign.name)

    def _told(self, sentence: str) -> None:
        self.banner.say(sentence)

    def _name_undo(self, names: tuple[str, str]) -> None:
        self.menus.name_undo(names)

    def _complain(self, error: BaseException) -> None:
        if isinstance(error, WalksheetsError):
            self.banner.say(str(error))
        else:
            show_bug(error, self)

    def _enable_screens(self, enabled: bool) -> None:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        for at in range(1, self._list.count()):
            self._list.item(at).setFlags(flags if enabled else Qt.ItemFlag.NoItemFlags)
        self.menus.enable(enabled)

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("navigation")
        made.setAccessibleName(tr("Screens"))
        made.setIconSize(QSize(20, 20))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for at, (name, text) in enumerate(SCREENS):
            words = plain_words(tr(text))
            item = QListWidgetItem(icon(name), f" {words}")
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(f"{words} (Ctrl+{at + 1})")
            made.addItem(item)
        made.setCurrentRow(0)
        made.currentRowChanged.connect(self._show_row)
        made.clicked.connect(lambda _index: self.go(self.where))
        return made

    def _build(self) -> None:
        """Make what is seen: menus, the list of screens, Home, the banner and the strip."""
        self.setStyleSheet(theme.style_sheet())
        self.setMenuBar(QMenuBar())
        self.banner = Banner()
        self.home = HomeScreen(self.session)
        self.home.asked.connect(lambda name: self.menus[name].trigger())
        self.menus = Menus(self, self.session)
        self._campaign_name = QLabel()
        self._campaign_name.setWordWrap(True)
        self._campaign_name.setFont(theme.large(self.font(), 1.0))
        self._campaign_name.setContentsMargins(16, 14, 12, 8)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.home)
        self._list = self._make_list()
        self.strip = Strip(self.session.jobs, self.session.undo)
        self._lay_out()

    def _lay_out(self) -> None:
        side = boxed(column(self._campaign_name, self._list, gap=0), "navigationColumn")
        side.setContentsMargins(0, 0, 1, 0)  # room for its edge
        side.setFixedWidth(max(theme.NAVIGATION_PX, self._list.sizeHintForColumn(0) + 4 * theme.GAP_PX))
        right = boxed(column(self.banner, self._stack, gap=0))
        body = row(side, right, gap=0)
        body.setStretch(1, 1)
        whole = column(body, self.strip, gap=0)
        whole.setStretch(0, 1)
        self.setCentralWidget(boxed(whole))

    def _wire(self) -> None:
        """Hear the session; what is built anew is asked for when something is heard."""
        session = self.session
        session.opened.connect(self._opened)
        session.closed.connect(self._closed)
        session.told.connect(self._told)
        session.bug.connect(lambda error: show_bug(error, self))
        session.said.connect(lambda words: self.strip.say_done(words, undoable=False))
        session.went.connect(self._went)
        session.did.connect(self._did)
        session.undo_names.connect(self._name_undo)
        session.jobs.trouble.connect(self._complain)


def _place(desk: Desk) -> str:
    """Name where a campaign lies, without a password."""
    where = str(desk.campaign.store.where)
    return where.rsplit("@", 1)[-1] if "://" in where else Path(where).name
