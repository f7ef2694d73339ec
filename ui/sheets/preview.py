"""The preview: the real PDF, page by page, as large as there is room."""

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from ui import theme
from ui.core_words import in_words
from ui.jobs import Jobs
from ui.language import tr
from ui.sheets import pdf
from ui.widgets.icons import icon
from ui.widgets.plain import column, row

_MARGIN_PX = 14.0


class PageView(QWidget):
    """One page."""

    turned = Signal(int)

    def __init__(self, jobs: Jobs):
        super().__init__()
        self._jobs = jobs
        self._pdf = b""
        self._page = 0
        self._image: QImage | None = None
        self._words = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(60)
        self._rest.timeout.connect(self._render)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Preview of the page"))
        self.setMinimumSize(300, 300)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_page(self, document: bytes, page: int) -> None:
        """Show a page of a document."""
        self._pdf, self._page, self._words = document, page, ""
        self._render()

    def say(self, words: str) -> None:
        """Say why there is no page."""
        self._pdf, self._image, self._words = b"", None, in_words(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the page on the desk."""
        c = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.desk))
        if self._image is None:
            painter.setPen(QColor(c.ink_soft))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self._words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            box = self._box(self._image.width() / self._image.height())
            painter.fillRect(box.translated(2, 2), QColor(c.line))
            painter.drawImage(box, self._image)
            painter.setPen(QColor(c.line))
            painter.drawRect(box)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint it sharp again."""
        super().resizeEvent(event)
        self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with the keys for it."""
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1}
        if step := turns.get(Qt.Key(event.key())):
            self.turned.emit(step)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn pages with the wheel."""
        self.turned.emit(-1 if event.angleDelta().y() > 0 else 1)

    def _box(self, ratio: float) -> QRectF:
        room = QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        width = min(room.width(), room.height() * ratio)
        return QRectF(room.center() - QPointF(width / 2, width / ratio / 2), room.bottomRight()).adjusted(
            0, 0, -(room.width() - width) / 2, -(room.height() - width / ratio) / 2
        )

    def _render(self) -> None:
        if not self._pdf:
            return
        document, page, dense = self._pdf, self._page, self.devicePixelRatioF()
        width, height = self.width() - 2 * _MARGIN_PX, self.height() - 2 * _MARGIN_PX

        def work() -> QImage:
            wide, high = pdf.size_pt(document, page)
            return pdf.render(document, page, min(width / wide, height / high) * dense)

        self._jobs.fetch(("page", id(self)), work, self._take, owner=self)

    def _take(self, image: QImage) -> None:
        if self._pdf:
            self._image = image
            self.update()


class Preview(QWidget):
    """A document, with its pages to be turned."""

    def __init__(self, jobs: Jobs):
        super().__init__()
        self._jobs = jobs
        self._pdf = b""
        self._count = 0
        self.at = 0
        self.page = PageView(jobs)
        self.words = QLabel()
        self._back = self._turner("back", tr("The page before (Page up)"), -1)
        self._on = self._turner("forward", tr("The next page (Page down)"), 1)
        self.page.turned.connect(self.turn)
        bar = row(None, self._back, self.words, self._on, None)
        bar.setContentsMargins(0, 4, 0, 4)
        layout = column(bar, self.page, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.say("")

    @property
    def pages(self) -> int:
        """How many pages the document has."""
        return self._count

    def show_pdf(self, document: bytes) -> None:
        """Show a document from its first page."""
        self._pdf, self._count, self.at = document, pdf.page_count(document), 0
        self._show()

    def say(self, words: str) -> None:
        """Say why there is nothing to see."""
        self._pdf, self._count = b"", 0
        self.page.say(words)
        self.words.clear()
        for each in (self._back, self._on):
            each.setEnabled(False)

    def turn(self, step: int) -> None:
        """Turn to another page."""
        at = min(max(self.at + step, 0), self._count - 1)
        if self._pdf and at != self.at:
            self.at = at
            self._show()

    def _show(self) -> None:
        self.page.show_page(self._pdf, self.at)
        self.words.setText(tr("page {n} of {all}").format(n=self.at + 1, all=self._count))
        self._back.setEnabled(self.at > 0)
        self._on.setEnabled(self.at < self._count - 1)

    def _turner(self, symbol: str, words: str, step: int) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(symbol))
        made.setAutoRaise(True)
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setMinimumSize(theme.TARGET_PX, theme.TARGET_PX)
        made.clicked.connect(lambda: self.turn(step))
        return made
