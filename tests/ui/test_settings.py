"""Settings are kept as changes that Undo takes back; the window's own take effect at once."""

import pytest

from ui import theme


@pytest.fixture
def dialog(settings_dialog):
    return settings_dialog


def test_imprint_paper_and_telephone_are_kept_and_can_be_undone(little, dialog, settle):
    campaign = little.session.desk.campaign
    dialog.promoter.setText("A. Agent, 1 High Street, Littleton")
    dialog.on_behalf_of.setText("The candidate")
    dialog.paper.setCurrentIndex(dialog.paper.findData("Letter"))
    dialog.telephone.setText("07700 900456")
    dialog.agree.click()
    settle(little)
    assert campaign.papers.imprint().promoter == "A. Agent, 1 High Street, Littleton"
    assert campaign.papers.imprint().on_behalf_of == "The candidate"
    assert campaign.sheets.design().paper == "Letter"
    assert campaign.sheets.organiser().telephone == "07700 900456"
    for _ in range(3):
        little.menus["undo"].trigger()
        settle(little)
    assert campaign.papers.imprint().promoter == "" and campaign.sheets.design().paper == "A4"
    assert campaign.sheets.organiser().telephone == ""


def test_what_was_not_changed_makes_no_change(little, dialog, settle):
    before = little.session.desk.campaign.store.latest_change()
    dialog.agree.click()
    settle(little)
    assert little.session.desk.campaign.store.latest_change() == before


def test_colours_type_and_language_change_at_once(little, dialog, settle, qapp):
    dialog.scheme.setCurrentIndex(dialog.scheme.findData("contrast"))
    dialog.points.setValue(13.0)
    dialog.language.setCurrentIndex(dialog.language.findData("cy"))
    dialog.agree.click()
    settle(little)
    assert theme.colours() is theme.CONTRAST
    assert qapp.font().pointSizeF() == 13.0
    assert little.menus["import"].text() == "&Mewnforio…"
    assert little.session.desk is not None and little.home._title.text() == "Little ward"


def test_a_result_code_is_moved_and_removed(little, dialog, settle):
    codes = dialog.codes
    first, second = codes.codes[:2]
    codes.table.selectRow(0)
    codes._move(1)
    assert codes.codes[:2] == [second, first]
    codes._remove()
    assert first not in codes.codes
