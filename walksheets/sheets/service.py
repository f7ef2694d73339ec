"""Sheets: what an organiser does with paper: preview, print, look where it is, mark it back or lost.

A print run is one whole change: its PDFs stand in the folder and its pages in the ledger, or neither.
"""

import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places import MapPicture, Places
from walksheets.progress import Progress, silent
from walksheets.register import Register
from walksheets.rounds import Plan, PlanRef, Rounds
from walksheets.sheets import codes, designs, gather, ledger
from walksheets.sheets.design import SheetDesign
from walksheets.sheets.designs import NamedDesign
from walksheets.sheets.map_layout import Atlas
from walksheets.sheets.one_page import PrintedPage, narrowed, read_page
from walksheets.sheets.paper import Paper
from walksheets.sheets.print_run import print_run
from walksheets.sheets.printing import RoundsDraft
from walksheets.sheets.records import Chase, Organiser, PrintReport, SheetLine, SheetRow
from walksheets.store import Store


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
        handed_out: bool = True,
    ) -> PrintReport:
        """Write a plan's sheets as PDFs into the folder `out` and record every page.

        `rounds` are their numbers; None prints all. A file a round, or one file. Sheets that are not `handed_out`
        at once are in the ledger as printed. Raises UsersMistake or
        MachineTrouble, with nothing recorded and no file left, when something cannot be done.
        """
        return print_run(
            self._store,
            lambda: self._draft(plan, rounds, design, progress, handed_out=handed_out, one_file=one_file),
            out,
            progress,
        )

    def reprint(self, code: str, out: Path | str, progress: Progress = silent) -> PrintReport:
        """Write one page of the ledger again, with its doors as they are today, and put it in the old one's place.

        It is in the design it was printed in. Raises as `print_rounds` does.
        """

        def draft() -> RoundsDraft:
            with self._store.read() as connection:
                page = read_page(connection, ledger.read_code(connection, code))
            design = SheetDesign.from_settings(page.run["design"])
            number = page.sheet["round_number"]
            return self._draft(page.run["plan_name"], [number], design, progress, page=page)

        return print_run(self._store, draft, out, progress)

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
        handed_out: bool = True,
        one_file: bool = True,
        page: PrintedPage | None = None,
    ) -> RoundsDraft:
        """Gather all that will be printed."""
        progress(0.0, "Reading the rounds")
        chosen_plan = self._plan(plan)
        chosen = gather.pick_rounds(chosen_plan, self._rounds.rounds(chosen_plan.id), numbers)
        today = _today()
        with self._store.read() as connection:
            design = design or gather.read_design(connection)
            design.check()
            number = ledger.next_run(connection) if recorded else None
            dated = self._register.counts().register_date
            boxes = gather.read_codes(connection, chosen_plan.kind, design.codes)
            run = gather.read_run(connection, chosen_plan.kind, chosen_plan, boxes, number, today, dated)
            taken = ledger.taken_codes(connection) if recorded else set()
            standing = ledger.standing_sheets(connection, [each.id for each in chosen]) if recorded else {}
            progress(0.05, "Reading doors and electors")
            gatherer = gather.Gatherer(
                connection, self._places, self._register, self._rounds, chosen_plan, chosen, today, design
            )
        facts = [gatherer.round_facts(each, _run_of(standing.get(each.id))) for each in chosen]
        if page is not None:
            (whole,) = facts
            facts = [narrowed(whole, page)]
            standing = {whole.id: [{**page.sheet, "run": page.run["number"]}]}
        progress(0.15, "Reading the map")
        atlas = None if design.map == "none" else self._ready_atlas()
        maker = (lambda: codes.make(self._chance, taken)) if recorded else (lambda: "")
        paper = Paper(run, design, atlas)
        return RoundsDraft(chosen_plan, run, facts, paper, design, maker, standing, handed_out, one_file)

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
            wanted = None if code is None else ledger.read_code(connection, code)
            return ledger.read_lines(connection, wanted, status)

    def mark(self, wanted: Sequence[str], status: str, holder: str | None = None) -> Changes:
        """Say where sheets are: printed, out (with whom), back, scanned, lost or destroyed.

        Keyed they become by being keyed.
        """
        with self._store.change(f"Mark sheets {status}") as writer:
            ledger.mark(writer, wanted, status, holder)
        return writer.changes()

    def chases(self) -> list[Chase]:
        """Return whom to ask for which sheets, and for how many days they have been out."""
        with self._store.read() as connection:
            return ledger.read_chases(connection, _today())

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
        return self._set(designs.CURRENT, design.as_settings(), "Change the sheet design")

    def designs(self) -> list[NamedDesign]:
        """Return the sheet designs by name: the campaign's own, then the examples."""
        with self._store.read() as connection:
            return designs.read_named(connection)

    def save_design(self, name: str, design: SheetDesign, kind: str = "") -> Changes:
        """Keep a sheet design under a name, in place of one of the same name."""
        design.check()
        with self._store.change(f"Save the sheet design “{name.strip()}”") as writer:
            designs.save(writer, name, design, kind)
        return writer.changes()

    def delete_design(self, name: str) -> Changes:
        """Forget a sheet design of the campaign's own; the examples stay."""
        with self._store.change(f"Delete the sheet design “{name}”") as writer:
            designs.delete(writer, name)
        return writer.changes()

    def _set(self, key: str, value: Mapping[str, Any], what: str) -> Changes:
        with self._store.change(what) as writer:
            designs.write_setting(writer, key, value)
        return writer.changes()


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


def _run_of(standing: Sequence[Mapping[str, Any]] | None) -> int | None:
    return standing[-1]["run"] if standing else None
