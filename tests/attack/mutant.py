"""One rule of the program, and how to take it out: a few words of a file replaced by others."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path("src") / "careernotes"
LIST = Path(__file__).with_name("mutants.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """*old*, which stands exactly once in a file of the program, and what stands there without the rule."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """The program without one rule. *attacks*: the numbers of the attacks that must win over it."""

    rule: str
    edits: tuple[Edit, ...]
    attacks: tuple[str, ...]
    tiny: bool = False
    """Whether it is among the handful that every test run tries."""

    def files(self, folder: Path) -> list[Path]:
        """The test files of its attacks in the folder of the attack suite."""
        return sorted(path for number in self.attacks for path in folder.glob(f"test_{number}*.py"))


class StaleMutantError(Exception):
    """A mutant whose words are not in the program any more: it has to be written anew."""


def all_mutants() -> tuple[Mutant, ...]:
    """Every rule in the list."""
    found = tomllib.loads(LIST.read_text(encoding="utf-8"))["mutant"]
    return tuple(
        Mutant(
            rule=each["rule"],
            attacks=tuple(each["attacks"]),
            edits=tuple(Edit(**edit) for edit in each["edits"]),
            tiny=each.get("tiny", False),
        )
        for each in found
    )


def mutated(text: str, edit: Edit) -> str:
    """The text of a file without the rule.

    Raises:
        StaleMutantError: when the words are not there exactly once.
    """
    if text.count(edit.old) != 1:
        raise StaleMutantError(f"{edit.file}: {text.count(edit.old)} times: {edit.old!r}")
    return text.replace(edit.old, edit.new)
