"""Files from a scanner or a telephone → grey pictures, one a page. Knows nothing of sheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from walksheets.errors import UsersMistake

Grey = NDArray[np.uint8]

ENDINGS = (".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png")

_PDF_DPI = 220
_LONGEST = 4800  # pixels: 400 dpi of A4; a camera's 50 megapixels hold nothing more
_PDFIUM = Lock()  # pdfium is not made for several threads


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One page of a file: its number there, from 1, of how many, and its grey values, 0 black to 255 white."""

    file: Path
    number: int
    of: int
    grey: Grey


def pictures(path: Path) -> Iterator[Picture]:
    """Give each page of a PDF, TIFF, JPEG or PNG. Raises UsersMistake for what is none or cannot be opened."""
    if path.suffix.lower() not in ENDINGS:
        raise UsersMistake(
            f"{path.name} is no scan, so it was left alone. Give PDF, TIFF, JPEG or PNG files."
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsersMistake(
            f"{path.name} cannot be opened ({error.strerror or error}), so nothing of it was read. Check that it is there."
        ) from error
    if path.suffix.lower() == ".pdf":
        yield from _of_pdf(data, path)
        return
    pages = _of_image(data, path)
    for number, grey in enumerate(pages, 1):
        yield Picture(path, number, len(pages), _of_use(grey))


def _of_pdf(data: bytes, path: Path) -> Iterator[Picture]:
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _unreadable(path) from error
        count = len(document)
    for at in range(count):
        with _PDFIUM:
            page = document[at]
            scale = min(_PDF_DPI / 72, _LONGEST / max(page.get_size()))
            grey = page.render(scale=scale, grayscale=True).to_numpy().squeeze()
        yield Picture(path, at + 1, count, np.ascontiguousarray(grey))


def _of_image(data: bytes, path: Path) -> list[Grey]:
    """Decode an image of one page or, as TIFF may have, of several; a telephone's turned pictures are set upright."""
    coded = np.frombuffer(data, np.uint8)
    try:
        if not coded.size:
            raise _unreadable(path)
        if path.suffix.lower() in (".tif", ".tiff"):
            pages = list(cv2.imdecodemulti(coded, cv2.IMREAD_GRAYSCALE)[1])
        else:
            image = cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)
            pages = [] if image is None else [image]
    except cv2.error as error:
        raise _unreadable(path) from error
    if not pages:
        raise _unreadable(path)
    return [np.asarray(page, np.uint8) for page in pages]


def _unreadable(path: Path) -> UsersMistake:
    return UsersMistake(
        f"{path.name} is damaged or not what its name says, so nothing of it was read. Scan that sheet again."
    )


def _of_use(grey: Grey) -> Grey:
    """Return a picture no larger than of use."""
    scale = _LONGEST / max(grey.shape)
    if scale >= 1:
        return grey
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def as_jpeg(grey: Grey) -> bytes:
    """Return a picture as a small file in memory, to be looked at."""
    return bytes(cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, 60])[1])
