"""The lists of Progress: which columns each has, and what is said when it is empty."""

from collections.abc import Callable

from ui import theme
from ui.language import day, tr
from ui.reports.list_tab import ListTab, quiet
from ui.sheets import paper_words
from ui.widgets.table import Column
from walksheets.reports import Delivery, Evening, KnockedTwice, PaperCount, day_of
from walksheets.results import Disagreement, FollowUp, Result
from walksheets.sheets import Chase

Export = Callable[[str], None]


def evenings(export: Export) -> ListTab:
    """Make the list of evenings."""
    return ListTab(
        tr("Evenings"), "evenings",
        [
            Column[Evening](tr("Day"), lambda e: day(e.day), sort=lambda e: e.day, width=142, bold=True),
            Column[Evening](tr("Lines"), lambda e: f"{e.keyed:,}", sort=lambda e: e.keyed, width=62, right=True),
            Column[Evening](tr("Called on"), lambda e: f"{e.called_on:,}", sort=lambda e: e.called_on, width=86, right=True),
            Column[Evening](tr("Spoken to"), lambda e: f"{e.spoken_to:,}", sort=lambda e: e.spoken_to, width=90, right=True),
            Column[Evening](tr("Contact"), lambda e: f"{e.contact_rate:.0%}" if e.called_on else "–", sort=lambda e: e.contact_rate, width=84, right=True),
            Column[Evening](tr("Leaflets"), lambda e: f"{e.delivered:,}" if e.delivered else "–", sort=lambda e: e.delivered, width=0, right=True),
        ],
        (tr("No evening yet"), tr("Each day that somebody was out stands here once its sheets are keyed.")),
        export,
    )  # fmt: skip


def missing(export: Export) -> ListTab:
    """Make the list of sheets that are out."""
    c = theme.colours()
    return ListTab(
        tr("Sheets missing"), "missing-sheets",
        [
            Column[Chase](tr("Days"), lambda m: str(m.days), sort=lambda m: m.days, width=58, right=True, bold=True,
                                  ink=lambda m: c.bad if m.days > 14 else c.warn if m.days > 7 else None),
            Column[Chase](tr("Who"), lambda m: m.holder or tr("nobody"), width=160),
            Column[Chase](tr("Telephone"), lambda m: m.telephone, width=124, contact=True),
            Column[Chase](tr("Plan"), lambda m: m.plan, width=130, ink=quiet),
            Column[Chase](tr("Round"), lambda m: m.about, sort=lambda m: (m.round_number, m.round_name), tip=lambda m: m.round_name),
            Column[Chase](tr("Sheets"), lambda m: " ".join(m.codes), width=270, tip=lambda m: " ".join(m.codes)),
            Column[Chase](tr("Since"), lambda m: day(m.since), sort=lambda m: m.since, width=132, ink=quiet),
        ],
        (tr("No sheet is missing"), tr("Sheets that were printed and have not come back stand here, with whom and for how long.")),
        export,
    )  # fmt: skip


def papers(export: Export) -> ListTab:
    """Make the list of the other papers, counted by where they are."""
    return ListTab(
        tr("Other papers"), "papers",
        [
            Column[PaperCount](tr("Paper"), lambda p: paper_words.title(p.kind), bold=True),
            Column[PaperCount](tr("Plan"), lambda p: p.plan or "–", width=180, ink=quiet),
            Column[PaperCount](tr("Pages"), lambda p: f"{p.pages:,}", sort=lambda p: p.pages, width=70, right=True),
            Column[PaperCount](tr("Not handed out"), lambda p: f"{p.printed:,}", sort=lambda p: p.printed, width=122, right=True),
            Column[PaperCount](tr("Out"), lambda p: f"{p.out:,}", sort=lambda p: p.out, width=70, right=True),
            Column[PaperCount](tr("Back"), lambda p: f"{p.back:,}", sort=lambda p: p.back, width=70, right=True),
            Column[PaperCount](tr("Scanned"), lambda p: f"{p.scanned:,}", sort=lambda p: p.scanned, width=82, right=True),
            Column[PaperCount](tr("Lost"), lambda p: f"{p.lost:,}", sort=lambda p: p.lost, width=70, right=True),
            Column[PaperCount](tr("Destroyed"), lambda p: f"{p.destroyed:,}", sort=lambda p: p.destroyed, width=94, right=True),
        ],
        (tr("No other paper yet"), tr("Pads, knock-up sheets, lists and covers stand here once they are printed: how many are out, back, lost.")),
        export,
    )  # fmt: skip


def knocked_twice(export: Export) -> ListTab:
    """Make the list of doors knocked twice."""
    return ListTab(
        tr("Knocked twice"), "knocked-twice",
        [
            Column[KnockedTwice](tr("Door"), lambda k: k.address, width=240, bold=True),
            Column[KnockedTwice](tr("Times"), lambda k: str(len(k.visits)), sort=lambda k: len(k.visits), width=64, right=True),
            Column[KnockedTwice](tr("When, on which sheet, what was heard"), _visits, tip=_visits),
        ],
        (tr("No door was knocked twice"), tr("Doors that were called on from two sheets stand here; keyed late, the same street is walked again.")),
        export,
    )  # fmt: skip


def _visits(row: KnockedTwice) -> str:
    return "   ·   ".join(f"{day(when)}, {sheet}: {heard}" for when, sheet, heard in row.visits)


def differences(export: Export) -> ListTab:
    """Make the list of electors with different answers."""
    return ListTab(
        tr("Different answers"), "differences",
        [
            Column[Disagreement](tr("Number"), lambda d: d.elector_number or "–", width=104, ink=quiet),
            Column[Disagreement](tr("Elector or door"), _who, width=220, bold=True),
            Column[Disagreement](tr("What was heard, the newest first"), lambda d: "   ·   ".join(map(_heard, d.answers)),
                                 tip=lambda d: "\n".join(map(_heard, d.answers))),
            Column[Disagreement](tr("Plan"), lambda d: d.plan, width=150, ink=quiet),
        ],
        (tr("Nobody gave two answers"), tr("When two sheets say different things of one elector, both stand here and one key settles which holds.")),
        export,
    )  # fmt: skip


def _who(row: Disagreement) -> str:
    newest = row.answers[0]
    return row.elector_name or " ".join(filter(None, (newest.flat, newest.number, newest.street)))


def _heard(answer: Result) -> str:
    return f"{answer.result}  ({day(day_of(answer))}, {answer.sheet}, {answer.keyed_by})"


def deliveries(export: Export) -> ListTab:
    """Make the delivery ledger."""
    return ListTab(
        tr("Deliveries"), "deliveries",
        [
            Column[Delivery](tr("Leaflet"), lambda d: d.plan, width=140),
            Column[Delivery](tr("Round"), lambda d: f"{d.round_number}  {d.round_name}", sort=lambda d: d.round_number, tip=lambda d: d.round_name),
            Column[Delivery](tr("Deliverer"), lambda d: d.deliverer or tr("nobody"), width=150),
            Column[Delivery](tr("Day"), lambda d: day(d.day) or tr("not yet"), sort=lambda d: d.day, width=128),
            Column[Delivery](tr("Boxes"), lambda d: f"{d.letterboxes:,}", sort=lambda d: d.letterboxes, width=64, right=True),
            Column[Delivery](tr("Done"), lambda d: f"{d.delivered:,}", sort=lambda d: d.delivered, width=60, right=True, bold=True),
            Column[Delivery](tr("Left out"), lambda d: f"{d.left_out:,}", sort=lambda d: d.left_out, width=74, right=True),
            Column[Delivery](tr("To go"), lambda d: f"{d.waiting:,}", sort=lambda d: d.waiting, width=62, right=True),
            Column[Delivery](tr("Over"), lambda d: _or_dash(d.left_over), sort=lambda d: d.left_over or 0, width=58, right=True),
            Column[Delivery](tr("Minutes"), lambda d: _or_dash(d.minutes), sort=lambda d: d.minutes or 0.0, width=76, right=True),
            Column[Delivery](tr("Sec. each"), lambda d: _or_dash(d.seconds_a_door), sort=lambda d: d.seconds_a_door or 0.0, width=86, right=True),
        ],
        (tr("No leaflet sheets yet"), tr("Each leaflet in each round stands here: by whom, on which day, how many letterboxes, how many minutes.")),
        export,
    )  # fmt: skip


def _or_dash(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def follow_ups(export: Export) -> ListTab:
    """Make the list of follow-ups."""
    c = theme.colours()
    return ListTab(
        tr("Follow-ups"), "follow-ups",
        [
            Column[FollowUp](tr("What"), lambda f: f.kind, width=130, bold=True),
            Column[FollowUp](tr("Elector"), lambda f: f.elector_name or "–", width=190),
            Column[FollowUp](tr("Address"), lambda f: f.address, width=180, sort=lambda f: (f.street, f.number)),
            Column[FollowUp](tr("Result"), lambda f: f.result, width=62),
            Column[FollowUp](tr("Note"), lambda f: f.note, tip=lambda f: f.note),
            Column[FollowUp](tr("Asked"), lambda f: day(f.asked_at), sort=lambda f: f.asked_at, width=128, ink=quiet),
            Column[FollowUp](tr("Sheet"), lambda f: f"{f.sheet} · {f.line}", width=96, ink=quiet),
            Column[FollowUp](tr("State"), lambda f: tr("done by {who}").format(who=f.done_by) if f.done_at else tr("waits"), width=110,
                             ink=lambda f: c.good if f.done_at else c.warn),
        ],
        (tr("Nothing to follow up"), tr("Posters, lifts and postal-vote forms promised at the doors stand here until somebody has seen to them.")),
        export,
    )  # fmt: skip
