"""How paper at home is added up."""

from dataclasses import fields, replace
from datetime import date

from ui.volunteers.at_home import at_home, bundles
from walksheets.sheets import SheetRow


def sheet(**columns) -> SheetRow:
    blank = {field.name: 0 if field.type == "int" else "" for field in fields(SheetRow)}
    return replace(SheetRow(**blank), status="out", plan="Spring", kind="leaflet", round_number=1, **columns)


def test_pages_of_one_round_are_one_stack_and_the_oldest_stands_first():
    rows = [
        sheet(volunteer="Ada", lines=137, printed_at="2026-11-20T18:00:00+00:00"),
        sheet(holder="Bo", volunteer="Ada", lines=200, printed_at="2026-11-01T18:00:00+00:00"),
        sheet(volunteer="Ada", lines=100, printed_at="2026-11-22T18:00:00+00:00"),
        sheet(volunteer="Ada", lines=9, replaced_by="K7-F4X", printed_at="2026-10-01T18:00:00+00:00"),
    ]
    bo, ada = at_home(rows, date(2026, 11, 27))
    assert (bo.volunteer, bo.days, bundles(bo)) == ("Bo", 26, "2 × 100")
    assert (ada.volunteer, ada.sheets, ada.days, bundles(ada)) == ("Ada", 2, 7, "2 × 100 + 37")
