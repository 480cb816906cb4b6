"""A14: somebody who takes the yes back after the contribution was sent, before the pool is opened or after.

Until the trustee opens, a later contribution of the mentor takes the place of the one before, wherever the
old file still lies. What was opened as one set stays as it was: a second sum without this person would say,
beside the first one, what they raised.
"""

from pathlib import Path

import pytest
from tests.attack.test_a13_refused_files import exchanged, opens
from tests.e2e.together import Pair, make_pair

from careernotes.disclosure.plan import FigureKey, TableId

WHO, BEFORE, AFTER = 3, 9, 8


def people(pair: Pair, opened: tuple[int, ...] | None) -> int:
    """How many people are in what the trustee's program opened."""
    assert opened is not None
    return opened[pair.opened.plan.position[FigureKey(TableId.PEOPLE)]]


@pytest.mark.long
def test_who_takes_the_yes_back_is_in_no_pool_that_is_opened_later(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "programme", mentors=6)
    everybody = 6 * BEFORE
    control = pair.copy(tmp_path / "control")
    assert people(control, opens(control, exchanged(control))) == everybody
    # The mentor sends once more; the first file still lies in both inboxes.
    pair.send(WHO, pair.contribution(WHO, AFTER, revision=2, contribution_id="ab" * 16))
    assert len(list(pair.inbox("trustee").iterdir())) == 7
    told = exchanged(pair)
    assert people(pair, opens(pair, told)) == everybody - 1

    # After it was opened another one changes nothing, and no second sum is given.
    pair.send(WHO, pair.contribution(WHO, AFTER - 1, revision=3, contribution_id="cd" * 16))
    pair.list_file.unlink()
    assert pair.collect(out=pair.list_file).code == 0
    assert pair.sum(out=tmp_path / "second.cnsum").code != 0
    assert not (tmp_path / "second.cnsum").exists()
