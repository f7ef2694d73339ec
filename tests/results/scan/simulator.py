"""Paper as it comes back: a printed PDF, marked by people's hands, then scanned or photographed.

Knows nothing of the reader and nothing of the ledger: boxes are found on the clean print as squares, lines by the
number printed in front of them (the PDF's own text), and what was meant is written down as the ink is drawn.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import pypdfium2

DPI = 300
DOTS = DPI / 72


@dataclass
class CleanPage:
    """A printed page before anybody wrote on it."""

    grey: np.ndarray
    rows: dict[int, list[tuple[float, float, float]]]
    """Line → its boxes (x, y, side) in pixels, left to right."""
    others: list[tuple[float, float, float]] = field(default_factory=list)
    """Boxes in front of words: not home, slip left, follow-ups."""


def clean_pages(pdf: Path, columns: int) -> list[CleanPage]:
    """Find lines and boxes on a canvass sheet's print; `columns` boxes stand in a row."""
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    return [_clean_page(page, columns) for page in document]


def _clean_page(page, columns: int) -> CleanPage:
    grey = page.render(scale=DOTS, grayscale=True).to_numpy().squeeze().copy()
    squares = _squares(grey)
    text = page.get_textpage()
    height = page.get_size()[1]
    rows, others = {}, []
    left = sorted(squares, key=lambda s: (round(s[1] / 6), s[0]))
    while left:
        first = left[0]
        row = [s for s in left if abs(s[1] - first[1]) < 8]
        left = [s for s in left if abs(s[1] - first[1]) >= 8]
        row.sort()
        if len(row) >= columns:
            chain = row[-columns:]
            x, y, side = chain[0]
            top, low = height - (y - 2) / DOTS, height - (y + side + 2) / DOTS
            said = text.get_text_bounded(x / DOTS - 26, low, x / DOTS - 3, top).split()
            number = [word for word in said if word.isdigit()]
            if number:
                rows[int(number[-1])] = chain
                others += row[:-columns]
                continue
        others += row
    return CleanPage(grey, rows, others)


def _squares(grey: np.ndarray) -> list[tuple[float, float, float]]:
    """Every empty square of a tick box's size: white inside, its four sides black."""
    white = (grey > 128).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(white, connectivity=4)
    found = []
    for x, y, width, height, area in stats:
        if 48 < width < 80 and abs(width - height) <= 2 and area > 0.97 * width * height:
            found.append((x - 1.5, y - 1.5, width + 3.0))
    return found


# Ink -------------------------------------------------------------------------------------------------


@dataclass
class Pen:
    """How dark, and how wide in millimetres."""

    dark: float
    width_mm: float


def a_pen(rng: np.random.Generator) -> Pen:
    kind = rng.choice(["ball", "felt", "pencil"], p=[0.65, 0.15, 0.2])
    if kind == "ball":
        return Pen(rng.uniform(0.7, 0.95), rng.uniform(0.35, 0.6))
    if kind == "felt":
        return Pen(rng.uniform(0.75, 0.95), rng.uniform(0.7, 1.0))
    return Pen(rng.uniform(0.5, 0.7), rng.uniform(0.4, 0.6))


STYLES = ("tick", "cross", "slash", "blob", "zigzag")


def a_mark(style: str, rng: np.random.Generator, size: float) -> list[np.ndarray]:
    """Strokes (points about 0, in shares of a box) of a mark as people make it."""

    def p(x, y):
        return np.array([x, y]) * size + rng.normal(0, 0.035, 2)

    if style == "tick":
        return [_curve([p(-0.38, 0.02), p(-0.12, 0.34), p(0.42, -0.4)], rng)]
    if style == "cross":
        return [_curve([p(-0.38, -0.38), p(0.38, 0.38)], rng), _curve([p(0.38, -0.36), p(-0.38, 0.38)], rng)]
    if style == "slash":
        ends = [p(-0.38, 0.38), p(0.38, -0.38)]
        return [_curve(ends, rng)]
    if style == "zigzag":
        points = [p(-0.36 + 0.72 * i / 7, 0.34 * (-1) ** i) for i in range(8)]
        return [_curve(points, rng)]
    turns = rng.uniform(2.5, 4)
    angle = np.linspace(0, turns * 2 * math.pi, 60)
    reach = np.linspace(0.04, 0.34, 60) * size
    return [np.column_stack([np.cos(angle) * reach, np.sin(angle) * reach]) + rng.normal(0, 0.01, (60, 2))]


def _curve(points: Sequence[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """A polyline with a hand's wobble."""
    pieces = []
    for a, b in itertools.pairwise(points):
        t = np.linspace(0, 1, 12)[:, None]
        bow = rng.normal(0, 0.04)
        normal = np.array([-(b - a)[1], (b - a)[0]])
        pieces.append(a + (b - a) * t + normal * bow * np.sin(math.pi * t))
    return np.vstack(pieces)


class Writing:
    """Ink on a page: a layer that darkens the print when it is done."""

    def __init__(self, page: CleanPage, rng: np.random.Generator):
        self.page = page
        self.rng = rng
        self.ink = np.zeros(page.grey.shape, np.float32)

    def stroke(self, points: np.ndarray, pen: Pen) -> None:
        layer_x0, layer_y0 = (max(0, int(v) - 20) for v in points.min(axis=0))
        layer_x1, layer_y1 = (int(v) + 21 for v in points.max(axis=0))
        part = self.ink[layer_y0:layer_y1, layer_x0:layer_x1]
        if not part.size:
            return
        drawn = np.zeros(part.shape, np.uint8)
        width = pen.width_mm / 25.4 * DPI
        pressure = self.rng.uniform(0.9, 1.0)
        shifted = np.round((points - (layer_x0, layer_y0)) * 8).astype(np.int32)
        cv2.polylines(drawn, [shifted], False, 255, max(1, round(width)), cv2.LINE_AA, 3)
        np.maximum(part, drawn / 255 * pen.dark * pressure, out=part)

    def mark(self, box, style: str, pen: Pen, size: float = 1.0, off: float = 0.08) -> None:
        x, y, side = box
        middle = (
            np.array([x + side / 2, y + side / 2]) + self.rng.normal(0, off, 2).clip(-2 * off, 2 * off) * side
        )
        for points in a_mark(style, self.rng, size):
            self.stroke(middle + points * side, pen)

    def scribble_out(self, box, pen: Pen) -> None:
        """A mark taken back: scribbled over, to and fro, over its edges."""
        x, y, side = box
        points = [(-0.6 + 1.2 * i / 13, 0.55 * (-1) ** i) for i in range(14)]
        points = np.array(points) + self.rng.normal(0, 0.06, (14, 2))
        self.stroke(np.array([x + side / 2, y + side / 2]) + points * side, pen)

    def strike(self, box, pen: Pen) -> None:
        """A mark taken back: one or two lines straight through."""
        x, y, side = box
        for _ in range(self.rng.integers(1, 3)):
            ends = np.array([(-0.9, 0.0), (0.9, 0.0)]) + self.rng.normal(0, 0.12, (2, 2))
            self.stroke(np.array([x + side / 2, y + side / 2]) + ends * side, pen)

    def scrawl(self, x0: float, x1: float, y: float, pen: Pen) -> None:
        """A note by hand: loops along a line."""
        t = np.linspace(0, 1, 160)
        xs = x0 + (x1 - x0) * t
        ys = y + 18 * np.sin(t * 60 + self.rng.uniform(0, 6)) * (0.6 + 0.4 * np.sin(t * 17))
        self.stroke(np.column_stack([xs, ys]), pen)

    def coffee(self) -> None:
        """A cup was put down, and drops fell."""
        height, width = self.ink.shape
        layer = np.zeros((height, width), np.float32)
        middle = (int(self.rng.uniform(0.2, 0.9) * width), int(self.rng.uniform(0.2, 0.9) * height))
        radius = int(self.rng.uniform(420, 520))
        cv2.circle(layer, middle, radius, float(self.rng.uniform(0.05, 0.14)), -1)
        cv2.circle(layer, middle, radius, float(self.rng.uniform(0.16, 0.34)), int(self.rng.uniform(8, 30)))
        for _ in range(self.rng.integers(3, 12)):
            at = (int(self.rng.uniform(0, width)), int(self.rng.uniform(0, height)))
            cv2.circle(layer, at, int(self.rng.uniform(6, 40)), float(self.rng.uniform(0.1, 0.3)), -1)
        layer = cv2.GaussianBlur(layer, (0, 0), 5)
        self.ink = 1 - (1 - self.ink) * (1 - layer)

    def done(self) -> np.ndarray:
        return (self.page.grey * (1 - self.ink)).astype(np.uint8)


# What becomes of the paper ---------------------------------------------------------------------------


def scanned(paper: np.ndarray, rng: np.random.Generator, dpi: float) -> np.ndarray:
    """A flat-bed or a feeder: skew, a little blur, grain, contrast, JPEG."""
    height, width = paper.shape
    scale = dpi / DPI
    angle = math.radians(rng.uniform(-3, 3))
    margin = 1.04
    out = (round(width * scale * margin), round(height * scale * margin))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]) * scale
    shift = np.array(out) / 2 - turn @ np.array([width / 2, height / 2]) + rng.uniform(-0.005, 0.005, 2) * out
    picture = _warped(paper, np.column_stack([turn, shift]), out, 245, scale)
    picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 0.5 + dpi / 400))
    low, high = rng.uniform(0, 40), rng.uniform(225, 255)
    return _finished(low + picture / 255 * (high - low), rng, rng.uniform(1, 4), int(rng.uniform(55, 92)))


def photographed(
    paper: np.ndarray, rng: np.random.Generator, dpi: float, quarter_turns: int = 0
) -> np.ndarray:
    """A telephone: perspective, curl, creases, shadow, blur, grain, JPEG, a dark table round the page."""
    creased = _curled(_creased(paper, rng), rng)
    height, width = creased.shape
    scale = dpi / DPI
    out = (round(width * scale * 1.16), round(height * scale * 1.16))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    target = (corners - (width / 2, height / 2)) * scale + np.array(out) / 2
    angle = math.radians(rng.uniform(-4, 4))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    target = (target - np.array(out) / 2) @ turn.T + np.array(out) / 2
    target += rng.uniform(-0.035, 0.035, (4, 2)) * out
    homography = cv2.getPerspectiveTransform(corners, target.astype(np.float32))
    soft = cv2.GaussianBlur(creased, (0, 0), max(0.01, 0.42 / scale))
    picture = cv2.warpPerspective(soft, homography, out, flags=cv2.INTER_LINEAR, borderValue=70).astype(
        np.float32
    )
    picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 0.5 + dpi / 300))
    picture *= _shadow(picture.shape, rng)
    picture = _finished(picture * rng.uniform(0.75, 0.98), rng, rng.uniform(2, 6), int(rng.uniform(50, 90)))
    return np.ascontiguousarray(np.rot90(picture, quarter_turns))


def _warped(paper, affine, out, white, scale):
    soft = cv2.GaussianBlur(paper, (0, 0), max(0.01, 0.42 / scale))
    return cv2.warpAffine(soft, affine, out, flags=cv2.INTER_LINEAR, borderValue=white).astype(np.float32)


def _finished(picture, rng, grain, quality):
    picture = picture + rng.normal(0, grain, picture.shape)
    coded = cv2.imencode(
        ".jpg", np.clip(picture, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )[1]
    return cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)


def _shadow(shape, rng):
    """Light from one side, and the shadow of an arm or the telephone with a soft edge."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    way = rng.uniform(0, 2 * math.pi)
    slope = (np.cos(way) * (x / width - 0.5) + np.sin(way) * (y / height - 0.5)) * rng.uniform(0, 0.4)
    light = 0.85 + slope
    if rng.random() < 0.6:
        way, at = rng.uniform(0, 2 * math.pi), rng.uniform(-0.3, 0.3)
        edge = (np.cos(way) * (x / width - 0.5) + np.sin(way) * (y / height - 0.5) - at) * width
        light *= 1 - rng.uniform(0.15, 0.45) / (1 + np.exp(-edge / rng.uniform(8, 60)))
    return np.clip(light, 0.25, 1.05)


def _creased(paper, rng):
    """Folded once or twice: a line of light and dark along the fold, and the paper does not lie quite flat there."""
    page = paper.astype(np.float32)
    height, width = page.shape
    for _ in range(rng.integers(0, 3)):
        across = rng.random() < 0.6
        at = rng.uniform(0.2, 0.8) * (height if across else width)
        along = np.arange(height if across else width)
        valley = np.exp(-(((along - at) / rng.uniform(2, 6)) ** 2))
        change = 1 - valley * rng.uniform(0.05, 0.3)
        page *= change[:, None] if across else change[None, :]
    return np.clip(page, 0, 255).astype(np.uint8)


def _curled(paper, rng):
    """A page that does not lie flat: up to 1 mm to and fro, in a slow wave."""
    height, width = paper.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    reach = rng.uniform(0, 0.8) / 25.4 * DPI
    dx = reach * np.sin(2 * math.pi * (y / height * rng.uniform(0.5, 1.2) + rng.random()))
    dy = reach * np.sin(2 * math.pi * (x / width * rng.uniform(0.5, 1.0) + rng.random()))
    return cv2.remap(
        paper, x + dx.astype(np.float32), y + dy.astype(np.float32), cv2.INTER_LINEAR, borderValue=255
    )
