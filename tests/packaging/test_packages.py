"""The packages' recipes, without making a package: what they name is there, and they agree with the program."""

import ast
import configparser
import importlib.util
import os
import plistlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

import walksheets
from ui.smoke import main as smoke

ROOT = Path(walksheets.__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
LINUX = PACKAGING / "linux"
METAINFO = LINUX / "org.walksheets.walksheets.metainfo.xml"
DESKTOP = LINUX / "walksheets.desktop"
MIME = LINUX / "walksheets.xml"
SPEC = (PACKAGING / "walksheets.spec").read_text(encoding="utf-8")
NSIS = (PACKAGING / "windows" / "walksheets.nsi").read_text(encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def recipes():
    """Let the recipes be imported as they import each other."""
    sys.path.insert(0, str(PACKAGING))
    yield
    sys.path.remove(str(PACKAGING))


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None and os.environ.get("WALKSHEETS_REQUIRE_TOOLS"):
        pytest.fail(f"{name} is missing")
    return found or pytest.skip(f"{name} is missing")


def imports_of(folder: Path) -> set[tuple[str, str]]:
    """Return (module, name) of everything that the files of a folder import."""
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found |= {(node.module, alias.name) for alias in node.names}
            elif isinstance(node, ast.Import):
                found |= {(alias.name, "") for alias in node.names}
    return found


IMPORTED = imports_of(ROOT / "walksheets") | imports_of(ROOT / "ui")


# -- what goes in -----------------------------------------------------------------------------------------------


def test_the_spec_names_files_that_are_there():
    paths = re.findall(r'ROOT((?: / "[^"]+")+)', SPEC)
    named = [ROOT.joinpath(*re.findall(r'"([^"]+)"', path)) for path in paths]
    made = [path for path in named if path.is_relative_to(ROOT / "build")]
    assert len(named) - len(made) >= 5
    assert [path for path in named if path not in made and not path.exists()] == []


def test_the_resources_go_in_whole():
    assert '(str(ROOT / "resources"), "resources")' in SPEC
    from left_out import is_left_out

    shipped = [file for file in (ROOT / "resources").rglob("*") if file.is_file()]
    assert len(shipped) > 20
    for file in shipped:
        assert not is_left_out(str(file.relative_to(ROOT)), str(file)), file


@pytest.mark.parametrize(
    "plugin", ["libqcocoa.dylib", "libqxcb.so", "libqwayland.so", "libqoffscreen.so", "qwindows.dll"]
)
def test_each_system_has_what_qt_needs_to_show_a_window(plugin):
    from left_out import is_left_out

    folder = "PySide6/plugins" if plugin.endswith(".dll") else "PySide6/Qt/plugins"
    assert not is_left_out(f"{folder}/platforms/{plugin}", f"/somewhere/{plugin}")
    if plugin.startswith("lib"):
        assert is_left_out("PySide6/Qt/plugins/platforms/libqvnc.so", "/somewhere/libqvnc.so")


def test_files_beside_the_code_go_in():
    beside = [
        file
        for room in ("walksheets", "ui")
        for file in (ROOT / room).rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc", ".nbi", ".nbc")
    ]
    assert [file.relative_to(ROOT).as_posix() for file in beside] == ["ui/theme.qss"]
    assert '"theme.qss"' in SPEC


def test_the_hidden_imports_are_modules():
    hidden = re.search(r"hiddenimports=\[(.+?)\]", SPEC, re.DOTALL)[1]
    for name in re.findall(r'"([\w.]+)"', hidden):
        if not name.startswith("walksheets_kernels") and name != ".migrations":
            assert importlib.util.find_spec(name), name


def test_nothing_that_the_program_imports_is_left_out():
    from left_out import MODULES

    compiled_beforehand = {"numba"}
    for module, name in IMPORTED:
        for left_out in set(MODULES) - compiled_beforehand:
            assert not f"{module}.{name}.".startswith(f"{left_out}."), f"{module}.{name} is left out"


WITHOUT = """
import importlib, pkgutil, sys, types
sys.path.insert(0, "packaging")
from left_out import MODULES, THIN
from importlib.machinery import ModuleSpec, PathFinder

class Without:
    def find_spec(self, name, path=None, target=None):
        if any(f"{name}.".startswith(f"{out}.") for out in MODULES if out not in ("numba", "llvmlite")):
            if not any("numba" in frame.f_globals.get("__name__", "") for frame in frames()):
                raise ModuleNotFoundError(f"{name} is left out of the package", name=name)
        spec = PathFinder.find_spec(name, path) if name in THIN else None
        if spec:
            spec.loader.get_code = lambda fullname: compile(THIN[fullname], fullname, "exec")
        return spec

def frames():
    frame = sys._getframe()
    while frame:
        yield frame
        frame = frame.f_back

sys.meta_path.insert(0, Without())
for room in ("walksheets", "ui"):
    for found in pkgutil.walk_packages([room], f"{room}."):
        if ".migrations" not in found.name and not found.name.endswith("__main__"):
            importlib.import_module(found.name)
from ui.core import PIECES
for piece in (*PIECES, "psycopg", "sqlalchemy.dialects.postgresql.psycopg"):  # loaded by name
    importlib.import_module(piece)
from walksheets.cli import main
for words in (["new", sys.argv[1]], ["history", sys.argv[1]], ["export", sys.argv[1], "doors", sys.argv[1] + ".csv"]):
    assert main(words) == 0, words
"""


def test_every_room_can_be_imported_without_what_is_left_out(tmp_path):
    """As in a package; but numba, which is not in one, may have all it wants."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(tmp_path / "ward.walksheets")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_what_is_used_of_a_thinned_library_is_in_it():
    from left_out import THIN

    for thin, text in THIN.items():
        given = {
            alias.asname or alias.name
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        used = {name for module, name in IMPORTED if module == thin}
        assert used <= given, f"{thin} lacks {used - given}: add them to THIN in packaging/left_out.py"
        assert (thin, "") not in IMPORTED, f"import names from {thin}, not the whole"


def test_qt_modules_that_are_used_are_kept():
    from left_out import is_left_out

    used = {module.removeprefix("PySide6.Qt") for module, _ in IMPORTED if module.startswith("PySide6.Qt")}
    assert {"Core", "Gui", "Widgets"} <= used
    for name in used:
        assert not is_left_out(f"PySide6/Qt/lib/libQt6{name}.so.6", ""), name


def test_what_qt_needs_for_secure_connections_is_kept():
    from left_out import is_left_out

    for plugin in ("libqopensslbackend.so", "libqsecuretransportbackend.dylib"):
        assert not is_left_out(f"PySide6/Qt/plugins/tls/{plugin}", "")
    assert not is_left_out("PySide6/QtNetwork.abi3.so", "")
    assert is_left_out("PySide6/Qt/plugins/tls/libqcertonlybackend.so", "")


# -- what the desktop is told ------------------------------------------------------------------------------------


def test_the_version_is_written_once():
    from build import version

    assert version() == walksheets.__version__
    assert ET.parse(METAINFO).find("releases/release").get("version") == version()
    assert "0.1.0" not in SPEC
    assert "${VERSION}" in NSIS


def test_a_double_click_opens_a_campaign():
    entry = configparser.RawConfigParser(delimiters="=")
    entry.optionxform = str
    entry.read(DESKTOP, encoding="utf-8")
    desktop = entry["Desktop Entry"]
    kind = ET.parse(MIME).getroot()[0]
    assert kind.find("{*}glob").get("pattern") == "*.walksheets"
    assert desktop["MimeType"] == kind.get("type") + ";"
    assert desktop["Exec"] == "walksheets %f"
    metainfo = ET.parse(METAINFO)
    assert metainfo.findtext("provides/mediatype") == kind.get("type")
    assert metainfo.findtext("launchable") == DESKTOP.name
    assert 'setDesktopFileName("walksheets")' in (ROOT / "ui" / "app.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ("desktop-file-validate", DESKTOP),
        ("appstreamcli", "validate", "--no-net", METAINFO),
    ],
    ids=lambda command: command[0],
)
def test_the_metadata_validates(command):
    done = subprocess.run([tool(command[0]), *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == "" or "Validation was successful" in done.stdout


def test_the_man_page_knows_the_ways_to_start():
    page = (LINUX / "walksheets.1").read_text(encoding="utf-8").replace("\\-", "-")
    start = (ROOT / "ui" / "__main__.py").read_text(encoding="utf-8")
    ways = set(re.findall(r'\["(--\w+)"\]', start))
    assert {"--screenshot", "--smoke"} <= ways
    assert all(way in page for way in ways)


# -- Windows and macOS -------------------------------------------------------------------------------------------


def test_windows_opens_campaigns_with_the_program():
    assert r'WriteRegStr HKCU "${CLASSES}\.walksheets" "" "${KIND}"' in NSIS
    assert r"""\shell\open\command" "" '"$INSTDIR\walksheets.exe" "%1"'""" in NSIS


def test_the_windows_installer_compiles(tmp_path):
    makensis = tool("makensis")
    folder = tmp_path / "walksheets"
    (folder / "_internal").mkdir(parents=True)
    (folder / "walksheets.exe").write_bytes(b"MZ")
    (folder / "_internal" / "some.dll").write_bytes(b"MZ")
    done = subprocess.run(
        [
            makensis, "-V2", "-WX", "-DVERSION=0.1.0", f"-DFOLDER={folder}", f"-DOUT={tmp_path / 'walksheets-windows.exe'}",
            f"-DLICENCE={ROOT / 'LICENSE'}", str(PACKAGING / "windows" / "walksheets.nsi"),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "walksheets-windows.exe").read_bytes()[:2] == b"MZ"


def programs_made(system: str) -> set[str]:
    """Return the programs that the spec makes on a system."""
    names = re.findall(r'program\("([\w-]+)"', SPEC)
    assert names == ["walksheets", "walksheets-command"]
    return {f"{name}.exe" for name in names} if system == "win32" else {names[0]}


def test_the_windows_installer_names_what_is_made():
    """What it starts, links and deletes is what the spec makes, or what it made itself."""
    named = set(re.findall(r"\$INSTDIR\\([\w-]+\.exe)", NSIS))
    assert named == programs_made("win32") | {"uninstall.exe"}
    deleted = set(re.findall(r'(?:Delete|RMDir /r) "\$INSTDIR\\([\w.-]+)"', NSIS))
    assert deleted == named | {"_internal", "licences"}
    written = set(re.findall(r'Write\w+ HKCU "([^"]+)"', NSIS))
    removed = set(re.findall(r'DeleteRegKey HKCU "([^"]+)"', NSIS))
    assert all(any(key.startswith(gone) for gone in removed) for key in written)


def test_the_windows_recipe_is_told_all_that_it_asks_for():
    asked = set(re.findall(r"\$\{([A-Z]+)\}", NSIS)) - set(re.findall(r"!define (\w+)", NSIS))
    told = (ROOT / "docs" / "packaging.md").read_text(encoding="utf-8")
    assert asked == set(re.findall(r"-D([A-Z]+)=", told))


def macos() -> dict:
    """Return what the spec has macOS told, as the plist that it becomes."""
    calls = [node for node in ast.walk(ast.parse(SPEC)) if isinstance(node, ast.Call)]
    bundle = next(call for call in calls if getattr(call.func, "id", "") == "BUNDLE")
    told = next(each.value for each in bundle.keywords if each.arg == "info_plist")
    return plistlib.loads(plistlib.dumps(ast.literal_eval(told)))


def test_macos_is_told_which_files_are_ours():
    (document,), (kind,) = macos()["CFBundleDocumentTypes"], macos()["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert document["LSHandlerRank"] == "Owner"
    tags = kind["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == document["CFBundleTypeExtensions"] == ["walksheets"]
    assert tags["public.mime-type"] == [ET.parse(MIME).getroot()[0].get("type")]


def test_each_system_gets_an_icon_of_its_own(tmp_path, qapp):
    from icons import SIZES, draw_icons

    draw_icons(tmp_path)
    for size in SIZES:
        assert Image.open(tmp_path / f"walksheets-{size}.png").size == (size, size)
    for name in re.findall(r'"icons" / "(walksheets\.\w+)"', SPEC):
        with Image.open(tmp_path / name) as icon:
            assert {(16, 16), (32, 32), (256, 256)} <= {size[:2] for size in icon.info["sizes"]}, name


# -- the program's own proof -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_smoke_test_does_the_demo_job(tmp_path, capsys, qapp):
    assert smoke([str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("ok  ") for line in lines)
    assert len(lines) > 12
    assert len(list(tmp_path.glob("*.png"))) >= 7


MADE = ROOT / "dist" / "walksheets"


@pytest.fixture
def made():
    if not (MADE / "walksheets").is_file():
        pytest.skip("no package was made here: python3 dev.py package")
    return MADE


@pytest.mark.slow
def test_the_package_does_the_demo_job_with_no_python_around_it(made, tmp_path):
    done = subprocess.run(
        [made / "walksheets", "--smoke", tmp_path / "demo"],
        env={"HOME": str(tmp_path), "PATH": "/nonexistent", "LANG": "C.UTF-8"},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "inner loops compiled beforehand" in done.stdout
    assert len(list((tmp_path / "demo").glob("*.png"))) >= 7
