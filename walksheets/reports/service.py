"""Reports: exports and figures, one verb each. Reads every room; writes files, never the campaign."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places import Places
from walksheets.polling import PollingDay
from walksheets.progress import Progress, silent
from walksheets.register import Register
from walksheets.reports import tables
from walksheets.reports.coverage import Coverage, coverage
from walksheets.reports.deliveries import Delivery, deliveries
from walksheets.reports.figures import Figures, Span, figures
from walksheets.reports.learnt import Learnt, learnt_times
from walksheets.reports.paper_rows import PaperCount, paper_counts
from walksheets.reports.progress_rows import RoundProgress, round_progress
from walksheets.reports.tracks import Track, write_geojson, write_gpx
from walksheets.results import Results
from walksheets.rounds import Plan, PlanRef, RoundDoor, Rounds
from walksheets.sheets import Sheets
from walksheets.spreadsheets import Cell, whole_file, write
from walksheets.store import Store
from walksheets.volunteers import Volunteers

_SHEETS = (".csv", ".xlsx")
_MAPS = (".geojson", ".gpx")


class Reports:
    """The reports room of one open campaign."""

    def __init__(
        self,
        store: Store,
        places: Places,
        register: Register,
        rounds: Rounds,
        volunteers: Volunteers,
        sheets: Sheets,
        results: Results,
        polling: PollingDay,
    ):
        self._store = store
        self._places = places
        self._register = register
        self._rounds = rounds
        self._volunteers = volunteers
        self._sheets = sheets
        self._results = results
        self._polling = polling

    def export(
        self,
        what: str,
        path: Path | str,
        plan: PlanRef | None = None,
        progress: Progress = silent,
        days: tuple[str, str] = ("", ""),
    ) -> Changes:
        """Write `what`, one of the names in `COLUMNS`, to a file named .csv or .xlsx; rounds also to .geojson and .gpx.

        What belongs to a plan is of all plans unless one is given; evenings, codes, deliveries and doors knocked
        twice are of `days`, first and last, both included, empty for no end. The file is written whole or not at all. Changes says
        how many rows; nothing in the campaign changes.
        """
        path = Path(path)
        rows = self._rows(what, plan, days)
        if what == "rounds" and path.suffix.lower() in _MAPS:
            count = self._export_map(path, plan)
        elif path.suffix.lower() in _SHEETS:
            count = write(path, tables.COLUMNS[what], rows(), progress)
        else:
            kinds = (*_SHEETS, *_MAPS) if what == "rounds" else _SHEETS
            raise UsersMistake(
                f"{path.name} was not written: name it {', '.join(kinds[:-1])} or {kinds[-1]}."
            )
        return Changes(f"Export {what} to {path.name}", counts={"rows": count})

    def progress(self, plan: PlanRef) -> list[RoundProgress]:
        """Return how far each round of a plan has come: sheets, lines, contacts."""
        return self._progress(self._plans(plan)[0])

    def figures(self, span: Span) -> Figures:
        """Return results by evening and by code, the contact rate, doors knocked twice."""
        return figures(self._results.results(span.plan), self._results.codes(), span)

    def coverage(self, plan: PlanRef, span: Span | None = None) -> Coverage:
        """Return how far each door of a plan has come; of `span` only the days count."""
        (wanted,) = self._plans(plan)
        doors = [row.door.id for row in self._rounds.plan_doors(wanted.id)]
        results, codes = self._results.results(wanted.name), self._results.codes()
        with self._store.read() as connection:
            return coverage(connection, wanted.name, wanted.kind, doors, results, codes, span or Span())

    def deliveries(self, span: Span | None = None) -> list[Delivery]:
        """Return the delivery ledger: leaflet by round by deliverer by day."""
        span = span or Span()
        results = self._results.results(span.plan)
        effects = {code.code: code.effect for code in self._results.codes()}
        with self._store.read() as connection:
            return deliveries(connection, results, effects, span)

    def papers(self) -> list[PaperCount]:
        """Return where the pages of the other papers are, by kind and plan."""
        return paper_counts(self._sheets.ledger())

    def learnt_times(self) -> dict[tuple[str, str], Learnt]:
        """Return what sheets that came back say a door takes, by kind of work and housing; nothing is changed by it."""
        walks: dict[int, dict[int, RoundDoor]] = defaultdict(dict)
        speeds: dict[int, float] = {}
        sheets = self._results.walked()
        told = {sheet.plan for sheet in sheets}
        for plan in (each for each in self._rounds.plans() if each.name in told):
            for row in self._rounds.plan_doors(plan.id):
                walks[row.round_id][row.door.id] = row
                speeds[row.round_id] = plan.request.speed_mps
        return learnt_times(sheets, walks, speeds, self._rounds.door_times())

    def _progress(self, plan: Plan) -> list[RoundProgress]:
        rounds = self._rounds.rounds(plan.id)
        with self._store.read() as connection:
            return round_progress(connection, plan, rounds)

    def _plans(self, plan: PlanRef | None) -> list[Plan]:
        """Return the plan asked for, or all. Raises UsersMistake when it is not there."""
        plans = self._rounds.plans()
        if plan is None:
            return plans
        self._rounds.rounds(plan)  # names the plans there are when this one is not
        return [each for each in plans if plan in (each.id, each.name)]

    def _rows(
        self, what: str, plan: PlanRef | None, days: tuple[str, str]
    ) -> Callable[[], Iterable[Sequence[Cell]]]:
        plans = self._plans(plan)
        span = Span(plans[0].name if plan is not None else None, *days)
        known: dict[str, Callable[[], Iterable[Sequence[Cell]]]] = {
            "rounds": lambda: chain.from_iterable(
                tables.round_rows(each.name, self._rounds.plan_doors(each.id)) for each in plans
            ),
            "doors": lambda: tables.door_rows(self._places.doors()),
            "set-aside": lambda: chain.from_iterable(
                tables.aside_rows(each.name, self._rounds.aside(each.id)) for each in plans
            ),
            "electors": lambda: tables.elector_rows(self._register.electors()),
            "results": lambda: chain.from_iterable(
                tables.result_rows(self._results.results(name))
                for name in ([each.name for each in plans] if plan is not None else [None])
            ),
            "volunteers": lambda: tables.volunteer_rows(self._volunteers.people()),
            "progress": lambda: tables.progress_rows(row for each in plans for row in self._progress(each)),
            "evenings": lambda: tables.evening_rows(self.figures(span).evenings),
            "codes": lambda: tables.code_rows(self._results.codes(), self.figures(span).by_code),
            "knocked-twice": lambda: tables.knocked_rows(self.figures(span).knocked_twice),
            "missing-sheets": lambda: tables.missing_rows(
                each for each in self._sheets.chases() if span.plan in (None, each.plan)
            ),
            "deliveries": lambda: tables.delivery_rows(self.deliveries(span)),
            "follow-ups": lambda: tables.follow_up_rows(self._results.follow_ups(span.plan)),
            "differences": lambda: tables.difference_rows(
                each for each in self._results.disagreements() if span.plan in (None, each.plan)
            ),
            "papers": lambda: tables.paper_rows(
                each for each in self.papers() if span.plan in (None, each.plan)
            ),
            "voted": lambda: tables.voted_rows(self._polling.voted("")),
        }
        if what not in known:
            raise UsersMistake(
                f"“{what}” cannot be exported; nothing was written. Choose {', '.join(known)}."
            )
        return known[what]

    def _export_map(self, path: Path, plan: PlanRef | None) -> int:
        tracks = [track for each in self._plans(plan) for track in self._tracks(each)]
        if path.suffix.lower() == ".geojson":
            return whole_file(path, lambda target: write_geojson(target, tracks))
        name = "Rounds" if plan is None else f"Rounds of {plan}"
        made_at = max((each.made_at for each in self._plans(plan)), default="")
        return whole_file(path, lambda target: write_gpx(target, tracks, name, made_at))

    def _tracks(self, plan: Plan) -> list[Track]:
        plane = self._places.projection()
        ways = self._rounds.ways(plan.id)
        doors = self._rounds.plan_doors(plan.id)
        return [
            Track(
                each,
                [row for row in doors if row.round_id == each.id],
                [(float(lat), float(lon)) for lat, lon in plane.to_latlon(*ways[each.id].T)],
            )
            for each in self._rounds.rounds(plan.id)
        ]
