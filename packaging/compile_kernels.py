"""Compile the inner loops beforehand, into a module that needs no compiler where it runs.

    python packaging/compile_kernels.py FOLDER     makes FOLDER/walksheets_kernels

Does the demo job first, and compiles each loop for what that job gave it: there is no second list of types to
keep in step. Needs a C compiler, which joins the pieces. walksheets/compiled.py is what uses the module.
"""

import importlib
import os
import pkgutil
import pprint
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

NAME = "walksheets_kernels"
PACKAGES = ("walksheets.rounds.engine", "walksheets.places")

# Before numba is loaded: nothing from an earlier run, and code for every processor of the kind, not for this one.
os.environ["NUMBA_CACHE_DIR"] = tempfile.mkdtemp(prefix="walksheets-kernels-")
os.environ["NUMBA_CPU_NAME"] = "generic"
os.environ["NUMBA_CPU_FEATURES"] = ""

import numba.pycc.compiler as pycc  # noqa: E402
from numba import types  # noqa: E402
from numba.core.compiler import Flags  # noqa: E402
from numba.core.registry import CPUDispatcher  # noqa: E402
from numba.pycc import CC  # noqa: E402

from walksheets.compiled import name_of  # noqa: E402


def without_the_lock() -> Flags:
    """Return how loops are compiled: they run without Python's lock, so that the window answers meanwhile."""
    flags = Flags()
    flags.release_gil = True
    return flags


def modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        folder = importlib.import_module(package)
        for found in pkgutil.iter_modules(folder.__path__, f"{package}."):
            yield importlib.import_module(found.name)


def loops() -> dict[str, Any]:
    """Return each loop that Python calls, by its name: not those that only other loops call."""
    return {
        name_of(module.__name__, name): loop
        for module in modules()
        for name, loop in vars(module).items()
        if isinstance(loop, CPUDispatcher)
        and loop.py_func.__module__ == module.__name__
        and not {"no_cpython_wrapper", "inline"} & loop.targetoptions.keys()
    }


def widest(seen: list[Any]) -> Any:
    """Return the one type that takes all that was seen: any gaps if some had gaps, and writable."""
    first = types.unliteral(seen[0])
    if isinstance(first, types.Array):
        layout = "C" if all(each.layout == "C" for each in seen) else "A"
        assert {(each.dtype, each.ndim) for each in seen} == {(first.dtype, first.ndim)}, seen
        return types.Array(first.dtype, first.ndim, layout)
    if isinstance(first, types.NamedTuple):
        parts = [widest(list(each)) for each in zip(*(each.types for each in seen), strict=True)]
        return types.NamedTuple(parts, first.instance_class)
    assert {types.unliteral(each) for each in seen} == {first}, seen
    return first


def form(kind: Any) -> Any:
    """Return what walksheets/compiled.py checks a value against."""
    if isinstance(kind, types.Array):
        return (str(kind.dtype), kind.ndim, kind.layout == "C")
    return [form(each) for each in kind.types] if isinstance(kind, types.NamedTuple) else None


def way_in(loop: Any) -> Callable[..., Any]:
    """Return a function that only calls the loop, so that the loop keeps how it asked to be compiled."""
    names = ", ".join(loop.py_func.__code__.co_varnames[: loop.py_func.__code__.co_argcount])
    return eval(f"lambda {names}: loop({names})", {"loop": loop})  # numba wants as many names as types


def compile_all(folder: Path) -> None:
    compiler = CC("loops", source_module=__name__)
    compiler.output_dir = str(folder)
    forms = {}
    for name, loop in sorted(loops().items()):
        seen = loop.nopython_signatures
        if not seen:
            raise SystemExit(
                f"compile_kernels.py: the demo job never called {name}, so its types are not known."
            )
        arguments = [widest(list(each)) for each in zip(*(one.args for one in seen), strict=True)]
        compiler.export(name, seen[0].return_type(*arguments))(way_in(loop))
        forms[name] = [form(each) for each in arguments]
    pycc.Flags = without_the_lock  # pycc has no option for it
    compiler.compile()
    (folder / "__init__.py").write_text(
        '"""Made by packaging/compile_kernels.py."""\n\n'
        f"from {NAME} import loops as loops\n\nFORMS = {pprint.pformat(forms)}\n"
    )


def do_everything() -> None:
    """Have each loop called: the demo ward stops by the clock, so it is split once more, however long it takes."""
    from walksheets.campaign import Campaign
    from walksheets.demo import demo_campaign
    from walksheets.rounds import SplitRequest

    with (
        tempfile.TemporaryDirectory() as somewhere,
        Campaign.open(demo_campaign(Path(somewhere))) as campaign,
    ):
        campaign.rounds.split("All loops", SplitRequest(kind="canvass", minutes=120))


def main() -> None:
    folder = Path(sys.argv[1]).resolve() / NAME
    folder.mkdir(parents=True, exist_ok=True)
    do_everything()
    compile_all(folder)
    for file in sorted(folder.iterdir()):
        print(f"{file.stat().st_size:>9} {file}")


if __name__ == "__main__":
    main()
