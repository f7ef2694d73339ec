"""The label sheets against measures that others published, not against our own table."""

import pytest

from walksheets.sheets.kinds import label_sheets

MILLIMETRE_PT = 72 / 25.4

LIBREOFFICE = {
    "L7159": "6654;3386;6400;3386;646;1306;3;8",
    "L7160": "6604;3810;6350;3810;720;1515;3;7",
    "L7161": "6604;4656;6350;4656;721;882;3;6",
    "L7162": "10160;3387;9906;3387;467;1302;2;8",
    "L7163": "10160;3810;9906;3810;467;1515;2;7",
    "L7165": "10160;6773;9906;6773;467;1304;2;4",
    "L7173": "10160;5700;9906;5700;467;600;2;5",
    "L7651": "4064;2117;3810;2117;467;1090;5;13",
    "3651": "5250;2969;5250;2969;0;0;4;10",
    "3652": "7000;4241;7000;4241;0;0;3;7",
    "3664": "7000;3380;7000;3380;0;1323;3;8",
    "3665": "10500;3380;10500;3380;0;1323;2;8",
    "5160": "6985;2540;6668;2540;478;1270;3;10",
    "5162": "10636;3387;10160;3387;396;2117;2;7",
    "5163": "10636;5080;10160;5080;396;1270;2;5",
    "5164": "10636;8467;10160;8466;396;1270;2;3",
}
"""As in its list of makers' sheets: across, down, width, height, left, top in hundredths of a millimetre; columns, rows."""

GLABELS = {
    "L7165": (13.2378, 36.9638, 288.113, 191.991, 2, 4),
    "L7651": (13.32, 30.90, 115.09, 60.09, 5, 13),
    "5161": (0.15625 * 72, 0.5 * 72, 4.1875 * 72, 72.0, 2, 10),
    "5164": (0.15625 * 72, 0.5 * 72, 4.1875 * 72, 240.0, 2, 3),
}
"""As in its templates: left, top, across, down in points; columns, rows. Those it gives to a tenth of a millimetre."""


@pytest.mark.parametrize("name", LIBREOFFICE)
def test_a_sheet_has_the_measures_that_libreoffice_publishes(name):
    *lengths, columns, rows = map(int, LIBREOFFICE[name].split(";"))
    sheet = label_sheets()[name]
    ours = (sheet.across, sheet.down, sheet.width, sheet.height, sheet.left, sheet.top)
    assert [length / MILLIMETRE_PT for length in ours] == pytest.approx([n / 100 for n in lengths], abs=0.02)
    assert (sheet.columns, sheet.rows) == (columns, rows)


@pytest.mark.parametrize("name", GLABELS)
def test_a_second_list_agrees(name):
    *lengths, columns, rows = GLABELS[name]
    sheet = label_sheets()[name]
    tenth_mm = MILLIMETRE_PT / 10
    assert [sheet.left, sheet.top, sheet.across, sheet.down] == pytest.approx(lengths, abs=tenth_mm)
    assert (sheet.columns, sheet.rows) == (columns, rows)


def test_every_sheet_was_compared():
    assert set(label_sheets()) == LIBREOFFICE.keys() | GLABELS.keys()
