"""Walk sheets being printed: rounds drawn into files, and what the ledger keeps of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from walksheets.progress import Progress
from walksheets.rounds import Plan
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.draw import Painter
from walksheets.sheets.facts import RoundFacts, RunFacts
from walksheets.sheets.files import WholeFiles, plain_words, safe_name
from walksheets.sheets.items import Page
from walksheets.sheets.paper import Paper, Sheet
from walksheets.sheets.print_run import write_run, write_sheets
from walksheets.store import Writer, schema


@dataclass(frozen=True, slots=True)
class RoundsDraft:
    """All that printing rounds needs, gathered; nothing of it is recorded yet."""

    plan: Plan
    run: RunFacts
    rounds: list[RoundFacts]
    paper: Paper
    design: SheetDesign
    next_code: Callable[[], str]
    standing: Mapping[int, Sequence[Mapping[str, Any]]]
    """By round: the earlier sheets that these take the place of."""
    handed_out: bool = True
    """They go out at once; otherwise they are printed and lie here."""
    one_file: bool = True

    @property
    def what(self) -> str:
        """Return the change's name."""
        return f"Print “{self.plan.name}”, run {self.run.run}"

    def write(self, files: WholeFiles, progress: Progress) -> list[list[Sheet]]:
        """Draw every round into files that are not in place yet; return the sheets, round by round."""
        drawn: list[list[Sheet]] = []
        groups = [self.rounds] if self.one_file else [[facts] for facts in self.rounds]
        for group in groups:
            name = self._file_name(group)
            path = files.new(name)
            with plain_words(files.folder / name), path.open("wb") as target:
                for sheets in self._paint(target, name.removesuffix(".pdf"), group):
                    drawn.append(sheets)
                    progress(
                        len(drawn) / len(self.rounds), f"Printing round {self.rounds[len(drawn) - 1].number}"
                    )
        return drawn

    def preview(self, target: BinaryIO) -> None:
        """Draw everything into one PDF."""
        for _ in self._paint(target, f"{self.plan.name}, preview", self.rounds):
            pass

    def _paint(self, target: BinaryIO, title: str, group: Sequence[RoundFacts]) -> Iterator[list[Sheet]]:
        painter = Painter(target, title, self.paper.stamps)
        for facts in group:
            sheets = self.paper.sheets(facts, self.next_code)
            pages = [sheet.page for sheet in sheets]
            for side in folded(pages) if self.design.booklet else [[page] for page in pages]:
                painter.side(side)
            yield [sheet.painted() for sheet in sheets]
        painter.save()

    def _file_name(self, group: Sequence[RoundFacts]) -> str:
        if len(group) > 1:
            numbers = f"rounds {group[0].number}-{group[-1].number}"
            return f"{safe_name(f'{self.plan.name} - {numbers}')}.pdf"
        (facts,) = group
        width = max(2, len(str(self.plan.rounds)))
        page = f"page {facts.page[0]}" if facts.page else ""
        parts = [self.plan.name, f"Round {facts.number:0{width}d}", facts.name, page]
        return f"{safe_name(' - '.join(filter(None, parts)))}.pdf"

    def record(self, writer: Writer, drawn: Sequence[Sequence[Sheet]]) -> tuple[str, ...]:
        """Write the run, its sheets and their lines; return the codes of earlier sheets now replaced."""
        design = {**self.design.as_settings(), **self.paper.places}
        run_id = write_run(writer, self.run, self.plan.id, design)
        sheets = [
            (sheet, _of(facts)) for facts, pages in zip(self.rounds, drawn, strict=True) for sheet in pages
        ]
        write_sheets(writer, run_id, sheets, "out" if self.handed_out else "printed")
        writer.counts["rounds"] = len(self.rounds)
        return self._replace(writer, drawn)

    def _replace(self, writer: Writer, drawn: Sequence[Sequence[Sheet]]) -> tuple[str, ...]:
        """Say on the earlier sheets of these rounds, still out, which page took their place."""
        rows = []
        replaced = []
        for facts, pages in zip(self.rounds, drawn, strict=True):
            for old in self.standing.get(facts.id, ()):
                new = pages[min(old["page"], len(pages)) - 1]
                rows.append({"id": old["id"], "replaced_by": new.page.code})
                replaced.append(old["code"])
        writer.counts["replaced"] = writer.update(schema.sheet, rows)
        return tuple(replaced)


def _of(facts: RoundFacts) -> dict[str, Any]:
    """Return what the ledger keeps of a sheet's round."""
    return {
        "round_id": facts.id,
        "round_number": facts.number,
        "round_name": facts.name,
        "volunteer": facts.volunteer,
        "holder": facts.volunteer,
    }


def folded(pages: Sequence[Page]) -> list[list[Page | None]]:
    """Return pages two by two as they stand on paper that is folded once: a sheet's sides one after the other.

    Two pages or fewer stand side by side.
    """
    if len(pages) <= 2:
        return [[*pages, *[None] * (2 - len(pages))]]
    whole = -(-len(pages) // 4) * 4
    filled = [*pages, *[None] * (whole - len(pages))]
    sides = []
    for low in range(whole // 2):
        high = whole - 1 - low
        sides.append([filled[low], filled[high]] if low % 2 else [filled[high], filled[low]])
    return sides
