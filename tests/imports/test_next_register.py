"""One register after another: who stays, who is gone, who is new, and whose history is whose when numbers move."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.imports.conftest import XPRESS, WriteTable, xpress_row
from walksheets.campaign import Campaign
from walksheets.imports import FileReport

Person = tuple[str, ...]
Xpress = Callable[..., Path]

STREET = [
    ("1", "Adams", "Ann", "1 Anson Road"),
    ("2", "Adams", "Bob", "1 Anson Road"),
    ("3", "Brown", "Cat", "3 Anson Road"),
    ("4", "Clark", "Dan", "5 Anson Road"),
    ("5", "Dean", "Eve", "7 Anson Road"),
    ("6", "Evans", "Flo", "9 Anson Road"),
    ("7", "Ford", "Gus", "11 Anson Road"),
    ("8", "Gray", "Hal", "13 Anson Road"),
]


@pytest.fixture
def take_in(campaign: Campaign, xpress: Xpress) -> Callable[..., FileReport]:
    files = iter(range(100))

    def take(people: Sequence[Person], prefix: str = "AB1") -> FileReport:
        return campaign.imports.bring_in([xpress(people, f"{next(files)}.csv", prefix)]).files[0]

    return take


Take = Callable[..., FileReport]


def ids(campaign: Campaign) -> dict[str, int]:
    """Who somebody is, by name and door: what history hangs on."""
    return {f"{e.name}, {e.house_number}": e.id for e in campaign.register.electors()}


def test_newcomers_leavers_and_changed_names_are_counted(campaign: Campaign, take_in: Take) -> None:
    take_in(STREET)
    before = ids(campaign)
    later = [
        *STREET[:2],
        ("3", "Brown-Hill", "Cat", "3 Anson Road"),
        *STREET[4:],
        ("3/1", "New", "Nia", "3 Anson Road"),
    ]
    report = take_in(later)
    assert (report.new, report.changed, report.same, report.gone) == (1, 1, 6, 1)
    assert report.counts["name spelt otherwise"] == 1
    after = ids(campaign)
    assert after["Cat Brown-Hill, 3"] == before["Cat Brown, 3"]
    assert "Dan Clark, 5" not in after


def test_the_door_of_those_gone_stays(campaign: Campaign, take_in: Take) -> None:
    take_in(STREET)
    take_in(STREET[:3])
    assert campaign.register.counts().households == 2
    assert campaign.register.counts().doors == 7


def test_a_file_for_one_district_leaves_the_others_alone(campaign: Campaign, take_in: Take) -> None:
    take_in(STREET, "AB1")
    other = [(number, *rest, "Elsewhere") for number, *rest in STREET]
    report = take_in([(n, s, f, line.replace("Anson", "Birch")) for n, s, f, line, _ in other], "AB2")
    assert (report.new, report.gone) == (8, 0)
    assert campaign.register.counts().districts == ("AB1", "AB2")


def test_two_files_of_one_district_taken_in_together_are_one_register(
    campaign: Campaign, xpress: Xpress, take_in: Take
) -> None:
    take_in(STREET)
    files = [xpress(STREET[:4], "a.csv"), xpress(STREET[4:], "b.csv")]
    report = campaign.imports.bring_in(files)
    assert [each.gone for each in report.files] == [0, 0]
    assert [each.same for each in report.files] == [4, 4]


def renumbered(people: Sequence[Person], by: int = 3) -> list[Person]:
    """The same people in the order of next December's register."""
    return [(str(int(number) + by), *rest) for number, *rest in people]


def test_when_numbers_are_given_out_anew_everybody_keeps_who_they_are(
    campaign: Campaign, take_in: Take
) -> None:
    take_in(STREET)
    before = ids(campaign)
    report = take_in(renumbered(STREET))
    assert (report.new, report.gone, report.changed) == (0, 0, 8)
    assert report.counts["other number"] == 8
    assert ids(campaign) == before
    assert [e.elector_number for e in campaign.register.electors()] == [f"AB1-{n}" for n in range(4, 12)]


def test_nobody_inherits_the_history_of_who_had_their_number(campaign: Campaign, take_in: Take) -> None:
    take_in(STREET)
    ann = ids(campaign)["Ann Adams, 1"]
    campaign.register.set_flags(ann, ["do not contact"])
    moved_in = [("1", "Stranger", "Zoe", "1 Anson Road"), *renumbered(STREET[2:], 1)]
    take_in(moved_in)
    flagged = [e for e in campaign.register.electors(include_gone=True) if e.do_not_contact]
    assert [(e.id, e.name, bool(e.gone_on)) for e in flagged] == [(ann, "Ann Adams", True)]


def test_a_renamed_district_takes_its_electors_along(campaign: Campaign, take_in: Take) -> None:
    take_in(STREET, "AB1")
    before = ids(campaign)
    report = take_in(STREET[1:], "XY9")
    assert (report.new, report.gone) == (0, 1)
    after = ids(campaign)
    assert all(before[who] == after[who] for who in after)
    assert campaign.register.counts().districts == ("XY9",)


def test_a_new_surname_in_a_household_that_stayed_is_the_same_person(
    campaign: Campaign, take_in: Take
) -> None:
    take_in(STREET)
    before = ids(campaign)
    married = [("1", "Newname", "Ann", "1 Anson Road"), *STREET[1:]]
    take_in(renumbered(married))
    assert ids(campaign)["Ann Newname, 1"] == before["Ann Adams, 1"]


def test_the_next_tenant_with_the_same_forename_is_somebody_else(campaign: Campaign, take_in: Take) -> None:
    take_in(STREET)
    before = ids(campaign)
    tenant = [*STREET[:3], ("4", "Other", "Dan", "5 Anson Road"), *STREET[4:]]
    take_in(renumbered(tenant))
    assert ids(campaign)["Dan Other, 5"] != before["Dan Clark, 5"]


def test_names_that_lost_letters_are_matched_across_the_years(campaign: Campaign, take_in: Take) -> None:
    whole = [(n, "Dương", f, line) for n, _, f, line in STREET]
    lost = [(n, "D??ng", f, line) for n, _, f, line in STREET]
    take_in(whole)
    before = ids(campaign)
    report = take_in(renumbered(lost))
    assert (report.new, report.gone) == (0, 0)
    assert ids(campaign) == before


def test_those_who_come_back_are_who_they_were(campaign: Campaign, take_in: Take) -> None:
    take_in(STREET)
    before = ids(campaign)
    take_in(STREET[1:])
    report = take_in(STREET)
    assert report.counts["back on the register"] == 1
    assert ids(campaign) == before


def test_two_of_one_name_at_one_door_stay_two(campaign: Campaign, take_in: Take) -> None:
    family = [("1", "Khan", "Ali", "1 Anson Road"), ("2", "Khan", "Ali", "1 Anson Road"), *STREET[2:]]
    take_in(family)
    report = take_in(renumbered(family))
    assert (report.new, report.gone) == (0, 0)
    assert len({e.id for e in campaign.register.electors() if e.surname == "Khan"}) == 2


def test_a_move_within_the_street_under_the_same_number_moves_the_elector(
    campaign: Campaign, take_in: Take
) -> None:
    take_in(STREET)
    before = {e.name: e.id for e in campaign.register.electors()}
    report = take_in([*STREET[:7], ("8", "Gray", "Hal", "15 Anson Road")])
    assert report.counts["other door"] == 1
    (hal,) = campaign.register.electors("Gray")
    assert (hal.id, hal.house_number) == (before["Hal Gray"], "15")


def test_a_part_of_a_register_is_warned_about(campaign: Campaign, take_in: Take) -> None:
    many = [(str(n), f"Name{n}", "Ann", f"{n} Anson Road") for n in range(1, 61)]
    take_in(many)
    report = take_in(many[:10])
    assert report.gone == 50
    assert "50 would be gone" in report.notes[0]
    assert take_in(many[:9]).notes == ()


def test_markers_dates_and_the_open_register_follow_the_file(campaign: Campaign, table: WriteTable) -> None:
    first = [
        xpress_row("1", "(z) Adams", "Ann", "1 Anson Road", markers="G", dob="01/12/2007"),
        xpress_row("2", "(z) Hill", "Bo", "1 Anson Road"),
    ]
    then = [
        xpress_row("1", "Adams", "Ann", "1 Anson Road", markers="B"),
        xpress_row("2", "(z) Hill", "Bo", "1 Anson Road"),
    ]
    campaign.imports.bring_in([table([XPRESS, *first], "a.csv")])
    campaign.imports.bring_in([table([XPRESS, *then], "b.csv")])
    ann, bo = campaign.register.electors()
    assert (ann.markers, ann.date_of_attainment, ann.opted_out, bo.opted_out) == ("B", "", False, True)


def test_absent_lists_take_off_those_no_longer_listed_kind_by_kind(
    campaign: Campaign, table: WriteTable, take_in: Take
) -> None:
    take_in(STREET)
    take_in([(n, s, f, line.replace("Anson", "Birch")) for n, s, f, line in STREET], "AB2")

    def marked(rows: list[list[str]]) -> dict[str, str]:
        name = f"absent{len(list(Path(campaign.store.where).parent.iterdir()))}.csv"
        campaign.imports.bring_in([table([["Elector Number", "Type"], *rows], name)])
        return {e.elector_number: e.absent for e in campaign.register.electors() if e.absent}

    first = marked([["AB1-1", "Postal"], ["AB1-2", "Proxy"], ["AB2-1", "Postal"]])
    assert first == {"AB1-1": "Postal", "AB1-2": "Proxy", "AB2-1": "Postal"}
    assert marked([["AB1-3", "Postal"]]) == {"AB1-2": "Proxy", "AB1-3": "Postal", "AB2-1": "Postal"}
    assert marked([["AB1-2", "Postal Proxy"]])["AB1-2"] == "PostalProxy"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["PD", "Number", "Suffix", "Type"], ["AB1", "1", "0", "Postal"]),
        (["PD", "Elector No", "Absent Voter Type"], ["AB1", "1", "P"]),
        (["Full Elector No", "AV Type"], ["AB1-1/0", "Postal Vote"]),
        (["ElectorNo", "Type", "PVSStatus"], ["AB1 - 1", "postal", "1"]),
        (["Elector Number", "Name", "Type"], ["AB1/1", "Adams Ann", "Y"]),
    ],
)
def test_absent_lists_may_have_their_numbers_joined_or_apart(
    campaign: Campaign, table: WriteTable, take_in: Take, header: list[str], row: list[str]
) -> None:
    take_in(STREET)
    (report,) = campaign.imports.bring_in([table([header, row], "absent.csv")]).files
    assert (report.kind, report.changed, report.not_understood) == ("absent", 1, ())
    assert {e.elector_number: e.absent for e in campaign.register.electors() if e.absent} == {
        "AB1-1": "Postal"
    }


def test_an_older_register_is_warned_about(campaign: Campaign, table: WriteTable) -> None:
    def register(day: str, *numbers: int) -> Path:
        rows = [xpress_row(str(n), f"Name{n}", "Ann", f"{n} Anson Road") for n in numbers]
        return table([[f"Register of Electors, published {day}"], XPRESS, *rows], f"{day}.csv")

    assert campaign.imports.bring_in([register("1 December 2025", 1, 2)]).files[0].notes == ()
    (note,) = campaign.imports.bring_in([register("1 December 2024", 1)]).files[0].notes
    assert "is of 2024-12-01 and older than the register that is here (2025-12-01)" in note
