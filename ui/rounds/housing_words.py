"""Housing in the user's words: what a door takes depends on it."""

from ui.language import later, tr
from walksheets.rounds import ANY

_WORDS = {
    ANY: later("Not said"),
    "terrace": later("Terrace, door on the pavement"),
    "semi": later("Semi, a drive for one car"),
    "drive": later("Long drive"),
    "flats": later("Flats, boxes at one entrance"),
    "stairs": later("Flats, a box at each door"),
    "rural": later("Rural, a track or a farmyard"),
}


def housing_words(housing: str) -> str:
    """Say a kind of housing, nothing said of it included."""
    return tr(_WORDS.get(housing or ANY, housing))
