"""The letters in a file look as their font draws them: pdfium reads ours, FreeType (in Pillow) the shipped font."""

import io

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from walksheets import paths
from walksheets.sheets.draw import Painter
from walksheets.sheets.fonts import BOLD, REGULAR, SYMBOLS
from walksheets.sheets.items import Page, Text

SIZE, CELL, BASE = 40, 60, 18
FILES = {REGULAR: "NotoSans-Condensed", BOLD: "NotoSans-CondensedBold", SYMBOLS: "WalksheetsSymbols"}
LETTERS = [
    *((font, letter) for letter in "Mil(1–37)gŁŞẸọáễŵĄİşÿ" for font in (REGULAR, BOLD)),
    *((SYMBOLS, letter) for letter in "→←↑●■"),
]
"""Plain ones, and such as are put together from a letter and one or two accents."""


def by_pdfium(letters) -> np.ndarray:
    items = tuple(Text(10 + CELL * i, BASE, letter, SIZE, font) for i, (font, letter) in enumerate(letters))
    target = io.BytesIO()
    painter = Painter(target, "", {})
    painter.page(Page("", 1, 1, (CELL * len(letters), CELL), items))
    painter.save()
    page = pypdfium2.PdfDocument(target.getvalue())[0]
    return 255.0 - page.render(scale=1, grayscale=True).to_numpy().squeeze()


def by_freetype(letters) -> np.ndarray:
    picture = Image.new("L", (CELL * len(letters), CELL), 255)
    pen = ImageDraw.Draw(picture)
    for i, (font, letter) in enumerate(letters):
        file = str(paths.resources() / "fonts" / f"{FILES[font]}.ttf")
        shape = ImageFont.truetype(file, SIZE, layout_engine=ImageFont.Layout.BASIC)
        pen.text((10 + CELL * i, CELL - BASE), letter, 0, shape, anchor="ls")
    return 255.0 - np.asarray(picture, float)


@pytest.mark.parametrize("letters", [LETTERS, LETTERS[::-1], LETTERS[-8:]])
def test_letters_of_all_faces_look_as_their_fonts_draw_them(letters):
    ours, theirs = by_pdfium(letters), by_freetype(letters)
    for i, letter in enumerate(letters):
        cell = np.s_[:, CELL * i : CELL * (i + 1)]
        for one, other in ((ours[cell], theirs[cell]), (theirs[cell], ours[cell])):
            steps = [(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1)]  # the two smooth edges each in their way
            near = np.max([np.roll(other, step, (0, 1)) for step in steps], axis=0)
            assert one.sum() > 5_000, letter
            assert np.clip(one - near, 0, None).sum() < 0.02 * one.sum(), letter
