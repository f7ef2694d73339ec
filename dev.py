"""Set up, run and check Walksheets, with nothing but Python 3.11 or newer.

    python3 dev.py run                 the window on the demo ward; with no screen, the demo job
    python3 dev.py test [ARGUMENTS]    every check; arguments go to pytest; --fast leaves out the slow tests
    python3 dev.py package [ARGUMENTS] a folder, and on Debian a .deb, that need no Python; see docs/packaging.md
    python3 dev.py lock [ARGUMENTS]    pin and hash requirements*.in; arguments go to uv, such as --upgrade

Everything is installed into .venv beside this file, again only when what it depends on has changed. On Debian
and its kin, root also gets the system libraries that are missing; anybody else is told the one command.
A set-up that cannot be done ends in one sentence and exit code 2, a failed check in 1.
"""

from __future__ import annotations  # an old Python must get as far as being told that it is old

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
DEMO = ROOT / "demo"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LINUX = sys.platform.startswith("linux")
SPACE_NEEDED = 2_000_000_000  # bytes: .venv takes 1.2 GB with the checks, and pip unpacks in a second place

# What Qt loads from the system: Debian's package for each library.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
QT_SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}

# What an installer's output holds when it fails, and what that means.
REASONS = {
    "No space left on device": "The disk is full: make 2 GB of room and try again.",
    "DO NOT MATCH THE HASHES": "A download was not what requirements.txt expects, so nothing of it was used: "
    "try again, and if it stays so, tell the maintainers.",
    "Permission denied": f"This user may not write to {VENV}: delete that folder or change its owner.",
    "connection broken by": "The package index could not be reached: check the network and try again.",
    "No matching distribution found": "A package has no ready-made file for this system and Python: "
    "Python 3.11 to 3.13 on a 64-bit Linux, Windows or macOS of the last years has them all.",
}


class SetupError(Exception):
    """What stands in the way, and what to do about it, in one sentence."""


def has_screen() -> bool:
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def check_machine() -> None:
    """Refuse early what would fail late: an old Python, a full disk."""
    if sys.version_info < (3, 11):  # noqa: UP036
        version = ".".join(map(str, sys.version_info[:2]))
        raise SetupError(
            f"Walksheets needs Python 3.11 or newer and this is {version}: start dev.py with a newer one."
        )
    free = shutil.disk_usage(ROOT).free
    if not PYTHON.exists() and free < SPACE_NEEDED:
        raise SetupError(
            f"There is too little room on the disk of {ROOT}: {free / 1e9:.1f} GB are free "
            f"and {SPACE_NEEDED / 1e9:.0f} GB are needed."
        )


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(*, screen: bool) -> dict[str, str]:
    """What the system lacks, each with the name of Debian's package for it."""
    missing = {}
    if importlib.util.find_spec("ensurepip") is None:  # Debian ships it apart from Python
        missing["ensurepip"] = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if LINUX:
        wanted = {**QT_LIBRARIES, **(QT_SCREEN_LIBRARIES if screen else {})}
        missing.update({library: package for library, package in wanted.items() if not loads(library)})
    return missing


def install_system_packages(*, screen: bool) -> None:
    missing = missing_packages(screen=screen)
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise SetupError(f"Install these with the system's package manager first: {', '.join(missing)}.")
    packages = sorted(missing.values())
    if os.geteuid() != 0:
        raise SetupError(f"System packages are missing; run: sudo apt-get install -y {' '.join(packages)}")
    print(f"Installing from Debian: {' '.join(packages)}", flush=True)
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        quietly(["apt-get", "-qq", *step], {"DEBIAN_FRONTEND": "noninteractive"})
    importlib.invalidate_caches()


def quietly(command: list[str | Path], env: dict[str, str] | None = None) -> None:
    """Run an installer without its chatter; its failure becomes one sentence."""
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise SetupError(explain(Path(command[0]).name, done.stdout))


def explain(tool: str, output: str) -> str:
    """Say in one sentence why an installer failed."""
    for sign, sentence in REASONS.items():
        if sign in output:
            return sentence
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "e:"))] or lines
    last = errors[-1] if errors else "nothing"
    return f"{tool} could not finish: check the network and try again (its last word: {last})."


def stamp_of(*parts: str | bytes) -> str:
    return hashlib.sha256(b"\0".join(p.encode() if isinstance(p, str) else p for p in parts)).hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    return stamp.is_file() and stamp.read_text() == value


def make_venv() -> None:
    """Make .venv, afresh when the Python or the folder is another than it was."""
    stamp, value = VENV / "made-for", stamp_of(sys.implementation.cache_tag, sys.base_prefix, str(ROOT))
    if is_stamped(stamp, value) and PYTHON.exists():
        return
    print(f"Making {VENV.name} with Python {sys.version.split()[0]}", flush=True)
    quietly([sys.executable, "-m", "venv", "--clear", VENV])
    stamp.write_text(value)


def install(requirements: str) -> None:
    """Install the pinned and hashed packages, and the project itself as it lies here."""
    file = ROOT / requirements
    stamp = VENV / f"installed-{requirements}"
    value = stamp_of(file.read_bytes(), (ROOT / "pyproject.toml").read_bytes())
    if is_stamped(stamp, value):
        return
    print(f"Installing {requirements}: some minutes the first time", flush=True)
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--no-input", "--disable-pip-version-check"]
    quietly([*pip, "install", "--require-hashes", "--only-binary=:all:", "-r", file])
    quietly([*pip, "install", "--no-deps", "--no-build-isolation", "-e", ROOT])
    stamp.write_text(value)


def set_up(requirements: str, *, screen: bool) -> None:
    check_machine()
    install_system_packages(screen=screen)
    make_venv()
    install(requirements)


def call(command: list[str | Path], **env: str) -> int:
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=False).returncode


def run(_: list[str]) -> int:
    """Open the window on the demo ward, or do the demo job where there is no screen."""
    screen = has_screen()
    set_up("requirements.txt", screen=screen)
    if not (any(DEMO.glob("*.walksheets")) and any(DEMO.rglob("*.pdf"))):
        print("Making the demo ward", flush=True)
        if code := call([PYTHON, "-m", "ui", "demo", "--out", DEMO]):
            return code
    campaign = min(DEMO.glob("*.walksheets"))
    if screen:
        return call([PYTHON, "-m", "ui", campaign])
    picture = DEMO / "window.png"
    code = call([PYTHON, "-m", "ui", "--screenshot", picture, campaign], QT_QPA_PLATFORM="offscreen")
    print("There is no screen here, so the demo job was done instead of opening the window:")
    for what, suffixes in (("campaign", (".walksheets",)), ("walk sheets", (".pdf",)),
                           ("spreadsheets", (".xlsx", ".csv")), ("screenshot", (".png",))):  # fmt: skip
        for file in sorted(path for path in DEMO.rglob("*") if path.suffix in suffixes):
            print(f"  {what}: {file}")
    return code


def test(arguments: list[str]) -> int:
    """Run every check, the later ones too when an earlier one fails."""
    set_up("requirements-dev.txt", screen=False)
    chosen = ["-m", "not slow"] if "--fast" in arguments else []
    rest = [argument for argument in arguments if argument != "--fast"]
    checks: dict[str, list[str | Path]] = {
        "ruff check": [PYTHON, "-m", "ruff", "check", "."],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "mypy": [PYTHON, "-m", "mypy"],
        "import-linter": [BIN / "lint-imports"],
        "pytest": [PYTHON, "-m", "pytest", "-n", "2", *chosen, *rest],
    }
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        if call(command, QT_QPA_PLATFORM="offscreen") != 0:
            failed.append(name)
    if failed:
        print(f"dev.py: not in order: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def package(arguments: list[str]) -> int:
    """Make the package: what an organiser installs, who has no Python."""
    set_up("requirements-packaging.txt", screen=False)
    return call([PYTHON, "packaging/build.py", *arguments])


def lock(arguments: list[str]) -> int:
    """Pin and hash what the .in files ask for, for every system and Python that we support at once."""
    import tomllib

    check_machine()
    install_system_packages(screen=False)
    make_venv()
    quietly([PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "uv"])
    # The editable install needs the build backend, so it is pinned like the rest.
    backend = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    options: list[str | Path] = ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
    options += [
        "--only-binary",
        ":all:",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-annotate",
        "--quiet",
    ]
    options += ["--custom-compile-command", "python3 dev.py lock", *arguments]
    for name in ("requirements", "requirements-dev", "requirements-benchmarks", "requirements-packaging"):
        command = [BIN / "uv", "pip", "compile", f"{name}.in", "-", "-o", f"{name}.txt", *options]
        done = subprocess.run(
            command, cwd=ROOT, input="\n".join(backend), text=True, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode != 0:
            raise SetupError(f"{name}.in could not be locked; the reason stands above.")
        print(f"{name}.txt written")
    return 0


def main(arguments: list[str]) -> int:
    command = {"run": run, "test": test, "package": package, "lock": lock}.get(
        arguments[0] if arguments else ""
    )
    if command is None:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        return command(arguments[1:])
    except SetupError as error:
        print(f"dev.py: {error}", file=sys.stderr)
    except OSError as error:
        print(f"dev.py: {error.filename or 'the system'}: {error.strerror or error}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("dev.py: stopped.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
