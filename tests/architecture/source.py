"""The product's source as the guards read it: text and syntax tree of every module, parsed once."""

import ast
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PURE = ("domain", "ledger", "disclosure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line that breaks a rule."""

    guard: str
    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.guard}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One file of src: ``parts`` are the names below ``careernotes``, without the suffix."""

    path: Path
    parts: tuple[str, ...]
    text: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """The room on the first level: ``gui``, ``vault``, ``errors`` ..."""
        return self.parts[0]

    def is_in(self, *rooms: str) -> bool:
        """True inside one of *rooms*, each a dotted name below ``careernotes``."""
        name = ".".join(self.parts)
        return any(name == room or name.startswith(room + ".") for room in rooms)

    def walk(self) -> Iterator[ast.AST]:
        """Every node of the tree."""
        return iter(_nodes(self.tree))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call, with the last part of the called name."""
        for node in self.walk():
            if isinstance(node, ast.Call):
                yield last_name(node.func), node

    def imports(self) -> Iterator[tuple[str, int]]:
        """Every imported name, fully dotted, with its line."""
        for node in self.walk():
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@functools.cache
def _nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Walked once: every guard goes through every node of the product."""
    return tuple(ast.walk(tree))


Guard = Callable[[list[Module]], Iterator[Finding]]


def last_name(node: ast.expr) -> str:
    """``c`` for ``a.b.c``, ``f`` for ``f``, else nothing."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def load(source: Path) -> list[Module]:
    """Every module below *source*/careernotes, in order."""
    package = source / "careernotes"
    modules = []
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        parts = path.relative_to(package).with_suffix("").parts
        modules.append(Module(path=path, parts=parts, text=text, tree=ast.parse(text, str(path))))
    return modules


def closure(modules: list[Module], start: str) -> dict[str, str]:
    """Every product module that *start* loads, directly or not, each with a module that imports it."""
    by_name = {
        ".".join(("careernotes", *module.parts)).removesuffix(".__init__"): module for module in modules
    }
    importers = {name: name for name in by_name if name == start or name.startswith(start + ".")}
    waiting = list(importers)
    while waiting:
        importer = waiting.pop()
        for wanted, _line in by_name[importer].imports():
            for name in (wanted, wanted.rpartition(".")[0]):
                if name in by_name and name not in importers:
                    importers[name] = importer
                    waiting.append(name)
    return importers
