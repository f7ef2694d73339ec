"""Every colour, size and distance of the window, in one place; and the style sheet made of them.

No screen names a colour of its own. The maps of the canvas and the charts take theirs from here.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from walksheets.paths import resources

ROW_PX = 28
TARGET_PX = 32
GAP_PX = 8
MARGIN_PX = 16
NAVIGATION_PX = 184
FONT_PT = 10.5


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours: `ink` on `paper`, one accent, greys for what is not data."""

    paper: str
    desk: str  # behind the paper: navigation, strips
    raised: str  # buttons
    line: str
    ink: str
    ink_soft: str
    accent: str
    accent_soft: str
    on_accent: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    good: str
    # the map
    land: str
    water: str
    park: str
    building: str
    road: str
    road_edge: str
    path: str
    rail: str
    map_text: str
    rounds: tuple[str, ...]
    no_round: str


# Ten fills of which every two are well apart, also for those who see red and green alike; and none near the grey
# of a door in no round. Found by search over the measure of ui/map/colour_vision.py, kept by its test.
ROUND_COLOURS = (
    "#964814", "#38c1fe", "#570a5d", "#d1b737", "#8475db", "#562903", "#ea8dab", "#167377", "#4747a4", "#7f944b",
)  # fmt: skip


LIGHT = Colours(
    paper="#ffffff",
    desk="#f3f4f3",
    raised="#fbfbfb",
    line="#d5d9d7",
    ink="#1c2422",
    ink_soft="#55605d",
    accent="#0f6670",
    accent_soft="#dcecee",
    on_accent="#ffffff",
    warn="#8a5300",
    warn_soft="#fdf1da",
    bad="#a3271b",
    bad_soft="#fbe6e3",
    good="#2c6e3f",
    land="#f7f6f2",
    water="#cfe0ec",
    park="#e2ecd9",
    building="#e4e0d9",
    road="#ffffff",
    road_edge="#c6c3bc",
    path="#b9b4a9",
    rail="#8f8f93",
    map_text="#3f4543",
    rounds=ROUND_COLOURS,
    no_round="#7d8582",
)
DARK = Colours(
    paper="#1e2422",
    desk="#171c1a",
    raised="#2a3230",
    line="#3d4744",
    ink="#e9edeb",
    ink_soft="#a9b4b0",
    accent="#58b7c2",
    accent_soft="#1f3d41",
    on_accent="#06181a",
    warn="#e3b15c",
    warn_soft="#3b2f17",
    bad="#f0958a",
    bad_soft="#43221e",
    good="#86c796",
    land="#232827",
    water="#22394a",
    park="#263326",
    building="#303635",
    road="#48504e",
    road_edge="#191d1c",
    path="#5b625f",
    rail="#7c7f80",
    map_text="#d5dbd8",
    # ten more, light enough for a dark ground
    rounds=(
        "#ffe032",
        "#0b7bac",
        "#cb6900",
        "#abccff",
        "#1cd597",
        "#b5f5cd",
        "#fd9d04",
        "#bd3c6b",
        "#3daec8",
        "#7c84fe",
    ),
    no_round="#868f8b",
)

# For eyes that need it: black on white, edges as dark as the words, tints that differ in lightness too.
CONTRAST = Colours(
    paper="#ffffff",
    desk="#ffffff",
    raised="#ffffff",
    line="#000000",
    ink="#000000",
    ink_soft="#262626",
    accent="#00336b",
    accent_soft="#cfe3ff",
    on_accent="#ffffff",
    warn="#5c3300",
    warn_soft="#ffeccc",
    bad="#7d0f06",
    bad_soft="#ffe3df",
    good="#004d1a",
    land="#ffffff",
    water="#b5d3ea",
    park="#d5e8c4",
    building="#dcd6cc",
    road="#ffffff",
    road_edge="#6b6b6b",
    path="#6b6b6b",
    rail="#3d3d3d",
    map_text="#000000",
    rounds=ROUND_COLOURS,
    no_round="#595959",
)

SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

_current = LIGHT


def colours() -> Colours:
    """Return the colours in use."""
    return _current


def apply(application: QApplication, scheme: str = "light", font_pt: float = FONT_PT) -> None:
    """Dress the whole program: Fusion, the palette and the font; "system" follows the system. Windows add `style_sheet`."""
    global _current  # noqa: PLW0603 - one program, one dress
    _current = SCHEMES.get(of_the_system() if scheme == "system" else scheme, LIGHT)
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(_palette(_current))
    application.setFont(_font(font_pt))


def grown(width_px: int) -> int:
    """Return a width that was set out for the ordinary type as the user's type needs it."""
    return round(width_px * QApplication.font().pointSizeF() / FONT_PT)


def style_sheet() -> str:
    """Return what a window wears over the palette, and its dialogs and tooltips with it.

    A window wears it, not the application: there every widget would be dressed as soon as it is made, and again with
    each box it is put into, which made opening a screen take five times as long.
    """
    c = _current
    text = (Path(__file__).parent / "theme.qss").read_text(encoding="utf-8")
    words = {name: value for name in c.__slots__ if isinstance(value := getattr(c, name), str)} | {
        "row": str(ROW_PX), "linepx": f"{grown(20)}px", "chevron": _icon_url("chevron"), "uparrow": _icon_url("chevron-up"), "tick": _icon_url("tick-white"),
    }  # fmt: skip
    for name in sorted(words, key=len, reverse=True):
        text = text.replace(f"@{name}", words[name])
    return text


def of_the_system() -> str:
    """Return which of our schemes is nearest to what the user chose for the whole system."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def colour(name: str) -> QColor:
    """Return one of the theme's colours as Qt has it."""
    return QColor(name)


def large(font: QFont, factor: float = 1.35, *, bold: bool = True) -> QFont:
    """Return a larger cut of a font, for headings."""
    bigger = QFont(font)
    bigger.setPointSizeF(font.pointSizeF() * factor)
    bigger.setBold(bold)
    return bigger


def shipped_family() -> str | None:
    """Load the fonts the program ships and return the family for the screen, if there is one."""
    families: list[str] = []
    for file in sorted((resources() / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else None


def _font(points: float) -> QFont:
    """The system's own font; the shipped one where the system has none (a bare server, tests)."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if QApplication.platformName() in {"offscreen", "minimal"} and (family := shipped_family()):
        font = QFont(family)
    font.setPointSizeF(points)
    return font


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: c.desk, role.WindowText: c.ink, role.Base: c.paper, role.AlternateBase: c.desk,
        role.Text: c.ink, role.Button: c.raised, role.ButtonText: c.ink, role.PlaceholderText: c.ink_soft,
        role.Highlight: c.accent, role.HighlightedText: c.on_accent, role.ToolTipBase: c.paper,
        role.ToolTipText: c.ink, role.Link: c.accent, role.BrightText: c.bad, role.Mid: c.line,
    }.items():  # fmt: skip
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.ink_soft))
    return palette


def _icon_url(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").as_posix()
