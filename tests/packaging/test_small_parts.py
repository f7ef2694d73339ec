"""What is cut out of the package: the rest does what the whole did."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyproj
import PySide6
import pytest
from hypothesis import given
from hypothesis import strategies as st

import walksheets

ROOT = Path(walksheets.__file__).resolve().parent.parent
ICU = next(iter((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*")), None)
WITH_ICU = pytest.mark.skipif(
    ICU is None or not shutil.which("cc"), reason="Qt brings no ICU, or no compiler"
)

NAMES = (
    "Łukasz Zoë Ábel Ångström Émile O'Brien Özgür apple Zebra Ferry ffynnon Ffion Lan Llan llan Cae Chwarel Dafydd "
    "Ddol Gwyn ngwyn Phylip Pwll Rhos Ross Theatr Tom Flat-12 Flat-2 Nguyễn Ọlá Şahin"
)
SORT = """
import sys
from functools import cmp_to_key
from pathlib import Path
from PySide6.QtCore import QCollator, QLocale
for language in ("en_GB", "cy_GB"):
    for numeric in (False, True):
        order = QCollator(QLocale(language))
        order.setNumericMode(numeric)
        print(sorted(sys.argv[1].split(), key=cmp_to_key(order.compare)))
print([line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "icudata" in line][0])
"""
PROJECT = """
import sys
import numpy as np
import pyproj
if sys.argv[1:]:
    pyproj.datadir.set_data_dir(sys.argv[1])
from walksheets.places.projection import LocalPlane, from_grid, to_grid
lat, lon = np.array([49.9, 51.5, 58.6, np.nan]), np.array([-6.3, -1.2, -3.1, 0.0])
xy = LocalPlane(51.6, -1.25).to_xy(lat, lon)
grid = to_grid(lat[:3], lon[:3])
print([(*map(float.hex, map(float, row)),) for row in [*xy, *grid, *LocalPlane(51.6, -1.25).to_latlon(*xy[:3].T), *from_grid(*grid.T)]])
"""


@pytest.fixture(scope="module", autouse=True)
def recipes():
    sys.path.insert(0, str(ROOT / "packaging"))
    yield
    sys.path.remove(str(ROOT / "packaging"))


def output(script: str, *arguments: str, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *arguments],
        cwd=ROOT, env={"LANG": "C.UTF-8", **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()


@WITH_ICU
def test_names_are_sorted_as_ever_with_the_languages_cut_down(tmp_path):
    from small_data import cut_data

    small = tmp_path / "lib" / ICU.name
    small.parent.mkdir()
    shutil.copy(ICU, small)
    linked = tmp_path / ICU.name
    linked.symlink_to(small)
    cut_data(tmp_path, tmp_path / "work")
    assert linked.is_symlink(), "a second copy weighs too"
    assert small.stat().st_size < ICU.stat().st_size / 8

    *whole, _ = output(SORT, NAMES)
    *cut, loaded = output(SORT, NAMES, LD_LIBRARY_PATH=str(small.parent))
    assert loaded == str(small)
    assert cut == whole
    assert cut[0] != cut[2], "English and Welsh sort alike, so nothing was shown"


@WITH_ICU
def test_what_is_kept_of_the_languages_is_unchanged(tmp_path):
    from small_data import ICU_KEPT, icu_items, icu_packed

    head, items = icu_items(ICU.read_bytes())
    kept = {name: item for name, item in items.items() if ICU_KEPT.fullmatch(name.partition("/")[2])}
    assert {"coll/cy.res", "coll/root.res", "en.res", "cy.res"} <= {name.partition("/")[2] for name in kept}
    _, again = icu_items(head + icu_packed(kept))
    assert again.keys() == kept.keys()
    assert all(again[name].startswith(item) for name, item in kept.items())


@given(
    st.dictionaries(
        st.from_regex(r"icudt73l/[a-z]{1,9}\.res", fullmatch=True), st.binary(min_size=1), min_size=1
    )
)
def test_items_come_back_as_they_were_packed(items):
    from small_data import icu_items, icu_packed

    head = (24).to_bytes(2, "little") + b"\0" * 10 + b"CmnD" + b"\0" * 8
    packed = icu_packed(items)
    first, again = icu_items(b"some of ELF" + head + packed)
    assert first == head
    assert list(again) == sorted(items)
    assert {name: item[: len(items[name])] for name, item in again.items()} == items
    assert not any(item[len(items[name]) :].strip(b"\0") for name, item in again.items())
    assert len(packed) % 16 == 0


def test_places_are_where_they_were_without_the_catalogue_of_grids(tmp_path):
    from small_data import empty_proj

    catalogue = tmp_path / "proj.db"
    shutil.copy(Path(pyproj.datadir.get_data_dir()) / "proj.db", catalogue)
    empty_proj(catalogue)
    assert catalogue.stat().st_size < 50_000
    assert output(PROJECT, str(tmp_path)) == output(PROJECT)


def test_no_place_needs_the_catalogue_of_grids():
    asked = [
        line
        for file in (*(ROOT / "walksheets").rglob("*.py"), *(ROOT / "ui").rglob("*.py"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bpyproj\b", line) and "import" in line
    ]
    assert asked == ["from pyproj import Transformer"], (
        "a grid by its number is not in the package: small_data.py"
    )


def test_the_libraries_that_are_built_are_the_ones_that_are_pinned():
    from small_libraries import HOW, pinned

    for library in HOW:
        version, *hashes = pinned(library).split("--hash=sha256:")
        assert re.fullmatch(rf"{library}==[\d.]+ \\\s*", version)
        assert len(hashes) > 5
        assert pinned(library).replace(" \\\n", "") in (ROOT / "requirements.txt").read_text(
            encoding="utf-8"
        ).replace(" \\\n", ""), "the package would hold another version than the source tree"


def test_the_small_opencv_has_every_format_that_scans_come_in():
    from small_libraries import OPENCV

    from walksheets.results.scan.pictures import ENDINGS

    built = {"JPEG": {".jpg", ".jpeg"}, "PNG": {".png"}, "TIFF": {".tif", ".tiff"}}
    for library, endings in built.items():
        assert f"BUILD_{library}=ON" in OPENCV
        assert endings <= set(ENDINGS)
    assert set(ENDINGS) == {".pdf"}.union(*built.values())


def test_the_licences_are_those_of_what_was_packed_and_no_others(tmp_path):
    from licences import collect_licences, packed

    work = tmp_path / "work"
    work.mkdir()
    modules = [
        ("sqlalchemy.engine", "/x/sqlalchemy/engine.py", "PYMODULE"),
        ("json", "/x/json.py", "PYMODULE"),
    ]
    files = [
        ("shapely/lib.so", "/x/lib.so", "EXTENSION"),
        ("resources/icons/a.svg", "/x/a.svg", "DATA"),
        ("walksheets/cli/words.pyc", "/x/words.py", "DATA"),
    ]
    (work / "PYZ-00.toc").write_text(repr(("/x/PYZ-00.pyz", modules)))
    (work / "COLLECT-00.toc").write_text(repr((files, False)))
    lines = collect_licences(tmp_path / "licences", packed(work))
    named = {line.partition(" ")[0].lower() for line in lines}
    assert named - {"pyinstaller"} == {"sqlalchemy", "shapely"}, (
        "pytest, ruff and mypy stand beside them here"
    )
    assert (tmp_path / "licences" / "LIST.txt").read_text().splitlines() == lines
    assert any((tmp_path / "licences" / "SQLAlchemy").iterdir())
