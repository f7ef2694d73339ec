"""What to do next, decided from counts: no widgets, no reading.

The steps stand in the order of the work; the first is the one to take.
"""

from dataclasses import dataclass, field
from datetime import date

from ui.language import tr

_OLD_REGISTER_DAYS = 35  # notices of alteration come monthly
_LONG_OUT_DAYS = 7


@dataclass(frozen=True, slots=True)
class State:
    """The open campaign in figures."""

    doors: int = 0
    electors: int = 0
    register_date: str = ""
    has_map: bool = False
    unplaced: int = 0
    plans: int = 0
    rounds: int = 0
    holes: tuple[str, ...] = ()
    """The rounds that nobody has, as their people call them."""
    stale: tuple[tuple[int, str, int], ...] = ()
    """The plans that the register has moved away from: id, name, and how many doors came or were left by everybody."""
    volunteers: int = 0
    sheets_out: int = 0
    out_since: str = ""
    """When the oldest of them was printed."""
    sheets_back: int = 0
    sheets_keyed: int = 0
    sheets_lost: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One line: what is so, what to do about it, and where."""

    text: str
    does: str
    screen: str
    what: dict[str, object] = field(default_factory=dict)


def next_steps(state: State, today: date) -> list[Step]:
    """Return what there is to do, the next thing first."""
    if not state.doors:
        return [Step(tr("There is nobody in this campaign yet."), tr("Import the register"), "import")]
    steps = [
        _map(state),
        _back(state),
        *_stale(state),
        _plan_or_paper(state),
        _out(state, today),
        _holes(state),
        _unplaced(state),
        _lost(state),
        _old_register(state, today),
    ]
    return [step for step in steps if step]


def _map(state: State) -> Step | None:
    if state.has_map:
        return None
    text = tr("There is no map, so rounds cannot follow the streets.")
    return Step(text, tr("Import a map extract"), "import")


def _back(state: State) -> Step | None:
    if not (state.plans and state.sheets_back):
        return None
    return Step(tr("%Ln sheet(s) back and not keyed yet.", state.sheets_back), tr("Key in"), "key")


def _stale(state: State) -> list[Step]:
    return [
        Step(
            tr(
                "“{plan}” is older than the register: %Ln door(s) came or were left by everybody.", doors
            ).format(plan=name),
            tr("Bring it up to date"),
            "rounds",
            {"plan": plan_id},
        )
        for plan_id, name, doors in state.stale
    ]


def _plan_or_paper(state: State) -> Step | None:
    if not state.plans:
        return Step(tr("The ward is not cut into rounds yet."), tr("Make a plan"), "rounds")
    if state.sheets_out + state.sheets_back + state.sheets_keyed:
        return None
    text = tr("%Ln round(s) ready, nothing printed yet.", state.rounds)
    return Step(text, tr("Print walk sheets"), "print")


def _out(state: State, today: date) -> Step | None:
    if not state.sheets_out:
        return None
    text = tr("%Ln sheet(s) not back.", state.sheets_out)
    days = _age_days(state.out_since, today)
    if days is not None and days >= _LONG_OUT_DAYS:
        text += " " + tr("The oldest went out %Ln day(s) ago.", days)
    return Step(text, tr("Key in what came back"), "key")


def _holes(state: State) -> Step | None:
    if not state.holes:
        return None
    if len(state.holes) == 1:
        text = tr("{round} has nobody.").format(round=state.holes[0])
    else:
        text = tr("%Ln round(s) have nobody, the first is {round}.", len(state.holes)).format(
            round=state.holes[0]
        )
    return Step(text, tr("Give them to someone"), "volunteers")


def _unplaced(state: State) -> Step | None:
    if not state.unplaced:
        return None
    text = tr("%Ln door(s) could not be placed.", state.unplaced)
    return Step(text, tr("Place by hand"), "register", {"tab": "unplaced"})


def _lost(state: State) -> Step | None:
    if not state.sheets_lost:
        return None
    return Step(tr("%Ln sheet(s) lost.", state.sheets_lost), tr("See the ledger"), "print", {"tab": "ledger"})


def _old_register(state: State, today: date) -> Step | None:
    age = _age_days(state.register_date, today)
    if age is None or age <= _OLD_REGISTER_DAYS:
        return None
    return Step(tr("The register is %Ln day(s) old.", age), tr("Import a newer one"), "import")


def _age_days(iso: str, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(iso[:10])).days
    except ValueError:
        return None
