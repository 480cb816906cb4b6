"""A7: rounding in one half of a year and noise in the other.

What random rounding proves and what noise gives away are promised apart. Whoever could switch within a year
would have both over the same people, and no promise covers that.
"""

from pathlib import Path

import pytest
from tests.attack.noisy_programme import ledger_in, programme
from tests.attack.test_a08_pool_and_list import mentor
from tests.attack.test_a18_ledgers import programme_of
from tests.attack.test_a18_rollback import NEXT
from tests.e2e.programme import facts_of, make_programme, make_vault
from tests.unit.disclosure.support import PERIOD

from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.exporter.planned import missing_plan
from careernotes.exporter.programme import Programme

ROUNDED = programme_of(programme_id="0b" * 16)
"""Another programme of the same trustee: a name is no way round it."""


@pytest.mark.parametrize(("first", "second"), [(programme(4), ROUNDED), (ROUNDED, programme(4))])
def test_a_trustee_opens_no_pool_the_other_way_in_the_same_year(
    tmp_path: Path, first: Programme, second: Programme
) -> None:
    with ledger_in(tmp_path) as ledger:
        plan = missing_plan(ledger, first, PERIOD)
        assert plan is not None
        ledger.append(plan)
        with pytest.raises(CareerNotesError):
            missing_plan(ledger, second, NEXT)
        assert missing_plan(ledger, second, Period.parse("2027-H1")) is not None


def test_a_mentor_sends_nothing_the_other_way_in_the_same_year(tmp_path: Path) -> None:
    facts = facts_of(14)
    vault = make_vault(tmp_path / "m.careernotes", facts)
    rounds = make_programme(tmp_path / "rounds", shared=True)
    noisy = make_programme(tmp_path / "noisy", shared=True, noise_scale=4)
    assert mentor(rounds, vault, "contribute", tmp_path / "one").code == 0
    quarter = mentor(noisy, vault, "contribute", tmp_path / "two", NEXT)
    assert quarter.error == "CN408"
    assert not (tmp_path / "two").exists()
