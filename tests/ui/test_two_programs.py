"""Two programs on one campaign, a file or a database on a server: each shows what the other did, and neither undoes it unseen."""

import subprocess
import sys

import pytest

from walksheets.campaign import Campaign

ELSEWHERE = """
import sys
from walksheets.campaign import Campaign
where, name, person = sys.argv[1:]
with Campaign.open(where, who="Ada") as campaign:
    print([each.name for each in campaign.volunteers.people()])
    campaign.rename(name)
    campaign.volunteers.add(person)
"""


def elsewhere(where: str, name: str, person: str) -> str:
    """What another organiser's program does: it lists the volunteers, names the campaign and adds one."""
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, where, name, person],
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(params=["file", "server"])
def shared_campaign(request: pytest.FixtureRequest) -> str:
    """Where a campaign is that two programs open."""
    if request.param == "file":
        return str(request.getfixturevalue("little_file"))
    url = request.getfixturevalue("postgres_url")
    Campaign.create(url, "Little ward").close()
    return url


def test_what_another_program_does_is_shown_here_and_what_is_done_here_there(
    window, shared_campaign, settle, qtbot
):
    window.session.open(shared_campaign)
    settle(window)
    window.go("volunteers")
    settle(window)
    window.session.desk.campaign.volunteers.add("Grace Hall")
    assert "Grace Hall" in elsewhere(shared_campaign, "Hill ward", "Mary Lane")
    qtbot.waitUntil(lambda: window.home._title.text() == "Hill ward", timeout=60_000)
    people = window.screens["volunteers"].people.rows

    def listed() -> set[str]:
        return {person.who.name for person in people.rows}

    qtbot.waitUntil(lambda: {"Grace Hall", "Mary Lane"} <= listed(), timeout=60_000)
    qtbot.waitUntil(lambda: window.strip.last_words.startswith("Ada: "), timeout=60_000)
    window.menus["undo"].trigger()
    qtbot.waitUntil(lambda: "Mary Lane" not in listed(), timeout=60_000)
    assert "Grace Hall" in elsewhere(shared_campaign, "Dale ward", "Ann Price")
    qtbot.waitUntil(lambda: {"Grace Hall", "Ann Price"} <= listed(), timeout=60_000)
