"""What the results room hands out: frozen rows, no rules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One answer as keyed: of the line of a sheet, in the words that were printed there."""

    sheet: str
    line: int
    elector_number: str
    elector_name: str
    door: int | None
    result: str
    note: str
    keyed_at: str
    keyed_by: str
    source: str = ""
    superseded: bool = False
    """Corrected since: kept, but no longer what holds."""
    plan: str = ""
    flat: str = ""
    number: str = ""
    street: str = ""
    elector_id: int | None = None
    change: int | None = None
    """The change that kept it, to be taken back; only `latest` says so."""
    walked_on: str = ""
    """The day written on the sheet, if it was keyed."""


@dataclass(frozen=True, slots=True)
class SheetReturn:
    """What a sheet that came back says of itself as a whole. `minutes` and `left_over` are None while not said."""

    walked_on: str = ""
    minutes: float | None = None
    left_over: int | None = None
    blanks_asked: bool = False
    """Its empty lines were asked for: they are empty on the paper too."""


@dataclass(frozen=True, slots=True)
class WalkedSheet:
    """A sheet that says how long it took: what minutes a door can be learnt from."""

    sheet: str
    plan: str
    kind: str
    round_id: int | None
    door_ids: tuple[int, ...]
    minutes: float


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something promised at a door, in the words of the paper; `done_at` is empty while it waits."""

    id: int
    kind: str
    plan: str
    sheet: str
    line: int
    round_number: int
    volunteer: str
    elector_number: str
    elector_name: str
    flat: str
    number: str
    street: str
    result: str
    note: str
    asked_at: str
    asked_by: str
    done_at: str
    done_by: str

    @property
    def address(self) -> str:
        """Return the door and its street: "Flat 3, 124 Mill Lane"."""
        return " ".join(
            part for part in (", ".join(filter(None, (self.flat, self.number))), self.street) if part
        )


@dataclass(frozen=True, slots=True)
class KeyedLine:
    """One line of a sheet with what has been keyed for it; `result` is empty while nothing has."""

    line: int
    flat: str
    number: str
    street: str
    elector_number: str
    elector_name: str
    result: str
    note: str
    keyed_at: str
    keyed_by: str
    wanted: bool
    """True where an answer is expected; a door with no elector on a canvass sheet has none to give."""
    door_id: int | None = None
    elector_id: int | None = None
    absent: str = ""
    follow_ups: tuple[str, ...] = ()
    now: str = ""
    """What has become of the elector since the sheet was printed; empty while they live where it says."""
    row: int = 0
    """The first line of the paper's row it stands in: a row of a leaflet sheet is several doors."""

    @property
    def door(self) -> str:
        """Return the door as one says it on its street: "Flat 3, 124"."""
        return ", ".join(part for part in (self.flat, self.number) if part)


@dataclass(frozen=True, slots=True)
class KeyedPage:
    """One sheet as the keying screen shows it."""

    sheet: str
    plan: str
    kind: str
    round_number: int
    round_name: str
    volunteer: str
    page: int
    pages: int
    status: str
    run: int
    printed_at: str
    register_date: str
    replaced_by: str
    lines: tuple[KeyedLine, ...]
    back: SheetReturn = SheetReturn()
    registers_since: int = 0
    """How many registers came in after the one it was printed from."""

    @property
    def waiting(self) -> tuple[KeyedLine, ...]:
        """Return the lines that still wait for an answer."""
        return tuple(line for line in self.lines if line.wanted and not line.result)

    @property
    def wanted(self) -> int:
        """Return how many lines wait for an answer or have one."""
        return sum(line.wanted for line in self.lines)

    @property
    def keyed(self) -> int:
        """Return how many of the wanted lines have their answer."""
        return sum(line.wanted and bool(line.result) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Totals:
    """What has come back of one plan. `contact_rate` is electors spoken to, of electors called on."""

    plan: str
    sheets: dict[str, int]
    """Walk sheets by status: printed, out, back, scanned, keyed, lost, or destroyed before they were keyed."""
    lines: int
    """Electors, or letterboxes, that sheets were printed for; one that was printed twice counts once."""
    keyed: int
    """Of those, how many have an answer."""
    by_code: dict[str, int]
    """Electors, or letterboxes, by the answer that counts: the latest, where there is one beyond "not home"."""
    called_on: int
    spoken_to: int

    @property
    def contact_rate(self) -> float:
        """Return the share spoken to, 0 to 1; 0 while nobody was called on."""
        return self.spoken_to / self.called_on if self.called_on else 0.0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One elector (or letterbox) of whom two sheets of one plan say different things."""

    plan: str
    elector_number: str
    elector_name: str
    answers: tuple[Result, ...]
    """The newest first."""
