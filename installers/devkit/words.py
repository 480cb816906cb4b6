"""Collects every string a person can see, joins it with its Dutch, and compiles the catalogue.

Strings are found by reading the syntax tree: calls of ``_``, ``translate``, ``noop`` and ``ngettext``, and
the three sentences of every error class. ``update`` rewrites the catalogue; ``problems`` only tells what is
missing or stale.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "careernotes"
LOCALE = ROOT / "resources" / "locale"
PO = LOCALE / "nl" / "LC_MESSAGES" / "careernotes.po"
MO = PO.with_suffix(".mo")
SINGLE, COUNTED = {"_", "translate", "noop"}, {"ngettext"}
SENTENCES = {"message", "safe", "hint"}

Key = tuple[str, str | None]


def visible_strings() -> dict[Key, str]:
    """Every msgid (with its plural) and the file it was first seen in."""
    found: dict[Key, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for key in _strings_of(ast.parse(path.read_text(encoding="utf-8"))):
            if key[0]:
                found.setdefault(key, path.relative_to(ROOT).as_posix())
    return found


def _strings_of(tree: ast.Module) -> list[Key]:
    keys: list[Key] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            keys += _called(node)
        elif isinstance(node, ast.ClassDef):
            keys += _sentences(node)
    return keys


def _called(node: ast.Call) -> list[Key]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    texts = [
        arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else None
        for arg in node.args
    ]
    if name in SINGLE and texts and texts[0] is not None:
        return [(texts[0], None)]
    if name in COUNTED and len(texts) > 1 and texts[0] is not None:
        return [(texts[0], texts[1])]
    return []


def _sentences(node: ast.ClassDef) -> list[Key]:
    if not (node.name.endswith("Error") or any("Error" in ast.unparse(base) for base in node.bases)):
        return []
    keys: list[Key] = []
    for line in node.body:
        if not isinstance(line, ast.Assign | ast.AnnAssign):
            continue
        names = line.targets if isinstance(line, ast.Assign) else [line.target]
        wanted = any(isinstance(name, ast.Name) and name.id in SENTENCES for name in names)
        if wanted and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str):
            keys.append((line.value.value, None))
    return keys


def load(path: Path) -> Catalog:
    """One PO file; an empty catalogue when there is none."""
    if not path.exists():
        return Catalog(locale="nl", charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale="nl", charset="utf-8")


def _key(message: Message) -> Key:
    return (message.id, None) if isinstance(message.id, str) else (message.id[0], message.id[1])


def merged() -> Catalog:
    """The catalogue as it should be: exactly the strings in use, with the Dutch known so far."""
    known: dict[Key, str | tuple[str, ...] | list[str] | None] = {}
    for path in [PO, *sorted(LOCALE.glob("fragments-*.po"))]:
        known.update(
            {_key(message): message.string for message in load(path) if message.id and _has_text(message)}
        )
    catalogue = Catalog(locale="nl", project="Career Notes", version="0", charset="utf-8", fuzzy=False)
    catalogue.header_comment = "# Dutch draft, needs a native reader."
    for (single, plural), place in sorted(visible_strings().items(), key=lambda item: (item[1], item[0][0])):
        text = known.get((single, plural), ("", "") if plural else "")
        catalogue.add((single, plural) if plural else single, text, locations=[(place, 0)])
    return catalogue


def _has_text(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def problems() -> list[str]:
    """What a reader of Dutch would miss: strings without Dutch, and Dutch nobody uses."""
    used, catalogue = visible_strings(), load(PO)
    there = {_key(message): message for message in catalogue if message.id}
    found = [f"no Dutch for {key[0]!r} ({place})" for key, place in used.items() if not _good(there.get(key))]
    found += [f"nobody uses {key[0]!r}" for key in there if key not in used]
    found += [
        f"placeholders differ in {key[0]!r}" for key, message in there.items() if not _same_holes(message)
    ]
    return found


def _good(message: Message | None) -> bool:
    return message is not None and _has_text(message)


def _holes(text: str) -> set[str]:
    return {part.split("}", 1)[0] for part in text.split("{")[1:]}


def _same_holes(message: Message) -> bool:
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return all(_holes(text) <= set().union(*map(_holes, originals)) for text in texts)


def update() -> None:
    """Rewrite the catalogue and its compiled form."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    catalogue = merged()
    with PO.open("wb") as out:
        write_po(out, catalogue, width=110, omit_header=False, sort_output=False, include_lineno=False)
    text = [line for line in PO.read_text(encoding="utf-8").splitlines() if "-Date:" not in line]
    PO.write_text("\n".join(text).rstrip() + "\n", encoding="utf-8")
    with MO.open("wb") as out:
        write_mo(out, load_for_binary())


def load_for_binary() -> Catalog:
    """The catalogue as compiled: no dates, so that the same words give the same bytes."""
    return load(PO)


def main() -> int:
    """``update`` writes; without a word it only checks."""
    if sys.argv[1:] == ["update"]:
        update()
    for problem in problems():
        print(problem)
    return 1 if problems() else 0


if __name__ == "__main__":
    sys.exit(main())
