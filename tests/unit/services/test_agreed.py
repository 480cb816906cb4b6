"""Every version of an agreement can be read again, with the choices as they stood then."""

from dataclasses import replace

import pytest
from tests.unit.services.conftest import StoppedClock, take_on

from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import ConsentKey
from careernotes.i18n import _, language, set_language, spoken_in
from careernotes.services import agreed, agreements
from careernotes.services.desk import Desk


def test_an_earlier_version_has_its_own_terms_and_choices(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk, counted_general=True)
    clock.forward(days=40)
    draft = agreements.suggest(desk, key)
    again = replace(
        draft,
        purpose="Something else",
        planned_meetings=3,
        choices={ConsentKey.NOTES_INFORMED: True, ConsentKey.COUNTED_GENERAL: False},
    )
    agreements.agree(desk, key, again)
    assert [each.version_no for each in agreed.versions(desk, key)] == [2, 1]
    new, old = agreed.read_agreed(desk, key), agreed.read_agreed(desk, key, version_no=1)
    assert (new.agreement.purpose, old.agreement.purpose) == ("Something else", "Find the next step")
    assert (new.newest, old.newest) == (True, False)
    assert (new.consents.counted_general, old.consents.counted_general) == (False, True)
    # What was never asked is no, and not an answer.
    assert ConsentKey.COUNTED_GENERAL in new.answered
    assert ConsentKey.FOLLOW_UP not in new.answered
    assert not new.consents.follow_up
    assert (new.mine, old.mine) == (("Comes prepared",), ("Comes prepared",))
    with pytest.raises(UnknownRecordError):
        agreed.read_agreed(desk, key, version_no=3)


def test_a_page_in_two_languages_leaves_the_language_in_force_alone() -> None:
    set_language("en")
    with spoken_in("nl"):
        assert (language(), _("Yes")) == ("nl", "Ja")
        with spoken_in("en"):
            assert _("Yes") == "Yes"
        assert _("Yes") == "Ja"
    assert (language(), _("Yes")) == ("en", "Yes")
