"""Guards of size and shape: one reader, one sitting."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import PURE, Finding, Module

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MANY_FIELDS = 4
# The end of each program and of each job: a bug is logged by its place, for its text may quote a note.
CATCHES_EVERYTHING = ("gui.jobs", "gui.__main__", "cli.__main__", "exporter.__main__", "demo.__main__")
_REMARK = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<rest>.*)$")
_CODED = re.compile(r"^(:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*|\[[a-z-]+(,\s*[a-z-]+)*\])(?P<reason>.*)$")


def file_size(modules: list[Module]) -> Iterator[Finding]:
    """A file has at most 300 lines."""
    for module in modules:
        if (lines := len(module.text.splitlines())) > LONGEST_FILE:
            yield Finding(guard="file_size", path=module.path, line=lines, what=f"{lines} lines")


def function_size(modules: list[Module]) -> Iterator[Finding]:
    """A function has at most 40 lines, its docstring and signature included."""
    for module in modules:
        for node in module.walk():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    what = f"{node.name} has {lines} lines"
                    yield Finding(guard="function_size", path=module.path, line=node.lineno, what=what)


def only_a_docstring(modules: list[Module]) -> Iterator[Finding]:
    """A package's ``__init__`` is a docstring and nothing else: importing a room runs nothing."""
    for module in modules:
        if module.path.name == "__init__.py":
            body = module.tree.body
            if len(body) != 1 or ast.get_docstring(module.tree) is None:
                yield Finding(guard="only_a_docstring", path=module.path, line=1, what="holds more or less")


def explained_exceptions(modules: list[Module]) -> Iterator[Finding]:
    """Every noqa and type: ignore names its code and, behind it or on the line above, its reason."""
    for module in modules:
        lines = module.text.splitlines()
        for number, line in enumerate(lines, start=1):
            if not (remark := _REMARK.search(line)):
                continue
            coded = _CODED.match(remark["rest"].strip())
            above = lines[number - 2].strip() if number > 1 else ""
            if coded is None or not (coded["reason"].strip(" #-:") or above.startswith("#")):
                what = "an exception without code and reason"
                yield Finding(guard="explained_exceptions", path=module.path, line=number, what=what)


def narrow_excepts(modules: list[Module]) -> Iterator[Finding]:
    """``except Exception`` stands at the end of a program or a job only, and logs the place of the bug."""
    for module in modules:
        for node in module.walk():
            if not isinstance(node, ast.ExceptHandler):
                continue
            # Tidying up and raising again hides nothing.
            last = node.body[-1]
            if isinstance(last, ast.Raise) and last.exc is None:
                continue
            if module.is_in(*CATCHES_EVERYTHING) and "log_bug(" in ast.unparse(node):
                continue
            caught = [node.type] if not isinstance(node.type, ast.Tuple) else node.type.elts
            names = {ast.unparse(each) if each is not None else "everything" for each in caught}
            if names & {"everything", "Exception", "BaseException"}:
                what = f"catches {', '.join(sorted(names))}"
                yield Finding(guard="narrow_excepts", path=module.path, line=node.lineno, what=what)


def frozen_values(modules: list[Module]) -> Iterator[Finding]:
    """A dataclass of the pure layers is frozen; slotted unless it caches; by keyword with many fields."""
    for module in modules:
        if module.layer not in PURE:
            continue
        for node in module.walk():
            if not isinstance(node, ast.ClassDef):
                continue
            for decorator in node.decorator_list:
                if "dataclass" not in ast.unparse(decorator):
                    continue
                given = {key.arg for key in decorator.keywords} if isinstance(decorator, ast.Call) else set()
                if missing := _wanted(node) - given:
                    what = f"{node.name} lacks {', '.join(sorted(missing))}"
                    yield Finding(guard="frozen_values", path=module.path, line=node.lineno, what=what)


def _wanted(node: ast.ClassDef) -> set[str]:
    fields = sum(isinstance(line, ast.AnnAssign) for line in node.body)
    # A cached property is written into __dict__, which a slotted class does not have.
    caches = any("cached_property" in ast.unparse(line) for line in node.body)
    return (
        {"frozen"} | ({"slots"} if not caches else set()) | ({"kw_only"} if fields > MANY_FIELDS else set())
    )
