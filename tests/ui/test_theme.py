"""Words can be read in every scheme: WCAG 2.1 contrast, 4.5 to 1 for text and 3 to 1 for what is drawn."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui import theme

TEXT = (
    ("ink", "paper"), ("ink", "desk"), ("ink", "raised"), ("ink", "accent_soft"), ("ink", "warn_soft"), ("ink", "bad_soft"),
    ("ink_soft", "paper"), ("ink_soft", "desk"), ("ink_soft", "accent_soft"), ("accent", "paper"), ("accent", "desk"),
    ("on_accent", "accent"), ("warn", "paper"), ("warn", "warn_soft"), ("bad", "paper"), ("bad", "bad_soft"),
    ("good", "paper"), ("map_text", "land"), ("map_text", "park"), ("map_text", "road"), ("map_text", "building"),
)  # fmt: skip


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.1: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21_to_1():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", theme.SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_words_can_be_read(scheme, ink, ground):
    colours = theme.SCHEMES[scheme]
    least = 7.0 if scheme == "contrast" else 4.5
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= least


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_warnings_and_edges_stand_out_where_contrast_is_asked_for(scheme):
    colours = theme.SCHEMES[scheme]
    if scheme == "contrast":
        assert contrast(colours.line, colours.paper) >= 7.0
    assert contrast(colours.accent, colours.paper) >= 3.0


def test_the_system_is_followed(qapp, monkeypatch):
    class Hints:
        scheme, preference = Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference

        def colorScheme(self):  # noqa: N802 - as Qt has it
            return self.scheme

        def accessibility(self):
            return self

        def contrastPreference(self):  # noqa: N802 - as Qt has it
            return self.preference

    monkeypatch.setattr("ui.theme.QGuiApplication.styleHints", Hints)
    theme.apply(qapp, "system")
    assert theme.colours() is theme.DARK
    Hints.preference = Qt.ContrastPreference.HighContrast
    theme.apply(qapp, "system")
    assert theme.colours() is theme.CONTRAST
    theme.apply(qapp, "light")
    assert theme.colours() is theme.LIGHT


def test_every_colour_of_the_style_sheet_is_one_of_the_theme(qapp):
    for scheme, colours in theme.SCHEMES.items():
        theme.apply(qapp, scheme)
        assert "@" not in theme.style_sheet() and colours.accent in theme.style_sheet()
    theme.apply(qapp, "light")


def test_the_style_sheet_is_the_windows_so_that_a_widget_is_dressed_once(window):
    assert window.styleSheet() == theme.style_sheet()
    assert QApplication.instance().styleSheet() == ""
