"""Wherever a page lies in a picture, its boxes are found back there: checked against OpenCV's own transform.

The truth is a homography made from four corners; the reader sees only spots: the marks and the QR code's eyes, each
off by up to a third of a pixel, among filled boxes of the same size and specks that stand alone.
"""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from walksheets.results.scan.corner_marks import fit_page
from walksheets.results.scan.find_page import _finders
from walksheets.results.scan.geometry import apply, fit_homography, fit_similarity, pixels_a_point
from walksheets.results.scan.printed_page import PrintedPage, Rect
from walksheets.sheets import PAPERS, SheetDesign
from walksheets.sheets.frame import Frame, mark_places, qr_place

MOST_OFF_PT = 1.2
"""Boxes are then looked for within 3.6 points, and their own outlines say where they are."""
PERSPECTIVE = 0.035  # of the picture's sides: how far each corner may stray


def page_of(paper: str, landscape: bool) -> PrintedPage:
    frame = Frame.of(SheetDesign(paper=paper, landscape=landscape))

    def square(x, y, side):
        return Rect(x, frame.height - y - side, side, side)

    marks = tuple(square(*place) for place in mark_places(frame))
    return PrintedPage(
        "K7-F4C", "canvass", frame.width, frame.height, square(*qr_place(frame)), marks, (), ()
    )


pages = st.builds(page_of, st.sampled_from(sorted(PAPERS)), st.booleans())
angles = st.floats(0, 360)
resolutions = st.floats(110, 300)
seeds = st.integers(0, 2**32 - 1)


def truth(
    page: PrintedPage, angle: float, dpi: float, rng: np.random.Generator, perspective: float
) -> np.ndarray:
    """Return the homography from points to pixels of a page turned, and seen a little from the side."""
    corners = np.array([(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)], np.float32)
    turn = np.deg2rad(angle)
    about = (corners - corners.mean(axis=0)) * dpi / 72
    turned = about @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    sides = np.ptp(turned, axis=0)
    strayed = turned + rng.uniform(-perspective, perspective, (4, 2)) * min(sides) + sides
    return cv2.getPerspectiveTransform(corners, strayed.astype(np.float32)).astype(float)


def carried(homography: np.ndarray, points) -> np.ndarray:
    return cv2.perspectiveTransform(np.array(points, float).reshape(-1, 1, 2), homography).reshape(-1, 2)


def spots(homography: np.ndarray, squares, rng: np.random.Generator) -> np.ndarray:
    """Return squares as the reader sees them: middle, side, and that white is about them."""
    found = []
    for square in squares:
        x, y, side = square.x, square.y, square.width
        corners = carried(homography, [(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
        area = cv2.contourArea(corners.astype(np.float32))
        middle = carried(homography, [square.middle])[0] + rng.uniform(-0.33, 0.33, 2)
        found.append((*middle, np.sqrt(area), 1.0))
    return np.array(found)


def off_pt(page: PrintedPage, found: np.ndarray, true: np.ndarray) -> float:
    """Return how far off, in points, the worst place of the page's body is."""
    xs, ys = np.linspace(26, page.width - 26, 12), np.linspace(90, page.height - 40, 16)
    places = [(x, y) for x in xs for y in ys]
    away = np.hypot(*(apply(found, places) - carried(true, places)).T)
    return max(distance / pixels_a_point(true, place) for distance, place in zip(away, places, strict=True))


@settings(max_examples=150, deadline=None)
@given(pages, angles, resolutions, seeds)
def test_a_page_seen_from_the_side_and_any_way_up_is_found_by_its_marks(page, angle, dpi, seed):
    rng = np.random.default_rng(seed)
    true = truth(page, angle, dpi, rng, PERSPECTIVE)
    eyes = _finders(page.qr)
    seen = spots(true, page.marks, rng)
    blobs = seen[rng.integers(0, 3, 30)]  # a filled box, a thick letter: something is printed about it
    blobs[:, :2] = carried(true, rng.uniform((30, 90), (page.width - 30, page.height - 40), (30, 2)))
    blobs[:, 3] = 0.0
    specks = blobs[:3] * (1, 1, 0, 0) + np.column_stack([np.zeros((3, 2)), blobs[:3, 2] * 0.65, np.ones(3)])
    found = fit_page(
        rng.permutation(np.vstack([seen, blobs, specks])),
        page,
        np.array([eye.middle for eye in eyes]),
        spots(true, eyes, rng)[:, :2],
    )
    assert off_pt(page, found, true) < MOST_OFF_PT


@settings(max_examples=60, deadline=None)
@given(pages, angles, resolutions, seeds, st.integers(0, 2))
def test_a_flat_page_is_found_with_one_mark_gone(page, angle, dpi, seed, gone):
    rng = np.random.default_rng(seed)
    true = truth(page, angle, dpi, rng, 0.0)
    eyes = _finders(page.qr)
    left = [mark for place, mark in enumerate(page.marks) if place != gone]
    found = fit_page(
        spots(true, left, rng), page, np.array([eye.middle for eye in eyes]), spots(true, eyes, rng)[:, :2]
    )
    assert off_pt(page, found, true) < 2.5


@settings(max_examples=100, deadline=None)
@given(pages, angles, resolutions, seeds)
def test_four_points_and_more_give_the_homography_back(page, angle, dpi, seed):
    rng = np.random.default_rng(seed)
    true = truth(page, angle, dpi, rng, PERSPECTIVE)
    points = rng.uniform((0, 0), (page.width, page.height), (9, 2))
    found = fit_homography(points, carried(true, points), np.ones(9))
    assert off_pt(page, found, true) < 1e-4


@given(angles, resolutions, seeds)
def test_a_similarity_never_mirrors(angle, dpi, seed):
    rng = np.random.default_rng(seed)
    points = rng.uniform(0, 600, (3, 2))
    if abs(cv2.contourArea(points.astype(np.float32))) < 500:
        return
    mirrored = points * (-1, 1)
    assert np.linalg.det(fit_similarity(points, mirrored)[:2, :2]) >= 0


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_pixels_a_point_are_those_of_the_resolution(paper):
    page = page_of(paper, landscape=False)
    true = truth(page, 30, 150, np.random.default_rng(0), 0.0)
    assert pixels_a_point(true, page.qr.middle) == pytest.approx(150 / 72, rel=1e-3)
