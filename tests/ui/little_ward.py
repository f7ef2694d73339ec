"""A ward of four streets and eighty doors, as files: what an organiser would have on the first evening."""

import csv
from pathlib import Path

STREETS = ("Anson Road", "Birch Lane", "Chapel Street", "Dale Close")
DOORS = 20  # on each street
PHONE = "07700 900002"  # Ada King's
SURNAMES = ("Thomson", "O'Connell", "Śliwa", "Nguyễn", "Price", "Ellis", "Dean", "Brady")
_LAT, _LON = 53.45, -2.20
_HEADER = (
    "Elector Number Prefix", "Elector Number", "Elector Number Suffix", "Elector Markers", "Elector DOB", "Elector Surname",
    "Elector Forename", "PostCode", "Address1", "Address2", "Address3", "Address4", "Address5", "Address6",
)  # fmt: skip


def write_files(folder: Path) -> Path:
    """Write register, map, postcodes and volunteers into a folder."""
    _write(folder / "register.csv", _register(), delimiter="\t")
    _write(folder / "volunteers.csv", _volunteers())
    _write(folder / "postcodes.csv", _postcodes())
    (folder / "map.osm").write_text(_map(), encoding="utf-8")
    return folder


def electors() -> int:
    """How many electors the register has: two at each door."""
    return len(STREETS) * DOORS * 2


def _register():
    yield _HEADER
    number = 0
    for street_at, street in enumerate(STREETS):
        for door in range(1, DOORS + 1):
            for first in ("Anna", "Ben"):
                number += 1
                surname = SURNAMES[(street_at + door) % len(SURNAMES)]
                yield ("ZZ1", number, 0, "", "", surname, first, f"ZZ1 {street_at + 1}AA", f"{door} {street}", "Littleton",
                       "", "", "", "")  # fmt: skip


def _volunteers():
    yield ("Name", "Email", "Phone", "Postcode", "Roles", "Max letterboxes")
    for at, (name, roles) in enumerate(
        (("Priya Shah", "deliver; canvass"), ("Tom Baker", "deliver"), ("Ada King", "canvass"))
    ):
        yield (name, f"v{at}@example.org", f"07700 90000{at}", f"ZZ1 {at + 1}AA", roles, 200)


def _postcodes():
    yield ("postcode", "lat", "lon")
    for at in range(len(STREETS)):
        yield (f"ZZ1 {at + 1}AA", round(_LAT + at * 0.0008, 6), _LON)


def _map() -> str:
    nodes, ways = [], []
    for at, street in enumerate(STREETS):
        refs = []
        for step in range(5):
            node = at * 10 + step + 1
            nodes.append(
                f'<node id="{node}" lat="{_LAT + at * 0.0008:.6f}" lon="{_LON + (step - 2) * 0.0009:.6f}" version="1"/>'
            )
            refs.append(f'<nd ref="{node}"/>')
        ways.append(_way(at + 1, refs, highway="residential", name=street))
    lane = [f'<nd ref="{at * 10 + 1}"/>' for at in range(len(STREETS))]
    ways.append(_way(9, lane, highway="residential", name="West Lane"))
    return f'<?xml version="1.0"?><osm version="0.6">{"".join(nodes)}{"".join(ways)}</osm>'


def _way(number: int, refs: list[str], **tags: str) -> str:
    said = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
    return f'<way id="{number}" version="1">{"".join(refs)}{said}</way>'


def _write(path: Path, rows, delimiter: str = ",") -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, delimiter=delimiter).writerows(rows)
