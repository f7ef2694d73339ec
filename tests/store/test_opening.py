"""Making, opening, upgrading and refusing campaign files."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from walksheets.campaign import Campaign
from walksheets.errors import MachineTrouble, UsersMistake
from walksheets.store import Store, schema
from walksheets.store.engine import make_engine


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ward.walksheets"


def test_a_new_campaign_opens_again_with_its_name(file):
    Campaign.create(file, "Marlow Ward").close()
    with Campaign.open(file) as campaign:
        assert campaign.name == "Marlow Ward"


def test_a_campaign_is_named_after_its_file(tmp_path):
    with Campaign.create(tmp_path / "marlow-ward.walksheets") as campaign:
        assert campaign.name == "Marlow Ward"


def test_the_file_is_kept_safe_against_a_power_cut(file):
    store = Store.create(file, "Ward")
    with store.read() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert settings == ["wal", 2, 1]


def test_a_new_campaign_never_writes_over_a_file(file):
    file.write_text("shopping list")
    with pytest.raises(UsersMistake, match="is there already"):
        Campaign.create(file)
    assert file.read_text() == "shopping list"


@pytest.mark.parametrize("content", [b"", b"shopping list", b"PK\x03\x04" + b"\x00" * 4000])
def test_what_is_no_campaign_is_refused_and_left_alone(file, content):
    file.write_bytes(content)
    with pytest.raises(UsersMistake, match="not a Walksheets campaign"):
        Campaign.open(file)
    assert file.read_bytes() == content


def test_another_programs_database_is_refused(file):
    with sqlite3.connect(file) as other:
        other.execute("create table songs (title text)")
    with pytest.raises(UsersMistake, match="not a Walksheets campaign"):
        Campaign.open(file)


def test_a_missing_file_is_said_plainly(file):
    with pytest.raises(UsersMistake, match="There is no campaign file"):
        Campaign.open(file)


def test_a_missing_folder_is_said_plainly(tmp_path):
    with pytest.raises(UsersMistake, match="There is no folder"):
        Campaign.create(tmp_path / "nowhere" / "ward.walksheets")


def test_a_newer_file_is_refused(file):
    Campaign.create(file).close()
    with sqlite3.connect(file) as newer:
        newer.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(UsersMistake, match="newer Walksheets"):
        Campaign.open(file)


def test_a_locked_file_is_said_plainly(file, monkeypatch):
    store = Store.create(file, "Ward")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("walksheets.store.engine._SQLITE_PRAGMAS", ("busy_timeout=50",))
    store.close()
    with pytest.raises(MachineTrouble, match="in use by another program"), store.change("Write"):
        pass
    other.close()


def test_the_migrations_lead_to_the_tables_the_program_uses(file):
    Campaign.create(file).close()
    with make_engine(file).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_an_unknown_database_address_is_said_plainly():
    with pytest.raises((UsersMistake, MachineTrouble)):
        Campaign.open("postgresql://localhost:1/nowhere")


def test_a_password_never_stands_in_a_message():
    with pytest.raises(MachineTrouble) as trouble:
        Campaign.open("postgresql://organiser:secret@localhost:1/ward")
    assert "secret" not in str(trouble.value)


def test_several_organisers_share_one_server(postgres_url):
    with Campaign.create(postgres_url, "Shared") as campaign:
        with campaign.store.change("Add") as writer:
            writer.insert(schema.street, [{"name": "Mill Lane"}])
            writer.insert(schema.map_extract, [{"file_name": "m", "data": b"\x00\xff"}])
        with Campaign.open(postgres_url, who="Second") as second:
            with second.store.change("Rename") as writer:
                writer.update(schema.street, [{"id": 1, "name": "Mill Road"}])
            second.store.undo()
            second.store.undo()
            with second.store.read() as connection:
                assert connection.execute(select(schema.street)).all() == []
            second.store.redo()
        with campaign.store.read() as connection:
            assert connection.execute(select(schema.map_extract.c.data)).scalar() == b"\x00\xff"
