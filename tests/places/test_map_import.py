"""Bringing in OpenStreetMap extracts: told by content, kept small, never doubled."""

import bz2
import gzip
import shutil
from pathlib import Path

import pytest

from tests.places.small_map import SmallMap
from walksheets.campaign import Campaign
from walksheets.changes import Changes
from walksheets.errors import UsersMistake
from walksheets.places import map_format, take_in_map

STREET = {"a": (0, 0), "b": (100, 0), "c": (400, 0), "d": (400, 300)}


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    return Campaign.create(tmp_path / "c.walksheets", who="tester")


def bring_in(campaign: Campaign, path: Path) -> tuple[dict[str, int], Changes]:
    with campaign.store.change("Import a map") as writer:
        counts = take_in_map(writer, path)
    return counts, writer.changes()


def test_maps_are_told_by_content_never_by_name(shared: Path, tmp_path: Path) -> None:
    pbf = shutil.copy(shared / "levenshulme" / "roads.osm.pbf", tmp_path / "register.csv")
    xml = SmallMap(dict(STREET)).way("a b", highway="residential").save(tmp_path / "holiday.jpg")
    (tmp_path / "x").write_bytes(gzip.compress(xml.read_bytes()))
    (tmp_path / "y").write_bytes(bz2.compress(xml.read_bytes()))
    (tmp_path / "roads.osm.pbf").write_text("uprn,street\n1,High Street\n", encoding="utf-8")
    (tmp_path / "z").write_bytes(gzip.compress(b"M14 5BQ,10,385576,396756"))
    assert map_format(Path(pbf)) == "pbf"
    assert map_format(xml) == "osm"
    assert map_format(tmp_path / "x") == "osm.gz"
    assert map_format(tmp_path / "y") == "osm.bz2"
    assert map_format(tmp_path / "roads.osm.pbf") is None
    assert map_format(tmp_path / "z") is None


@pytest.mark.parametrize("name", ["x.osm", "x.osm.gz"])
def test_a_map_in_any_form_gives_its_network(campaign: Campaign, tmp_path: Path, name: str) -> None:
    small = SmallMap(dict(STREET)).way("a b c", highway="residential", name="High Street")
    path = small.save(tmp_path / "plain.osm")
    if name.endswith("gz"):
        path = tmp_path / name
        path.write_bytes(gzip.compress((tmp_path / "plain.osm").read_bytes()))
    assert bring_in(campaign, path)[0] == {"new": 1, "same": 0, "replaced": 0}
    network = campaign.places.network()
    assert network.street_names == ("High Street",)
    assert network.length_m == pytest.approx(400, abs=0.5)
    assert campaign.places.network() is network, "made once"


NODES = '<node id="{0}1" lat="53.45" lon="-2.2" {1}/><node id="{0}2" lat="53.451" lon="-2.2" {1}/>'
WAY = '<way id="{0}5" {1}><nd ref="{0}1"/><nd ref="{0}2"/><tag k="highway" v="residential"/></way>'


@pytest.mark.parametrize(
    "body",
    [
        (NODES + WAY).format("", ""),
        (WAY + NODES).format("", 'version="1"'),
        (NODES + WAY).format("-", 'visible="true"'),
        (NODES + WAY).format("", 'version="1"') * 2,
        (NODES + WAY).format("1234567890", 'version="1"'),
        (NODES + WAY).format("", 'version="1"').replace("</way>", '<nd ref="77"/></way>'),
    ],
    ids=[
        "no versions",
        "ways before nodes",
        "drawn and never uploaded",
        "glued together",
        "long ids",
        "cut at a node",
    ],
)
def test_a_map_however_it_was_saved_gives_its_network(campaign: Campaign, tmp_path: Path, body: str) -> None:
    """A thousandth of a degree of latitude is 111 m."""
    path = tmp_path / "m.osm"
    path.write_text(f'<?xml version="1.0"?>\n<osm version="0.6">{body}</osm>', encoding="utf-8")
    bring_in(campaign, path)
    assert campaign.places.network().length_m == pytest.approx(111, abs=1)


def test_the_same_map_again_changes_nothing(campaign: Campaign, tmp_path: Path) -> None:
    path = SmallMap(dict(STREET)).way("a b", highway="residential").save(tmp_path / "m.osm")
    bring_in(campaign, path)
    counts, changes = bring_in(campaign, path)
    assert counts == {"new": 0, "same": 1, "replaced": 0}
    assert not changes


def test_two_extracts_are_one_map(campaign: Campaign, tmp_path: Path) -> None:
    """They share the node b, so the network runs on from one to the other."""
    west = SmallMap(dict(STREET)).way("a b", highway="residential", name="West Road")
    east = SmallMap(dict(STREET)).way("b c", highway="residential", name="East Road")
    east.lines = [line.replace('way id="1"', 'way id="2"') for line in east.lines]
    bring_in(campaign, west.save(tmp_path / "w.osm"))
    assert campaign.places.network().street_names == ("West Road",)
    bring_in(campaign, east.save(tmp_path / "e.osm"))
    assert set(campaign.places.network().street_names) == {"West Road", "East Road"}


def test_a_map_that_covers_the_old_one_takes_its_place(campaign: Campaign, tmp_path: Path) -> None:
    old = SmallMap(dict(STREET)).way("a b", highway="residential", name="Old Name")
    new = SmallMap(dict(STREET)).way("a b c d", highway="residential", name="New Name")
    new.lines = [line.replace('way id="1"', 'way id="7"') for line in new.lines]
    bring_in(campaign, old.save(tmp_path / "old.osm"))
    counts, _ = bring_in(campaign, new.save(tmp_path / "new.osm"))
    assert counts == {"new": 1, "same": 0, "replaced": 1}
    assert campaign.places.network().street_names == ("New Name",)
    campaign.store.undo()
    assert campaign.places.network().street_names == ("Old Name",)


def test_only_what_is_used_is_kept(campaign: Campaign, shared: Path) -> None:
    from sqlalchemy import func, select

    from walksheets.store import schema

    source = shared / "levenshulme" / "roads.osm.pbf"
    bring_in(campaign, source)
    with campaign.store.read() as connection:
        kept = connection.execute(select(func.length(schema.map_extract.c.data))).scalar_one()
    assert kept < source.stat().st_size / 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"uprn,street\n", "no OpenStreetMap extract"),
        (b'<?xml version="1.0"?><osm version="0.6"><node id="1" lat="1" ', "damaged"),
        (b'<?xml version="1.0"?><osm version="0.6"></osm>', "no road"),
        (b"", "no OpenStreetMap extract"),
    ],
)
def test_what_is_no_map_is_said_in_one_sentence(
    campaign: Campaign, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "m.osm").write_bytes(content)
    with pytest.raises(UsersMistake, match=said) as error:
        bring_in(campaign, tmp_path / "m.osm")
    assert "nothing was changed" in str(error.value)


def test_a_cut_off_download_is_said_so(campaign: Campaign, shared: Path, tmp_path: Path) -> None:
    whole = (shared / "levenshulme" / "roads.osm.pbf").read_bytes()
    (tmp_path / "m.pbf").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UsersMistake, match="damaged"):
        bring_in(campaign, tmp_path / "m.pbf")


def test_far_too_large_a_map_is_refused_at_once(campaign: Campaign, shared: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(shared / "levenshulme" / "roads.osm.pbf", tmp_path / "england.osm.pbf"))
    with path.open("r+b") as file:
        file.truncate(200_000_000)
    with pytest.raises(UsersMistake, match="cut the extract to your ward"):
        bring_in(campaign, path)


def test_the_picture_has_what_is_drawn(campaign: Campaign, shared: Path) -> None:
    bring_in(campaign, shared / "levenshulme" / "roads.osm.pbf")
    picture = campaign.places.map_picture()
    assert len(picture.buildings) == 852  # the ways with a building tag, counted over the file
    assert len(picture.railways) > 40
    assert picture.parks
    assert {"Dickenson Road", "Slade Grove"} <= {road.name for road in picture.roads}
    left, bottom, right, top = picture.bounds or (0, 0, 0, 0)
    assert right - left > 1000 < top - bottom
    assert campaign.places.map_picture() is picture


def test_a_campaign_without_a_map_has_an_empty_one(campaign: Campaign) -> None:
    assert campaign.places.network().edges == 0
    assert campaign.places.map_picture().bounds is None


def test_a_campaign_on_a_server_keeps_maps_and_doors_alike(postgres_url: str, tmp_path: Path) -> None:
    from walksheets.places import Address, place_doors, take_in_addresses, take_in_boundaries

    small = SmallMap(dict(STREET)).way("a b c", highway="residential", name="High Street")
    ring = [[-2.3, 53.4], [-2.1, 53.4], [-2.1, 53.5], [-2.3, 53.5], [-2.3, 53.4]]
    ward = {"properties": {"name": "Levenshulme"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    with Campaign.create(postgres_url, name="Test", who="tester") as campaign:
        for new in (1, 0):
            with campaign.store.change("Import") as writer:
                assert take_in_map(writer, small.save(tmp_path / "m.osm"))["new"] == new
                take_in_boundaries(writer, [ward])
                take_in_addresses(writer, [Address(number=str(n), street="High St") for n in range(1, 9)])
                assert place_doors(writer) == {"street": 8}
        assert not writer.changes()
        assert campaign.places.network().length_m == pytest.approx(400, abs=0.5)
        assert {door.ward for door in campaign.places.doors()} == {"Levenshulme"}
