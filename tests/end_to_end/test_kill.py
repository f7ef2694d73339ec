"""A power cut at the worst moment: the file opens, nothing is half-done, nothing keyed is lost."""

import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from walksheets.campaign import Campaign
from walksheets.rounds import SplitRequest

pytestmark = pytest.mark.shared

DIE_AT = """
    import os, signal, sys
    from walksheets.campaign import Campaign
    def progress(done, doing):
        if done >= float(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    campaign = Campaign.open(sys.argv[1])
"""


def run_until_killed(script: str, *arguments: object) -> str:
    """Run a script that kills itself without warning; return what it had printed."""
    code = textwrap.dedent(DIE_AT) + textwrap.dedent(script)
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    return done.stdout


def content(file: Path) -> list[str]:
    """Every row of the file, read by SQLite alone, after its own check of the file's health."""
    with sqlite3.connect(file) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        return list(connection.iterdump())


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    file = tmp_path / "ward.walksheets"
    Campaign.create(file).close()
    return file


@pytest.fixture
def split_ward(ward: Path, shared: Path) -> Path:
    place = shared / "levenshulme"
    files = [place / name for name in ("roads.osm.pbf", "postcodes.csv", "register.xpress.csv")]
    with Campaign.open(ward) as campaign:
        campaign.imports.bring_in(files)
        campaign.rounds.split("Canvass", SplitRequest(kind="canvass", rounds=30, seconds=1))
    return ward


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_killed_while_importing(ward, shared, share):
    before = content(ward)
    run_until_killed(
        "campaign.imports.bring_in(sys.argv[3:], progress=progress)",
        ward,
        share,
        shared / "levenshulme" / "register.xpress.csv",
        shared / "levenshulme" / "roads.osm.pbf",
    )
    assert content(ward) == before
    Campaign.open(ward).close()


@pytest.mark.parametrize("share", [0.2, 0.9])
def test_killed_while_splitting(split_ward, share):
    before = content(split_ward)
    run_until_killed(
        """
        from walksheets.rounds import SplitRequest
        request = SplitRequest(kind="leaflet", rounds=20, seconds=3)
        campaign.rounds.split("Canvass", request, progress=progress)
        """,
        split_ward,
        share,
    )
    assert content(split_ward) == before


def test_killed_while_keying_loses_nothing_that_was_keyed(split_ward, tmp_path):
    with Campaign.open(split_ward) as campaign:
        campaign.sheets.print_rounds("Canvass", tmp_path / "paper", rounds=[1])
    keyed = run_until_killed(
        """
        lines = [line for line in campaign.sheets.lines() if line.elector_number]
        for count, line in enumerate(lines):
            campaign.results.key(line.sheet, line.line, "2", note=f"note {count}")
            print(line.sheet, line.line, count, flush=True)
            if count == 40:
                os.kill(os.getpid(), signal.SIGKILL)
        """,
        split_ward,
        0,
    ).splitlines()
    assert len(keyed) == 41
    content(split_ward)
    with Campaign.open(split_ward) as campaign:
        held = {(r.sheet, str(r.line), r.result, r.note) for r in campaign.results.results()}
    assert {(sheet, line, "2", f"note {count}") for sheet, line, count in map(str.split, keyed)} <= held
