"""OpenCV and numpy, built from their sources with what is used of them: the ready-made ones weigh 210 MB, these 30.

    python packaging/small_libraries.py FOLDER     installs both into FOLDER, of the versions in requirements-packaging.txt

The ready-made OpenCV holds cameras, films, faces and neural networks, and two more libraries of linear algebra; the
scan reader asks for pictures and their processing alone. numpy gets its own small linear algebra instead of OpenBLAS:
the largest matrix that we solve has nine columns. Needs a C++ compiler; takes a quarter of an hour, once.
"""

import hashlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = ROOT / "requirements-packaging.txt"

OPENCV_WITHOUT = (
    "1394 ADE AVIF EIGEN FFMPEG FLATBUFFERS FREETYPE GSTREAMER IMGCODEC_GIF IMGCODEC_HDR IMGCODEC_PFM IMGCODEC_PXM "
    "IMGCODEC_SUNRASTER IPP ITT JASPER LAPACK OPENCL OPENEXR OPENJPEG PROTOBUF UNIFONT V4L VA VA_INTEL VULKAN WEBP"
)
OPENCV = [
    "PYTHON3_LIMITED_API=ON", "BUILD_LIST=core,imgproc,imgcodecs,python3", "CPU_DISPATCH=AVX2",
    "CMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG", "ENABLE_PRECOMPILED_HEADERS=ON",  # compiles in half the time of -O3
    *(f"BUILD_{library}=ON" for library in ("JPEG", "PNG", "TIFF", "ZLIB")),
    *(f"WITH_{feature}=OFF" for feature in OPENCV_WITHOUT.split()),
    f"CMAKE_PROJECT_OpenCV_INCLUDE={ROOT / 'packaging' / 'opencv_untyped.cmake'}",
]  # fmt: skip
NUMPY = ["allow-noblas=true", "blas=none", "lapack=none", "cpu-dispatch=AVX2 FMA3", "disable-intel-sort=true"]

HOW: dict[str, tuple[dict[str, str], list[str]]] = {
    "opencv-python-headless": (
        {"ENABLE_HEADLESS": "1", "CMAKE_ARGS": shlex.join(f"-D{each}" for each in OPENCV)},
        [],
    ),
    "numpy": ({}, [f'--config-settings="setup-args=-D{each}"' for each in NUMPY]),
}
"""For each library: what its build reads from the environment, and what pip is told beside its version."""


def install_small_libraries(folder: Path) -> None:
    """Build what is not built yet in this way, into a folder that goes before the ready-made on the path."""
    for library, (environment, options) in HOW.items():
        stamp, made_for = folder / f"{library}.made-for", _stamp(library)
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == made_for:
            continue
        print(f"Building {library} from its source: some minutes, once", flush=True)
        asked = folder / f"{library}.txt"
        folder.mkdir(parents=True, exist_ok=True)
        asked.write_text(" \\\n    ".join([pinned(library), *options]), encoding="utf-8")
        subprocess.run(
            [
                sys.executable, "-m", "pip", "--no-input", "--disable-pip-version-check", "install", "--quiet", "--upgrade",
                "--target", folder, "--no-deps", f"--no-binary={library}", "--no-cache-dir", "--require-hashes",
                "-r", asked,
            ],
            check=True, env={**os.environ, **environment},
        )  # fmt: skip
        stamp.write_text(made_for, encoding="utf-8")


def pinned(library: str) -> str:
    """Return the library's version and hashes as requirements-packaging.txt has them."""
    text = PINNED.read_text(encoding="utf-8")
    return re.findall(rf"^{library}==.+(?:\n    --hash=.+)*", text, re.MULTILINE)[0]


def _stamp(library: str) -> str:
    """What the build depends on: the source, the options, the Python."""
    words = repr((pinned(library), HOW[library], sys.implementation.cache_tag))
    return hashlib.sha256(words.encode()).hexdigest()


if __name__ == "__main__":
    install_small_libraries(Path(sys.argv[1]).resolve())
