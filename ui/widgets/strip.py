"""The strip at the bottom: running work with Cancel, the last thing done with Undo, who works."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from ui.core_words import in_words
from ui.jobs import Job, Jobs
from ui.language import tr
from ui.widgets.plain import button, soft

_SHOW_AFTER_MS = 300  # work that is over by then is not worth a flicker


class Strip(QWidget):
    """Shows what runs and what was done last."""

    def __init__(self, jobs: Jobs, undo: Callable[[], None]):
        super().__init__()
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._job: Job | None = None
        self._doing = QLabel()
        self._bar = QProgressBar()
        self._cancel = button(
            tr("Cancel"), self._stop, tip=tr("Stop this; everything stays as it was before it began")
        )
        self._last = QLabel()
        self._undo = button(tr("Undo"), undo, symbol="undo", tip=tr("Take back the last change (Ctrl+Z)"))
        self._who = soft(wrap=False)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SHOW_AFTER_MS)
        self._lay_out()
        self._late.timeout.connect(self._show_job)
        jobs.started.connect(self._started)
        jobs.progressed.connect(self._progressed)
        jobs.ended.connect(self._ended)
        jobs.cancelled.connect(self._cancelled)

    @property
    def cancel_button(self) -> QPushButton:
        """The button that stops the running work."""
        return self._cancel

    @property
    def last_words(self) -> str:
        """What the strip says was done last."""
        return self._last.text()

    def say_done(self, words: str, *, undoable: bool) -> None:
        """Say what was done last."""
        self._last.setText(words)
        self._last.setToolTip(words)
        self._undo.setVisible(undoable)

    def say_who(self, words: str) -> None:
        """Say whose campaign this is and where it lies."""
        self._who.setText(words)

    def _started(self, job: Job) -> None:
        self._job = job
        self._late.start()

    def _progressed(self, job: Job) -> None:
        if job is self._job and self._bar.isVisible():
            self._show_job()

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._late.stop()
            self._show_running(False)

    def _cancelled(self, job: Job) -> None:
        self.say_done(tr("{work}: stopped, nothing was changed.").format(work=job.title), undoable=False)

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._doing.setText(tr("{work}: stopping…").format(work=self._job.title))

    def _show_job(self) -> None:
        job = self._job
        if job is None:
            return
        self._show_running(True)
        if job.cancelled:
            return
        self._cancel.setEnabled(True)
        left = job.left_s()
        time_left = " · " + _left(left) if left is not None and left >= 2 else ""
        self._doing.setText(
            f"{job.title}: {in_words(job.doing)}{time_left}" if job.doing else f"{job.title}…"
        )
        self._bar.setRange(0, 1000 if job.share > 0 else 0)
        self._bar.setValue(round(job.share * 1000))

    def _show_running(self, running: bool) -> None:
        for widget in (self._doing, self._bar, self._cancel):
            widget.setVisible(running)
        self._last.setVisible(not running)
        if running:
            self._undo.hide()

    def _lay_out(self) -> None:
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(tr("Progress of the running work"))
        self._last.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(10)
        for widget in (self._bar, self._doing, self._cancel):
            layout.addWidget(widget)
        layout.addWidget(self._last, 1)
        layout.addStretch(1)
        layout.addWidget(self._undo)
        layout.addWidget(self._who)
        self._undo.hide()
        self._show_running(False)
        self.setFixedHeight(42)


def _left(seconds: float) -> str:
    if seconds < 90:
        return tr("{n} s left").format(n=round(seconds))
    return tr("{n} min left").format(n=round(seconds / 60))
