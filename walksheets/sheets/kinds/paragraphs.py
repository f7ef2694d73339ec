"""An organiser's own words broken into lines: a blank line makes a paragraph. Pure."""

from walksheets.sheets import fonts
from walksheets.sheets.fonts import REGULAR


def flowed(text: str, size: float, room: float) -> list[str]:
    """Return the lines of a text no wider than `room`; an empty line stands between paragraphs."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        lines += fonts.wrap(" ".join(line.split()), REGULAR, size, room) if line.strip() else [""]
    return lines
