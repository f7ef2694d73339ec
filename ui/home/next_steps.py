"""What to do next, decided from counts: no widgets, no reading.

The steps stand in the order of the work; the first is the one to take.
"""

from dataclasses import dataclass, field
from datetime import date

_OLD_REGISTER_DAYS = 35  # notices of alteration come monthly


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
    holes: int = 0  # rounds that nobody has
    volunteers: int = 0
    sheets_out: int = 0
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
        return [Step("There is nobody in this campaign yet.", "Import the register", "import")]
    steps = []
    if not state.has_map:
        steps.append(
            Step("There is no map, so rounds cannot follow the streets.", "Import a map extract", "import")
        )
    if state.plans and state.sheets_back:
        steps.append(Step(f"{_n(state.sheets_back, 'sheet')} back and not keyed yet.", "Key in", "key"))
    if not state.plans:
        steps.append(Step("The ward is not cut into rounds yet.", "Make a plan", "rounds"))
    elif not state.sheets_out + state.sheets_back + state.sheets_keyed:
        steps.append(
            Step(f"{_n(state.rounds, 'round')} ready, nothing printed yet.", "Print walk sheets", "print")
        )
    if state.sheets_out:
        steps.append(
            Step(f"{_n(state.sheets_out, 'sheet')} out with walkers.", "Key in what came back", "key")
        )
    if state.holes:
        verb = "has" if state.holes == 1 else "have"
        steps.append(Step(f"{_n(state.holes, 'round')} {verb} nobody.", "Give them to someone", "volunteers"))
    if state.unplaced:
        steps.append(
            Step(
                f"{_n(state.unplaced, 'door')} could not be placed.",
                "Place by hand",
                "register",
                {"tab": "unplaced"},
            )
        )
    if state.sheets_lost:
        steps.append(
            Step(f"{_n(state.sheets_lost, 'sheet')} lost.", "See the ledger", "print", {"tab": "ledger"})
        )
    age = _age_days(state.register_date, today)
    if age is not None and age > _OLD_REGISTER_DAYS:
        steps.append(Step(f"The register is {age} days old.", "Import a newer one", "import"))
    return steps


def _n(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def _age_days(iso: str, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(iso[:10])).days
    except ValueError:
        return None
