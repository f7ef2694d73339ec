"""What we export we can import: here it changes nothing, elsewhere it makes the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.imports.conftest import dump
from walksheets.campaign import Campaign


@pytest.fixture
def ward(campaign: Campaign, shared: Path) -> Campaign:
    folder = shared / "levenshulme"
    campaign.imports.bring_in(
        [
            folder / name
            for name in ("register.xpress13.xlsx", "postcodes.csv", "absent.csv", "volunteers.csv")
        ]
    )
    doors = campaign.places.doors()
    campaign.places.set_position(doors[0].id, 53.45, -2.2)
    campaign.register.set_flags(campaign.register.electors(limit=1)[0].id, ["do not contact", "moved"])
    return campaign


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Campaign]:
    with Campaign.create(tmp_path / "elsewhere.walk") as other:
        yield other


@pytest.mark.parametrize("what", ["doors", "electors", "volunteers"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_here_it_changes_nothing(ward: Campaign, tmp_path: Path, what: str, suffix: str) -> None:
    file = tmp_path / f"out.{suffix}"
    ward.reports.export(what, file)
    before = dump(ward)
    (report,) = ward.imports.bring_in([file]).files
    assert (report.kind, report.new, report.changed, report.gone, report.not_understood) == (
        what,
        0,
        0,
        0,
        (),
    )
    after = dump(ward)
    assert {name: rows for name, rows in after.items() if name != "import_batch"} == {
        name: rows for name, rows in before.items() if name != "import_batch"
    }


def test_elsewhere_it_makes_the_same_electors_at_the_same_doors(
    ward: Campaign, elsewhere: Campaign, tmp_path: Path
) -> None:
    for what in ("doors", "electors", "volunteers"):
        ward.reports.export(what, tmp_path / f"{what}.csv")
    elsewhere.imports.bring_in([tmp_path / f"{what}.csv" for what in ("volunteers", "electors", "doors")])

    def electors(campaign: Campaign) -> list[tuple[object, ...]]:
        return [
            (
                e.elector_number,
                e.name,
                e.markers,
                e.absent,
                e.opted_out,
                e.flags,
                e.flat,
                e.house_number,
                e.street,
                e.postcode,
                e.district,
            )
            for e in campaign.register.electors()
        ]

    assert electors(elsewhere) == electors(ward)
    assert {(d.label, d.street, d.postcode, d.district, d.lat, d.lon) for d in elsewhere.places.doors()} == {
        (d.label, d.street, d.postcode, d.district, d.lat, d.lon) for d in ward.places.doors()
    }
    assert [d.placed_by for d in elsewhere.places.doors() if d.placed_by == "hand"] == ["hand"]
    assert [p.name for p in elsewhere.volunteers.people()] == [p.name for p in ward.volunteers.people()]


def test_rounds_come_back_as_they_were_walked(ward: Campaign, tmp_path: Path) -> None:
    from walksheets.rounds import SplitRequest

    ward.rounds.split("Leaflet one", SplitRequest(kind="leaflet", doors=120))
    ward.reports.export("rounds", tmp_path / "rounds.csv", plan="Leaflet one")
    (report,) = ward.imports.bring_in([tmp_path / "rounds.csv"]).files
    assert (report.kind, report.new, report.changed, report.not_understood) == ("rounds", 0, 0, ())
    assert report.same == len(ward.rounds.rounds("Leaflet one"))
