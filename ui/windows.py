"""The program's windows: the first one, further ones on the same campaign, and the dress they all wear.

Windows of one process tell each other of changes at once; what another process or another organiser did is
noticed by each window's session.
"""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui import core_words, language, theme
from ui.main_window import MainWindow
from ui.map.online import OnlineMap
from ui.user_settings import UserSettings


class Windows(QObject):
    """Holds the windows that are open, and keeps them in step."""

    def __init__(self, settings: UserSettings, application: QApplication):
        super().__init__(application)
        self._settings = settings
        self._online = OnlineMap(settings, self)
        self._application = application
        self._open: list[MainWindow] = []
        language.use(application, settings.language)
        theme.apply(application, settings.scheme, settings.font_pt)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def open(self) -> MainWindow:
        """Make one more window, with nothing in it."""
        window = MainWindow(self._settings, self._online)
        self._open.append(window)
        window.dressed_anew.connect(self.dress)
        window.another_asked.connect(lambda: self._open_beside(window))
        window.closed.connect(lambda: self._open.remove(window))
        window.session.did.connect(lambda _changes: self._tell_others(window))
        return window

    def dress(self) -> None:
        """Put the user's colours, type and language on every window, while they stay open; step by step, or it would hold them."""
        for window in self._open:
            window.clear_stage()
        QTimer.singleShot(1, self._speak)

    def _speak(self) -> None:
        language.use(self._application, self._settings.language)
        core_words.read_ahead()
        QTimer.singleShot(1, self._dress_the_rest)

    def _dress_the_rest(self) -> None:
        for window in self._open:
            window.take_down()
        theme.apply(self._application, self._settings.scheme, self._settings.font_pt)
        for window in self._open:
            window.build_up()

    def _open_beside(self, first: MainWindow) -> None:
        window = self.open()
        window.move(first.pos().x() + 40, first.pos().y() + 40)
        window.show()
        if first.session.desk:
            window.session.open(first.session.desk.campaign.store.where)

    def _tell_others(self, window: MainWindow) -> None:
        where = window.session.where
        for other in self._open:
            if other is not window and other.session.where == where:
                other.session.look_for_others()

    def _system_changed(self) -> None:
        if self._settings.scheme == "system":
            self.dress()
