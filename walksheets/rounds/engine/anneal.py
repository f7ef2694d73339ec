"""One stage of the search: from rounds of pieces to better rounds, cooling as the budget is used up."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from walksheets.rounds.engine import visits
from walksheets.rounds.engine.budget import Budget
from walksheets.rounds.engine.distances import Where
from walksheets.rounds.engine.kernel import Seed
from walksheets.rounds.engine.pieces import Pieces, near_m
from walksheets.rounds.engine.ruin_recreate import search
from walksheets.rounds.engine.walk_order import walk_order

STRING = 10.0
REMOVED = 10.0
GAP_M = 100.0
"""A way longer than this tears a round in two."""
SLACK = 0.002
"""How far below the tolerance the search aims, since what it counts is not yet the final order."""
POLISH_SHAKES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What stays the same through all stages of one part's search."""

    where: Where
    ends_m: NDArray[np.float64]
    """(2, S) metres to a round's first stop and from its last one."""
    metres_a_minute: float
    tolerance: float
    most_minutes: float
    """No round may take longer, whatever the mean."""
    state: Seed
    shares: NDArray[np.float64] | None = None
    """(K,) what each round should take over the mean; None: all alike."""


@dataclass(slots=True)
class Stage:
    """How hot it begins and ends, and what counts beside the walking."""

    hot: float
    cold: float
    over_m: float = 150.0
    """Metres that a minute beyond the limit counts."""
    even_m: float = 0.0
    """Metres that being as far from the mean as the tolerance allows counts; it grows with the square."""
    gap_m: float = 0.0
    """Metres that a gap counts, however short: each tears the round."""
    gap_weight: float = 0.0
    """How much more each metre of it counts beyond the first hundred."""
    home_m: float = 0.0
    polish: tuple[float, ...] = ()
    """After which shares of the stage each round's order is mended by itself."""


Sequences = list[NDArray[np.int32]]


def anneal(
    task: Task, pieces: Pieces, rounds: Sequences, turned: NDArray[np.int32], stage: Stage, budget: Budget,
    doing: str, bias: NDArray[np.float64] | None = None, around: NDArray[np.bool_] | None = None,
) -> tuple[Sequences, NDArray[np.int32]]:  # fmt: skip
    """Search from `rounds` (pieces in order, `turned` where walked backwards); return the best met, likewise.

    `bias` are minutes a round takes beyond what is counted here; `around` (stops,) says where to search, everywhere
    if it is not given.
    """
    seeds = np.arange(len(pieces.stops), dtype=np.int32)
    if around is not None:
        seeds = seeds[[bool(around[run].any()) for run in pieces.stops]]
    links = visits.linked(rounds, turned)
    best = links.copy()
    table = near_m(pieces, task.where)
    extra = np.zeros(len(rounds)) if bias is None else bias
    polish = list(stage.polish)
    for iterations, done in budget.steps(doing):
        if polish and done >= polish[0]:
            polish.pop(0)
            links = _polished(task, pieces, best)
            best = links.copy()
        settings, counted, cost = _settings(
            task, pieces, best, stage, stage.hot * (stage.cold / stage.hot) ** done, extra
        )
        search(
            iterations, links, best, cost, pieces.ends, pieces.weight, pieces.near, table, task.ends_m, task.where,
            settings, counted, seeds, task.state,
        )  # fmt: skip
    if stage.polish:
        best = _polished(task, pieces, best)
    return visits.unlinked(best, len(pieces.stops)), best[visits.TURNED, : len(pieces.stops)]


def _settings(
    task: Task,
    pieces: Pieces,
    best: visits.Links,
    stage: Stage,
    temperature: float,
    bias: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Return the settings for the next step, the limit drawn round the best's mean; the bias; what the best costs.

    Rounds that are to be smaller get as many minutes of bias as bring all to one limit.
    """
    settings = np.zeros(visits.SETTINGS)
    settings[visits.OVER_M], settings[visits.METRES_A_MINUTE] = stage.over_m, task.metres_a_minute
    settings[visits.GAP_FROM_M], settings[visits.GAP_M] = GAP_M, stage.gap_m
    settings[visits.GAP_WEIGHT] = stage.gap_weight
    settings[visits.HOME_M] = stage.home_m
    settings[visits.TEMPERATURE] = float(f"{temperature:.6g}")  # alike on every machine
    settings[visits.STRING], settings[visits.REMOVED] = STRING, REMOVED
    onward, load = np.zeros(best.shape[1]), np.zeros(len(bias))
    count = (best, onward, load, pieces.ends, pieces.weight, task.ends_m, task.where, settings, bias)
    visits.recount(*count)
    mean = float(load.mean())
    limit, least = mean * (1 + task.tolerance - SLACK), mean
    settings[visits.MEAN] = mean
    if task.shares is not None:
        bias = bias + (task.shares.max() - task.shares) * limit
        limit, least = limit * float(task.shares.max()), mean * float(task.shares.min())
        settings[visits.MEAN] = limit  # the squares about any middle are least where rounds are alike
        count = (*count[:-1], bias)
    settings[visits.LIMIT] = min(limit, task.most_minutes)
    settings[visits.EVEN_M] = stage.even_m / max(task.tolerance * least, 1e-6) ** 2
    return settings, bias, float(visits.recount(*count))


def _polished(task: Task, pieces: Pieces, links: visits.Links) -> visits.Links:
    """Mend the order inside each round of single stops."""
    rounds = visits.unlinked(links, len(pieces.stops))
    if max((len(some) for some in pieces.stops), default=1) > 1:
        return links
    mended = []
    for some in rounds:
        before, after = task.ends_m[:, some]
        mended.append(
            walk_order(some, task.where, "shortest", task.state, before, after, shakes_a_stop=POLISH_SHAKES)
        )
    return visits.linked(mended, links[visits.TURNED, : len(pieces.stops)])
