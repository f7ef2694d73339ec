"""How soon the register answers the hand: `python -m tests.benchmarks.finding [ELECTORS]` prints the figures.

Makes a campaign of invented electors in a temporary folder, then searches it as somebody types: every
beginning of a name, a street, a postcode and a number, one after the other.
"""

import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from walksheets.campaign import Campaign
from walksheets.register.names import Name, search_text
from walksheets.store import schema

TYPED = (
    "Śliwa",
    "nguyen",
    "thom anna",
    "o'connell",
    "mill lane 12",
    "chapel",
    "ZZ9 4AB",
    "zz94ab",
    "AB3-1234",
    "zzzzz",
    "q",
)
_FIRST = ("Anna", "Ben", "Chloe", "Dafydd", "Ewa", "Femi", "Grace", "Huw", "Ines", "Jakub", "Thị Hoa", "Siân")
_LAST = (
    "Thomson",
    "O'Connell",
    "Śliwa",
    "Nguyễn",
    "Price",
    "Ellis",
    "Dean",
    "Brady",
    "Owusu",
    "Jones",
    "Smith-Hill",
)
_STREET = (
    "Mill",
    "Chapel",
    "Anson",
    "Birch",
    "Dale",
    "Station",
    "Orchard",
    "Quay",
    "Church",
    "High",
    "Victoria",
)
_KIND = ("Lane", "Road", "Street", "Close", "Avenue", "Court", "Way", "Grove", "Place", "Terrace")
MOST = 501


def make_campaign(file: Path, electors: int, seed: int = 1) -> Campaign:
    """Make a campaign of so many electors, two at each door, forty doors on each street."""
    chance = random.Random(seed)
    campaign = Campaign.create(file, "Large")
    with campaign.store.change("Invent a town") as writer:
        streets = writer.insert(schema.street, _streets(electors // 80 + 1))
        doors = writer.insert(schema.door, _doors(streets, electors // 2))
        writer.insert(schema.elector, (_elector(chance, number, doors) for number in range(electors)))
    return campaign


def _streets(count):
    for n in range(count):
        name = f"{_STREET[n % 11]} {_KIND[n // 11 % 10]}" + (f" {n // 110}" if n >= 110 else "")
        yield {"name": name, "key": name.lower().replace(" ", "")}


def _doors(streets, count):
    for n in range(count):
        at = n // 40
        postcode = f"ZZ{at % 19 + 1} {at // 19 % 9 + 1}{chr(65 + at % 20)}{chr(65 + at // 20 % 20)}"
        yield {"street_id": streets[at], "number": str(n % 40 + 1), "postcode": postcode, "key": f"{n}"}


def _elector(chance, number, doors):
    name = Name(chance.choice(_LAST), chance.choice(_FIRST))
    return {
        "prefix": f"AB{number // 5000 + 1}", "number": number % 5000 + 1, "surname": name.surname, "forenames": name.forenames,
        "search": search_text(name), "door_id": doors[number // 2],
    }  # fmt: skip


def first_results_ms(campaign: Campaign, typed: str) -> list[float]:
    """Return how long each letter of what is typed takes until its electors are there."""
    spent = []
    for end in range(1, len(typed) + 1):
        began = time.process_time()
        campaign.register.electors(typed[:end].strip(), limit=MOST)
        spent.append((time.process_time() - began) * 1000)
    return spent


def main(electors: int = 100_000) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        make_campaign(Path(folder) / "large.walksheets", electors) as campaign,
    ):
        began = time.process_time()
        campaign.register.ready_search()
        print(f"everybody's words read once: {(time.process_time() - began) * 1000:.0f} ms")
        began = time.process_time()
        campaign.register.electors("", limit=MOST)
        print(f"{electors:,} electors; the list unasked: {(time.process_time() - began) * 1000:.0f} ms")
        every = []
        for typed in TYPED:
            spent = first_results_ms(campaign, typed)
            every += spent
            print(f"{typed:14} median {median(spent):5.1f} ms a letter, longest {max(spent):5.1f} ms")
        print(f"all {len(every)} letters: median {median(every):.1f} ms, longest {max(every):.1f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
