"""The main job's steps, each beside a peer in the same run: `python -m tests.benchmarks.main_job`.

Prints ratios: the machines this runs on are shared, an absolute time means little. Needs ../shared/data.
"""

import csv
import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import sqlite_utils

from walksheets.campaign import Campaign
from walksheets.rounds import SplitRequest
from walksheets.rounds.engine import Problem, measure

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
ELECTORS = 75_000


def timed(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def large_register(folder: Path) -> Path:
    """Write a register of 75,000 electors: liechtenstein, and as many again in districts of other names."""
    source = SHARED / "liechtenstein" / "register.xpress.csv"
    with source.open(encoding="cp1252", newline="") as file:
        header, *rows = csv.reader(file, delimiter="\t")
    electors = [row for row in rows if row[8] != "Other electors"]
    more = [["B" + row[0], *row[1:8], f"{row[8]} North", *row[9:]] for row in electors]
    target = folder / "register.csv"
    with target.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter="\t").writerows([header, *electors, *more][: ELECTORS + 1])
    return target


def import_electors(folder: Path) -> None:
    register = large_register(folder)
    with Campaign.create(folder / "large.walksheets") as campaign:
        ours = timed(lambda: campaign.imports.bring_in([register]))
        counts = campaign.register.counts()
    peer = timed(lambda: insert_with_sqlite_utils(register, folder / "peer.db"))
    print(
        f"import {counts.electors:,} electors at {counts.doors:,} doors: {ours:.1f} s; "
        f"sqlite-utils, the same rows into one table and nothing more: {peer:.1f} s; ratio {ours / peer:.1f}"
    )


def insert_with_sqlite_utils(register: Path, target: Path) -> None:
    with register.open(encoding="cp1252", newline="") as file:
        sqlite_utils.Database(target)["elector"].insert_all(csv.DictReader(file, delimiter="\t"))


def split_doors(folder: Path, doors: int = 5_000) -> None:
    source = SHARED / "liechtenstein"
    addresses = folder / "doors.csv"
    with (source / "doors.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    with addresses.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *sorted(rows, key=_from_the_middle)[:doors]])
    with Campaign.create(folder / "split.walksheets") as campaign:
        campaign.imports.bring_in([source / "roads.osm.pbf", addresses])
        campaign.places.network()
        rounds = doors // 120
        request = SplitRequest(kind="leaflet", rounds=rounds, seconds=10, seed=1)
        ours = timed(lambda: campaign.rounds.split("Ours", request))
        plan = campaign.rounds.plans()[0]
        peer_m = alphabetical_chunks(campaign, rounds)
    print(
        f"split {doors:,} doors into {rounds} rounds: {ours:.1f} s, {plan.walk_m:,.0f} m, longest round "
        f"{plan.minutes_max / plan.minutes_mean:.3f} of the mean; streets in alphabetical order, equal chunks: {peer_m:,.0f} m; "
        f"ratio {plan.walk_m / peer_m:.2f}"
    )


def _from_the_middle(row: list[str]) -> float:
    """Order doors by how far they are from Vaduz, so that the town hangs together."""
    lat, lon = float(row[7]), float(row[8])
    return (lat - 47.141) ** 2 + (0.68 * (lon - 9.521)) ** 2


def alphabetical_chunks(campaign: Campaign, rounds: int) -> float:
    """Return the metres of the hand method on the same distances: streets by name, doors by number, equal chunks."""
    doors = campaign.places.doors()
    spots = campaign.places.spots([door.id for door in doors])
    by_hand = sorted(range(len(doors)), key=lambda at: (doors[at].street, _house_number(doors[at].number)))
    chunks = np.array_split(np.array(by_hand), rounds)
    problem = Problem(campaign.places.network(), spots, np.full(len(doors), 0.25))
    return float(measure(problem, chunks).walk_m.sum())


def _house_number(number: str) -> tuple[int, str]:
    digits = "".join(itertools.takewhile(str.isdigit, number))
    return int(digits or 0), number


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        import_electors(Path(folder))
        split_doors(Path(folder))
    for peer in ("tests.benchmarks.paper", "tests.benchmarks.window"):
        subprocess.run([sys.executable, "-m", peer], check=True)


if __name__ == "__main__":
    main()
