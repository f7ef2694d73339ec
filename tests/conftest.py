"""What every test may rely on: a private home, the shared data, programs from outside, a PostgreSQL of its own.

Tests that need the shared data or a program skip, with the reason, where it is absent. Where WALKSHEETS_REQUIRE_SHARED=1
or WALKSHEETS_REQUIRE_TOOLS=1 is set, as .ci/run does, they fail instead.
"""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WALKSHEETS_SHARED") or ROOT.parent / "shared")
HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    # platformdirs asks Windows itself for the folders unless these are set
    "WIN_PD_OVERRIDE_APPDATA": "roaming",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "local",
    "WIN_PD_OVERRIDE_PERSONAL": "documents",
}


def required(what: str) -> bool:
    return os.environ.get(f"WALKSHEETS_REQUIRE_{what}") == "1"


def do_without(what: str, reason: str) -> None:
    """Skip the test, or fail it where nothing may be skipped."""
    if required(what):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


# -- golden files -----------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew; look at the diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in tests/golden, or write it there with --update-golden."""

    def compare(name: str, text: str) -> None:
        file = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_text(encoding="utf-8")

    return compare


# -- shared data ------------------------------------------------------------------------------------------------


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("shared") and not (SHARED / "data").is_dir():
        do_without("SHARED", f"the shared test data is not at {SHARED}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Let no test of the shared data skip for a reason of its own where the data must be there."""
    report = yield
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and item.get_closest_marker("shared")
        and required("SHARED")
    ):
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid} was skipped, but the shared data is required here: {report.longrepr}"
        )
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared test data: levenshulme, places, formats and others."""
    return SHARED / "data"


# -- a home of its own ------------------------------------------------------------------------------------------

_homes = itertools.count()


@pytest.fixture(scope="session")
def _homes_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(_homes_root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder: no test reads or writes the settings of whoever runs it."""
    folder = _homes_root / str(next(_homes))
    runtime = folder / "run"
    runtime.mkdir(parents=True)
    runtime.chmod(0o700)
    for name, place in HOME_VARIABLES.items():
        monkeypatch.setenv(name, str(folder / place))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    return folder


# -- programs and servers ---------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Find a program by name, such as pdftoppm or Xvfb; the test skips where it is not installed."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            do_without("TOOLS", f"{name} is not installed")
        return str(path)

    return find


def postgres_programs() -> Path | None:
    """Where initdb and pg_ctl are; Debian keeps each version in its own folder, off the PATH."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda initdb: int(initdb.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A private PostgreSQL server behind a socket in a temporary folder; gives the folder."""
    programs = postgres_programs()
    if programs is None or os.name == "nt":
        do_without("TOOLS", "PostgreSQL's server is not installed")
        return
    # The server refuses to run as root; its socket's path must be short.
    user = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, "nobody")

        def call(program: str, *arguments: str) -> None:
            log = Path(folder, "setup.log")
            with log.open("ab") as output:
                done = subprocess.run(
                    [programs / program, "-D", f"{folder}/data", *arguments],
                    cwd=folder, stdout=output, stderr=output, stdin=subprocess.DEVNULL, check=False, **user,
                )  # fmt: skip
            assert done.returncode == 0, log.read_text()

        call("initdb", "-U", "walksheets", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = (
            f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=20"
        )
        call("pg_ctl", "start", "-w", "-l", f"{folder}/server.log", "-o", options)
        try:
            yield folder
        finally:
            call("pg_ctl", "stop", "-m", "immediate")


_databases = itertools.count()


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """The address of a fresh, empty PostgreSQL database, as SQLAlchemy reads it."""
    import psycopg

    name = f"test_{next(_databases)}"
    with psycopg.connect(
        host=postgres_server, user="walksheets", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://walksheets@/{name}?host={postgres_server}"
