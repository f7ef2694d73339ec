"""What was promised at a door is a row of its own until somebody has seen to it."""

from sqlalchemy import select

from walksheets.store import schema


def waiting(campaign):
    return [(f.kind, f.sheet, f.line) for f in campaign.results.follow_ups() if not f.done_at]


def test_a_promise_is_noted_and_taken_off_again(campaign):
    campaign.results.key("K7-F43", 1, "2", "ring first")
    campaign.results.promise("K7-F43", 1, "poster")
    campaign.results.promise("K7-F43", 1, "lift")
    line = campaign.results.page("K7-F43").lines[0]
    assert (line.result, line.note, line.follow_ups) == ("2", "ring first", ("poster", "lift"))
    campaign.results.promise("K7-F43", 1, "Poster", wanted=False)
    assert waiting(campaign) == [("lift", "K7-F43", 1)]
    campaign.store.undo()
    assert waiting(campaign) == [("poster", "K7-F43", 1), ("lift", "K7-F43", 1)]


def test_a_promise_twice_is_one(campaign):
    campaign.results.promise("K7-F43", 1, "poster")
    assert not campaign.results.promise("K7-F43", 1, "poster")
    assert len(waiting(campaign)) == 1


def test_what_has_been_seen_to_no_longer_waits_and_can_wait_again(campaign):
    campaign.results.promise("K7-F43", 1, "poster")
    campaign.results.promise("K7-F43", 2, "lift")
    first, second = campaign.results.follow_ups()
    assert campaign.results.work_off([first.id]).counts == {"done": 1}
    assert waiting(campaign) == [("lift", "K7-F43", 2)]
    assert [f.id for f in campaign.results.follow_ups()] == [second.id, first.id]
    done = campaign.results.follow_ups()[1]
    assert (done.done_by, done.elector_name, done.address) == ("Olu", "Adams, Ann", "1 Mill Lane")
    campaign.store.undo()
    assert len(waiting(campaign)) == 2


def test_a_promise_without_an_answer_keys_nothing(campaign):
    campaign.results.promise("K7-F43", 1, "casework")
    assert campaign.results.results() == []
    assert campaign.results.page("K7-F43").status == "out"


def test_follow_ups_come_in_from_a_spreadsheet(campaign):
    rows = [
        {"sheet": "K7-F43", "line": "1", "result": "2", "follow_ups": "poster; lift"},
        {"sheet": "K7-F43", "line": "2", "result": "", "follow_ups": "helper"},
    ]
    campaign.results.key_file(rows)
    assert [(r.line, r.result) for r in campaign.results.results()] == [(1, "2")]
    assert waiting(campaign) == [("poster", "K7-F43", 1), ("lift", "K7-F43", 1), ("helper", "K7-F43", 2)]


def test_words_of_the_sheet_design_and_words_keyed_before_have_keys_of_their_own(campaign):
    with campaign.store.change("Design") as writer:
        writer.insert(
            schema.setting, [{"key": "sheet design", "value": {"follow_ups": ["stakeboard", "Poster"]}}]
        )
    campaign.results.promise("K7-F43", 1, "phone back")
    kinds = campaign.results.follow_up_kinds()
    assert [kind.words for kind in kinds][5:] == ["stakeboard", "phone back"]
    assert len({kind.key for kind in kinds}) == len(kinds)


def test_an_answer_corrected_leaves_the_promise(campaign):
    campaign.results.key("K7-F43", 1, "2")
    campaign.results.promise("K7-F43", 1, "poster")
    campaign.results.key("K7-F43", 1, "3")
    (found,) = campaign.results.follow_ups()
    assert (found.kind, found.result) == ("poster", "3")
    with campaign.store.read() as connection:
        assert len(connection.execute(select(schema.follow_up)).all()) == 1
