"""The sheets of labels there are, from resources/labels.toml, and where each label lies. Millimetres become points."""

import tomllib
from dataclasses import dataclass
from functools import cache

from walksheets import paths
from walksheets.errors import UsersMistake
from walksheets.sheets.design import MILLIMETRE_PT
from walksheets.sheets.kinds.order import SIZES


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """One format of label sheet, in points; `left` and `top` are the white before the first label."""

    name: str
    title: str
    paper: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    """From one label's left edge to the next's."""
    down: float

    @property
    def labels(self) -> int:
        """Return how many labels a sheet has."""
        return self.columns * self.rows

    @property
    def size_pt(self) -> tuple[float, float]:
        """Return the sheet's width and height."""
        return SIZES[self.paper]

    def corner(self, place: int) -> tuple[float, float]:
        """Return the lower left corner of a label, counted from 0 along the rows from the top."""
        row, column = divmod(place, self.columns)
        y = self.size_pt[1] - self.top - row * self.down - self.height
        return self.left + column * self.across, y


@cache
def label_sheets() -> dict[str, LabelSheet]:
    """Return every format by its name, in the file's order."""
    table = tomllib.loads((paths.resources() / "labels.toml").read_text(encoding="utf-8"))
    return {name: _read(name, row) for name, row in table.items()}


def find_sheet(name: str) -> LabelSheet:
    """Return the format of that name. Raises UsersMistake that names them all."""
    if name not in label_sheets():
        raise UsersMistake(
            f"“{name}” is no label sheet the program knows, so nothing was printed. There are {', '.join(label_sheets())}."
        )
    return label_sheets()[name]


def _read(name: str, row: dict[str, str | int | float]) -> LabelSheet:
    lengths = {key: float(row[key]) * MILLIMETRE_PT for key in _LENGTHS}
    return LabelSheet(
        name, str(row["title"]), str(row["paper"]), int(row["columns"]), int(row["rows"]), **lengths
    )


_LENGTHS = ("width", "height", "left", "top", "across", "down")
