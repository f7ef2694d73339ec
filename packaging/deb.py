"""Make a .deb of the packaged folder: the program, its place in the menu, the type of its files, its papers.

`dpkg-deb` is all it needs. What the desktop itself provides is not in the folder, but in Depends.
"""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

from icons import SIZES, SVG

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
MEDIA_TYPE = "application-vnd.walksheets.campaign"

DEPENDS = (  # the second name is what the package is called where time is counted in 64 bits
    "libbrotli1", "libdbus-1-3", "libegl1", "libfontconfig1", "libgl1", "libglib2.0-0 | libglib2.0-0t64", "libgssapi-krb5-2", "libx11-xcb1",
    "libwayland-client0", "libwayland-cursor0", "libwayland-egl1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0",
    "libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xinerama0", "libxcb-xkb1", "libxkbcommon-x11-0",
    "libxkbcommon0", "zlib1g",
)  # fmt: skip
CONTROL = """\
Package: walksheets
Version: {version}
Section: misc
Priority: optional
Architecture: {architecture}
Depends: libc6 (>= 2.{glibc}), {depends}
Recommends: ca-certificates, hicolor-icon-theme, shared-mime-info, desktop-file-utils
Installed-Size: {kilobytes}
Maintainer: The Walksheets contributors <walksheets@localhost>
Description: rounds and walk sheets for ward organisers
 Takes a ward from the electoral register to the walked street: the register
 and a map come in, rounds of equal walking time come out, volunteers take
 them, sheets are printed, and what was heard at the doors is keyed or scanned
 back. Everything is kept in one file on this computer.
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Walksheets

Files: *
Copyright: The Walksheets contributors
License: GPL-3+
 On Debian systems the text is in /usr/share/common-licenses/GPL-3.

Comment:
 The folder /usr/lib/walksheets holds these libraries. The terms of each are in
 /usr/share/doc/walksheets/licences, in a folder of its name.
"""


def make_deb(folder: Path, work: Path, out: Path, version: str) -> Path:
    """Lay out the tree of files in `work` and pack it; return the .deb."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder, work / "usr/lib/walksheets", symlinks=True)
    papers = work / "usr/share/doc/walksheets"
    papers.mkdir(parents=True)
    shutil.move(work / "usr/lib/walksheets/licences", papers / "licences")
    (work / "usr/bin").mkdir()
    (work / "usr/bin/walksheets").symlink_to("../lib/walksheets/walksheets")
    _lay_out_desktop(work / "usr/share")
    _write_papers(papers, version)
    _write_control(work, version)
    for file in work.rglob("*"):
        if not file.is_symlink():
            file.chmod(
                0o755
                if file.is_dir() or (file.name == "walksheets" and file.parent.name == "walksheets")
                else 0o644
            )
    deb = out / f"walksheets_{version}_{_architecture()}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", work, deb], check=True)
    return deb


def _lay_out_desktop(share: Path) -> None:
    drawn = ROOT / "build" / "icons"
    placed = [
        (LINUX / "walksheets.desktop", "applications/walksheets.desktop"),
        (LINUX / "walksheets.xml", "mime/packages/walksheets.xml"),
        (LINUX / "org.walksheets.walksheets.metainfo.xml", "metainfo/org.walksheets.walksheets.metainfo.xml"),
        (SVG, "icons/hicolor/scalable/apps/walksheets.svg"),
        (SVG, f"icons/hicolor/scalable/mimetypes/{MEDIA_TYPE}.svg"),
    ]
    for size in SIZES:
        icon, where = drawn / f"walksheets-{size}.png", f"icons/hicolor/{size}x{size}"
        placed += [(icon, f"{where}/apps/walksheets.png"), (icon, f"{where}/mimetypes/{MEDIA_TYPE}.png")]
    for source, target in placed:
        (share / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, share / target)


def _write_papers(papers: Path, version: str) -> None:
    """The man page, the changes and the copyright, where Debian has them."""
    listed = (papers / "licences" / "LIST.txt").read_text(encoding="utf-8")
    (papers / "copyright").write_text(
        COPYRIGHT + "".join(f" * {line}\n" for line in listed.splitlines()), encoding="utf-8"
    )
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (papers / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))
    manual = papers.parents[1] / "man/man1/walksheets.1.gz"
    manual.parent.mkdir(parents=True)
    page = (LINUX / "walksheets.1").read_text(encoding="utf-8").replace('""', f'"{version}"', 1)
    manual.write_bytes(gzip.compress(page.encode(), mtime=0))


def _write_control(work: Path, version: str) -> None:
    files = [file for file in work.rglob("*") if file.is_file() and not file.is_symlink()]
    control = work / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(
        CONTROL.format(
            version=version,
            architecture=_architecture(),
            glibc=_glibc(work / "usr/lib/walksheets"),
            depends=", ".join(DEPENDS),
            kilobytes=sum(file.stat().st_size for file in files) // 1024,
        ),
        encoding="utf-8",
    )


def _glibc(folder: Path) -> int:
    """Return the newest C library that any of the programs asks for: 34 for 2.34."""
    asked: set[int] = set()
    for file in [folder / "walksheets", *folder.rglob("*.so*")]:
        asked |= {int(minor) for minor in re.findall(rb"\0GLIBC_2\.(\d+)(?=[.\0])", file.read_bytes())}
    return max(asked)


def _architecture() -> str:
    told = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True)
    return told.stdout.strip()
