"""Our rounds beside everybody else's, on real towns: `python -m tests.benchmarks.rounds [--quick] [--only WORD]`.

One evaluator counts all walking, on the true network, with the same number of rounds. Limits are CPU seconds: ours
are turned into iterations first, so that a busy machine changes nothing. Needs ../shared/data and, for the peers,
requirements-benchmarks.txt.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.benchmarks import round_peers as peers
from tests.benchmarks.town import Town, stand
from walksheets.campaign import Campaign
from walksheets.places import Door
from walksheets.rounds import SplitRequest
from walksheets.rounds.engine import Locks, Problem, Split, Stop, Walk, Wanted, split
from walksheets.rounds.engine import solve as solving
from walksheets.rounds.engine.distances import along_m, matrix
from walksheets.rounds.engine.kernel import seeded
from walksheets.rounds.engine.neighbours import neighbours_of
from walksheets.rounds.engine.one_piece import Town as Whole
from walksheets.rounds.engine.split import where_among
from walksheets.rounds.engine.stops import stops_of
from walksheets.rounds.engine.walk_order import walk_order

DATA = Path(os.environ.get("WALKSHEETS_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "data"
LEAFLET = 0.25
TRIAL = 200_000
SEARCHED = "sharing out the streets", "moving single doors"


class Bench:
    """One town, how many rounds, and the rows of its table."""

    def __init__(
        self, folder: str, rounds: int, doors: int | None, seeds: list[int], ours_s: float, peer_s: float
    ):
        self.town = Town(DATA / folder, doors)
        self.problem = Problem(self.town.network, self.town.spots, np.full(len(self.town.rows), LEAFLET))
        self.rounds, self.seeds, self.ours_s, self.peer_s = rounds, seeds, ours_s, peer_s
        self.walk = Walk(self.problem)
        print(f"\n{folder}: {self.problem.doors} doors in {rounds} rounds, {ours_s:g} s against {peer_s:g} s")
        self.iterations = self._iterations(ours_s)
        found = [self._timed(seed) for seed in seeds]
        self.found = [one for one, _ in found]
        self.ours_m = statistics.median(one.walk_m.sum() for one in self.found)
        self.one = min(self.found, key=lambda one: abs(one.walk_m.sum() - self.ours_m))
        used = statistics.median(took for _, took in found)
        row(
            "ours, shortest order, m",
            f"{self.ours_m:.0f}",
            f"in {used:.1f} CPU s, {self.iterations} iterations",
        )
        row("minutes, largest to mean", f"{max(one.longest_to_mean for one in self.found):.3f}", "≤ 1.05")

    def _iterations(self, seconds: float) -> int:
        """Return how many iterations take so many CPU seconds: the search grows with them, the rest does not."""
        wanted, began = Wanted(rounds=self.rounds, order="shortest"), {}
        split(self.problem, wanted, Stop(iterations=200))  # compiled

        def told(_: float, doing: str) -> None:
            began.setdefault(doing, time.process_time())

        took = timed(lambda: split(self.problem, wanted, Stop(iterations=TRIAL), 1, told))[1]
        after = [at for doing, at in began.items() if at > began[SEARCHED[-1]]]
        searching = min(after) - began[SEARCHED[0]]
        return int(max(TRIAL * (seconds * 0.95 - (took - searching)) / searching, 1000))

    def _timed(self, seed: int) -> tuple[Split, float]:
        wanted = Wanted(rounds=self.rounds, order="shortest")
        return timed(lambda: split(self.problem, wanted, Stop(iterations=self.iterations), seed))

    def metres(self, rounds) -> float:
        return float(self.walk.measure(rounds).walk_m.sum())

    def tolerance(self) -> None:
        wanted = Wanted(rounds=self.rounds, tolerance=0.02)
        found = split(self.problem, wanted, Stop(iterations=self.iterations))
        row("minutes, largest to mean, when 1.02 is asked", f"{found.longest_to_mean:.3f}", "≤ 1.02")

    def hand(self) -> None:
        written, best = peers.by_hand(self.problem, self.town.rows, self.rounds)
        row("ours / streets by name, as written down", ratio(self.ours_m, self.metres(written)), "")
        row("ours / streets by name, best order", ratio(self.ours_m, self.metres(best)), "≤ 0.48")
        best = peers.by_postcode(self.problem, self.town.rows, self.rounds)
        row("ours / postcodes sorted in space", ratio(self.ours_m, self.metres(best)), "≤ 0.75")

    def bound(self) -> None:
        bound = peers.held_karp_m(self.problem, self.rounds, self.ours_m)
        row("ours / Held-Karp bound without balance", ratio(self.ours_m, bound), "≤ 1.12")

    def pyvrp(self) -> None:
        seconds, limit = self.peer_s, float(self.one.minutes.max())
        theirs, fits = peers.pyvrp(self.problem, self.rounds, seconds, minutes_limit=limit)
        said = "" if fits else " (PyVRP found none within the limit)"
        row("ours / PyVRP, same limit in minutes", ratio(self.ours_m, self.metres(theirs)), "≤ 0.90" + said)
        doors = 1.05 * self.problem.doors / self.rounds
        theirs, _ = peers.pyvrp(self.problem, self.rounds, seconds, doors_limit=doors)
        measured = self.walk.measure(theirs)
        longest = measured.minutes.max() / measured.minutes.mean()
        said = f"≤ 1.00 (PyVRP's longest {longest:.2f})"
        row("ours / PyVRP, 1.05 in doors only", ratio(self.ours_m, measured.walk_m.sum()), said)
        theirs, fits = peers.pyvrp(
            self.problem, self.rounds, seconds, minutes_limit=limit, start=self.one.rounds
        )
        said = "≥ 0.99" + ("" if fits else " (not feasible)")
        row("PyVRP started from ours / ours", ratio(self.metres(theirs), self.one.walk_m.sum()), said)

    def pieces(self) -> None:
        stops = peers.all_stops(self.problem)
        where = where_among(self.walk, stops)
        near = neighbours_of(stops.xy, where)
        tour = np.arange(len(near), dtype=np.int32)
        whole = Whole(near, tour, where)
        of_door = np.empty(self.problem.doors, dtype=np.int32)
        for s, flats in enumerate(stops.doors):
            of_door[flats] = s
        shares = [
            np.mean([len(whole.pieces(np.unique(of_door[some]))) == 1 for some in one.rounds])
            for one in self.found
        ]
        row("rounds in one piece", f"{statistics.median(shares):.3f}", "≥ 0.98")
        made_whole = solving.whole
        solving.whole = lambda ground, town, task, rounds, budget: (rounds, ground)
        try:
            torn = statistics.median(self._timed(seed)[0].walk_m.sum() for seed in self.seeds)
        finally:
            solving.whole = made_whole
        row("walking for making them whole", ratio(self.ours_m, torn), "≤ 1.02")

    def order(self) -> None:
        natural = split(self.problem, Wanted(rounds=self.rounds), Stop(iterations=self.iterations))
        ratios: dict[str, list[float]] = {"shortest": [], "natural": []}
        changes = sides = 0
        for some in natural.rounds[:: max(1, len(natural.rounds) // 25)]:
            stops = stops_of(self.walk.places, np.sort(some), self.problem.minutes_at_door)
            where, count = where_among(self.walk, stops), len(stops.edge)
            best = peers.lkh_m(matrix(np.arange(count), where))
            for style, found in ratios.items():
                walked = walk_order(np.arange(count, dtype=np.int32), where, style, seeded(1))
                found.append(along_m(walked, where) / best)
            edge, side = stops.edge[walked], stops.side[walked]
            changes += int(((edge[1:] == edge[:-1]) & (side[1:] * side[:-1] == -1)).sum())
            sides += len(set(zip(edge.tolist(), side.tolist(), strict=True)))
        row("order inside / LKH, shortest", f"{np.mean(ratios['shortest']):.4f}", "≤ 1.002")
        row("order inside / LKH, natural", f"{np.mean(ratios['natural']):.4f}", "≤ 1.045")
        row("changes of side a street side, natural", f"{changes / sides:.2f}", "≤ 1.0")

    def change(self) -> None:
        """Take 3 % of the doors away, bring 3 % elsewhere, and rebalance."""
        rng = np.random.default_rng(0)
        doors = self.problem.doors
        gone = rng.random(doors) < 0.03
        new = rng.random(doors) < 0.03
        before = split(
            replace_doors(self.problem, ~new),
            Wanted(rounds=self.rounds, order="shortest"),
            Stop(iterations=self.iterations),
        )
        of_door = np.full(doors, -1)
        old = np.flatnonzero(~new)
        for r, some in enumerate(before.rounds):
            of_door[old[some]] = r
        now = np.flatnonzero(~gone)
        changed = replace_doors(self.problem, ~gone)
        wanted, stop = Wanted(rounds=self.rounds, order="shortest"), Stop(iterations=self.iterations)
        found = split(replace(changed, locks=Locks(previous=of_door[now], keep=0.97)), wanted, stop)
        fresh = split(changed, wanted, stop, seed=1)
        stayed = (
            sum((of_door[now[some]] == r).sum() for r, some in enumerate(found.rounds))
            / (of_door[now] >= 0).sum()
        )
        row("doors that keep their round after 3 % changed", f"{stayed:.3f}", "≥ 0.97")
        row("walking then / a fresh split", ratio(found.walk_m.sum(), fresh.walk_m.sum()), "≤ 1.02")
        row("minutes then, largest to mean", f"{found.longest_to_mean:.3f}", "≤ 1.05")


def replace_doors(problem: Problem, chosen: np.ndarray) -> Problem:
    return Problem(
        problem.network, problem.spots.take(np.flatnonzero(chosen)), problem.minutes_at_door[chosen]
    )


def guessed() -> None:
    """Split by places guessed from postcode and number, and walk the rounds as printed on the true network."""
    print("\nplaces guessed from postcode and number, levenshulme, 22 rounds in natural order")
    place = DATA / "levenshulme"
    known = ["roads.osm.pbf", "postcodes.csv", "register.xpress.csv"]
    with tempfile.TemporaryDirectory() as folder:
        full = brought_in(Path(folder) / "full.walksheets", [place / name for name in ["uprn.csv", *known]])
        less = brought_in(Path(folder) / "less.walksheets", [place / name for name in known])
        doors = full.places.doors()
        index = {address(door): i for i, door in enumerate(doors)}
        spots = full.places.spots([door.id for door in doors])
        walk = Walk(Problem(full.places.network(), spots, np.full(len(doors), LEAFLET)))
        ratios, longest = [], []
        for seed in (1, 2, 3):
            walked = {}
            for campaign in (full, less):
                campaign.rounds.split("Spring", SplitRequest(rounds=22, seed=seed))
                rounds: dict[int, list[int]] = {}
                for each in campaign.rounds.plan_doors("Spring"):
                    rounds.setdefault(each.round_id, []).append(index[address(each.door)])
                walked[campaign] = walk.measure([np.array(some) for some in rounds.values()])
            ratios.append(walked[less].walk_m.sum() / walked[full].walk_m.sum())
            longest.append(walked[less].minutes.max() / walked[less].minutes.mean())
        row("walked as printed / with true places", f"{statistics.median(ratios):.3f}", "≤ 1.25")
        row("minutes, largest to mean, on the true network", f"{statistics.median(longest):.3f}", "")
        full.close()
        less.close()


def brought_in(path: Path, files: list[Path]) -> Campaign:
    campaign = Campaign.create(path)
    campaign.imports.bring_in(files)
    return campaign


def address(door: Door) -> tuple[str, str, str, str]:
    return door.street, door.number, door.flat, door.postcode


def first_result() -> None:
    """Time the first usable rounds for 5,000 doors: warm, and on the very first run with nothing compiled."""
    print("\nthe first usable result, liechtenstein, 5000 doors")
    town = Town(DATA / "liechtenstein", 5000)
    problem = Problem(town.network, town.spots, np.full(5000, LEAFLET))
    split(problem, Wanted(doors=120), Stop(iterations=0))
    found, took = timed(lambda: split(problem, Wanted(doors=120), Stop(iterations=0)))
    row("kernel warm, CPU s", f"{took:.2f}", f"≤ 1 (largest to mean {found.longest_to_mean:.3f})")
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "NUMBA_CACHE_DIR": cache}
        said = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.rounds", "--first"],
            env=env,
            check=True,
            capture_output=True,
            text=True,
        )
    row("very first run, CPU s", said.stdout.strip(), "≤ 8, imports included")


def very_first() -> None:
    began = time.process_time()
    town = Town(DATA / "liechtenstein", 5000)
    reading = time.process_time() - began
    split(Problem(town.network, town.spots, np.full(5000, LEAFLET)), Wanted(doors=120), Stop(iterations=0))
    print(f"{time.process_time() - reading:.2f}")


def growth() -> None:
    """Time 5,000 to 40,000 doors: streets of liechtenstein with doors between the doors."""
    print("\ngrowth, liechtenstein: doors, CPU s, s a door × 1000, MiB")
    for doors in (5000, 10_000, 20_000, 40_000):
        said = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.rounds", "--grown", str(doors)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        row(
            f"{doors} doors",
            said[0],
            f"{float(said[0]) / doors * 1000:.2f} ms a door, {said[1]} MiB at most (≤ 1024)",
        )


def grown(doors: int) -> None:
    town = Town(DATA / "liechtenstein", min(doors, 27_000))
    rng = np.random.default_rng(0)
    extra = rng.integers(0, len(town.rows), max(doors - len(town.rows), 0))
    xy = np.concatenate([town.xy, town.xy[extra] + rng.normal(0, 12, (len(extra), 2))])
    streets = [row["street"] for row in town.rows]
    spots = stand(town.network, xy, streets + [streets[i] for i in extra])
    problem = Problem(town.network, spots, np.full(len(xy), LEAFLET))
    _, took = timed(lambda: split(problem, Wanted(doors=120)))
    print(f"{took:.1f} {most_memory_mib()}")


def most_memory_mib() -> int:
    """Return the most memory this process held; the system's ru_maxrss would count its parent's too."""
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def timed(work: Callable):
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


def ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.3f}"


def row(what: str, figure: str, goal: str) -> None:
    print(f"  {what:<52} {figure:>10}   {goal}", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="one seed, little time, the small town only")
    asked.add_argument("--only", default="", help="rows whose part of the table bears this name")
    asked.add_argument("--first", action="store_true", help=argparse.SUPPRESS)
    asked.add_argument("--grown", type=int, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.first:
        very_first()
    elif given.grown:
        grown(given.grown)
    else:
        table(given.quick, given.only)


def table(quick: bool, only: str) -> None:
    seeds, ours_s, peer_s = ([1], 3.0, 6.0) if quick else ([1, 2, 3], 10.0, 60.0)
    for folder, rounds, doors in (("levenshulme", 22, None), ("liechtenstein", 84, 10_000)):
        if (quick and doors) or (
            only and only not in {"tolerance", "hand", "bound", "pyvrp", "pieces", "order", "change", folder}
        ):
            continue
        bench = Bench(folder, rounds, doors, seeds, ours_s, peer_s)
        for part in (
            bench.tolerance,
            bench.hand,
            bench.bound,
            bench.pieces,
            bench.order,
            bench.change,
            bench.pyvrp,
        ):
            if only in ("", folder, part.__name__):
                part()
    if only == "guessed" or not (quick or only):
        guessed()
    if only in ("", "first"):
        first_result()
    if only == "growth" or not (quick or only):
        growth()


if __name__ == "__main__":
    main()
