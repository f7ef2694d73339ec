"""The campaign's own codes; what has come back so far; who disagrees with whom."""

import pytest

from walksheets.errors import UsersMistake
from walksheets.results import ResultCode


def test_a_new_campaign_has_the_starter_codes(campaign):
    assert "".join(code.code for code in campaign.results.codes("canvass")) == "12345UWNRMXDA"
    assert [code.meaning for code in campaign.results.codes("leaflet")] == ["delivered", "left out"]


def test_codes_can_be_changed_and_changed_back(campaign):
    before = campaign.results.codes()
    own = [ResultCode("Y", "yes"), ResultCode("N", "nobody in", effect="no contact")]
    assert campaign.results.set_codes(own).counts == {"removed": 14, "changed": 1, "new": 1}
    assert campaign.results.codes() == own
    campaign.results.key("K7-F43", 1, "y")
    with pytest.raises(UsersMistake, match="Y has been keyed already"):
        campaign.results.set_codes(before)
    campaign.store.undo()
    campaign.store.undo()
    assert campaign.results.codes() == before


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([ResultCode("n", "no"), ResultCode("N", "not home")], "n and N"),
        ([ResultCode("", "nothing")], "one to three"),
        ([ResultCode("N.", "dotted")], "one to three"),
        ([ResultCode("N", " ")], "what the code N means"),
        ([ResultCode("N", "no", effect="magic")], "not known"),
        ([], "At least one"),
    ],
)
def test_codes_that_contradict_themselves_are_refused(campaign, codes, words):
    with pytest.raises(UsersMistake, match=words):
        campaign.results.set_codes(codes)
    assert len(campaign.results.codes()) == 15


def test_totals_count_sheets_lines_codes_and_people_spoken_to(campaign):
    for line, code in ((1, "1"), (2, "N"), (3, "R"), (4, "X")):
        campaign.results.key("K7-F43", line, code)
    totals = campaign.results.totals("Canvass")
    assert totals.sheets == {
        "printed": 0,
        "out": 1,
        "back": 0,
        "scanned": 0,
        "keyed": 1,
        "lost": 0,
        "destroyed": 0,
    }
    assert (totals.lines, totals.keyed) == (4, 4)  # printed twice; the empty door waits for nothing
    assert totals.by_code == {"1": 1, "N": 1, "R": 1, "X": 1}
    assert (totals.called_on, totals.spoken_to, totals.contact_rate) == (4, 2, 0.5)


def test_totals_of_a_leaflet_plan_count_letterboxes(campaign):
    campaign.results.key("M3-H6W", 11, "L")
    totals = campaign.results.totals("Spring leaflet")
    assert (totals.lines, totals.keyed, totals.called_on, totals.contact_rate) == (3, 1, 0, 0.0)


def test_two_sheets_that_say_different_things_of_one_elector_are_listed(campaign):
    campaign.results.key("K7-F43", 1, "1")
    campaign.results.key("K7-H5N", 1, "4")
    campaign.results.key("K7-F43", 2, "2")
    campaign.results.key("K7-H5N", 2, "2")
    campaign.results.key("K7-F43", 3, "N")
    campaign.results.key("K7-H5N", 3, "1")
    (found,) = campaign.results.disagreements()
    assert (found.plan, found.elector_number) == ("Canvass", "MA1-1")
    assert {(a.sheet, a.result) for a in found.answers} == {("K7-F43", "1"), ("K7-H5N", "4")}
    campaign.results.key("K7-H5N", 1, "1")
    assert campaign.results.disagreements() == []


def test_a_page_that_is_nowhere_is_said_to_be_nowhere(campaign):
    with pytest.raises(UsersMistake, match=r"“C2-C2X” is no sheet of this campaign"):
        campaign.results.page("c2c2x")
