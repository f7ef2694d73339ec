"""Every kind of paper, on A4 and Letter: whole files, equal bytes, embedded fonts, title, language, plain refusals."""

import json
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest

from tests.sheets.kinds.conftest import IMPRINT, flat, order, texts_of
from walksheets.campaign import Campaign
from walksheets.cli import main
from walksheets.errors import MachineTrouble, UsersMistake
from walksheets.sheets.files import safe_name
from walksheets.sheets.kinds import KINDS

NAMES = [kind.name for kind in KINDS]
NAMED = [kind.name for kind in KINDS if kind.names and not kind.imprint]


def language(document: pypdfium2.PdfDocument) -> str:
    words = (raw.FPDF_WCHAR * 20)()
    raw.FPDFCatalog_GetLanguage(document.raw, words, 40)
    return "".join(map(chr, words)).rstrip("\0")


def roles(document: pypdfium2.PdfDocument) -> set[str]:
    """What the first page's elements are to a reader who cannot see it."""
    page = document[0]  # held: pdfium frees its tree with it
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    waiting = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    found = set()
    while waiting:
        element = waiting.pop()
        if not element:
            continue
        name = (raw.FPDF_WCHAR * 40)()
        raw.FPDF_StructElement_GetType(element, name, 80)
        found.add("".join(map(chr, name)).rstrip("\0"))
        count = raw.FPDF_StructElement_CountChildren(element)
        waiting += [raw.FPDF_StructElement_GetChildAtIndex(element, n) for n in range(count)]
    raw.FPDF_StructTree_Close(tree)
    return found


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_kind_prints_whole_with_its_title_and_words(ready, tmp_path: Path, kind, paper):
    report = ready.papers.print_papers(order(kind, paper=paper), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == [report.file]
    document = pypdfium2.PdfDocument(report.file)
    assert len(document) == report.pages > 0
    assert safe_name(document.get_metadata_value("Title")) == report.file.stem
    assert language(document) == "en-GB"
    assert all(page.get_textpage().get_text_range().strip() for page in document)
    if kind not in {"labels", "map-poster"}:
        assert document[0].get_size() == pytest.approx(
            {"A4": (595.28, 841.89), "Letter": (612, 792)}[paper], abs=0.1
        )


@pytest.mark.parametrize("kind", NAMES)
def test_the_same_order_makes_the_same_bytes(ready, kind):
    assert ready.papers.preview(order(kind)) == ready.papers.preview(order(kind))


@pytest.mark.parametrize("kind", NAMES)
def test_every_font_is_embedded(ready, kind):
    document = pypdfium2.PdfDocument(ready.papers.preview(order(kind)).pdf)
    fonts = 0
    for page in document:
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
            fonts += 1
            assert raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(each.raw)) == 1
    assert fonts


LISTS = {"session-cover", "distributor-list", "knock-up", "postal-list", "lift-list"}


@pytest.mark.parametrize("kind", NAMES)
def test_a_reader_who_cannot_see_the_page_is_told_its_headings_tables_and_words(ready, kind):
    document = pypdfium2.PdfDocument(ready.papers.preview(order(kind)).pdf)
    found = roles(document)
    assert found & {"P", "TD", "Figure"}
    if kind in LISTS:
        assert {"H1", "Table", "TR", "TH", "TD"} <= found
    if kind in {"map-poster", "street-index", "number-pads", "board-sheets"}:
        assert "H1" in found


@pytest.mark.parametrize("kind", NAMES)
def test_with_nothing_in_the_campaign_there_is_one_plain_sentence(tmp_path: Path, kind):
    with Campaign.create(tmp_path / "empty.walksheets") as campaign:
        campaign.papers.set_imprint(IMPRINT)
        if kind == "calling-cards":
            assert campaign.papers.preview(order(kind)).pages == 1  # a card needs no register
            return
        with pytest.raises(UsersMistake) as refused:
            campaign.papers.print_papers(order(kind), tmp_path / "out")
    assert "nothing was printed" in str(refused.value) or "no pad to print" in str(refused.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", NAMED)
def test_papers_that_name_electors_bear_the_line_that_keeps_their_data_safe(ready, kind):
    for text in texts_of(ready.papers.preview(order(kind))):
        assert "Personal data: bring this back to Priya Sharma" in " ".join(text.replace("\xa0", " ").split())


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if not kind.names])
def test_papers_that_need_no_elector_name_none(ready, kind):
    said = flat(ready.papers.preview(order(kind)))
    assert not [each.surname for each in ready.register.electors() if each.surname in said]


@pytest.mark.parametrize("kind", NAMES)
def test_large_print_and_landscape_lose_nothing(ready, kind):
    plain = set(flat(ready.papers.preview(order(kind))).split())
    large = set(
        flat(ready.papers.preview(order(kind, large_print=True, landscape=kind != "letters"))).split()
    )
    missing = {
        word for word in plain - large if word.isalpha() and len(word) < 12
    }  # longer ones may be broken
    assert missing <= {"continued", "of"}


def test_what_stood_there_before_stays_when_a_print_fails(ready, tmp_path: Path):
    report = ready.papers.print_papers(order("street-index"), tmp_path)
    before = report.file.read_bytes()
    with pytest.raises(UsersMistake):
        ready.papers.print_papers(order("street-index", plan="no such plan"), tmp_path)
    assert report.file.read_bytes() == before
    assert list(tmp_path.glob("*.part")) == []


def test_a_folder_that_is_a_file_is_said_plainly(ready, tmp_path: Path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises((UsersMistake, MachineTrouble), match=r"in the way|could not be written"):
        ready.papers.print_papers(order("session-cover"), tmp_path / "out")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"paper": "B5"}, "not a paper"),
        ({"size": "B0"}, "not a poster size"),
        ({"cards": 3}, "do not make an even page"),
        ({"when": "soon"}, "is no date"),
        ({"rounds": (99,)}, "no round 99"),
        ({"labels_for": "dogs"}, "not a kind of label"),
    ],
)
def test_an_order_that_cannot_be_is_refused_by_name(ready, more, words):
    with pytest.raises(UsersMistake, match=words):
        ready.papers.preview(order("session-cover", **more))


def test_a_kind_that_is_not_known_names_those_that_are(ready):
    with pytest.raises(UsersMistake, match=r"no kind of paper.*session-cover, board-sheets"):
        ready.papers.preview(order("menu"))


def test_the_command_lists_prints_and_keeps_the_imprint(ready, tmp_path: Path, capsys):
    file = str(ready.store.where)
    ready.close()
    assert main(["papers", file]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in NAMES)
    out = str(tmp_path / "out")
    assert (
        main(["papers", file, "knock-up", "--answers", "1", "--when", "2026-05-07", "--out", out, "--json"])
        == 0
    )
    answer = json.loads(capsys.readouterr().out)
    assert answer["pages"] == len(answer["sheets"]) == 1 and Path(answer["file"]).exists()
    assert main(["imprint", file, "--printer", "New Press, 9 Row", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["imprint"] == {
        "printer": "New Press, 9 Row",
        "promoter": IMPRINT.promoter,
        "on_behalf_of": IMPRINT.on_behalf_of,
    }
    assert main(["papers", file, "menu", "--out", out]) == 2
    assert "no kind of paper" in capsys.readouterr().err
