"""A printed canvass of the small town, and hands to mark it with."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.results.scan.simulator import CleanPage, Pen, Writing, clean_pages, scanned
from tests.sheets.conftest import CODES, lay_out
from walksheets.campaign import Campaign
from walksheets.sheets import SheetDesign

BALLPOINT = Pen(0.85, 0.45)
FOLLOW_UPS = ("poster", "lift")


@dataclass
class Town:
    """The campaign, its printed sheets' codes, and their clean pages, in the same order."""

    campaign: Campaign
    sheets: tuple[str, ...]
    pages: list[CleanPage]
    folder: Path

    def marked(
        self, at: int, answers: dict[int, str], also: Callable[[Writing], None] | None = None
    ) -> np.ndarray:
        """Return a page with a tick for each line's code."""
        writing = Writing(self.pages[at], np.random.default_rng(at + 1))
        for line, code in answers.items():
            writing.mark(self.pages[at].rows[line][CODES.index(code)], "tick", BALLPOINT, 0.9, 0.03)
        if also:
            also(writing)
        return writing.done()

    def scan(self, picture: np.ndarray, name: str = "scan.png") -> Path:
        """Write a picture to a file."""
        cv2.imwrite(str(self.folder / name), picture)
        return self.folder / name

    def flat(self, at: int, answers: dict[int, str], also: Callable[[Writing], None] | None = None) -> Path:
        """Mark a page and scan it at 200 dpi."""
        return self.scan(
            scanned(self.marked(at, answers, also), np.random.default_rng(7), 200), f"page {at}.png"
        )

    def lines(self, at: int) -> list[int]:
        """Return the numbers of a page's lines that have an elector."""
        return [line.line for line in self.campaign.results.page(self.sheets[at]).lines if line.wanted]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...], list[CleanPage]]:
    """Print the town's canvass once: its campaign file, the sheets' codes, their clean pages."""
    folder = tmp_path_factory.mktemp("printed")
    with Campaign.create(folder / "ward.walksheets", name="Marlow ward", who="Olu") as campaign:
        lay_out(campaign)
        design = SheetDesign(follow_ups=FOLLOW_UPS)
        report = campaign.sheets.print_rounds("Winter canvass", folder / "pdf", one_file=True, design=design)
    return folder, report.sheets, clean_pages(report.files[0], len(CODES))


@pytest.fixture
def town(printed: tuple[Path, tuple[str, ...], list[CleanPage]], tmp_path: Path) -> Iterator[Town]:
    """Give a test its own copy."""
    folder, sheets, pages = printed
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with Campaign.open(tmp_path / "ward.walksheets", who="Olu") as campaign:
        yield Town(campaign, sheets, pages, tmp_path)
