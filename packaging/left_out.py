"""What PyInstaller finds and no package needs. walksheets.spec leaves it out; `walksheets --smoke` shows if it was too much."""

import re

MODULES = [
    # the compiler of the inner loops: a package holds them compiled (compile_kernels.py)
    "numba", "llvmlite",
    # all of scipy but what THIN names
    "scipy.cluster", "scipy.constants", "scipy.datasets", "scipy.differentiate", "scipy.fft", "scipy.fftpack",
    "scipy.integrate", "scipy.interpolate", "scipy.io", "scipy.linalg", "scipy.ndimage", "scipy.odr",
    "scipy.optimize._highspy", "scipy.optimize._trlib", "scipy.signal", "scipy.sparse.linalg",
    "scipy.spatial.transform", "scipy.special", "scipy.stats",
    # picture formats that no scanner writes, and text in pictures
    "PIL._avif", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingtk", "PIL._webp",
    # other databases
    "MySQLdb", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle",
    # never asked for at run time
    "IPython", "curses", "lib2to3", "pip", "pygments", "readline", "setuptools",
    "tkinter", "unittest.mock",
    # the tests' and the checkers' own, found where they are installed beside the program
    "_pytest", "ast_serialize", "hypothesis", "librt", "mypy", "mypyc", "pluggy", "pytest",
    # pyosmium downloads with them, we do not
    "requests", "urllib3", "charset_normalizer",
]  # fmt: skip

THIN = {
    "scipy.optimize": "from scipy.optimize._lsap import linear_sum_assignment\n",
    "scipy.spatial": "from scipy.spatial._ckdtree import cKDTree\n",
    "scipy.sparse.csgraph": (
        "from scipy.sparse.csgraph._min_spanning_tree import minimum_spanning_tree\n"
        "from scipy.sparse.csgraph._shortest_path import dijkstra, shortest_path\n"
        "from scipy.sparse.csgraph._traversal import connected_components\n"
    ),
}
"""Packages of which a few functions are used, with what they hold in a package instead of everything: scipy's own
would load all of it, with a second OpenBLAS, to solve an assignment. 143 MB become 7."""

QT_KEPT = r"(Core|DBus|Gui|Network|PrintSupport|Svg|WaylandClient|Widgets|XcbQpa)\b"
PLUGINS_KEPT = (
    r"iconengines/libqsvgicon|imageformats/libq(gif|ico|jpeg|svg)|platforms/libq(cocoa|offscreen|wayland|xcb)"
    r"|platforminputcontexts/lib(compose|ibus)|platformthemes/|printsupport/|tls/libq(openssl|securetransport)|xcbglintegrations/"
    r"|wayland-(shell-integration/libxdg|decoration-client/|graphics-integration-client/libqt)"
)
LEFT_OUT = (
    rf"(^|/)libQt6(?!{QT_KEPT})",
    rf"PySide6/Qt(?!{QT_KEPT})\w+\.(abi3|pyd)",
    r"scipy\.libs|libscipy_openblas-",
    rf"PySide6/Qt/plugins/(?!{PLUGINS_KEPT})",
    r"PySide6/Qt/(qml|translations|resources|libexec)",
    r"cv2/data/",  # faces
    r"scipy/optimize/(?!_lsap)|scipy/spatial/(?!_ckdtree)",  # what THIN does without
    r"/tests?/",
    r"\.pyi$",
    r"pyproj/proj_dir/share/proj/(?!proj\.db|proj\.ini)",
)
SYSTEM = (  # the desktop's own: the .deb depends on their packages (deb.py)
    r"lib(X|xcb|xkb|wayland|gtk|gdk|glib|gobject|gio|gmodule|gthread|pango|cairo|atk|atspi|harfbuzz|fribidi"
    r"|fontconfig|freetype|dbus|systemd|udev|GL|EGL|drm|gbm|cups|epoxy|thai|datrie|graphite|pixman|png16|mount"
    r"|blkid|selinux|pcre2|cap|gcrypt|gpg-error|lz4|zstd|avahi|gnutls|hogweed|nettle|idn2|p11-kit|tasn1|unistring"
    r"|brotli|jpeg|deflate|tiff|webp|jbig|Lerc|gssapi_krb5|krb5|k5crypto|com_err|keyutils|bsd|gmp|md\.)"
)


def is_left_out(where: str, source: str) -> bool:
    """Tell whether a file that was found stays out. `where` it would lie in the package; `source` on this machine."""
    where, source = where.replace("\\", "/"), source.replace("\\", "/")
    if any(re.search(pattern, where) for pattern in LEFT_OUT):
        return True
    from_system = re.match(r"/(usr/)?lib", source) is not None
    return from_system and re.match(SYSTEM, where.rpartition("/")[2]) is not None
