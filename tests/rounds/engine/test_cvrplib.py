"""The core of the search on another problem, known to everybody: rounds from a depot, with published best results."""

from pathlib import Path

from tests.benchmarks.cvrplib import solve


def test_a_second_of_the_core_comes_near_the_best_known_and_not_below_it(shared: Path) -> None:
    folder = shared / "cvrplib"
    known = float((folder / "X-n439-k37.sol").read_text().split("Cost")[1].split()[0])
    found, iterations = solve(folder / "X-n439-k37.vrp", seconds=1.0, seed=1)
    assert iterations > 0
    assert known <= found <= 1.2 * known
