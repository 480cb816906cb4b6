"""Guards against leaks: what could carry a note, a key or a name to a place it must not reach."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import PURE, Finding, Module, closure

_SQL = re.compile(
    r"\b(SELECT\s.+?\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(VIRTUAL\s+)?(TABLE|INDEX|"
    r"TRIGGER|VIEW)|DROP\s+TABLE|PRAGMA\s+\w+|ATTACH\s+DATABASE)\b",
    re.DOTALL,
)
_KEY_PRAGMA = re.compile(r"PRAGMA\s+(\w+\.)?(hex)?(re)?key\b|\bKEY\s+[\"'x]", re.IGNORECASE)
CONFIDENTIAL = {
    *(
        "body",
        "snippet",
        "statement",
        "next_time",
        "remark",
        "takeaway",
        "why_i_mentor",
        "may_say",
        "working_notes",
    ),
    *("alias", "full_name", "display_name", "contact", "exception_reason", "boundaries"),
    *("passphrase", "recovery_sheet", "sheet"),
}
KEYS = {"secret", "master", "key", "key80", "seed", "root", "notes", "themes", "releases", "sign"}
# In the window these two are a line of the checklist and a hint: shipped words, about nobody.
PUBLIC_IN_GUI = {"statement", "remark"}
# What the pure report and its parts call a key or a seed is a label; these layers hold people and secrets.
HOLDS_PEOPLE = ("domain", "vault", "sealing", "services", "gui", "cli")
# Where a random number may come from a seed: the people there are invented.
SEEDED = ("demo",)
LOGS = ("logs",)
# All of the vault that the exporter may load: what holds whole numbers, and how such a file is opened.
# ``move_marker`` reads names and hashes of files: no entry is made in a list that is about to be replaced.
EXPORTER_VAULT = {"themes", "releases", "connection", "clean_close", "bundle", "errors", "move_marker"}
# The allow-list of harmless settings (geometry, language, theme, idle time) is one file.
SETTINGS = ("gui.settings",)


def sql_in_vault(modules: list[Module]) -> Iterator[Finding]:
    """SQL text stands beside the function that runs it, in the vault."""
    for module in modules:
        if module.layer == "vault":
            continue
        for node in module.walk():
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and (found := _SQL.search(node.value))
            ):
                what = found[0][:30]
                yield Finding(guard="sql_in_vault", path=module.path, line=node.lineno, what=what)


def no_key_in_sql(modules: list[Module]) -> Iterator[Finding]:
    """A key never becomes SQL text: text stays in memory, ``set_key`` wipes what it was given."""
    for module in modules:
        for node in module.walk():
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            # The text first: the few that look like a key are worth a walk through the module.
            if _KEY_PRAGMA.search(node.value) and not _is_docstring(node, module):
                yield Finding(guard="no_key_in_sql", path=module.path, line=node.lineno, what="a key in SQL")


def _is_docstring(node: ast.AST, module: Module) -> bool:
    bodies = (
        each.body[0]
        for each in module.walk()
        if isinstance(each, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and each.body
    )
    return any(isinstance(first, ast.Expr) and first.value is node for first in bodies)


def settings_in_one_place(modules: list[Module]) -> Iterator[Finding]:
    """QSettings writes to a file outside the vault: one allow-list, in one module."""
    for module in modules:
        if module.is_in(*SETTINGS):
            continue
        for node in module.walk():
            if isinstance(node, ast.Name | ast.Attribute) and last_part(node) == "QSettings":
                yield Finding(
                    guard="settings_in_one_place", path=module.path, line=node.lineno, what="QSettings"
                )


def last_part(node: ast.Name | ast.Attribute) -> str:
    """The last part of a dotted name."""
    return node.id if isinstance(node, ast.Name) else node.attr


def no_leftovers(modules: list[Module]) -> Iterator[Finding]:
    """Qt's temporary files, spoolers and clipboards outlive a lock; only the guarded clipboard is allowed."""
    banned = {
        "QTemporaryFile",
        "QTemporaryDir",
        "QSaveFile",
        "QPrinter",
        "QPrintDialog",
        "mkstemp",
        "mkdtemp",
    }
    for module in modules:
        for node in module.walk():
            if isinstance(node, ast.Name | ast.Attribute) and last_part(node) in banned:
                yield Finding(guard="no_leftovers", path=module.path, line=node.lineno, what=last_part(node))


def pure_layers_ask_no_clock(modules: list[Module]) -> Iterator[Finding]:
    """The pure layers are told the date; the same facts give the same table on any day."""
    for module in modules:
        if module.layer not in PURE:
            continue
        for name, call in module.calls():
            if name in {"now", "today", "utcnow", "urandom", "open", "getenv"} and _asks_machine(call):
                yield Finding(guard="pure_layers_ask_no_clock", path=module.path, line=call.lineno, what=name)


def _asks_machine(call: ast.Call) -> bool:
    """True for date.today() and open(); false for clock.today(), which somebody handed in."""
    if isinstance(call.func, ast.Attribute):
        return ast.unparse(call.func.value).split(".")[-1] in {"date", "datetime", "time", "os", "io"}
    return True


def seeded_randomness_in_the_demo(modules: list[Module]) -> Iterator[Finding]:
    """``random`` can be predicted: secrets come from the operating system, invented people from a seed."""
    for module in modules:
        for name, line in module.imports():
            if name.split(".")[0] == "random" and not module.is_in(*SEEDED):
                yield Finding(guard="seeded_randomness_in_the_demo", path=module.path, line=line, what=name)


def logs_carry_codes(modules: list[Module]) -> Iterator[Finding]:
    """Only ``careernotes.logs`` may speak to a logger: it accepts event codes and counts."""
    for module in modules:
        if module.is_in(*LOGS):
            continue
        for name, line in module.imports():
            if name.split(".")[0] in {"logging", "syslog", "warnings", "traceback", "faulthandler", "pdb"}:
                yield Finding(guard="logs_carry_codes", path=module.path, line=line, what=name)


def confidential_fields_are_hidden(modules: list[Module]) -> Iterator[Finding]:
    """A field that holds text about a person never shows in repr, so never in a log or traceback."""
    for module in modules:
        for node in module.walk() if module.layer in HOLDS_PEOPLE else ():
            if not isinstance(node, ast.ClassDef) or "dataclass" not in "".join(
                map(ast.unparse, node.decorator_list)
            ):
                continue
            for line in node.body:
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                    kind = ast.unparse(line.annotation)
                    names = CONFIDENTIAL - PUBLIC_IN_GUI if module.layer == "gui" else CONFIDENTIAL
                    text = line.target.id in names and "str" in kind
                    key = line.target.id in KEYS and kind in {"bytes", "bytearray"}
                    hidden = line.value is not None and "repr=False" in ast.unparse(line.value)
                    if (text or key) and not hidden:
                        what = f"{node.name}.{line.target.id}"
                        yield Finding(
                            guard="confidential_fields_are_hidden",
                            path=module.path,
                            line=line.lineno,
                            what=what,
                        )


def exporter_reach(modules: list[Module]) -> Iterator[Finding]:
    """Of the vault, the exporter loads a short list of modules, directly or through others."""
    by_name = {".".join(("careernotes", *module.parts)): module for module in modules}
    for name, importer in closure(modules, "careernotes.exporter").items():
        parts = name.split(".")
        if parts[1] == "vault" and len(parts) > 2 and parts[2] not in EXPORTER_VAULT:
            path = by_name.get(importer, modules[0]).path
            yield Finding(guard="exporter_reach", path=path, line=1, what=f"{importer} loads {name}")
