"""Libraries' data, cut down to what the program asks of it, in the folder that PyInstaller made.

ICU, which is Qt's knowledge of languages on Linux, keeps those of the window and how names are sorted. PROJ keeps no
catalogue of the world's grids: ours are written out in walksheets/places/projection.py.
"""

import re
import sqlite3
import struct
import subprocess
from contextlib import closing
from pathlib import Path

ICU_KEPT = re.compile(
    r"[^/]+\.(icu|nrm)"  # letters and their forms
    r"|(root|en|en_001|en_GB|cy|cy_GB|pool|res_index)\.res"
    r"|(keyTypeData|langInfo|likelySubtags|numberingSystems|supplementalData)\.res"
    r"|(metaZones|timezoneTypes|windowsZones|zoneinfo64)\.res"
    r"|coll/((root|en|cy|res_index)\.res|ucadata\.icu)"  # the order of names
)
_ALIGNED = 16  # bytes: ICU reads an item where it lies
_SOURCE = """\
.section .rodata
.balign {aligned}
.globl {symbol}
.type {symbol}, @object
{symbol}: .incbin "{data}"
.size {symbol}, . - {symbol}
.section .note.GNU-stack, "", @progbits
"""


def cut_data(folder: Path, work: Path) -> None:
    """Cut down what there is of it in the folder; `work` takes what is made on the way."""
    work.mkdir(parents=True, exist_ok=True)
    for library in folder.rglob("libicudata.so.*"):
        if not library.is_symlink():
            cut_icu(library, work)
    for catalogue in folder.rglob("proj.db"):
        empty_proj(catalogue)


def cut_icu(library: Path, work: Path) -> None:
    """Make ICU's library of data anew, of what is kept, under the same name and symbol."""
    head, items = icu_items(library.read_bytes())
    kept = {name: item for name, item in items.items() if ICU_KEPT.fullmatch(name.partition("/")[2])}
    data, source = work / "icu.dat", work / "icu.s"
    data.write_bytes(head + icu_packed(kept))
    symbol = f"icudt{library.name.rpartition('.')[2]}_dat"
    source.write_text(_SOURCE.format(symbol=symbol, data=data, aligned=_ALIGNED), encoding="utf-8")
    subprocess.run(
        ["cc", "-shared", "-nostdlib", f"-Wl,-soname,{library.name}", "-o", library, source], check=True
    )


def icu_items(data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return the head of ICU's common data and its items by name (ICU User Guide, "ICU Data", .dat files).

    After the head: how many items there are; for each where its name and its bytes begin, sorted by name.
    """
    start = data.index(b"CmnD") - 12  # the format's name, in the head
    length = struct.unpack_from("<H", data, start)[0]
    table = start + length
    count = struct.unpack_from("<I", data, table)[0]
    places = list(struct.iter_unpack("<II", data[table + 4 : table + 4 + 8 * count]))
    ends = [begin for _, begin in places[1:]] + [len(data) - table]
    return data[start:table], {
        data[table + name : data.index(b"\0", table + name)].decode(): data[table + begin : table + end]
        for (name, begin), end in zip(places, ends, strict=True)
    }


def icu_packed(items: dict[str, bytes]) -> bytes:
    """Return the table of items and the items, as `icu_items` reads them."""
    names = [name.encode() + b"\0" for name in sorted(items)]
    name_at = 4 + 8 * len(names)
    packed = bytearray(_filled(b"".join(names), name_at))
    table = struct.pack("<I", len(names))
    for name in names:
        table += struct.pack("<II", name_at, 4 + 8 * len(names) + len(packed))
        name_at += len(name)
        packed += _filled(items[name[:-1].decode()], 0)
    return table + packed


def _filled(data: bytes, before: int) -> bytes:
    return data + b"\0" * (-(before + len(data)) % _ALIGNED)


def empty_proj(catalogue: Path) -> None:
    """Make PROJ's catalogue anew with its version alone, without which PROJ does not take it."""
    with closing(sqlite3.connect(catalogue)) as whole:
        metadata = whole.execute("SELECT key, value FROM metadata").fetchall()
    catalogue.unlink()
    with closing(sqlite3.connect(catalogue)) as made, made:
        made.execute("CREATE TABLE metadata (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)")
        made.executemany("INSERT INTO metadata VALUES (?, ?)", metadata)
