"""Cut one long walk into rounds of about equal minutes, where it has its longest ways.

Exact, by dynamic programming, for a sequence that is given. Knows no streets: minutes and metres are enough,
so it also cuts a list of doors of which only street and number are known.
"""

import numpy as np
from numpy.typing import NDArray

from walksheets.errors import UsersMistake
from walksheets.rounds.engine.kernel import kernel

WINDOWS = (
    (0.5, 0.5),
    (1.0, 1.0),
    (4.0, 1.0),
    (12.0, 1.0),
    (20.0, 1.0),
    (20.0, 2.0),
    (20.0, 4.0),
    (20.0, 20.0),
)
"""How many times the tolerance a round may lie below the mean and above it, narrowest first: it must find something.

Short rounds come before long ones: a far hamlet too large for one round gets two, and nobody walks longer for it."""
EVEN_MIN = 0.5
"""What a round at the tolerance's edge counts in minutes of walking; it grows with the square."""
MOST_GUESSES = 3
SURE = 0.003


def split_in_sequence(
    minutes: NDArray[np.float64], rounds: int, tolerance: float = 0.05
) -> list[NDArray[np.int64]]:
    """Cut doors that are already in a good order (street, side, number) into rounds of about equal minutes.

    Returns the indices of each round's doors; fewer rounds than asked for when there are too few doors.
    """
    if rounds < 1:
        raise UsersMistake(f"{rounds} rounds is not possible: give 1 or more.")
    minutes = np.asarray(minutes, dtype=float)
    ends = cut(minutes, np.zeros(len(minutes)), min(rounds, len(minutes)), tolerance, 1.0)
    return (
        [np.arange(a, b) for a, b in zip(np.concatenate([[0], ends[:-1]]), ends, strict=True)]
        if len(minutes)
        else []
    )


def cut(
    minutes: NDArray[np.float64],
    onward_m: NDArray[np.float64],
    rounds: int,
    tolerance: float,
    metres_a_minute: float,
) -> NDArray[np.int64]:
    """Return where each round ends (one past its last stop) in a sequence of stops.

    `onward_m` is the way from each stop to the next. Saves the most walking among cuts whose rounds keep to
    the mean within the tolerance; equal minutes as near as can be when no such cut exists.
    """
    stops = len(minutes)
    if rounds >= stops:
        return np.arange(1, stops + 1)
    clock = np.zeros(stops + 1)  # when the walker is done with a stop, the way to the next included
    np.cumsum(minutes + onward_m / metres_a_minute, out=clock[1:])
    lost = onward_m / metres_a_minute
    room = np.empty((2, stops + 1)), np.empty((rounds, stops + 1), dtype=np.int32)
    mean, found, narrowest = _mean(clock, lost, rounds), None, 0
    for _ in range(MOST_GUESSES):  # what the mean is depends on where the cuts lie
        ends, window = _cut_round(clock, lost, mean, rounds, tolerance, room, narrowest)
        if ends is None:
            break
        found, guessed, narrowest = ends, mean, max(window - 1, 0)
        mean = float(clock[-1] - lost[-1] - lost[ends[:-1] - 1].sum()) / rounds
        if abs(mean - guessed) < SURE * mean:
            break
    return _even_cut(minutes, rounds) if found is None else found


def _cut_round(
    clock: NDArray[np.float64], lost: NDArray[np.float64], mean: float, rounds: int, tolerance: float,
    room: tuple[NDArray[np.float64], NDArray[np.int32]], narrowest: int,
) -> tuple[NDArray[np.int64] | None, int]:  # fmt: skip
    """Return the best ends for a mean that is guessed and the window, the first from `narrowest` on that has any."""
    even = EVEN_MIN / max(tolerance * mean, 1e-9) ** 2
    ends = np.empty(rounds, dtype=np.int64)
    for window, (below, above) in enumerate(WINDOWS[narrowest:], narrowest):
        low, high = mean * max(1 - below * tolerance, 0.0), mean * (1 + above * tolerance)
        if _best_cut(clock, lost, low, mean, high, even, ends, *room):
            return ends, window
    return None, len(WINDOWS)


def _mean(clock: NDArray[np.float64], lost: NDArray[np.float64], rounds: int) -> float:
    """Return the mean minutes to expect: what a cut saves is about the longest of every few ways."""
    longest = np.sort(lost[:-1])[::-1][: 3 * (rounds - 1)]
    saved = float(longest.mean()) * (rounds - 1) if len(longest) else 0.0
    return float(clock[-1] - lost[-1] - saved) / rounds


def _even_cut(minutes: NDArray[np.float64], rounds: int) -> NDArray[np.int64]:
    """Return ends at equal shares of the minutes, each round with at least one stop."""
    stops = len(minutes)
    total = np.cumsum(minutes)
    ends = np.searchsorted(total, total[-1] * np.arange(1, rounds + 1) / rounds - 1e-9) + 1
    ends[-1] = stops
    ends = np.maximum(ends, np.arange(1, rounds + 1))
    for k in range(rounds - 2, -1, -1):
        ends[k] = min(ends[k], ends[k + 1] - 1)
    for k in range(1, rounds):
        ends[k] = max(ends[k], ends[k - 1] + 1)
    return ends.astype(np.int64)


@kernel
def _best_cut(  # noqa: C901
    clock: NDArray[np.float64], lost: NDArray[np.float64], low: float, mean: float, high: float, even: float,
    ends: NDArray[np.int64], saved: NDArray[np.float64], came_from: NDArray[np.int32],
) -> bool:  # fmt: skip
    """Choose the ends that save the most, less `even` a squared minute off the mean; False when there are none.

    Rounds take `low` to `high` minutes. `saved` (2, stops + 1) is room for the most that could be saved up to each
    end, before and after a round.
    """
    rounds, stops = len(ends), len(clock) - 1
    for end in range(stops + 1):
        saved[0, end] = -np.inf
    saved[0, 0] = 0.0
    first, last = 0, 0  # ends that the rounds so far can have
    for k in range(rounds):
        old, now = k % 2, 1 - k % 2
        for end in range(stops + 1):
            saved[now, end] = -np.inf
        new_first, new_last = stops + 1, -1
        begin = first
        for end in range(first + 1, stops + 1):
            done = clock[end] - lost[end - 1]
            while begin <= last and done - clock[begin] > high:
                begin += 1
            if begin > last:
                break
            best, at = -np.inf, -1
            start = begin
            while start <= last and start < end and done - clock[start] >= low:
                away = done - clock[start] - mean
                worth = saved[old, start] - even * away * away
                if worth > best:
                    best, at = worth, start
                start += 1
            if at >= 0:
                saved[now, end] = best + (lost[end - 1] if end < stops else 0.0)
                came_from[k, end] = at
                new_first, new_last = min(new_first, end), max(new_last, end)
        if new_last < 0:
            return False
        first, last = new_first, new_last
    if saved[rounds % 2, stops] == -np.inf:
        return False
    at = stops
    for k in range(rounds - 1, -1, -1):
        ends[k] = at
        at = came_from[k, at]
    return True
