"""Sheets: what an organiser does with paper: preview, print, look where it is, mark it back or lost.

A print run is one whole change: its PDFs stand in the folder and its pages in the ledger, or neither.
"""

import io
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import select

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places import MapPicture, Places
from walksheets.progress import Progress, part, silent
from walksheets.register import Register
from walksheets.rounds import Plan, PlanRef, Rounds
from walksheets.sheets import codes, gather, ledger
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.draw import Painter
from walksheets.sheets.facts import RoundFacts, RunFacts
from walksheets.sheets.files import WholeFiles, plain_words, safe_name, whole_files
from walksheets.sheets.map_layout import Atlas
from walksheets.sheets.paper import Paper, Sheet
from walksheets.sheets.records import Organiser, PrintReport, SheetLine, SheetRow
from walksheets.store import Store, Writer, schema

_TRIES = 3  # at a run number that another organiser takes in the same moment


class Sheets:
    """The sheets room of one open campaign."""

    def __init__(
        self,
        store: Store,
        places: Places,
        register: Register,
        rounds: Rounds,
        chance: random.Random | None = None,
    ):
        self._store = store
        self._places = places
        self._register = register
        self._rounds = rounds
        self._chance = chance or random.SystemRandom()
        self._atlas: tuple[MapPicture, Atlas] | None = None

    # Printing --------------------------------------------------------------------------------------

    def print_rounds(
        self,
        plan: PlanRef,
        out: Path | str,
        rounds: Sequence[int] | None = None,
        one_file: bool = False,
        progress: Progress = silent,
        design: SheetDesign | None = None,
    ) -> PrintReport:
        """Write a plan's sheets as PDFs into the folder `out` and record every page.

        `rounds` are their numbers; None prints all. A file a round, or one file. Raises UsersMistake or
        MachineTrouble, with nothing recorded and no file left, when something cannot be done.
        """
        for attempt in range(1, _TRIES + 1):
            draft = self._draft(plan, rounds, design, progress)
            with whole_files(Path(out)) as files:
                drawn = draft.write(files, one_file, part(progress, 0.2, 0.97))
                with self._store.change(draft.what) as writer:
                    if ledger.next_run(writer.connection) != draft.run.run and attempt < _TRIES:
                        continue
                    _refuse_taken(writer, draft)
                    replaced = _record(writer, draft, drawn)
                    paths = files.put_in_place()
            progress(1.0, "Printed")
            sheets = tuple(sheet.page.code for pages in drawn for sheet in pages)
            run = draft.run.run or 0
            return PrintReport(writer.changes(), run, paths, len(sheets), sheets, replaced)
        raise AssertionError("the last attempt returns or raises")

    def preview(self, plan: PlanRef, round_number: int, design: SheetDesign | None = None) -> bytes:
        """Return the PDF that printing a round would give, its code replaced by "preview"; nothing is recorded."""
        target = io.BytesIO()
        draft = self._draft(plan, [round_number], design, silent, recorded=False)
        draft.preview(target)
        return target.getvalue()

    def _draft(
        self,
        plan: PlanRef,
        numbers: Sequence[int] | None,
        design: SheetDesign | None,
        progress: Progress,
        *,
        recorded: bool = True,
    ) -> "_Draft":
        """Gather all that will be printed."""
        progress(0.0, "Reading the rounds")
        chosen_plan = self._plan(plan)
        chosen = gather.pick_rounds(chosen_plan, self._rounds.rounds(chosen_plan.id), numbers)
        today = datetime.now().astimezone().date().isoformat()
        with self._store.read() as connection:
            design = design or gather.read_design(connection)
            design.check()
            number = ledger.next_run(connection) if recorded else None
            dated = self._register.counts().register_date
            run = gather.read_run(connection, chosen_plan, design, number, today, dated)
            taken = ledger.taken_codes(connection) if recorded else set()
            standing = ledger.standing_sheets(connection, [each.id for each in chosen]) if recorded else {}
            progress(0.05, "Reading doors and electors")
            gatherer = gather.Gatherer(
                connection, self._places, self._register, self._rounds, chosen_plan, chosen, today, design
            )
        facts = [gatherer.round_facts(each, _run_of(standing.get(each.id))) for each in chosen]
        progress(0.15, "Reading the map")
        atlas = None if design.map == "none" else self._ready_atlas()
        maker = (lambda: codes.make(self._chance, taken)) if recorded else (lambda: "")
        return _Draft(chosen_plan, run, facts, Paper(run, design, atlas), design, maker, standing)

    def _ready_atlas(self) -> Atlas:
        """Return the map made ready for pictures, again only when the map is another."""
        picture = self._places.map_picture()
        if self._atlas is None or self._atlas[0] is not picture:
            self._atlas = (picture, Atlas(picture))
        return self._atlas[1]

    def _plan(self, plan: PlanRef) -> Plan:
        plans = self._rounds.plans()
        for each in plans:
            if plan in (each.id, each.name):
                return each
        known = (
            f"The plans are: {', '.join(each.name for each in plans)}." if plans else "Split the ward first."
        )
        raise UsersMistake(f"There is no plan “{plan}” in this campaign, so nothing was printed. {known}")

    # The ledger ------------------------------------------------------------------------------------

    def ledger(self, status: str | None = None, plan: str | None = None) -> list[SheetRow]:
        """Return every printed page, or those out, back, keyed or lost, or those of one plan."""
        with self._store.read() as connection:
            return ledger.read_sheets(connection, status, plan)

    def lines(self, code: str | None = None, status: str | None = None) -> list[SheetLine]:
        """Return the printed lines of one sheet, or of every sheet of one status, or all."""
        with self._store.read() as connection:
            return ledger.read_lines(connection, None if code is None else codes.read(code), status)

    def mark(self, wanted: Sequence[str], status: str) -> Changes:
        """Say where sheets are: "out", "back" or "lost". Keyed they become by being keyed."""
        with self._store.change(f"Mark sheets {status}") as writer:
            ledger.mark(writer, wanted, status)
        return writer.changes()

    # What the sheets say of us ---------------------------------------------------------------------

    def organiser(self) -> Organiser:
        """Return whom volunteers ring."""
        with self._store.read() as connection:
            return gather.read_organiser(connection)

    def set_organiser(self, organiser: Organiser) -> Changes:
        """Say whom volunteers ring; it stands on every sheet printed from now on."""
        value = asdict(Organiser(organiser.name.strip(), organiser.telephone.strip()))
        return self._set(gather.ORGANISER, value, "Change the organiser's telephone")

    def design(self) -> SheetDesign:
        """Return the campaign's sheet design."""
        with self._store.read() as connection:
            return gather.read_design(connection)

    def set_design(self, design: SheetDesign) -> Changes:
        """Keep a sheet design for every sheet printed from now on."""
        design.check()
        return self._set(gather.DESIGN, design.as_settings(), "Change the sheet design")

    def _set(self, key: str, value: Mapping[str, Any], what: str) -> Changes:
        setting = schema.setting
        with self._store.change(what) as writer:
            found = writer.connection.execute(select(setting.c.id).where(setting.c.key == key)).scalar()
            if found is None:
                writer.insert(setting, [{"key": key, "value": value}])
            else:
                writer.update(setting, [{"id": found, "value": value}])
        return writer.changes()


@dataclass(frozen=True, slots=True)
class _Draft:
    """All that one printing needs, gathered; nothing of it is recorded yet."""

    plan: Plan
    run: RunFacts
    rounds: list[RoundFacts]
    paper: Paper
    design: SheetDesign
    next_code: Callable[[], str]
    standing: Mapping[int, Sequence[Mapping[str, Any]]]

    @property
    def what(self) -> str:
        """Return the change's name."""
        return f"Print “{self.plan.name}”, run {self.run.run}"

    def write(self, files: WholeFiles, one_file: bool, progress: Progress) -> list[list[Sheet]]:
        """Draw every round into files that are not in place yet; return the sheets, round by round."""
        drawn: list[list[Sheet]] = []
        groups = [self.rounds] if one_file else [[facts] for facts in self.rounds]
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
            for sheet in sheets:
                painter.page(sheet.page)
            yield sheets
        painter.save()

    def _file_name(self, group: Sequence[RoundFacts]) -> str:
        if len(group) > 1:
            numbers = f"rounds {group[0].number}-{group[-1].number}"
            return f"{safe_name(f'{self.plan.name} - {numbers}')}.pdf"
        (facts,) = group
        width = max(2, len(str(self.plan.rounds)))
        parts = [self.plan.name, f"Round {facts.number:0{width}d}", facts.name]
        return f"{safe_name(' - '.join(filter(None, parts)))}.pdf"


def _record(writer: Writer, draft: _Draft, drawn: Sequence[Sequence[Sheet]]) -> tuple[str, ...]:
    """Write the run, its sheets and their lines; return the codes of earlier sheets now replaced."""
    run = draft.run
    (run_id,) = writer.insert(
        schema.print_run,
        [
            {
                "number": run.run,
                "plan_id": draft.plan.id,
                "plan_name": run.plan,
                "plan_version": run.plan_version,
                "kind": run.kind,
                "register_date": run.register_date,
                "printed_at": writer.made_at,
                "printed_by": writer.who,
                "design": {**draft.design.as_settings(), "boxes": draft.paper.box_columns},
            }
        ],
    )
    sheet_ids = writer.insert(schema.sheet, _sheet_rows(run_id, draft.rounds, drawn, writer.made_at))
    sheets = [sheet for pages in drawn for sheet in pages]
    writer.insert(
        schema.sheet_line,
        (
            row
            for sheet_id, sheet in zip(sheet_ids, sheets, strict=True)
            for row in _line_rows(sheet_id, sheet)
        ),
    )
    writer.counts.update(
        rounds=len(draft.rounds), pages=len(sheets), lines=sum(len(sheet.lines) for sheet in sheets)
    )
    return _replace(writer, draft, drawn)


def _sheet_rows(
    run_id: int, rounds: Sequence[RoundFacts], drawn: Sequence[Sequence[Sheet]], now: str
) -> Iterator[dict[str, Any]]:
    for facts, pages in zip(rounds, drawn, strict=True):
        for sheet in pages:
            yield {
                "code": sheet.page.code,
                "print_run_id": run_id,
                "round_id": facts.id,
                "round_number": facts.number,
                "round_name": facts.name,
                "volunteer": facts.volunteer,
                "page": sheet.page.number,
                "pages": sheet.page.of,
                "status_at": now,
            }


def _line_rows(sheet_id: int, sheet: Sheet) -> Iterator[dict[str, Any]]:
    boxes = {placed.line: placed for placed in sheet.page.lines}
    for line in sheet.lines:
        placed = boxes[line.line]
        yield {
            "sheet_id": sheet_id,
            "layout": {"x": round(placed.x, 2), "y": round(placed.y, 2)},
            **asdict(line),
        }


def _replace(writer: Writer, draft: _Draft, drawn: Sequence[Sequence[Sheet]]) -> tuple[str, ...]:
    """Say on the earlier sheets of these rounds, still out, which page took their place."""
    rows = []
    replaced = []
    for facts, pages in zip(draft.rounds, drawn, strict=True):
        for old in draft.standing.get(facts.id, ()):
            new = pages[min(old["page"], len(pages)) - 1]
            rows.append({"id": old["id"], "replaced_by": new.page.code})
            replaced.append(old["code"])
    writer.counts["replaced"] = writer.update(schema.sheet, rows)
    return tuple(replaced)


def _refuse_taken(writer: Writer, draft: _Draft) -> None:
    if ledger.next_run(writer.connection) != draft.run.run:
        raise UsersMistake(
            "Other organisers are printing at this moment, so nothing was printed here. Try again when they are done."
        )


def _run_of(standing: Sequence[Mapping[str, Any]] | None) -> int | None:
    return standing[-1]["run"] if standing else None
