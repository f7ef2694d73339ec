"""What the polling room hands out: turnout by polling district, and who has voted. No rules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DistrictTurnout:
    """A polling district on polling day, as far as its numbers were taken."""

    district: str
    """The letters before its elector numbers; empty where the register has none."""
    electors: int
    """All on the register with these letters, other electors too."""
    voted: int
    latest: str
    """When numbers were last keyed: ISO 8601, UTC; empty when none were."""

    @property
    def name(self) -> str:
        """Return the district as one says it."""
        return self.district or "no polling district"


@dataclass(frozen=True, slots=True)
class Voted:
    """One number that a number taker brought in. Says that somebody voted, never how."""

    polling_day: str
    elector_id: int
    elector_number: str
    """As it was on polling day."""
    taken_at: str
    taken_by: str
