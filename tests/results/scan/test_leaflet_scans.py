"""Leaflet sheets as they come back: ticked row by row, a number struck out here and there, photographed."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from tests.results.scan.conftest import BALLPOINT, Town
from tests.results.scan.simulator import DOTS, CleanPage, Pen, Writing, _squares, photographed, scanned
from walksheets.results.scan import ScannedPage

FELT = Pen(0.9, 0.95)
STRUCK = "is a number struck out?"


class Leaflets:
    """The town's leaflet sheets, printed, and their rows: the first line of each and its box on the paper."""

    def __init__(self, town: Town):
        self.campaign, self.folder = town.campaign, town.folder
        plan = next(plan for plan in town.campaign.rounds.plans() if plan.kind == "leaflet")
        report = town.campaign.sheets.print_rounds(plan.name, town.folder / "leaflets", one_file=True)
        self.sheet = report.sheets[0]
        page = pypdfium2.PdfDocument(report.files[0].read_bytes())[0]
        grey = page.render(scale=DOTS, grayscale=True).to_numpy().squeeze().copy()
        boxes = sorted(_squares(grey), key=lambda box: box[1])
        self.lines: dict[int, list[int]] = {}
        for line in town.campaign.results.page(self.sheet).lines:
            self.lines.setdefault(line.row, []).append(line.line)
        assert len(boxes) == len(self.lines)
        self.boxes = dict(zip(self.lines, boxes, strict=True))
        self.clean = CleanPage(grey, {}, boxes)

    def ticked(self, rows, style="tick", pen=BALLPOINT, seed=1) -> np.ndarray:
        writing = Writing(self.clean, np.random.default_rng(seed))
        for row in rows:
            writing.mark(self.boxes[row], style, pen, 0.9, 0.03)
        return writing.done()

    def read(self, picture: np.ndarray, name: str = "leaflet.jpg", orientation: int = 1) -> ScannedPage:
        exif = Image.Exif()
        exif[0x0112] = orientation
        file = Path(self.folder, name)
        Image.fromarray(picture).save(file, quality=80, exif=exif)
        report = self.campaign.scans.read([file])
        assert report.unread == ()
        (page,) = report.pages
        return page

    def check(self, page: ScannedPage, rows) -> None:
        """Every line of a ticked row is delivered, no other is; only where several numbers stand is one asked."""
        delivered = {line for row in rows for line in self.lines[row]}
        assert {line.line for line in page.lines if line.code == "L"} == delivered
        assert {line.line: line.why for line in page.doubtful} == {
            row: STRUCK for row in rows if len(self.lines[row]) > 1
        }


@pytest.fixture
def leaflets(town: Town) -> Leaflets:
    return Leaflets(town)


@pytest.mark.parametrize("style", ["tick", "cross", "slash"])
@pytest.mark.parametrize("pen", [BALLPOINT, FELT], ids=["ballpoint", "felt"])
def test_a_sheet_walked_to_its_end_is_read_though_no_box_is_empty(leaflets, style, pen):
    rows = list(leaflets.lines)
    paper = leaflets.ticked(rows, style, pen)
    leaflets.check(leaflets.read(scanned(paper, np.random.default_rng(3), 150)), rows)


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_a_photograph_of_a_half_done_sheet_is_read_whichever_way_up(leaflets, quarter_turns):
    rows = list(leaflets.lines)[::2]
    picture = photographed(leaflets.ticked(rows), np.random.default_rng(8), 180, quarter_turns)
    leaflets.check(leaflets.read(picture), rows)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_telephone_s_word_of_which_way_is_up_changes_nothing(leaflets, orientation):
    rows = list(leaflets.lines)[:2]
    picture = photographed(leaflets.ticked(rows), np.random.default_rng(2), 200)
    leaflets.check(leaflets.read(picture, orientation=orientation), rows)


def test_an_untouched_sheet_says_nothing(leaflets):
    page = leaflets.read(scanned(leaflets.ticked([]), np.random.default_rng(5), 130))
    assert page.doubtful == () and page.answered == 0


def test_the_row_with_a_struck_number_is_settled_by_a_person_and_kept_whole(leaflets):
    row = next(row for row, lines in leaflets.lines.items() if len(lines) > 1)
    page = leaflets.read(scanned(leaflets.ticked([row]), np.random.default_rng(4), 200))
    first, *others = leaflets.lines[row]
    leaflets.campaign.scans.confirm(page, {first: "L", others[-1]: "O"})
    kept = {result.line: result.result for result in leaflets.campaign.results.results()}
    assert kept == {**dict.fromkeys(leaflets.lines[row], "L"), others[-1]: "O"}
