"""Progress says how far we are, and its lists are worked off; its figures are those of a plain recount."""

import csv
import io
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from walksheets.campaign import Campaign
from walksheets.store import schema

CTRL, RETURN = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def heard(little_file, tmp_path):
    """The ward with two sheets keyed on two evenings, three promises, one elector of two minds."""
    with Campaign.open(little_file, who="Olu") as campaign:
        first, second, *_ = campaign.sheets.ledger()
        for code, answers in ((first.code, "12N3NW"), (second.code, "NN5R")):
            for line, answer in zip(campaign.results.page(code).lines, answers, strict=False):
                campaign.results.key(code, line.line, answer)
        for line, kind in ((1, "poster"), (2, "lift"), (4, "poster")):
            campaign.results.promise(first.code, campaign.results.page(first.code).lines[line - 1].line, kind)
        campaign.sheets.print_rounds("Canvass", tmp_path / "again")
        page = campaign.results.page(first.code)
        other = next(
            line for line in campaign.sheets.lines()
            if line.elector == page.lines[0].elector_id and line.sheet != first.code
        )  # fmt: skip
        campaign.results.key(other.sheet, other.line, "4")
        campaign.results.note_return(first.code, walked_on="2026-02-03")
        campaign.results.note_return(second.code, walked_on="2026-02-05")
        campaign.results.note_return(other.sheet, walked_on="2026-02-08")
        campaign.volunteers.add("Ann Price", phone="07700 900111")
        out = [sheet.code for sheet in campaign.sheets.ledger() if sheet.round_number == 3]
        campaign.sheets.mark(out, "out", holder="Ann Price")
    return little_file


@pytest.fixture
def screen(window, heard, settle):
    window.session.open(heard)
    settle(window)
    window.go("progress", plan="Canvass")
    settle(window)
    return window.screens["progress"]


def results_of(window, tmp_path):
    path = tmp_path / "recount.csv"
    window.session.desk.campaign.reports.export("results", path, "Canvass")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def show(window, screen, name, settle):
    screen.tabs.setCurrentWidget(screen._tab_named(name))
    settle(window)
    return screen.tabs.currentWidget()


def shown(table):
    model = table.model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_the_figures_at_the_top_are_those_of_a_recount(window, screen, tmp_path):
    rows = results_of(window, tmp_path)
    called = {row["elector_number"] for row in rows}
    spoken = {row["elector_number"] for row in rows if row["result"] in "12345UWR"}
    figures = screen.presenter.standing.figures
    assert (figures.called_on, figures.spoken_to) == (len(called), len(spoken))
    words = [
        label.accessibleName() for label in screen.overview.children() if hasattr(label, "accessibleName")
    ]
    assert f"{len(spoken)} spoken to" in words and f"{len(called)} called on" in words
    assert f"{len(spoken) / len(called):.0%} contact rate" in words


def test_results_by_code_can_be_copied_as_picture_and_numbers(window, screen, tmp_path, qtbot):
    last = {}
    for row in results_of(window, tmp_path):
        if row["result"] not in "NA" or row["elector_number"] not in last:
            last[row["elector_number"]] = row["result"]
    chart = screen.overview.codes
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_C, CTRL)
    clipboard = QGuiApplication.clipboard()
    numbers = dict(line.split("\t") for line in clipboard.text().splitlines()[1:])
    assert {words.split()[0]: int(n) for words, n in numbers.items()} == dict(Counter(last.values()))
    assert not clipboard.image().isNull() and clipboard.image().width() > 300
    assert "N  not home" in chart.accessibleDescription()


def test_the_pace_is_told_day_by_day(window, screen, settle):
    tab = show(window, screen, "evenings", settle)
    rows = shown(tab.table)
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("8 February 2026", "1", "1"),
        ("5 February 2026", "4", "2"),
        ("3 February 2026", "6", "4"),
    ]
    assert tab.chart.as_text().splitlines()[1:] == [
        "3 February\t4 of 6 · 67%",
        "5 February\t2 of 4 · 50%",
        "8 February\t1 of 1 · 100%",
    ]


def test_days_can_be_chosen(window, screen, settle):
    from PySide6.QtCore import QDate

    screen.span.since.setDate(QDate(2026, 2, 4))
    screen.span.until.setDate(QDate(2026, 2, 6))
    screen.span.days.setCurrentIndex(screen.span.days.findData("between"))
    settle(window)
    assert [each.day for each in screen.presenter.standing.figures.evenings] == ["2026-02-05"]
    assert screen.span.since.isVisible()
    screen.span.days.setCurrentIndex(screen.span.days.findData("today"))
    settle(window)
    assert screen.presenter.standing.figures.evenings == () and not screen.span.since.isVisible()


def test_all_plans_can_be_seen_together(window, screen, settle):
    screen.span.plans.setCurrentIndex(screen.span.plans.count() - 1)
    settle(window)
    assert {each.plan for each in screen.presenter.standing.rounds} == {"Leaflets", "Canvass"}
    assert screen.presenter.standing.figures.called_on == 10
    assert screen.span.plans.currentText() == "All plans"


def test_follow_ups_are_worked_off_by_keyboard_and_undone(window, screen, settle, qtbot):
    tab = show(window, screen, "follow-ups", settle)
    assert "(3)" in screen.tabs.tabText(screen.tabs.indexOf(tab))
    assert [row[0] for row in shown(tab.table)] == ["poster", "lift", "poster"]
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    qtbot.keyClick(tab.table, RETURN, CTRL)
    settle(window)
    assert [row[0] for row in shown(tab.table)] == ["poster", "poster"]
    assert "Follow-ups done" in window.strip.last_words
    window.session.undo()
    settle(window)
    assert len(shown(tab.table)) == 3


def test_follow_ups_are_filtered_by_kind_and_state(window, screen, settle):
    tab = show(window, screen, "follow-ups", settle)
    screen.kinds.setCurrentIndex(screen.kinds.findData("lift"))
    assert [row[0] for row in shown(tab.table)] == ["lift"]
    screen.which.setCurrentIndex(screen.which.findData("done"))
    assert shown(tab.table) == [] and screen.kinds.isVisible(), "the filter stays at hand"
    screen.which.setCurrentIndex(screen.which.findData("all"))
    tab.acts["progress.done"].trigger()
    settle(window)
    assert "done by" in shown(tab.table)[0][7]
    tab.acts["progress.undone"].trigger()
    settle(window)
    assert shown(tab.table)[0][7] == "waits"


def test_a_list_is_copied_and_exported(window, screen, settle, tmp_path, monkeypatch, qtbot):
    tab = show(window, screen, "follow-ups", settle)
    tab.acts["progress.copy"].trigger()
    copied = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text()), delimiter="\t"))
    assert copied[0][:3] == ["What", "Elector", "Address"] and len(copied) == 4
    target = tmp_path / "follow-ups.csv"
    monkeypatch.setattr("ui.widgets.files.to_save", lambda *a: target)
    tab.acts["progress.export"].trigger()
    settle(window)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["kind"] for row in rows] == ["poster", "lift", "poster"]


def test_different_answers_are_settled_with_one_click(window, screen, settle, qtbot):
    tab = show(window, screen, "differences", settle)
    (row,) = shown(tab.table)
    assert row[2].startswith("4  (8 February 2026") and "1  (3 February 2026" in row[2]
    first = next(b for b in screen.settle.children() if getattr(b, "text", str)() == "1 holds")
    qtbot.mouseClick(first, LEFT)
    settle(window)
    results = window.session.desk.campaign.results
    assert results.disagreements() == [] and tab.pages.notice.isVisible()
    window.session.undo()
    settle(window)
    assert len(shown(tab.table)) == 1


def test_the_newest_answer_is_let_hold_by_keyboard(window, screen, settle, qtbot):
    tab = show(window, screen, "differences", settle)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, RETURN, CTRL)
    settle(window)
    held = {
        r.result for r in window.session.desk.campaign.results.results() if r.elector_id == _first(window)
    }
    assert held == {"4"}


def _first(window):
    with window.session.desk.campaign.store.read() as connection:
        return (
            connection.execute(schema.sheet_line.select().order_by(schema.sheet_line.c.id)).first().elector_id
        )


def test_a_door_called_on_from_two_sheets_is_shown(window, screen, settle):
    tab = show(window, screen, "knocked", settle)
    (row,) = shown(tab.table)
    assert row[1] == "2" and "3 February 2026" in row[2] and "8 February 2026" in row[2]


def test_missing_sheets_are_chased_and_marked(window, screen, settle):
    tab = show(window, screen, "missing", settle)
    assert tab.table.select(lambda row: row.holder == "Ann Price")
    tab.acts["progress.remind"].trigger()
    said = QGuiApplication.clipboard().text()
    assert said.startswith("Hello Ann,") and "round 3" in said
    assert not any(name in said for name in ("Thomson", "Price, ", "Anna")), "no elector's name"
    before = len(shown(tab.table))
    tab.acts["progress.back"].trigger()
    settle(window)
    assert len(shown(tab.table)) == before - 1 or tab.pages.notice.isVisible()
    window.session.undo()
    settle(window)
    assert len(shown(tab.table)) == before


def test_the_map_counts_each_door_once(window, screen, settle):
    tab = show(window, screen, "map", settle)
    settle(window)
    counts = {line.split("\t")[0]: int(line.split("\t")[1]) for line in tab.bars.as_text().splitlines()[1:]}
    assert sum(counts.values()) == 80
    found = window.session.desk.campaign.reports.coverage("Canvass")
    assert counts["spoken to"] == found.count("done")
    assert len(tab.canvas.dots) == 80


def test_the_map_is_of_one_plan_at_a_time(window, screen, settle):
    screen.span.plans.setCurrentIndex(screen.span.plans.count() - 1)
    settle(window)
    tab = show(window, screen, "map", settle)
    assert tab.pages.notice.isVisible()


def test_an_empty_list_says_what_belongs_there(little, settle):
    little.go("progress")
    settle(little)
    screen = little.screens["progress"]
    for name in ("follow-ups", "differences", "knocked", "deliveries"):
        tab = show(little, screen, name, settle)
        assert tab.pages.notice.isVisible()


def test_enter_on_a_row_opens_its_sheet(window, screen, settle, qtbot):
    tab = show(window, screen, "follow-ups", settle)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, RETURN)
    settle(window)
    assert window.where == "key"
    assert window.screens["key"].presenter.page.lines[0].follow_ups == ("poster",)


def test_a_chart_is_saved_as_a_picture(little, settle, tmp_path, monkeypatch):
    from PySide6.QtGui import QImage

    little.go("progress")
    settle(little)
    file = tmp_path / "states.png"
    monkeypatch.setattr("ui.widgets.files.to_save", lambda *a: file)
    chart = little.screens["progress"].overview.states
    chart.save_asked.emit()
    picture = QImage(str(file))
    assert picture.width() >= chart.width() and little.strip.last_words == "Saved states.png"
    monkeypatch.setattr("ui.widgets.files.to_save", lambda *a: tmp_path / "no folder" / "states.png")
    chart.save_asked.emit()
    assert "could not be written" in little.banner.text
