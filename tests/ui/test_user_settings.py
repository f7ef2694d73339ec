"""What the window remembers: typed, forgiving, and never a password."""

from pathlib import Path

from ui.user_settings import UserSettings
from walksheets.paths import user_settings


def test_what_is_remembered_comes_back(tmp_path: Path):
    settings = UserSettings(scheme="dark", font_pt=12.5)
    settings.remember(str(tmp_path / "a.walksheets"))
    settings.remember(str(tmp_path / "b.walksheets"))
    again = UserSettings.load()
    assert (again.scheme, again.font_pt) == ("dark", 12.5)
    assert [Path(where).name for where in again.recent] == ["b.walksheets", "a.walksheets"]


def test_a_spoilt_file_is_as_good_as_none():
    (user_settings() / "window.json").write_text(
        '{"scheme": 7, "font_pt": "large", "recent": [1', encoding="utf-8"
    )
    assert UserSettings.load() == UserSettings()
    (user_settings() / "window.json").write_text(
        '{"scheme": 7, "font_pt": "large", "recent": []}', encoding="utf-8"
    )
    assert UserSettings.load() == UserSettings()


def test_a_password_is_never_kept():
    settings = UserSettings()
    settings.remember("postgresql://anna:s3cret@server/ward")
    assert settings.recent == ["postgresql://anna@server/ward"]
    assert "s3cret" not in (user_settings() / "window.json").read_text(encoding="utf-8")


def test_only_the_latest_eight_are_listed():
    settings = UserSettings()
    for number in range(12):
        settings.remember(f"postgresql://anna@server/ward{number}")
    assert len(settings.recent) == 8 and settings.recent[0].endswith("ward11")
