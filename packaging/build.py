"""Make the package: `python3 dev.py package` calls this, with the packages of requirements-packaging.txt.

    python packaging/build.py [--keep-kernels] [--ready-made] [--no-deb]

Compiles the inner loops and, on Linux, the two libraries that are too heavy ready made; draws the icons, has
PyInstaller make dist/walksheets, takes out of it what is not asked for, lets the frozen program do the demo job, packs
it, and on Debian and its kin makes a .deb of it. Prints what weighs, and fails if it is too heavy. Windows and macOS:
docs/packaging.md says what comes after.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from icons import draw_icons
from licences import collect_licences, packed
from small_data import cut_data
from small_libraries import install_small_libraries
from weight import LIMIT_MB, LIMIT_PACKED_MB, heaviest, megabytes

ROOT = Path(__file__).resolve().parent.parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
FOLDER = DIST / "walksheets"
LINUX = sys.platform.startswith("linux")


def version() -> str:
    """Return the version of pyproject.toml, the one place where it is written for packages."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return re.findall(r'^version = "(.+)"', text, re.MULTILINE)[0]


def call(*command: str | Path, **env: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, **env})


def make_folder(*, keep_kernels: bool, ready_made: bool) -> None:
    if not (keep_kernels and (BUILD / "kernels").exists()):
        shutil.rmtree(BUILD / "kernels", ignore_errors=True)
        call(sys.executable, "packaging/compile_kernels.py", BUILD / "kernels", PYTHONPATH=str(ROOT))
    if not ready_made:
        install_small_libraries(BUILD / "small")
    draw_icons(BUILD / "icons")
    call(
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", DIST,
        "--workpath", BUILD / "pyinstaller", "packaging/walksheets.spec",
        PYTHONPATH="" if ready_made else str(BUILD / "small"),
    )  # fmt: skip
    for link in FOLDER.rglob("*"):
        if link.is_symlink() and not link.exists():
            link.unlink()  # to what is left out
    collect_licences(FOLDER / "licences", packed(BUILD / "pyinstaller" / "walksheets"))
    cut_data(FOLDER, BUILD / "data")
    if LINUX:
        strip(FOLDER)


def strip(folder: Path) -> None:
    """Take the tables for debuggers out of the libraries: a sixth of their weight.

    Not in the `.libs` folders of wheels: those were patched after linking, and do not load once stripped.
    """
    libraries = [file for file in folder.rglob("*.so*") if file.is_file() and not file.is_symlink()]
    call("strip", "--strip-unneeded", *(file for file in libraries if not file.parent.name.endswith(".libs")))


def prove() -> None:
    """Let the frozen program do the demo job, with no home and no Python around it."""
    home = BUILD / "smoke-home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    program = FOLDER / ("walksheets-command.exe" if os.name == "nt" else "walksheets")
    subprocess.run(
        [program, "--smoke"], check=True, env={"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8"}
    )


def pack() -> Path:
    """Pack the folder as a .tar.xz that runs from wherever it is unpacked."""
    packed = DIST / f"walksheets-{version()}-{sys.platform}.tar.xz"
    call(
        "tar", "-C", DIST, "--sort=name", "--owner=0", "--group=0", "-cf", packed, "-I", "xz -6", "walksheets",
    )  # fmt: skip
    return packed


def main() -> int:
    asked = argparse.ArgumentParser(description="Make the package.")
    asked.add_argument("--keep-kernels", action="store_true", help="the inner loops have not changed")
    asked.add_argument(
        "--ready-made", action="store_true", default=not LINUX, help="no library is built here: 190 MB more"
    )
    asked.add_argument("--no-deb", action="store_true")
    wanted = asked.parse_args()
    make_folder(keep_kernels=wanted.keep_kernels, ready_made=wanted.ready_made)
    prove()
    made = [FOLDER, pack()] if LINUX else [FOLDER]
    if LINUX and not wanted.no_deb and shutil.which("dpkg-deb"):
        from deb import make_deb

        made.append(make_deb(FOLDER, BUILD / "deb", DIST, version()))
    print(heaviest(FOLDER))
    for path in made:
        print(f"{megabytes(path):7.1f} MB  {path.relative_to(ROOT)}")
    heavy = megabytes(FOLDER) > LIMIT_MB or any(megabytes(path) > LIMIT_PACKED_MB for path in made[1:])
    heavy = heavy and not wanted.ready_made
    if heavy:
        print(f"Heavier than {LIMIT_MB} MB, or than {LIMIT_PACKED_MB} MB packed.", file=sys.stderr)
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
