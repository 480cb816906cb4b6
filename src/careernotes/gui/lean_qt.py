"""Loads Qt's Python side without what a window has no use for. Once, before anything else of PySide6.

Two things that come with it are left out. At its start it loads the tool that writes its own type stubs,
with a search pattern that takes a tenth of the whole start to make. And it reads the source of the
modules that are imported from then on, and keeps it line by line, to see whether the word PySide6 stands
in it: for a way of naming (``from __feature__ import``) that nothing here uses.
"""

import sys
from _thread import RLock
from importlib.machinery import ModuleSpec, PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader
    from types import ModuleType

_SIGNATURES = "shibokensupport.signature"
_FEATURE = "shibokensupport.feature"
# What PySide6 imports by its whole name and seldom or never uses: loaded when it is asked for something.
LATE = frozenset((
    f"{_SIGNATURES}.layout", f"{_SIGNATURES}.parser", f"{_SIGNATURES}.lib.enum_sig",
    f"{_SIGNATURES}.lib.pyi_generator", f"{_SIGNATURES}.lib.tool", "inspect", "tempfile", "zipfile",
))  # fmt: skip


class _AtFirstUse:
    """Loads a module when the first of its names is asked for, as if it had been loaded before."""

    def __init__(self, loader: "Loader") -> None:
        self._loader = loader
        self._lock = RLock()
        self._begun = False

    def create_module(self, spec: ModuleSpec) -> "ModuleType | None":
        """The import system: what the real loader makes."""
        return self._loader.create_module(spec)

    def exec_module(self, module: "ModuleType") -> None:
        """The import system: nothing is run yet."""

        def ask(name: str) -> object:
            # Another thread that asks meanwhile waits; the module itself has what it made so far.
            with self._lock:
                if not self._begun and (name == "__all__" or not name.startswith("__")):
                    self._begun = True
                    self._loader.exec_module(module)
                    del module.__dict__["__getattr__"]
            try:
                return module.__dict__[name]
            except KeyError:
                message = f"module {module.__name__!r} has no attribute {name!r}"
                raise AttributeError(message) from None

        module.__dict__["__getattr__"] = ask


class _WithoutReading:
    """Loads the part that looks at every import, and takes the look from it."""

    def __init__(self, loader: "Loader") -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> "ModuleType | None":
        """The import system: what the real loader makes."""
        return self._loader.create_module(spec)

    def exec_module(self, module: "ModuleType") -> None:
        """The import system: runs it."""
        self._loader.exec_module(module)
        module.__dict__["feature_imported"] = _leave_unread


def _leave_unread(module: "ModuleType") -> None:
    """No module is searched; Qt takes one it knows nothing of for one that names as we do."""


class _Finder:
    """Stands before the finders of the system, for a few names only."""

    @staticmethod
    def find_spec(
        name: str, path: "Sequence[str] | None" = None, target: "ModuleType | None" = None
    ) -> ModuleSpec | None:
        """The import system: where the module is, with a loader of ours around its own."""
        if name not in LATE and name != _FEATURE:
            return None
        # Only what lies in files: a bundle finds its parts by other means, and they stay as they are.
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        around = _WithoutReading if name == _FEATURE else _AtFirstUse
        # A loader by what it does, though not by its class.
        spec.loader = around(spec.loader)  # type: ignore[assignment]
        return spec


def load_qt() -> None:
    """Imports PySide6, lean; what was imported before stays as it is."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        import PySide6.QtCore  # noqa: F401, PLC0415  while the finder stands there
    finally:
        sys.meta_path.remove(finder)
