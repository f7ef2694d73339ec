"""An import is one whole change: it happens, or it never was."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.imports.conftest import XPRESS, WriteTable, dump, log_length, xpress_row
from walksheets.campaign import Campaign
from walksheets.errors import UsersMistake
from walksheets.progress import Cancelled

Xpress = Callable[..., Path]
TWO = [("1", "Hill", "Ann", "1 Anson Road"), ("2", "Dale", "Bo", "3 Anson Road")]


@pytest.mark.parametrize("after", [0.0, 0.2, 0.5, 0.7, 0.9])
def test_a_cancelled_import_has_done_nothing(campaign: Campaign, shared: Path, after: float) -> None:
    before = dump(campaign)

    def stop(done: float, doing: str) -> None:
        if done >= after:
            raise Cancelled

    with pytest.raises(Cancelled):
        campaign.imports.bring_in([shared / "levenshulme/register.xpress.csv"], progress=stop)
    assert (dump(campaign), log_length(campaign)) == (before, 1)


def test_progress_only_goes_forward_from_nought_to_one(campaign: Campaign, shared: Path) -> None:
    said: list[tuple[float, str]] = []
    campaign.imports.bring_in(
        [shared / "levenshulme" / name for name in ("register.eros.csv", "doors.csv", "uprn.csv")],
        progress=lambda done, doing: said.append((done, doing)),
    )
    shares = [done for done, _ in said]
    assert all(0 <= done <= 1 for done in shares)
    assert shares == sorted(shares)
    assert all(doing for _, doing in said)


def test_one_file_that_cannot_be_read_stops_them_all(
    campaign: Campaign, xpress: Xpress, tmp_path: Path
) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(UsersMistake, match=r"scan\.pdf is a PDF"):
        campaign.imports.bring_in([xpress(TWO), tmp_path / "scan.pdf"])
    assert campaign.register.counts().electors == 0


def test_no_file_at_all_gets_a_sentence(campaign: Campaign) -> None:
    with pytest.raises(UsersMistake, match="No file was given"):
        campaign.imports.bring_in([])


def test_a_copy_under_another_name_is_the_same_file(
    campaign: Campaign, xpress: Xpress, tmp_path: Path
) -> None:
    first = xpress(TWO)
    campaign.imports.bring_in([first])
    copy = shutil.copy(first, tmp_path / "copy of register.csv")
    assert not campaign.imports.bring_in([copy]).changes


def test_problems_of_a_file_that_changes_nothing_are_told_again_and_kept_once(
    campaign: Campaign, xpress: Xpress
) -> None:
    file = xpress([*TWO, ("", "No", "Number", "5 Anson Road")])
    first = campaign.imports.bring_in([file])
    again = campaign.imports.bring_in([file])
    assert first.files[0].not_understood == again.files[0].not_understood
    assert not again.changes
    assert len(campaign.register.problems()) == 1


def test_after_another_register_the_first_one_is_news_again(campaign: Campaign, table: WriteTable) -> None:
    one = table([XPRESS, xpress_row("1", "Hill", "Ann", "1 Anson Road")], "one.csv")
    two = table(
        [
            XPRESS,
            xpress_row("1", "Hill", "Ann", "1 Anson Road"),
            xpress_row("2", "Dale", "Bo", "3 Anson Road"),
        ],
        "two.csv",
    )
    for file, electors in ((one, 1), (two, 2), (one, 1), (two, 2)):
        assert campaign.imports.bring_in([file]).changes
        assert campaign.register.counts().electors == electors
    assert len(campaign.register.batches()) == 4


def test_undo_reaches_back_import_by_import(campaign: Campaign, xpress: Xpress) -> None:
    states = [dump(campaign)]
    for number in range(1, 4):
        people = [(str(n), f"Name{n}", "Ann", f"{n} Anson Road") for n in range(1, number * 3)]
        campaign.imports.bring_in([xpress(people, f"{number}.csv")])
        states.append(dump(campaign))
    for state in reversed(states[:-1]):
        campaign.store.undo()
        assert dump(campaign) == state
    for state in states[1:]:
        campaign.store.redo()
        assert dump(campaign) == state


def test_it_works_the_same_on_a_server(postgres_url: str, shared: Path) -> None:
    folder = shared / "levenshulme"
    with Campaign.create(postgres_url, "Ward") as campaign:
        before = dump(campaign)
        campaign.imports.bring_in([folder / "register.eros.csv", folder / "absent.csv", folder / "doors.csv"])
        assert (campaign.register.counts().electors, campaign.register.counts().absent) == (5143, 924)
        assert not campaign.imports.bring_in([folder / "register.eros.csv"]).changes
        assert [e.elector_number for e in campaign.register.electors("robertson LV1-25/1")] == ["LV1-25/1"]
        campaign.store.undo()
        assert dump(campaign) == before
