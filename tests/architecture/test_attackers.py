"""The attack suite is written from the attacker's side: who decides whether an attack has won knows nothing
of the program, every attack of the list has files of its own, and rules without which it wins.
"""

import ast
import re
from pathlib import Path

import pytest
from tests.attack.mutant import all_mutants

ATTACKS = Path(__file__).parents[1] / "attack"
MUTANTS = all_mutants()
IDS = tuple(f"a{number:02d}" for number in range(1, 20))
JUDGES = ("paper", "peers", "reader", "reckoning", "rules", "siege", "solved", "usefulness")
"""They reckon from what is printed and from the staff list what is proven of whom."""
READERS = ("every_conclusion", "hr", "why_hidden")
"""They reckon too, and know the invented firms whose reports they read: these are made with the program."""


def imported(name: str, folder: Path = ATTACKS, *, through: bool = True) -> set[str]:
    """Everything a module of the suite imports by itself, and *through* others of the suite."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        tree = ast.parse((folder / f"{waiting.pop()}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for each in names:
                inner = each.removeprefix("tests.attack.")
                if through and inner != each and each not in found:
                    waiting.append(inner)
                found.add(each)
    return found


def program(names: set[str]) -> set[str]:
    return {name for name in names if name.split(".")[0] == "careernotes"}


@pytest.mark.parametrize("name", JUDGES)
def test_who_decides_whether_an_attack_has_won_knows_nothing_of_the_program(name: str) -> None:
    assert program(imported(name)) == set()


@pytest.mark.parametrize("name", READERS)
def test_a_reader_of_an_invented_firm_asks_the_program_nothing(name: str) -> None:
    assert program(imported(name, through=False)) == set()


def test_control_an_attacker_who_asks_the_program_is_found(tmp_path: Path) -> None:
    (tmp_path / "judge.py").write_text("from tests.attack.helper import won\n", encoding="utf-8")
    (tmp_path / "helper.py").write_text("import careernotes.auditing.checker\n", encoding="utf-8")
    assert program(imported("judge", tmp_path)) == {"careernotes.auditing.checker"}


@pytest.mark.parametrize("attack", IDS)
def test_every_attack_has_its_files_and_rules_without_which_it_wins(attack: str) -> None:
    files = sorted(ATTACKS.glob(f"test_{attack}_*.py"))
    assert files
    for path in files:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    rules = [each.rule for each in MUTANTS if attack in {number[:3] for number in each.attacks}]
    assert rules
    assert all(re.fullmatch(r"[\w ]+( [D][1-4])?: .+", rule) for rule in rules)
