"""Small ready-made widgets in the house's dress: headings, buttons, rows of them, rules.

Every one that can be pressed or read takes its accessible name from its words.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QBoxLayout,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.icons import icon


def heading(text: str, factor: float = 1.3) -> QLabel:
    """Make a heading."""
    label = QLabel(text)
    label.setObjectName("heading")
    label.setFont(theme.large(label.font(), factor))
    return label


def soft(text: str = "", *, wrap: bool = True) -> QLabel:
    """Make a line of quiet text."""
    label = QLabel(text)
    label.setObjectName("soft")
    label.setWordWrap(wrap)
    return label


def button(
    text: str,
    pressed: Callable[[], object] | None = None,
    *,
    symbol: str = "",
    primary: bool = False,
    tip: str = "",
) -> QPushButton:
    """Make a push button; `primary` for the one next step of a screen."""
    made = QPushButton(text)
    made.setProperty("primary", primary)
    if symbol and not primary:
        made.setIcon(icon(symbol))
    made.setAccessibleName(text.replace("&", "").replace("…", ""))
    made.setAutoDefault(False)
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    if pressed:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def link(text: str, pressed: Callable[[], object]) -> QPushButton:
    """Make a button that looks like a link."""
    made = button(text, pressed)
    made.setProperty("link", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def tool(action: QAction, *, words: bool = True) -> QToolButton:
    """Make a button for an action: it takes text, icon, tooltip, state and shortcut from it."""
    made = QToolButton()
    made.setProperty("wordy", True)
    made.setDefaultAction(action)
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
    made.setToolButtonStyle(style)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setMinimumHeight(theme.TARGET_PX)
    made.setAccessibleName(action.text().replace("&", "").replace("…", ""))
    return made


def menu_button(text: str, symbol: str = "more") -> QToolButton:
    """Make a button that opens a menu (set with setMenu)."""
    made = QToolButton()
    made.setText(text)
    made.setProperty("wordy", True)
    made.setProperty("menuful", True)
    if symbol:
        made.setIcon(icon(symbol))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setMinimumHeight(theme.TARGET_PX)
    made.setAccessibleName(text.replace("…", ""))
    return made


def rule() -> QFrame:
    """Make a hairline."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def row(*things: QWidget | QLayout | int | None, gap: int = theme.GAP_PX) -> QHBoxLayout:
    """Lay things side by side; None stretches, a number is a space of so many pixels."""
    layout = QHBoxLayout()
    _fill(layout, things, gap)
    return layout


def column(*things: QWidget | QLayout | int | None, gap: int = theme.GAP_PX, margin: int = 0) -> QVBoxLayout:
    """Lay things one under the other; None stretches, a number is a space."""
    layout = QVBoxLayout()
    _fill(layout, things, gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    return layout


def form(*lines: tuple[str, QWidget | QLayout]) -> QFormLayout:
    """Stack fields, each with its words before it; a field's accessible name is its words."""
    made = QFormLayout()
    made.setHorizontalSpacing(18)
    made.setVerticalSpacing(10)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    for words, field in lines:
        label = QLabel(words)
        made.addRow(label, field)
        first = None if isinstance(field, QWidget) else field.itemAt(0)
        item = field if isinstance(field, QWidget) else first and first.widget()
        if item:  # the first of a row of fields has the key and the name
            label.setBuddy(item)
            item.setAccessibleName(words.replace("&", ""))
    return made


def boxed(layout: QLayout, name: str = "", *, margins: tuple[int, int, int, int] | None = None) -> QWidget:
    """Put a layout into a widget of its own; `margins` are left, top, right, bottom."""
    widget = QWidget()
    if margins:
        layout.setContentsMargins(*margins)
    if name:
        widget.setObjectName(name)
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    widget.setLayout(layout)
    return widget


def _fill(layout: QBoxLayout, things: tuple[QWidget | QLayout | int | None, ...], gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for thing in things:
        if thing is None:
            layout.addStretch(1)
        elif isinstance(thing, int):
            layout.addSpacing(thing)
        elif isinstance(thing, QLayout):
            layout.addLayout(thing)
        else:
            layout.addWidget(thing)
