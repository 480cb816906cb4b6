"""Guards of vocabulary: names a mentor would use, honest letters, strings that translate."""

import ast
import re
import unicodedata
from collections.abc import Iterator

from tests.architecture.source import Finding, Module

EMPTY_NAMES = {"utils", "util", "helpers", "misc", "common", "stuff", "tools"}
# A hint that other programs read under exactly this name.
FOREIGN_NAMES = ("x-kde-passwordManagerHint",)
_PASSWORD = re.compile(r"pass_?word|passwd|wachtwoord(?!zin)", re.IGNORECASE)
_MOJIBAKE = re.compile("\u00c3[\u0080-\u00bf]|\u00e2\u20ac|\u00c2[\u00a0-\u00bf]|\ufffd")
_SHOWS_TEXT = {
    "setText",
    "setWindowTitle",
    "setToolTip",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "setStatusTip",
    "setWhatsThis",
    "setTitle",
    "setInformativeText",
    "setLabelText",
    "addTab",
    "addAction",
    "addRow",
    "QLabel",
    "QPushButton",
    "QCheckBox",
    "QRadioButton",
    "QGroupBox",
    "QAction",
    "QToolButton",
    "showMessage",
}


def no_password(modules: list[Module]) -> Iterator[Finding]:
    """The word is passphrase, everywhere."""
    for module in modules:
        for number, line in enumerate(module.text.splitlines(), start=1):
            if found := _PASSWORD.search(without_foreign_names(line)):
                yield Finding(guard="no_password", path=module.path, line=number, what=found[0])


def without_foreign_names(text: str) -> str:
    """*text* without the names that other programs chose."""
    for name in FOREIGN_NAMES:
        text = text.replace(name, "")
    return text


def no_empty_names(modules: list[Module]) -> Iterator[Finding]:
    """No module is called utils: a name says what is inside."""
    for module in modules:
        if bad := EMPTY_NAMES.intersection(module.parts):
            yield Finding(guard="no_empty_names", path=module.path, line=1, what=", ".join(bad))


def honest_letters(modules: list[Module]) -> Iterator[Finding]:
    """No text that was decoded twice, no invisible or direction-changing character, no look-alike letter."""
    for module in modules:
        for number, line in enumerate(module.text.splitlines(), start=1):
            if line.isascii():
                continue
            if _MOJIBAKE.search(line):
                yield Finding(guard="honest_letters", path=module.path, line=number, what="decoded twice")
            for letter in set(line) - set(map(chr, range(128))):
                if (what := _dishonest(letter)) is not None:
                    yield Finding(guard="honest_letters", path=module.path, line=number, what=what)


def _dishonest(letter: str) -> str | None:
    name = unicodedata.name(letter, "")
    category = unicodedata.category(letter)
    if category in {"Cf", "Cc", "Co", "Cn", "Cs", "Zl", "Zp"}:
        return f"invisible U+{ord(letter):04X}"
    if category.startswith("L") and not name.startswith(("LATIN", "MICRO SIGN")):
        return f"{name.lower()} looks like a Latin letter"
    return None


def translated_strings(modules: list[Module]) -> Iterator[Finding]:
    """No words are shown to a person without passing through gettext."""
    for module in modules:
        if module.layer != "gui":
            continue
        for name, call in module.calls():
            if name not in _SHOWS_TEXT:
                continue
            for argument in call.args:
                if (words := _raw_words(argument)) is not None:
                    yield Finding(guard="translated_strings", path=module.path, line=call.lineno, what=words)


def _raw_words(node: ast.expr) -> str | None:
    """The first words of a literal (or of the literal part of an f-string, a sum or a choice)."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value[:30] if re.search(r"[A-Za-z]{2}", node.value) else None
    if isinstance(node, ast.JoinedStr):
        parts: list[ast.expr] = list(node.values)
    elif isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
    elif isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    else:
        return None
    return next((words for part in parts if (words := _raw_words(part)) is not None), None)
