"""Who should take which round: an assignment problem whose costs are metres, with its reasons in words.

Pure: facts in, suggestions out. A round goes to somebody of the right role who can carry it; near
home, the one who usually has it, and one round each before anybody has two.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from walksheets.volunteers.records import ROLE_FOR, Suggestion, Volunteer

# What each thing is worth, in metres of distance from home. They rank; nobody measured them.
UNKNOWN_HOME_M = 1_500.0
USUAL_ROUND_M = 3_000.0  # less, for having had all of the doors before
ANOTHER_ROUND_M = 800.0  # more, for each round they have already
LONGER_ROUND_M = 3_000.0  # more, for a beginner, by how far the round passes the mean
STAIRS_M = 2_000.0  # more, for somebody without stairs where all are flats
BY_CAR = 0.3  # of the distance counts
USUAL = 0.5  # of the doors: from here on it is their usual round

_NOBODY = 1e6
_NEVER = 1e9

XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Task:
    """A round as a volunteer sees it. `ends` are where it may begin, in local metres."""

    round_id: int
    number: int
    name: str
    doors: int
    minutes: float
    flats: float  # share of the doors, 0 to 1
    ends: tuple[XY, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A volunteer as the matching sees them: home in local metres, and what they hold of this plan."""

    volunteer: Volunteer
    home: XY | None
    rounds_held: int = 0
    doors_held: int = 0

    @property
    def room(self) -> float:
        """Return how many more letterboxes they take; who has not said takes one round of any size."""
        if self.volunteer.max_letterboxes is None:
            return np.inf if not self.rounds_held else 0
        return self.volunteer.max_letterboxes - self.doors_held


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the matching goes by. `usual` tells the share of a round's doors somebody had, and in which plan."""

    kind: str
    tasks: Sequence[Task]
    candidates: Sequence[Candidate]
    mean_minutes: float
    usual: Mapping[tuple[int, int], tuple[float, str]] = field(default_factory=dict)


def suggest(facts: Facts) -> list[Suggestion]:
    """Return for each task who should take it and why, or why nobody can, in the tasks' order."""
    costs = np.array([[_cost(facts, task, who) for who in facts.candidates] for task in facts.tasks])
    chosen = _solve(facts, costs.reshape(len(facts.tasks), len(facts.candidates)))
    given: dict[int, int] = defaultdict(int)
    suggestions = []
    for task, column in zip(facts.tasks, chosen, strict=True):
        if column is None:
            who, reason = None, _why_nobody(facts, task)
        else:
            candidate = facts.candidates[column]
            given[column] += 1
            who, reason = (
                candidate.volunteer,
                _reason(facts, task, candidate, candidate.rounds_held + given[column]),
            )
        suggestions.append(
            Suggestion(
                task.round_id,
                task.number,
                task.name,
                who.id if who else None,
                who.name if who else "",
                reason,
            )
        )
    return suggestions


def ranked(facts: Facts, task: Task, most: int) -> list[Suggestion]:
    """Return who could take one task and why, the likeliest first; whoever has rounds already comes later."""
    costs = [
        (_cost(facts, task, who) + who.rounds_held * ANOTHER_ROUND_M, at)
        for at, who in enumerate(facts.candidates)
    ]
    able = sorted((cost, at) for cost, at in costs if cost < _NOBODY)[:most]
    found = []
    for _, at in able:
        who = facts.candidates[at]
        reason = _reason(facts, task, who, who.rounds_held + 1)
        found.append(
            Suggestion(task.round_id, task.number, task.name, who.volunteer.id, who.volunteer.name, reason)
        )
    return found


def _solve(facts: Facts, costs: NDArray[np.float64]) -> list[int | None]:
    """Return the candidate's index for each task; nobody is given more than they carry.

    Each candidate has as many places as small rounds would fit; whoever ends up with too much loses
    a place, and it is solved again.
    """
    tasks = len(facts.tasks)
    if not costs.size:
        return [None] * tasks
    least = min(task.doors for task in facts.tasks) or 1
    places = [
        0 if c.room < least else 1 if c.room == np.inf else int(c.room // least) for c in facts.candidates
    ]
    while True:
        owner = [i for i, count in enumerate(places) for _ in range(min(count, tasks))]
        turn = [n for count in places for n in range(min(count, tasks))]
        later = np.array([facts.candidates[i].rounds_held + n for i, n in zip(owner, turn, strict=True)])
        matrix = np.hstack([costs[:, owner] + later * ANOTHER_ROUND_M, np.full((tasks, tasks), _NOBODY)])
        rows, columns = linear_sum_assignment(matrix)
        chosen: list[int | None] = [None] * tasks
        for row, column in zip(rows, columns, strict=True):
            if column < len(owner) and matrix[row, column] < _NOBODY:
                chosen[row] = owner[column]
        overfull = _overfull(facts, chosen)
        if not overfull:
            return chosen
        for i, count in overfull.items():
            places[i] = count - 1


def _overfull(facts: Facts, chosen: Sequence[int | None]) -> dict[int, int]:
    """Return the candidates who were given more doors than they carry, with how many rounds that was."""
    doors: dict[int, int] = defaultdict(int)
    rounds: dict[int, int] = defaultdict(int)
    for task, i in zip(facts.tasks, chosen, strict=True):
        if i is not None:
            doors[i] += task.doors
            rounds[i] += 1
    return {i: rounds[i] for i, total in doors.items() if total > facts.candidates[i].room}


def _cost(facts: Facts, task: Task, candidate: Candidate) -> float:
    """Return what giving the task to the candidate costs, in metres."""
    if not _suits(facts.kind, candidate.volunteer) or task.doors > candidate.room:
        return _NEVER
    away = _metres_from_home(task, candidate)
    cost = UNKNOWN_HOME_M if away is None else away * (BY_CAR if _has_car(candidate) else 1.0)
    share, _ = facts.usual.get((task.round_id, candidate.volunteer.id), (0.0, ""))
    cost -= USUAL_ROUND_M * share if share >= USUAL else 0.0
    if _needs_easy(candidate) and facts.mean_minutes:
        cost += LONGER_ROUND_M * max(task.minutes / facts.mean_minutes - 1, 0.0)
    if _no_stairs(candidate):
        cost += STAIRS_M * task.flats
    return float(cost)


def _suits(kind: str, volunteer: Volunteer) -> bool:
    """Tell whether the roles fit; who named none may be asked for anything."""
    return not volunteer.roles or ROLE_FOR[kind] in volunteer.roles


def _metres_from_home(task: Task, candidate: Candidate) -> float | None:
    if candidate.home is None or not task.ends:
        return None
    (x, y) = candidate.home
    return float(min(np.hypot(x - end[0], y - end[1]) for end in task.ends))


def _has_car(candidate: Candidate) -> bool:
    return "car" in candidate.volunteer.notes.casefold().split()


def _no_stairs(candidate: Candidate) -> bool:
    return "no stairs" in candidate.volunteer.notes.casefold()


def _not_alone(candidate: Candidate) -> bool:
    return "not alone" in candidate.volunteer.notes.casefold()


def _needs_easy(candidate: Candidate) -> bool:
    return candidate.volunteer.experience.casefold() == "new" or _not_alone(candidate)


def _reason(facts: Facts, task: Task, candidate: Candidate, turn: int) -> str:
    """Return why this person: "starts 400 m from home; took most of these doors last time"."""
    share, plan = facts.usual.get((task.round_id, candidate.volunteer.id), (0.0, ""))
    away = _metres_from_home(task, candidate)
    said = ["where home is, is not known" if away is None else f"starts {_metres(away)} from home"]
    if share >= USUAL:
        said.append(f"had {'all' if share > 0.99 else 'most'} of these doors in “{plan}”")
    if _has_car(candidate) and away is not None and away > 1_000:
        said.append("has a car")
    if _needs_easy(candidate) and task.minutes <= facts.mean_minutes:
        said.append("a shorter round, for a beginner" if not _not_alone(candidate) else "a shorter round")
    if _not_alone(candidate):
        said.append("wants company")
    if _no_stairs(candidate) and task.flats > 0:
        said.append(f"no stairs: {task.flats:.0%} of the doors are flats")
    if turn > 1:
        said.append(f"their round number {turn}")
    return "; ".join(said)


def _metres(away: float) -> str:
    return f"{away / 1000:.1f} km" if away >= 1_000 else f"{round(away, -1):.0f} m"


def _why_nobody(facts: Facts, task: Task) -> str:
    role = ROLE_FOR[facts.kind]
    suited = [c for c in facts.candidates if _suits(facts.kind, c.volunteer)]
    if not suited:
        return f"there is no {role}"
    most = max(
        (c.volunteer.max_letterboxes for c in suited if c.volunteer.max_letterboxes is not None), default=0
    )
    if not any(c.volunteer.max_letterboxes is None for c in suited) and most < task.doors:
        return f"{task.doors} doors are more than any {role} takes (at most {most})"
    return f"every {role} who takes {task.doors} doors has their rounds already"
