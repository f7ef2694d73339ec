"""What the ledger keeps so that a page can be read from a scan: an independent look at the printed page agrees."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.sheets import SheetDesign
from walksheets.store import schema

DOTS = 200 / 72
FOLLOW_UPS = ("poster", "lift", "helper")


def kept(campaign: Campaign) -> tuple[dict, list]:
    sheet, line = schema.sheet, schema.sheet_line
    with campaign.store.read() as connection:
        design = connection.execute(select(schema.print_run.c.design)).scalar_one()
        query = select(sheet.c.round_number, sheet.c.page, line.c.layout, line.c.door_id)
        return design, connection.execute(query.join(line, line.c.sheet_id == sheet.c.id)).all()


def pictures(files: tuple[Path, ...]) -> dict[tuple[int, int], np.ndarray]:
    return {
        (number, at): page.render(scale=DOTS, grayscale=True).to_numpy().squeeze()
        for number, path in enumerate(files, 1)
        for at, page in enumerate(pypdfium2.PdfDocument(path.read_bytes()), 1)
    }


def is_empty_box(picture: np.ndarray, x: float, y: float, size: float) -> bool:
    """A black square's four sides with white inside, (x, y) its lower left corner in points."""
    left, right = round(x * DOTS), round((x + size) * DOTS)
    low, high = (round(picture.shape[0] - each * DOTS) for each in (y, y + size))
    middle_x, middle_y = (left + right) // 2, (low + high) // 2
    sides = (
        picture[middle_y, left - 2 : left + 3],
        picture[middle_y, right - 2 : right + 3],
        picture[low - 2 : low + 3, middle_x],
        picture[high - 2 : high + 3, middle_x],
    )
    return (
        all(side.min() < 100 for side in sides)
        and picture[high + 4 : low - 4, left + 4 : right - 4].min() > 250
    )


@pytest.mark.parametrize(
    "design", [SheetDesign(), SheetDesign("Letter", True), SheetDesign(large_print=True)]
)
def test_the_marks_and_the_code_stand_where_the_run_says(campaign, tmp_path, design):
    for plan in ("Winter canvass", "Spring: leaflet?"):
        report = campaign.sheets.print_rounds(plan, tmp_path, rounds=[1], design=design)
        with campaign.store.read() as connection:
            page = connection.execute(
                select(schema.print_run.c.design).order_by(schema.print_run.c.id.desc())
            ).scalar()
        page = page["page"]
        picture = pictures(report.files)[1, 1]
        assert picture.shape[::-1] == pytest.approx([each * DOTS for each in page["size"]], abs=2)
        assert len(page["marks"]) == 3
        for x, y, size in page["marks"]:
            left, right = round(x * DOTS), round((x + size) * DOTS)
            low, high = (round(picture.shape[0] - each * DOTS) for each in (y, y + size))
            assert picture[high + 2 : low - 2, left + 2 : right - 2].max() < 60
            assert picture[high - 4, left - 4 : right + 4].min() > 250
            assert picture[low + 4, left - 4 : right + 4].min() > 250
        x, y, size = page["qr"]
        (found,) = zxingcpp.read_barcodes(picture)
        corners = [(p.x, p.y) for p in (found.position.top_left, found.position.bottom_right)]
        expected = [(x, page["size"][1] - y - size), (x + size, page["size"][1] - y)]
        assert np.array(corners) / DOTS == pytest.approx(np.array(expected), abs=1.5)


@pytest.mark.parametrize(
    "design", [SheetDesign(), SheetDesign(landscape=True, large_print=True, paper="Letter")]
)
def test_every_worded_box_lies_where_the_ledger_says(campaign, tmp_path, design):
    report = campaign.sheets.print_rounds(
        "Winter canvass", tmp_path, design=replace(design, follow_ups=FOLLOW_UPS)
    )
    run, rows = kept(campaign)
    shown = pictures(report.files)
    size = run["boxes"]["size"]
    assert set(run["door_boxes"]) == {"not home", "slip left"}
    assert set(run["follow_up_boxes"]) == set(FOLLOW_UPS)
    heads = [row for row in rows if "door" in row.layout]
    assert len({row.door_id for row in heads}) == len({row.door_id for row in rows}) <= len(heads)
    for row in heads:
        for boxes, (x, y) in (
            (run["door_boxes"], row.layout["door"]),
            (run["follow_up_boxes"], row.layout["follow_ups"]),
        ):
            for beside in boxes.values():
                assert is_empty_box(shown[row.round_number, row.page], x + beside, y, size)


def test_the_room_to_write_is_white_above_its_dots(campaign, tmp_path):
    report = campaign.sheets.print_rounds("Winter canvass", tmp_path)
    _, rows = kept(campaign)
    shown = pictures(report.files)
    rooms = [(row, row.layout["writing"]) for row in rows if "writing" in row.layout]
    assert len(rooms) > 20
    for row, (x0, y0, x1, y1) in rooms:
        picture = shown[row.round_number, row.page]
        low, high = (round(picture.shape[0] - each * DOTS) for each in (y0 + 5, y1))
        assert picture[high:low, round(x0 * DOTS) : round(x1 * DOTS)].min() > 250


def test_every_row_of_a_leaflet_sheet_has_its_box(campaign, tmp_path):
    report = campaign.sheets.print_rounds("Spring: leaflet?", tmp_path)
    run, rows = kept(campaign)
    shown = pictures(report.files)
    assert set(run["boxes"]) == {"size"}
    for row in rows:
        assert is_empty_box(
            shown[row.round_number, row.page], row.layout["x"], row.layout["y"], run["boxes"]["size"]
        )
