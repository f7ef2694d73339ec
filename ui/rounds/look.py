"""Reading a plan for the screen: its rounds, its doors in walking order, and the doors as coloured dots.

Runs in a job; gives one frozen picture that the view shows without asking further.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ui.map.colour_vision import apart
from ui.map.colouring import colour_groups, neighbours
from ui.map.doors import ASIDE, DoorDots, spread
from ui.rounds.compare import Comparison, compare
from ui.theme import colours as theme_colours
from walksheets.campaign import Campaign
from walksheets.places import Door, HardToReach, LocalPlane
from walksheets.rounds import DoorAside, Lock, LockCost, Plan, Round, RoundDoor


@dataclass(frozen=True)
class Board:
    """Everything the screen shows of one plan. `dots` are in the order of `doors`."""

    plans: tuple[Plan, ...]
    plan: Plan | None
    rounds: tuple[Round, ...]
    walks: dict[int, tuple[RoundDoor, ...]]  # by round id, in walking order
    colours: dict[int, int]  # by round id
    doors: tuple[Door, ...]
    dots: DoorDots
    plane: LocalPlane
    new_doors: int  # doors that stand in no round of the plan
    emptied: int = 0  # doors in a round whose electors have all gone
    reach: HardToReach = field(default_factory=HardToReach)  # doors that nobody can simply walk to
    aside: tuple[DoorAside, ...] = ()  # doors that go by post or to nobody
    locks: tuple[Lock, ...] = ()
    costs: tuple[LockCost, ...] = ()  # of the locks, once they are measured

    def round_at(self, group: int) -> Round | None:
        """Return the round with a place in the list."""
        return self.rounds[group] if 0 <= group < len(self.rounds) else None

    def group_of(self, round_id: int) -> int | None:
        """Return a round's place in the list."""
        return next((at for at, each in enumerate(self.rounds) if each.id == round_id), None)

    def barriers(self) -> tuple["np.ndarray[tuple[int, int], np.dtype[np.float64]]", ...]:
        """Return the lines that the plan's rounds do not cross, in local metres."""
        lines = self.plan.request.barriers if self.plan else ()
        return tuple(self.plane.to_xy(*np.array(line).T) for line in lines)

    def meeting(self) -> tuple[float, float] | None:
        """Return where the plan's rounds begin, in local metres; None where that is anywhere."""
        start = self.plan.request.start if self.plan else None
        if start is None:
            return None
        x, y = self.plane.to_xy(*start).tolist()
        return x, y

    def held(self) -> dict[int, int]:
        """Return each door's round by id."""
        return {row.door.id: round_id for round_id, rows in self.walks.items() for row in rows}

    def plan_named(self, plan: object) -> Plan | None:
        """Return the plan of a name or an id."""
        return next((each for each in self.plans if plan in (each.id, each.name)), None)


def look(campaign: Campaign, wanted: int | str | None, reach: HardToReach | None = None) -> Board:
    """Read the plan asked for, or the newest one; `reach` as it is known, where doors and map have not changed."""
    plans = tuple(campaign.rounds.plans())
    plan = next((each for each in plans if wanted in (each.id, each.name)), plans[-1] if plans else None)
    plane = campaign.places.projection()
    if plan is None:
        doors = tuple(campaign.places.doors())
        dots = _dots(plane, doors, [-1] * len(doors), {})
        return Board(plans, None, (), {}, {}, doors, dots, plane, 0)
    rounds = tuple(campaign.rounds.rounds(plan.id))
    walks: dict[int, list[RoundDoor]] = {each.id: [] for each in rounds}
    for row in campaign.rounds.plan_doors(plan.id):
        walks[row.round_id].append(row)
    at = {each.id: place for place, each in enumerate(rounds)}
    inside = {row.door.id for rows in walks.values() for row in rows}
    outside = [door for door in campaign.places.doors() if door.id not in inside]
    doors = (*(row.door for rows in walks.values() for row in rows), *outside)
    aside = tuple(campaign.rounds.aside(plan.id))
    gone = {each.door.id for each in aside}
    groups = [at[round_id] for round_id, rows in walks.items() for _ in rows]
    groups += [ASIDE if door.id in gone else -1 for door in outside]
    colours = _colours(plane, doors, groups)
    news = campaign.rounds.plan_news(plan.id)
    return Board(
        plans=plans,
        plan=plan,
        rounds=rounds,
        walks={round_id: tuple(rows) for round_id, rows in walks.items()},
        colours={each.id: colours.get(place, 0) for place, each in enumerate(rounds)},
        doors=doors,
        dots=_dots(plane, doors, groups, colours),
        plane=plane,
        new_doors=len(news.new),
        emptied=len(news.emptied),
        reach=campaign.places.hard_to_reach(doors) if reach is None else reach,
        aside=aside,
        locks=campaign.rounds.locks(plan.id),
        costs=campaign.rounds.costs(plan.id),
    )


def look_beside(campaign: Campaign, board: Board, other: Plan) -> Comparison:
    """Read another plan and compare the board's with it."""
    rows = campaign.rounds.plan_doors(other.id)
    held = {row.door.id: row.round_id for row in rows}
    rounds = campaign.rounds.rounds(other.id)
    return compare(board.rounds, board.held(), other.name, rounds, held, board.dots.ids.tolist())


def positions(
    plane: LocalPlane, doors: Sequence[Door]
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Return (N, 2) metres of doors, NaN for those that are not placed."""
    if not doors:
        return np.zeros((0, 2))
    lat = np.array([np.nan if door.lat is None else door.lat for door in doors])
    lon = np.array([np.nan if door.lon is None else door.lon for door in doors])
    there = ~np.isnan(lat)
    xy = np.full((len(doors), 2), np.nan)
    if there.any():
        xy[there] = plane.to_xy(lat[there], lon[there])
    return xy


def _colours(plane: LocalPlane, doors: Sequence[Door], groups: list[int]) -> dict[int, int]:
    beside = neighbours(positions(plane, doors), np.asarray(groups, dtype=np.int64))
    return colour_groups(beside, apart(theme_colours().rounds))


def _dots(plane: LocalPlane, doors: Sequence[Door], groups: list[int], colours: dict[int, int]) -> DoorDots:
    return DoorDots.make(
        [door.id for door in doors],
        spread(positions(plane, doors)),
        groups,
        [colours.get(group, -1) for group in groups],
        [door.number or door.flat for door in doors],
        [door.address for door in doors],
    )
