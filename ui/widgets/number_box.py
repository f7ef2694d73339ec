"""Boxes for numbers, with the room before the number that a style sheet's padding does not give them."""

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

_BEFORE_PX = 5


class NumberBox(QSpinBox):
    """A box for a whole number."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_BEFORE_PX, 0, 0, 0)


class DecimalBox(QDoubleSpinBox):
    """A box for a number with decimals."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_BEFORE_PX, 0, 0, 0)
