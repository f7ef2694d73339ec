"""The PDF as others read it: text by pypdfium2 and pdftotext, codes by zxing-cpp, sizes, equal bytes."""

import ctypes
import io
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp

from tests.sheets.conftest import NAMES, person, round_facts, run_facts, street
from walksheets.places import LocalPlane, MapPicture
from walksheets.sheets import SheetDesign, codes
from walksheets.sheets.draw import Painter
from walksheets.sheets.facts import DoorFacts
from walksheets.sheets.map_layout import Atlas
from walksheets.sheets.paper import Paper, Sheet

ATLAS = Atlas(MapPicture(LocalPlane(53.45, -2.2)))
REAL_CODES = ["K7-F4C", "22-222", "YY-YYY", "9R-2TX"]


def make_pdf(doors: list[DoorFacts], design: SheetDesign | None = None, kind: str = "canvass"):
    import random

    paper = Paper(run_facts(kind), design or SheetDesign(), ATLAS)
    taken: set[str] = set()
    chance = random.Random(5)
    sheets = paper.sheets(round_facts(doors), lambda: codes.make(chance, taken))
    target = io.BytesIO()
    painter = Painter(target, "Round 7", paper.stamps)
    for sheet in sheets:
        painter.page(sheet.page)
    painter.save()
    return target.getvalue(), sheets


def every_tongue() -> list[DoorFacts]:
    doors = []
    for place in range(24):
        people = tuple(
            person(place * 10 + i, f"{NAMES[(place + i) % 8][0]} {place}x{i}, {NAMES[(place + i) % 8][1]}")
            for i in range(place % 4)
        )
        doors.append(
            DoorFacts(place + 1, "", str(2 * place + 1), "Mill Lane", xy=(8.0 * place, 0), people=people)
        )
    return doors


def texts_by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def check_every_name_once_in_order(texts: list[str], sheets: list[Sheet]) -> None:
    assert len(texts) == len(sheets)
    for text, sheet in zip(texts, sheets, strict=True):
        flat = " ".join(text.split())
        places = []
        for line in sheet.lines:
            if line.elector_name:
                assert flat.count(line.elector_name) == 1, line.elector_name
                assert flat.count(f"{line.elector_number} {line.line}") == 1
                places.append(flat.index(line.elector_name))
        assert places == sorted(places)
        assert sheet.page.code in flat


def test_every_line_is_in_the_text_once_and_in_order():
    data, sheets = make_pdf(every_tongue())
    assert len(sheets) > 1
    check_every_name_once_in_order(texts_by_pdfium(data), sheets)


def test_pdftotext_reads_the_same(tmp_path: Path, tool: Callable[[str], str]):
    data, sheets = make_pdf(every_tongue())
    file = tmp_path / "sheets.pdf"
    file.write_bytes(data)
    read = subprocess.run(
        [tool("pdftotext"), "-raw", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True
    ).stdout.decode()
    check_every_name_once_in_order(read.split("\f")[:-1], sheets)


@pytest.mark.parametrize("kind", ["canvass", "leaflet"])
@pytest.mark.parametrize("dpi", [110, 200])
def test_the_code_on_every_page_decodes_to_the_sheets_code(kind, dpi):
    data, sheets = make_pdf([*every_tongue(), *street("Hill End", [str(n) for n in range(1, 90)], [1] * 89, 50)], kind=kind)  # fmt: skip
    document = pypdfium2.PdfDocument(data)
    for page, sheet in zip(document, sheets, strict=True):
        picture = page.render(scale=dpi / 72, grayscale=True).to_numpy().squeeze()
        found = zxingcpp.read_barcodes(picture)
        assert [barcode.text for barcode in found] == [sheet.page.code]


def test_any_code_makes_a_symbol_that_decodes():
    import random

    chance = random.Random(3)
    taken: set[str] = set()
    for _ in range(40):
        code = codes.make(chance, taken)
        paper = Paper(run_facts("leaflet"), SheetDesign(map="none"), None)
        (sheet,) = paper.sheets(round_facts(street("Mill Lane", ["1"], [0])), lambda code=code: code)
        target = io.BytesIO()
        painter = Painter(target, "", paper.stamps)
        painter.page(sheet.page)
        painter.save()
        picture = pypdfium2.PdfDocument(target.getvalue())[0].render(scale=1.5, grayscale=True).to_numpy()
        assert [b.text for b in zxingcpp.read_barcodes(picture.squeeze())] == [code]


def test_the_same_pages_make_the_same_bytes():
    assert make_pdf(every_tongue())[0] == make_pdf(every_tongue())[0]


def test_letters_of_every_tongue_have_a_shape_in_the_fonts():
    from walksheets.sheets import fonts

    for name in (fonts.REGULAR, fonts.BOLD):
        known = fonts.font(name).face.charToGlyph
        for surname, forenames in NAMES:
            missing = [letter for letter in surname + forenames if ord(letter) not in known]
            assert not missing


def test_the_file_says_what_it_is_and_in_which_language():
    data, _ = make_pdf(every_tongue())
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["Title"] == "Round 7"
    said = (ctypes.c_ushort * 32)()
    pdfium.FPDFCatalog_GetLanguage(document, said, ctypes.sizeof(said))
    assert bytes(said).decode("utf-16-le").rstrip("\0") == "en-GB"
    assert pdfium.FPDFCatalog_IsTagged(document)


def test_a_grey_page_has_no_colour():
    data, _ = make_pdf(every_tongue())
    for page in pypdfium2.PdfDocument(data):
        picture = page.render(scale=1).to_numpy()
        assert (picture[..., 0] == picture[..., 1]).all()
        assert (picture[..., 1] == picture[..., 2]).all()


def test_the_letters_of_one_line_are_not_taken_for_those_of_the_next():
    """Lines come out of the text one below the other, as they stand on the page."""
    data, sheets = make_pdf(street("Mill Lane", ["1", "3"], [3, 2]))
    (text,) = texts_by_pdfium(data)
    numbers = [text.index(line.elector_number) for line in sheets[0].lines]
    assert all(a < b for a, b in pairwise(numbers))


def structure(data: bytes, page: int) -> list[tuple]:
    """The page's elements as pdfium reads them: (role, children or the numbers of what is marked)."""
    document = pypdfium2.PdfDocument(data)
    tree = pdfium.FPDF_StructTree_GetForPage(document[page])

    def role(element) -> str:
        said = (ctypes.c_ushort * 64)()
        pdfium.FPDF_StructElement_GetType(element, said, ctypes.sizeof(said))
        return bytes(said).decode("utf-16-le").partition("\0")[0]

    def read(element) -> tuple:
        count = pdfium.FPDF_StructElement_CountChildren(element)
        below = [pdfium.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(count)]
        return role(element), [read(child) for child in below if child]

    count = pdfium.FPDF_StructTree_CountChildren(tree)
    found = [read(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)) for at in range(count)]
    pdfium.FPDF_StructTree_Close(tree)
    return found


def roles_in(elements: list[tuple]) -> list[str]:
    return [role for element in elements for role in (element[0], *roles_in(element[1]))]


def tables_in(elements: list[tuple]) -> list[tuple]:
    return [
        found
        for element in elements
        for found in ([element] if element[0] == "Table" else tables_in(element[1]))
    ]


def test_a_canvass_page_is_headings_and_tables_with_a_row_for_each_line():
    data, sheets = make_pdf(every_tongue())
    for number, sheet in enumerate(sheets):
        tree = structure(data, number)
        roles = roles_in(tree)
        assert roles.count("H1") == 1
        assert roles.count("H2") == len(tables_in(tree)) >= 1
        rows = [row for table in tables_in(tree) for row in table[1]]
        assert {role for role, _ in rows} == {"TR"}
        cells = [[role for role, _ in row[1]] for row in rows]
        known = sum(line.elector_id is not None for line in sheet.lines)
        assert cells.count(["TH", "TD", "TD", "TD"]) == known
        assert cells.count(["TH", "TD", "TD"]) == len(sheet.lines) - known
        doors = len({line.door_id for line in sheet.lines})
        assert cells.count(["TH", "TD", "TH"]) == cells.count(["TD"]) == doors


def test_a_leaflet_page_is_a_table_with_a_row_for_each_stretch():
    doors = [*street("Hill End", [str(n) for n in range(1, 90, 2)], [1] * 45, 50), *every_tongue()]
    data, _ = make_pdf(doors, kind="leaflet")
    (table,) = tables_in(structure(data, 0))
    assert [[role for role, _ in row[1]] for row in table[1]] == [["TH", "TD", "TD", "TD"]] * 2
    assert "Figure" in roles_in(structure(data, 0))


def test_every_mark_of_a_page_is_closed_and_every_piece_has_an_owner(tmp_path, tool):
    """What is painted is read out or passed over, nothing between; qpdf finds nothing wrong with the file."""
    data, _ = make_pdf(every_tongue())
    file, plain = tmp_path / "sheets.pdf", tmp_path / "plain.pdf"
    file.write_bytes(data)
    qpdf = tool("qpdf")
    subprocess.run([qpdf, "--check", str(file)], check=True, capture_output=True)
    subprocess.run([qpdf, "--qdf", "--object-streams=disable", str(file), str(plain)], check=True)
    text = plain.read_bytes()
    assert text.count(b"EMC") == text.count(b"BDC") + text.count(b"/Artifact BMC") > 100


def test_a_large_plan_makes_small_pages():
    data, sheets = make_pdf(street("Mill Lane", [str(n) for n in range(1, 400)], [2] * 399))
    assert len(sheets) > 40
    assert len(data) / len(sheets) < 7_000
