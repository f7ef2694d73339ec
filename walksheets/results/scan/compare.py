"""What was read beside what the campaign has: codes that still exist, answers keyed before. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from walksheets.results.codes import ResultCode
from walksheets.results.model import KeyedLine, KeyedPage
from walksheets.results.scan.printed_page import TICK
from walksheets.results.scan.read_page import ReadLine


def not_home_code(codes: Sequence[ResultCode]) -> str:
    """Return the campaign's code for "not home", or nothing when it has none."""
    silent = [each for each in codes if each.kind == "canvass" and each.effect == "no contact"]
    named = [each.code for each in silent if each.meaning.casefold() == "not home"]
    return next(iter(named), "N" if "N" in {each.code for each in silent} else "")


def compared(lines: Sequence[ReadLine], page: KeyedPage, codes: Sequence[ResultCode]) -> tuple[ReadLine, ...]:
    """Return the lines with the campaign's codes, in doubt where the paper and what was keyed before differ."""
    before = {line.line: line for line in page.lines}
    known = {each.code for each in codes}
    delivered = next((each.code for each in codes if each.effect == "delivered"), "")
    doors = _doors_of_a_tick(lines)
    return tuple(
        _beside(_meant(line, known, delivered, doors), before[line.line])
        for line in lines
        if line.line in before
    )


def _doors_of_a_tick(lines: Sequence[ReadLine]) -> Mapping[int, int]:
    """Return, for the first line of each ticked row of a leaflet sheet, how many doors the tick is for."""
    rows: dict[object, list[int]] = {}
    for line in lines:
        if line.code == TICK:
            rows.setdefault(line.strip, []).append(line.line)
    return {numbers[0]: len(numbers) for numbers in rows.values()}


def _meant(line: ReadLine, known: set[str], delivered: str, doors: Mapping[int, int]) -> ReadLine:
    """Return a line in codes the campaign has."""
    if line.code == TICK:
        why = line.why or ("is a number struck out?" if doors.get(line.line, 1) > 1 else "")
        return replace(line, code=delivered, why=why)
    if line.code and line.code not in known:
        return replace(line, code="", why=f"{line.code} is no longer one of the campaign's codes")
    return line


def _beside(line: ReadLine, keyed: KeyedLine) -> ReadLine:
    """Compare a line with what was keyed: what a person saw settles a doubt, and nothing is written over unasked."""
    if not keyed.result:
        return line
    if not line.certain and line.code in ("", keyed.result):
        return replace(line, code=keyed.result, why="")
    if line.certain and line.code not in ("", keyed.result):
        return replace(line, why=f"keyed as {keyed.result} before")
    return line
