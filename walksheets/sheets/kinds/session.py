"""What is said for a canvass session: the cover that tells who goes where, and each round's board sheet.

Bears volunteers' names, no elector's. Pure: facts in, lists out.
"""

from walksheets.sheets import words
from walksheets.sheets.content import PrintedLine, canvass_stretches, stretch_words
from walksheets.sheets.facts import RoundFacts
from walksheets.sheets.kinds.facts import OurFacts, PlanFacts
from walksheets.sheets.kinds.listing import FIGURES, LINE, Column, Listing, Row, Section
from walksheets.sheets.kinds.order import PaperOrder
from walksheets.sheets.stretches import short_label

_OUT_AT_ONCE = 6  # canvassers one board runner sends from door to door
_PASSED_ROUND = "No elector is named here."


def session_cover(ours: OurFacts, plan: PlanFacts, order: PaperOrder) -> Listing:
    """Return who takes which round, with room for when and how it went."""
    rows = tuple(
        Row((str(each.number), each.name, str(_doors(each)), each.volunteer, "", "", "", ""))
        for each in plan.rounds
    )
    counted = (
        f"{words.count(len(plan.rounds), 'round')} · {words.count(sum(map(_doors, plan.rounds)), 'door')}"
    )
    return Listing(
        title=f"Session: {plan.name}",
        lines=(ours.campaign, counted),
        message=_meeting(order),
        columns=(
            Column("", 28, FIGURES, bold=True),
            Column("round", bold=True),
            Column("doors", 34, FIGURES),
            Column("who goes", kind=LINE, share=0.9),
            Column("out at", 46, LINE),
            Column("back at", 46, LINE),
            Column("knocked", 48, LINE),
            Column("spoken to", 48, LINE),
        ),
        sections=(Section(rows=rows),),
        fill_ins=(
            *_not_said(order),
            "doors knocked",
            "electors spoken to",
            "posters",
            "lifts",
            "new helpers",
        ),
        foot=(_PASSED_ROUND, f"Late, lost or something wrong? Ring {ours.ring}."),
        row_pt=23.0,
    )


def board_sheet(ours: OurFacts, plan: PlanFacts, each: RoundFacts, order: PaperOrder) -> Listing:
    """Return the sheet on which a board runner sends canvassers from door to door of one round."""
    sections = [Section("Who is out", "write initials below a door when somebody is sent there", _crew())]
    number = 0
    for part in canvass_stretches(each):
        doors = [household.door for household in part.households]
        in_building = bool(part.stretch.building)
        labels = tuple(short_label(door, in_building=in_building) for door in doors)
        said = ", ".join(filter(None, (stretch_words(part.stretch, doors), part.approach)))
        lines = tuple(
            PrintedLine(number + place, door.id, door.flat, door.number, door.street)
            for place, door in enumerate(doors, 1)
        )
        number += len(doors)
        sections.append(Section(part.stretch.street or "No street given", said, cells=labels, lines=lines))
    return Listing(
        title=f"Board: round {each.number} {each.name}".strip(),
        lines=(
            f"{ours.campaign} · {plan.name}",
            f"{words.count(_doors(each), 'door')} · {words.minutes(each.minutes)}",
        ),
        message=_meeting(order),
        of_round=each,
        columns=(
            Column("canvasser", kind=LINE),
            Column("initials", 60, LINE),
            Column("out at", 60, LINE),
            Column("back at", 60, LINE),
            Column("knocked", 60, LINE),
            Column("spoken to", 60, LINE),
        ),
        sections=tuple(sections),
        fill_ins=("started", "finished", "doors knocked", "spoken to", "not home"),
        foot=(_PASSED_ROUND, f"Answers go on the canvass sheets. Ring {ours.ring}."),
        row_pt=22.0,
        cell_pt=(46.0, 32.0),
    )


def _doors(each: RoundFacts) -> int:
    return sum(not door.left_alone for door in each.doors)


def _crew() -> tuple[Row, ...]:
    return (Row(("",) * 6),) * _OUT_AT_ONCE


def _meeting(order: PaperOrder) -> str:
    """Return when and where to meet, as far as it is known."""
    times = " to ".join(filter(None, (order.starts, order.ends)))
    when = " ".join(filter(None, (words.day(order.when), times)))
    return " · ".join(filter(None, (when, f"meet at {order.meet}" if order.meet else "")))


def _not_said(order: PaperOrder) -> tuple[str, ...]:
    """Return what has to be written by hand because the order does not say it."""
    asked = (("date", order.when), ("meet at", order.meet), ("from", order.starts), ("to", order.ends))
    return tuple(word for word, said in asked if not said)
