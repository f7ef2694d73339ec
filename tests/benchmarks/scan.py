"""Reading sheets back, against the goals: `python -m tests.benchmarks.scan [clear|hard] [PAGES]`.

Sheets of the demo ward are printed, marked by simulated hands, scanned or photographed at 110 to 300 dpi, and read.
The truth comes from the simulator, which knows nothing of the reader. A box is wrong when it is called marked and is
not, or empty and is not; a line is wrong when it is certain and says something else than what was meant.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from tests.results.scan.marking import Meant, mark_clear, mark_hard
from tests.results.scan.simulator import Writing, clean_pages, photographed, scanned
from walksheets.campaign import Campaign
from walksheets.demo import demo_job
from walksheets.progress import silent
from walksheets.results.scan.find_page import find_codes, place_by_code
from walksheets.results.scan.printed_page import PrintedPage, printed_page
from walksheets.results.scan.read_page import ReadPage, read_page
from walksheets.sheets import codes

CODES = "12345UWNRMXDA"


def printed(folder: Path, rounds: int) -> tuple[list, list[PrintedPage]]:
    """Print canvass sheets of the demo ward: clean pages, and what the ledger keeps of them."""
    job = demo_job(folder, silent)
    with Campaign.open(job.campaign) as campaign:
        plan = next(plan for plan in campaign.rounds.plans() if plan.kind == "canvass")
        report = campaign.sheets.print_rounds(
            plan.name, folder / "pdf", rounds=list(range(1, rounds + 1)), one_file=True
        )
        with campaign.store.read() as connection:
            pages = [printed_page(connection, code) for code in report.sheets]
    return clean_pages(report.files[0], len(CODES)), pages


def taken(paper: np.ndarray, rng: np.random.Generator) -> tuple[str, np.ndarray]:
    """Scan or photograph a page."""
    dpi = rng.uniform(110, 300)
    if rng.random() < 0.5:
        return f"scan {dpi:.0f} dpi", scanned(paper, rng, dpi)
    return f"photo {dpi:.0f} dpi", photographed(paper, rng, dpi, int(rng.choice([0, 0, 0, 1, 2, 3])))


def count_up(read: ReadPage, page: PrintedPage, meant: Meant, counts: Counter) -> list[str]:
    """Compare what was read with what was meant; return what went wrong."""
    wrong = []
    for box in page.boxes:
        if box.kind != "code":
            continue
        verdict, truth = read.boxes[box.at], meant.boxes.get((box.line, box.word), "empty")
        counts["boxes"] += 1
        counts["doubtful boxes"] += verdict == "doubtful"
        if verdict != "doubtful" and truth != "doubtful" and verdict != truth:
            counts["wrong boxes"] += 1
            wrong.append(f"line {box.line} box {box.word}: {verdict}, is {truth}")
    for line in read.lines:
        counts["lines"] += 1
        counts["doubtful lines"] += not line.certain
        if line.certain and line.code != meant.answers.get(line.line, ""):
            counts["wrong lines"] += 1
            wrong.append(f"line {line.line}: read “{line.code}”, meant {meant.answers.get(line.line)}")
    return wrong


def main(kind: str = "clear", wanted: int = 120, rounds: int = 6, seed: int = 1) -> Counter:
    """Mark, take and read so many pages; print the counts."""
    counts: Counter = Counter()
    spent = 0.0
    with tempfile.TemporaryDirectory() as name:
        clean, pages = printed(Path(name), rounds)
    for number in range(wanted):
        rng = np.random.default_rng(seed * 100_000 + number)
        paper, page = clean[number % len(clean)], pages[number % len(pages)]
        writing = Writing(paper, rng)
        meant = (mark_clear if kind == "clear" else mark_hard)(writing, CODES)
        how, picture = taken(writing.done(), rng)
        start = time.process_time()
        found = [code for code in find_codes(picture) if codes.apart(code.text)[0] == page.sheet]
        read = read_page(picture, page, place_by_code(picture, page, found[0]), "N") if found else None
        spent += time.process_time() - start
        counts["pages"] += 1
        if read is None:
            counts["pages without code" if not found else "pages not read"] += 1
            print(f"{number} {how}: {'no code' if not found else 'boxes not found'}")
            continue
        for line in count_up(read, page, meant, counts):
            print(f"{number} {how}: {line}")
    print(f"\n{kind}: " + ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items())))
    boxes, lines = max(counts["boxes"], 1), max(counts["lines"], 1)
    print(
        f"wrong boxes {counts['wrong boxes']} of {boxes:,}; doubtful boxes {counts['doubtful boxes'] / boxes:.2%}; "
        f"wrong lines {counts['wrong lines']} of {lines:,}; doubtful lines {counts['doubtful lines'] / lines:.2%}; "
        f"{spent / wanted:.2f} s a page"
    )
    return counts


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:]))
