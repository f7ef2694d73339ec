"""A row of tools that show their icons alone where the type is wide or the window narrow, rather than cut words."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

_STYLE = Qt.ToolButtonStyle


class ToolRow(QWidget):
    """A laid out row; its `groups` of tools lose their words one group after the other, and only when they must."""

    def __init__(self, layout: QHBoxLayout, *groups: Sequence[QToolButton]) -> None:
        super().__init__()
        self._groups = groups
        layout.setContentsMargins(0, 0, 0, 0)
        self._row = layout
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        """It asks for no width: what it has decides what it shows."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many words as there is room for."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as many words as there is room for, after a tool's words changed."""
        for bare in range(len(self._groups) + 1):
            for at, group in enumerate(self._groups):
                for each in group:
                    each.setToolButtonStyle(
                        _STYLE.ToolButtonIconOnly if at < bare else _STYLE.ToolButtonTextBesideIcon
                    )
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break
        self._row.activate()
