"""Finding pages in a picture: by their QR codes, then by the corner marks; or by the marks alone.

Gives a homography, from points on the paper to pixels of the picture. Pure geometry.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp

from walksheets.results.scan.corner_marks import dark_squares, fit_page, near
from walksheets.results.scan.geometry import (
    Floats,
    corners_of,
    fit_similarity,
)
from walksheets.results.scan.pictures import Grey
from walksheets.results.scan.printed_page import PrintedPage, Rect

_MODULES = 21  # of a QR code of version 1, along its side
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True, slots=True, eq=False)
class FoundCode:
    """A QR code in a picture: what it says, and its corners from upper left clockwise, in pixels."""

    text: str
    corners: Floats


def find_codes(grey: Grey) -> list[FoundCode]:
    """Return every QR code of the picture, whichever way up it is."""
    for picture, scale in _tries(grey):
        found = zxingcpp.read_barcodes(picture, formats=_QR)
        if found:
            return [FoundCode(each.text, _corners(each) / scale) for each in found]
    return []


def _tries(grey: Grey) -> Iterator[tuple[Grey, float]]:
    """Give the picture as it is, then larger or smoother: what a first look missed, a second may find."""
    yield grey, 1.0
    if max(grey.shape) < 2600:
        yield np.asarray(cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8), 2.0
    else:
        yield np.asarray(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8), 0.5
    yield np.asarray(cv2.createCLAHE(3.0, (8, 8)).apply(cv2.GaussianBlur(grey, (0, 0), 1.0)), np.uint8), 1.0


def _corners(barcode: zxingcpp.Barcode) -> Floats:
    at = barcode.position
    return np.array([(p.x, p.y) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)], float)


def place_by_code(grey: Grey, page: PrintedPage, code: FoundCode) -> Floats:
    """Return the homography of a page whose QR code was found; corner marks that are there make it exact."""
    squares = dark_squares(grey)
    points, pixels = np.array(corners_of(page.qr)), code.corners
    roughly = fit_similarity(points, pixels)
    eyes = _eyes(squares, roughly, page.qr)
    if len(eyes) > 1:
        points, pixels = np.array([eye[0] for eye in eyes]), np.array([eye[1] for eye in eyes])
    return fit_page(squares, page, points, pixels)


def _eyes(squares: Floats, roughly: Floats, qr: Rect) -> list[tuple[Floats, Floats]]:
    """Return the middles of the QR code's eyes (point, pixel): nearer to the pixel than the reader's corners."""
    found = []
    for eye in _finders(qr):
        squares_near = near(squares, roughly, eye, 0.4 * eye.width)
        if len(squares_near):
            found.append((np.array(eye.middle), squares_near[0, :2]))
    return found


def _finders(qr: Rect) -> list[Rect]:
    """Return the dark squares within a QR code's three eyes: 3 of its 21 modules wide, 2 from its edge."""
    module = qr.width / _MODULES
    near, far = 2 * module, qr.width - 5 * module
    return [
        Rect(qr.x + x, qr.y + y, 3 * module, 3 * module) for x, y in ((near, near), (far, near), (near, far))
    ]


def place_by_marks(grey: Grey, page: PrintedPage) -> Floats | None:
    """Return the homography of a page whose QR code is gone: the corner without a mark is its upper left.

    None when no three squares lie as the marks do.
    """
    squares = dark_squares(grey)
    squares = squares[squares[:, 3] > 0]
    upper_right, lower_left, lower_right = (np.array(mark.middle) for mark in page.marks)
    best: tuple[float, Floats] | None = None
    side = float(np.hypot(*(upper_right - lower_right)))
    sizes = squares[:, 2] if len(squares) else np.zeros(0)
    for i, corner in enumerate(squares):
        for j, up in enumerate(squares):
            if j == i or not 0.6 < sizes[j] / sizes[i] < 1.7:
                continue
            per_point = np.hypot(*(up[:2] - corner[:2])) / side
            if not 0.6 < sizes[i] / (per_point * page.marks[0].width) < 1.6:
                continue
            expected = corner[:2] + _turned(
                up[:2] - corner[:2], upper_right - lower_right, lower_left - lower_right
            )
            away = np.hypot(*(squares[:, :2] - expected).T)
            away[[i, j]] = np.inf
            k = int(np.argmin(away))
            error = float(away[k] / (per_point * side)) + 0.05 * abs(np.log(sizes[k] / sizes[i]))
            if error < 0.12 and (best is None or error < best[0]):
                three = np.array([up[:2], squares[k, :2], corner[:2]], np.float32)
                paper = np.array([upper_right, lower_left, lower_right], np.float32)
                affine = cv2.getAffineTransform(paper, three)
                best = error, np.vstack([affine, (0, 0, 1)]).astype(float)
    return None if best is None else best[1]


def _turned(seen: Floats, printed: Floats, other: Floats) -> Floats:
    """Return where `other` points when the picture shows `printed` as `seen`: turned and scaled, not mirrored."""
    turn = complex(*seen) / complex(*printed) * complex(*other)
    return np.array([turn.real, turn.imag])
