"""How far to trust a plan, in plain words, from how its doors were placed.

Pure. The figures are the project's measurements of walking when places are guessed.
"""

from collections import Counter
from collections.abc import Sequence

from walksheets.places import Door
from walksheets.rounds.street_order import GUESSED


def trust(doors: Sequence[Door], *, map_there: bool) -> str:
    """Return what the organiser should know of the minutes and the order; nothing when all is well."""
    how = Counter(door.placed_by for door in doors)
    nowhere, guessed = how["nothing"], sum(how[by] for by in GUESSED)
    if nowhere == len(doors):
        return (
            "No door's place is known, so rounds follow street, side, number and the order of postcodes: each holds "
            "streets that are probably near each other, and the minutes are a guess. Import a map and postcodes to do better."
        )
    said = []
    if not map_there:
        said.append(
            "There is no map, so walking is counted as straight lines and about a third more; expect rounds to walk some 10 % "
            "further than with one, and ways that a railway or a river cuts."
        )
    if guessed:
        said.append(
            f"{guessed} of {len(doors)} doors stand where street, number and postcode suggest; such rounds walk about 10 % "
            "further than with known places, and are walked by street, side and number."
        )
    if nowhere:
        said.append(
            f"{nowhere} doors have no place and go with others of their street or postcode; the way to them is not counted."
        )
    return " ".join(said)
