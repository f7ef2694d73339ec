"""A living demo campaign: the invented town taken through the real rooms, so that every screen has something to show.

Calls the same verbs as an organiser does, in their order.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from walksheets.campaign import Campaign
from walksheets.demo.files import make_town
from walksheets.errors import UsersMistake
from walksheets.progress import Progress, part, silent
from walksheets.rounds import SplitRequest
from walksheets.sheets import Organiser, SheetLine

LEAFLET, CANVASS = "Spring leaflet", "Autumn canvass"
EXPORTS = ("rounds", "doors", "electors", "results", "volunteers", "progress")

_FILE = "Ostlebury Bridge.walksheets"
_ORGANISER = Organiser("Ostlebury Bridge committee", "07700 900123")
_SPLIT_SECONDS = 1.5
_CANVASSED, _DELIVERED = 6, 12  # rounds printed and partly back
_HEARD = {  # what is heard at doors, in hundredths
    "N": 46, "1": 12, "2": 10, "3": 8, "4": 6, "5": 5, "U": 5, "W": 3, "R": 2, "M": 2, "A": 1,
}  # fmt: skip
_NOTES = (
    "poster in the window",
    "asks about the buses",
    "call after six",
    "top bell",
    "would help with leaflets",
)
_LEFT_OUT = {"O": 2, "A": 1, "L": 97}


@dataclass(frozen=True)
class DemoJob:
    """What the demo job made."""

    campaign: Path
    pdfs: tuple[Path, ...]
    spreadsheets: tuple[Path, ...]


def demo_campaign(folder: Path, progress: Progress = silent, seed: int = 1) -> Path:
    """Make the demo campaign in a folder, or find the one that is there as it was left; return its file.

    The town's files and the printed sheets stand beside it. A campaign that was not finished is never there.
    """
    file = folder / _FILE
    if file.exists():
        return file
    folder.mkdir(parents=True, exist_ok=True)
    town = make_town(folder / "town", seed, part(progress, 0.0, 0.2))
    draft = file.with_suffix(".unfinished")
    for left_over in folder.glob(f"{draft.name}*"):
        left_over.unlink()
    with Campaign.create(draft, name="Ostlebury Bridge (invented)") as campaign:
        _fill(campaign, town, folder / "sheets", part(progress, 0.2, 1.0), random.Random(seed))
    return draft.rename(file)


def demo_job(folder: Path, progress: Progress = silent) -> DemoJob:
    """Do the whole job on the demo ward: campaign, walk sheets as PDFs, spreadsheets of everything."""
    if folder.exists() and not folder.is_dir():
        raise UsersMistake(f"{folder.name} is a file, so the demo was not made; choose a folder.")
    file = demo_campaign(folder, part(progress, 0.0, 0.9))
    with Campaign.open(file) as campaign:
        pdfs = sorted((folder / "sheets").glob("*.pdf"))
        if not pdfs:
            pdfs = list(campaign.sheets.print_rounds(LEAFLET, folder / "sheets").files)
        spreadsheets = folder / "spreadsheets"
        spreadsheets.mkdir(exist_ok=True)
        written = []
        for number, what in enumerate(EXPORTS):
            progress(0.9 + 0.1 * number / len(EXPORTS), f"Writing {what}")
            written.append(spreadsheets / f"{what}.xlsx")
            campaign.reports.export(what, written[-1])
    return DemoJob(file, tuple(pdfs), tuple(written))


def _fill(
    campaign: Campaign, town: Sequence[Path], sheets: Path, progress: Progress, chance: random.Random
) -> None:
    campaign.imports.bring_in(town, progress=part(progress, 0.0, 0.35))
    campaign.sheets.set_organiser(_ORGANISER)
    leaflet = SplitRequest(kind="leaflet", doors=120, seconds=_SPLIT_SECONDS)
    campaign.rounds.split(LEAFLET, leaflet, part(progress, 0.35, 0.5))
    canvass = SplitRequest(kind="canvass", minutes=120, within="district", seconds=_SPLIT_SECONDS)
    campaign.rounds.split(CANVASS, canvass, part(progress, 0.5, 0.65))
    for plan in (LEAFLET, CANVASS):
        campaign.volunteers.assign_all(plan)
    campaign.sheets.print_rounds(LEAFLET, sheets, progress=part(progress, 0.65, 0.8))
    first = range(1, _CANVASSED + 1)
    campaign.sheets.print_rounds(CANVASS, sheets, rounds=list(first), progress=part(progress, 0.8, 0.9))
    _key_in(campaign, part(progress, 0.9, 1.0), chance)


def _key_in(campaign: Campaign, progress: Progress, chance: random.Random) -> None:
    """Key most of what was printed: some sheets whole, some begun, some back and waiting, one lost."""
    codes = {plan: [row.code for row in campaign.sheets.ledger(plan=plan)] for plan in (LEAFLET, CANVASS)}
    lines = {code: list(own) for code, own in groupby(campaign.sheets.lines(), key=lambda line: line.sheet)}
    delivered = codes[LEAFLET][:_DELIVERED]
    canvassed = codes[CANVASS][: 2 * len(codes[CANVASS]) // 3]
    for number, code in enumerate((*delivered, *canvassed)):
        progress(number / (len(delivered) + len(canvassed)), "Keying in")
        heard = _heard(lines.get(code, []), _LEFT_OUT if code in delivered else _HEARD, chance)
        begun = code in (delivered[-1], canvassed[-1])
        campaign.results.key_file(heard[: len(heard) // 2] if begun else heard)
    campaign.sheets.mark(codes[LEAFLET][_DELIVERED : _DELIVERED + 2], "back")
    campaign.sheets.mark(codes[CANVASS][-1:], "lost")


def _heard(
    lines: Sequence[SheetLine], chances: dict[str, int], chance: random.Random
) -> list[dict[str, str]]:
    """Make up what came back: nobody home is so for a whole door, opinions differ less within one."""
    rows = []
    for _, door in groupby(lines, key=lambda line: line.door):
        at_door = chance.choices(list(chances), list(chances.values()))[0]
        for line in door:
            alike = at_door in ("N", "A", "L") or chance.random() < 0.6
            result = at_door if alike else chance.choices(list(chances), list(chances.values()))[0]
            note = chance.choice(_NOTES) if result in ("1", "2", "3") and chance.random() < 0.08 else ""
            if line.elector is not None or "L" in chances:
                rows.append({"sheet": line.sheet, "line": str(line.line), "result": result, "note": note})
    return rows
