"""The other papers' names and what each is for, as the window says them."""

from ui.language import later, tr

WORDS = {
    "session-cover": (later("Session cover"), later("Who goes where, where to meet, room for how it went")),
    "board-sheets": (
        later("Board runner’s sheets"),
        later("A sheet a round: every door to send a canvasser to, without names"),
    ),
    "bundle-covers": (
        later("Bundle covers"),
        later("For the leaflets of each round: how many, for whom, where"),
    ),
    "distributor-list": (
        later("Distributor’s list"),
        later("Which deliverer gets which bundles at what address, to tick"),
    ),
    "labels": (later("Labels"), later("For bundles, addresses or named electors, on label sheets")),
    "map-poster": (
        later("Ward map for the wall"),
        later("The ward with all rounds, on one sheet or on several to stick together"),
    ),
    "street-index": (later("Street index"), later("Every street and the round it is in")),
    "calling-cards": (
        later("Calling cards"),
        later("“Sorry we missed you”, several on a page with marks to cut by; no names"),
    ),
    "letters": (later("Letters"), later("A letter to each household, in the order they are delivered")),
    "number-pads": (
        later("Number taker’s pads"),
        later("Every elector number of a polling district, to strike out; no names"),
    ),
    "knock-up": (
        later("Knock-up sheets"),
        later("Who gave the chosen answers and has not voted yet, in walking order"),
    ),
    "postal-list": (
        later("Postal voters"),
        later("Who votes by post and should be reminded, in walking order"),
    ),
    "lift-list": (later("Lifts to the poll"), later("Who asked for a lift and has not voted yet")),
}
"""By the kind's name in the core's catalogue: its title, what it is for."""


def title(kind: str) -> str:
    """Return a kind's title in the user's language."""
    return tr(WORDS[kind][0])


def about(kind: str) -> str:
    """Return what a kind is for, in the user's language."""
    return tr(WORDS[kind][1])
