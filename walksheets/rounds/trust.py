"""How far to trust a plan, in plain words, from how its doors were placed.

Pure. The figures compare what is really walked with the same ward with every place known, measured on
Levenshulme: guessed with map and postcodes 1.11, map alone 1.6, postcodes alone 2.1, register alone 2.3.
"""

from collections import Counter
from collections.abc import Sequence

from walksheets.places import FAR_M, Door, HardToReach
from walksheets.rounds.street_order import GUESSED


def trust(doors: Sequence[Door], reach: HardToReach, *, map_there: bool, postcodes_there: bool) -> str:
    """Return what the organiser should know of the minutes and the order; nothing when all is well."""
    how = Counter(door.placed_by for door in doors)
    nowhere, guessed = how["nothing"], sum(how[by] for by in GUESSED)
    if nowhere == len(doors):
        return (
            "No door's place is known. Rounds follow street, side, number and the order of postcodes: the streets of a "
            "round need not lie side by side, and it may walk twice as far as it should; the minutes are a guess. Import "
            "a map and postcodes to do better."
        )
    said = []
    if guessed:
        said.append(_of_guesses(guessed, len(doors), map_there, postcodes_there))
    if not map_there and guessed < len(doors) - nowhere:
        said.append(
            "There is no map, so walking is counted as straight lines and a third more: expect some 10 % more walking, "
            "and ways that a railway or a river cuts. Import a map to do better."
        )
    if nowhere:
        doors_have = "1 door has" if nowhere == 1 else f"{nowhere} doors have"
        said.append(
            f"{doors_have} no place, to be walked with others of the street or postcode; the way there is not counted."
        )
    if reach.far:
        lie = "1 door lies" if len(reach.far) == 1 else f"{len(reach.far)} doors lie"
        said.append(
            f"{lie} more than {FAR_M:.0f} m from any road; the way from the road there is not counted."
        )
    if reach.cut_off:
        stand = "1 door stands" if len(reach.cut_off) == 1 else f"{len(reach.cut_off)} doors stand"
        said.append(
            f"{stand} where the map shows no way; the way there is counted as a straight line, twice."
        )
    return " ".join(said)


def _of_guesses(guessed: int, doors: int, map_there: bool, postcodes_there: bool) -> str:
    count = f"{guessed} of {doors} doors"
    if not map_there:
        return (
            f"{count} are known by their postcode alone: whole streets go together and are walked by side and number, "
            "but a round may walk twice as far as it should. Import a map to do better."
        )
    if not postcodes_there:
        return (
            f"{count} stand on their street where their number suggests, with no postcode to hold them: expect about half "
            "as much walking again, in the order of the numbers. Import postcodes to do better."
        )
    return f"{count} stand where street, number and postcode suggest: expect some 10 % more walking, in the order of the numbers."
