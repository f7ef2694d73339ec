"""What to do next, from the campaign's figures alone."""

from dataclasses import replace
from datetime import date

from ui.home.next_steps import State, next_steps

TODAY = date(2026, 11, 23)
READY = State(
    doors=2402, electors=5143, has_map=True, register_date="2026-11-01", plans=1, rounds=20, volunteers=8
)


def said(state: State) -> list[str]:
    return [step.text for step in next_steps(state, TODAY)]


def test_an_empty_campaign_needs_the_register():
    (step,) = next_steps(State(), TODAY)
    assert step.screen == "import" and "register" in step.does


def test_doors_without_rounds_want_a_plan():
    assert next_steps(replace(READY, plans=0, rounds=0), TODAY)[0].screen == "rounds"


def test_rounds_without_paper_want_printing():
    assert said(READY) == ["20 rounds ready, nothing printed yet."]


def test_paper_that_is_back_comes_before_paper_that_is_out():
    steps = next_steps(replace(READY, sheets_out=5, sheets_back=1), TODAY)
    assert [step.text for step in steps] == ["1 sheet back and not keyed yet.", "5 sheets not back."]
    assert {step.screen for step in steps} == {"key"}


def test_a_plan_that_the_register_moved_away_from_comes_before_its_paper():
    steps = next_steps(replace(READY, stale=((3, "Spring leaflet", 4),)), TODAY)
    assert (
        steps[0].text
        == "“Spring leaflet” is older than the register: 4 doors came or were left by everybody."
    )
    assert (steps[0].screen, steps[0].what) == ("rounds", {"plan": 3})


def test_an_old_register_holes_and_lost_paper_are_told():
    state = replace(
        READY, register_date="2026-10-14", holes=("Round 7",), unplaced=3, sheets_keyed=9, sheets_lost=1
    )
    assert said(state) == [
        "Round 7 has nobody.",
        "3 doors could not be placed.",
        "1 sheet lost.",
        "The register is 40 days old.",
    ]


def test_when_all_is_done_nothing_is_asked_for():
    assert said(replace(READY, sheets_keyed=30)) == []
