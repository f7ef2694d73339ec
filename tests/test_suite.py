"""The suite's own promises: what may be skipped where, and a home and a database that are nobody else's."""

from pathlib import Path

import pytest
from platformdirs import user_config_path, user_data_path
from sqlalchemy import create_engine, text

pytest_plugins = ["pytester"]

NEEDS_SHARED = """
    import pytest

    def test_by_fixture(shared): pass

    @pytest.mark.shared
    def test_by_marker(): pass

    @pytest.mark.shared
    def test_that_skips_by_itself(): pytest.skip("no such file")

    def test_of_something_else(): pass
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A suite of four tests under the real conftest, in a process of its own."""
    pytester.makeconftest((Path(__file__).parent / "conftest.py").read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers = shared: needs the shared data\n")
    pytester.makepyfile(NEEDS_SHARED)
    monkeypatch.delenv("WALKSHEETS_REQUIRE_SHARED", raising=False)
    return pytester


@pytest.mark.parametrize(
    ("present", "required", "outcomes"),
    [
        (False, False, {"passed": 1, "skipped": 3}),
        (True, False, {"passed": 3, "skipped": 1}),
        (True, True, {"passed": 3, "failed": 1}),
    ],
)
def test_shared_tests_skip_or_fail(suite, tmp_path, monkeypatch, present, required, outcomes):
    folder = tmp_path / "shared"
    (folder / "data" if present else folder).mkdir(parents=True)
    monkeypatch.setenv("WALKSHEETS_SHARED", str(folder))
    if required:
        monkeypatch.setenv("WALKSHEETS_REQUIRE_SHARED", "1")
    suite.runpytest_subprocess().assert_outcomes(**outcomes)


def test_where_the_shared_data_is_required_its_absence_fails(suite, tmp_path, monkeypatch):
    monkeypatch.setenv("WALKSHEETS_SHARED", str(tmp_path / "nowhere"))
    monkeypatch.setenv("WALKSHEETS_REQUIRE_SHARED", "1")
    result = suite.runpytest_subprocess()
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert result.parseoutcomes()["passed"] == 1


def test_the_settings_of_whoever_runs_the_tests_are_out_of_reach(home):
    assert Path.home() == home
    assert user_config_path("walksheets").is_relative_to(home)
    assert user_data_path("walksheets").is_relative_to(home)
    assert not any((home / "run").iterdir())


def test_each_test_of_postgres_has_an_empty_database_of_its_own(postgres_url):
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_here (id integer)"))
        tables = connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
    engine.dispose()
    assert tables == 1
