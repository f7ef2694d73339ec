"""The set-up: dev.py speaks plainly when it cannot go on, and the pinned requirements hold together."""

import ast
import re
import sys
from pathlib import Path

import pytest

import dev

LOCKED = [
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-benchmarks.txt",
    "requirements-packaging.txt",
]
LISTED = [name.replace(".txt", ".in") for name in LOCKED]


def requirements(name: str) -> list[str]:
    """Each requirement of a locked file with its marker and its hashes, on one line."""
    text = (dev.ROOT / name).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def pins(name: str) -> set[str]:
    return {re.split(r"\s+(?:;|--hash)", line)[0] for line in requirements(name)}


# -- requirements -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*LISTED, *LOCKED])
def test_no_file_names_a_registry(name):
    text = (dev.ROOT / name).read_text()
    assert "http" not in text
    assert not re.search(r"^\s*(-i\b|-f\b|--(extra-)?index|--find-links|--trusted)", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKED)
def test_every_requirement_is_pinned_and_hashed(name):
    assert requirements(name)
    for line in requirements(name):
        assert re.match(r"[a-z0-9._-]+==\S+ ", line), line
        assert "--hash=sha256:" in line, line


def test_the_checks_run_on_the_versions_that_are_shipped():
    assert pins("requirements.txt") <= pins("requirements-dev.txt") <= pins("requirements-benchmarks.txt")
    assert pins("requirements.txt") <= pins("requirements-packaging.txt")


def test_windows_gets_its_own_packages():
    text = "\n".join(requirements("requirements.txt"))
    for package in ("colorama", "tzdata"):
        assert re.search(rf"^{package}==\S+ ; sys_platform == 'win32'", text, re.MULTILINE)


def test_qt_is_not_the_release_that_crashes_on_python_3_11():
    (pin,) = (pin for pin in pins("requirements.txt") if pin.startswith("pyside6-essentials=="))
    assert (6, 9) <= tuple(map(int, pin.split("==")[1].split(".")[:2])) < (6, 12)


# -- dev.py -----------------------------------------------------------------------------------------------------


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """dev.py in a folder that holds nothing, where nothing may be installed by accident."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(dev, "quietly", lambda command, env=None: pytest.fail(f"would have run {command}"))
    return tmp_path


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert "Traceback" not in lines[0]
    return lines[0]


def test_it_needs_nothing_but_the_standard_library():
    imported = set()
    for node in ast.walk(ast.parse((dev.ROOT / "dev.py").read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module)
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_an_old_python_can_read_it_far_enough_to_say_that_it_is_old(somewhere, monkeypatch, capsys):
    ast.parse(Path(dev.__file__).read_text(), feature_version=(3, 8))
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    assert dev.main(["run"]) == 2
    assert "needs Python 3.11 or newer and this is 3.9" in one_line(capsys)


def test_too_small_a_disk_is_told_beforehand(somewhere, monkeypatch, capsys):
    monkeypatch.setattr(dev.shutil, "disk_usage", lambda path: type("usage", (), {"free": 300_000_000}))
    assert dev.main(["test"]) == 2
    assert "0.3 GB are free" in one_line(capsys)


def test_whoever_is_not_root_is_told_the_one_command(somewhere, monkeypatch, capsys):
    monkeypatch.setattr(
        dev, "missing_packages", lambda screen: {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}
    )
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/apt-get")
    assert dev.main(["run"]) == 2
    assert one_line(capsys).endswith("run: sudo apt-get install -y libegl1 libgl1")


def test_another_linux_is_told_the_libraries(somewhere, monkeypatch, capsys):
    monkeypatch.setattr(dev, "missing_packages", lambda screen: {"libGL.so.1": "libgl1"})
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert dev.main(["run"]) == 2
    assert "package manager first: libGL.so.1." in one_line(capsys)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "The disk is full"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "not what requirements.txt",
        ),
        (
            "WARNING: Retrying after connection broken by 'NewError'\nERROR: No matching distribution found for a",
            "check the network",
        ),
        ("ERROR: No matching distribution found for numpy==2.3.5", "no ready-made file for this system"),
        (
            "Reading\nE: Unable to locate package libgl1\n",
            "(its last word: E: Unable to locate package libgl1).",
        ),
        ("", "its last word: nothing"),
    ],
)
def test_an_installers_failure_becomes_one_sentence(output, sentence):
    told = dev.explain("pip", output)
    assert sentence in told
    assert "\n" not in told


def test_nothing_is_installed_twice(somewhere, monkeypatch):
    monkeypatch.setattr(dev, "is_stamped", lambda stamp, value: True)
    (somewhere / ".venv").mkdir()
    for name in (".venv/python", "requirements.txt", "pyproject.toml"):
        (somewhere / name).touch()
    dev.make_venv()
    dev.install("requirements.txt")


def test_a_changed_requirement_is_installed_again(somewhere, monkeypatch):
    ran = []
    monkeypatch.setattr(dev, "quietly", lambda command, env=None: ran.append(command))
    (somewhere / ".venv").mkdir()
    (somewhere / "pyproject.toml").touch()
    for text in ("a==1", "a==1", "a==2"):
        (somewhere / "requirements.txt").write_text(text)
        dev.install("requirements.txt")
    assert len(ran) == 4  # twice the packages, twice the project
    assert "--require-hashes" in ran[0]
    assert "--no-build-isolation" in ran[1]


@pytest.mark.parametrize("wrong", [[], ["tset"], ["--help"]])
def test_a_wrong_word_shows_how_it_is_used(wrong, capsys):
    assert dev.main(wrong) == (0 if wrong == ["--help"] else 2)
    assert "python3 dev.py run" in capsys.readouterr().out


def test_ci_runs_the_same_checks_and_requires_the_shared_data():
    script = (dev.ROOT / ".ci" / "run").read_text()
    assert "python3 dev.py test" in script
    assert "WALKSHEETS_REQUIRE_SHARED=1" in script
