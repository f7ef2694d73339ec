"""What is said on polling day: number takers' pads, knock-up sheets, postal-vote and lift lists. Pure.

A pad bears numbers only. The other lists name electors, number their lines and say at their foot how to keep them safe.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from walksheets.sheets import words
from walksheets.sheets.content import PrintedLine, privacy
from walksheets.sheets.kinds.facts import OurFacts, PollFacts, VoterFacts
from walksheets.sheets.kinds.listing import BOX, FIGURES, LINE, Column, Listing, Row, Section
from walksheets.sheets.kinds.order import PaperOrder

POSTAL_LAW = (
    "Never take, carry or hand in anybody else’s postal vote: for campaigners that is an offence. "
    "Voters post their own, or hand it in themselves at a polling station with the form there."
)
"""Elections Act 2022, section 4, in force since 2 May 2024 (England and UK Parliament elections)."""

_NOT_ABOVE = 33  # fields for numbers that are not on the pad


def number_pads(ours: OurFacts, poll: PollFacts) -> list[Listing]:
    """Return a pad for each polling district: every elector number once, in order, to be struck out."""
    pads = []
    for district, voters in _by_district(poll.voters):
        numbered = sorted((v for v in voters if v.number is not None), key=lambda v: (v.number, v.suffix))
        labels = tuple(f"{v.number}/{v.suffix}" if v.suffix else str(v.number) for v in numbered)
        without = len(voters) - len(numbered)
        said = f"{labels[0]} to {labels[-1]}" if labels else "no numbers"
        lines = tuple(
            PrintedLine(n, elector_id=v.id, elector_number=v.elector_number)
            for n, v in enumerate(numbered, 1)
        )
        strike = Section("Strike out each number you are given", said, cells=labels, lines=lines)
        sections = [strike] if labels else []
        sections.append(Section("Not found above? Write the whole number", cells=("",) * _NOT_ABOVE))
        pads.append(
            Listing(
                title=_titled("Number taker’s pad", district),
                lines=(_of_day(ours, poll), f"{words.count(len(numbered), 'elector')} in this district"),
                sections=tuple(sections),
                fill_ins=("polling station", "from", "to", "collected by", "at"),
                foot=(
                    "Numbers only:",
                    f"nobody need give theirs, and never ask how anybody voted. Pads go to {ours.ring}.",
                ),
                cell_pt=(42.0, 19.0),
                cell_blank=False,
                notes=(_without_number(district, without),) if without else (),
            )
        )
    return pads


def knock_up(ours: OurFacts, poll: PollFacts, order: PaperOrder) -> list[Listing]:
    """Return for each polling district who has still to be asked to vote, in walking order."""
    columns = (
        Column("", 28, FIGURES),
        Column("door", 70, bold=True),
        Column("elector"),
        Column("number", 78),
        Column("last", 34),
        Column("knocked", 44, BOX),
        Column("voted", 36, BOX),
        Column("lift, later, note", 110, LINE),
    )

    def row(voter: VoterFacts) -> tuple[str, ...]:
        name = f"{voter.name} ✉" if _by_post(voter) else voter.name
        return voter.door, name, voter.elector_number, voter.answer, "", "", ""

    chosen = [v for v in _to_call(poll, order) if order.postal_too or not _by_post(v)]
    asked = f"answers {' '.join(order.answers)}" if order.answers else "all answers"
    lists = _lists(ours, poll, "Knock-up", chosen, columns, row, asked)
    if not order.postal_too:
        return lists
    return [replace(each, message="✉ votes by post", warning=POSTAL_LAW) for each in lists]


def postal_list(ours: OurFacts, poll: PollFacts, order: PaperOrder) -> list[Listing]:
    """Return for each polling district who votes by post and should be reminded, in walking order."""
    columns = (
        Column("", 28, FIGURES),
        Column("door", 70, bold=True),
        Column("elector"),
        Column("number", 78),
        Column("votes by", 66),
        Column("last", 34),
        Column("reminded", 48, BOX),
        Column("has sent it", 56, BOX),
        Column("note", 70, LINE),
    )

    def row(voter: VoterFacts) -> tuple[str, ...]:
        by = {"postal": "post", "postalproxy": "post, proxy"}.get(voter.absent.lower(), voter.absent)
        return voter.door, voter.name, voter.elector_number, by, voter.answer, "", "", ""

    chosen = [v for v in _to_call(poll, order) if _by_post(v)]
    lists = _lists(ours, poll, "Postal voters", chosen, columns, row, _asked(order))
    return [replace(each, warning=POSTAL_LAW) for each in lists]


def lift_list(ours: OurFacts, poll: PollFacts, order: PaperOrder) -> list[Listing]:
    """Return for each polling district whose note asks for a lift to the polling station."""
    columns = (
        Column("", 28, FIGURES),
        Column("door", 70, bold=True),
        Column("elector"),
        Column("number", 78),
        Column("note", share=1.1),
        Column("time", 56, LINE),
        Column("driver", 80, LINE),
        Column("done", 36, BOX),
    )

    def row(voter: VoterFacts) -> tuple[str, ...]:
        return voter.door, voter.name, voter.elector_number, voter.lift, "", "", ""

    chosen = [v for v in _to_call(poll, order) if v.lift]
    lists = _lists(ours, poll, "Lifts to the poll", chosen, columns, row, _asked(order))
    return [replace(each, warning=POSTAL_LAW) for each in lists]


def _lists(
    ours: OurFacts,
    poll: PollFacts,
    what: str,
    chosen: Sequence[VoterFacts],
    columns: tuple[Column, ...],
    row: Callable[[VoterFacts], tuple[str, ...]],
    asked: str,
) -> list[Listing]:
    """Return a list a polling district; a street is named where the way comes to it."""
    electors = dict(_by_district(poll.voters))
    found = []
    for district, voters in _by_district(chosen):
        numbered = enumerate(voters, 1)
        sections = tuple(
            Section(street or "No street given", rows=tuple(_row(n, voter, row) for n, voter in there))
            for street, there in groupby(numbered, key=lambda each: each[1].street)
        )
        all_ = electors[district]
        voted = sum(voter.voted for voter in all_)
        up_to = f", numbers keyed up to {poll.taken_up_to}" if poll.taken_up_to else ""
        found.append(
            Listing(
                title=_titled(what, district),
                lines=(
                    _of_day(ours, poll),
                    f"{words.count(len(voters), 'elector')} · {asked} · {voted:,} of {len(all_):,} have voted{up_to}",
                ),
                columns=columns,
                sections=sections,
                fill_ins=("out at", "back at"),
                foot=privacy(ours.organiser, ours.telephone, names=True),
                row_pt=19.0,
            )
        )
    return found


def _row(number: int, voter: VoterFacts, row: Callable[[VoterFacts], tuple[str, ...]]) -> Row:
    """Return a numbered row, and what the ledger keeps of it."""
    line = PrintedLine(
        number, voter.door_id, "", voter.door, voter.street, voter.id, voter.elector_number, voter.name
    )
    return Row((str(number), *row(voter)), line)


def _to_call(poll: PollFacts, order: PaperOrder) -> list[VoterFacts]:
    """Return who is at a door, may be called on, has not voted, and gave one of the answers asked for."""
    return [
        voter
        for voter in poll.voters
        if voter.door_id is not None
        and voter.called_on
        and not voter.voted
        and (not order.answers or voter.answer in order.answers)
    ]


def _by_post(voter: VoterFacts) -> bool:
    return "postal" in voter.absent.lower()


def _by_district(voters: Sequence[VoterFacts]) -> list[tuple[str, list[VoterFacts]]]:
    """Return the voters of each polling district, each in the order they came in."""
    found: dict[str, list[VoterFacts]] = {}
    for voter in voters:
        found.setdefault(voter.district, []).append(voter)
    return sorted(found.items())


def _asked(order: PaperOrder) -> str:
    return f"answers {' '.join(order.answers)}" if order.answers else "whatever they answered"


def _of_day(ours: OurFacts, poll: PollFacts) -> str:
    return f"{ours.campaign} · polling day {words.day(poll.day)}" if poll.day else ours.campaign


def _titled(what: str, district: str) -> str:
    return f"{what} {district}".strip()


def _without_number(district: str, count: int) -> str:
    there = f" in {district}" if district else ""
    if count == 1:
        return f"1 elector{there} has no number and stands on no pad."
    return f"{count:,} electors{there} have no number and stand on no pad."
