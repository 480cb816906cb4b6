"""The kit of the invented programme, as the crossing needs it."""

import pytest

from careernotes.demo.programme import kit_of
from careernotes.domain.kit import ProgrammeKit
from careernotes.sealing.kit_file import checked_kit
from careernotes.sealing.programme_keys import PublicKeys, Role

KEY = "11" * 32


def invented_kit(seed: int, year: int) -> ProgrammeKit:
    lead = PublicKeys(role=Role.LEAD, sign_key=KEY, box_key=KEY)
    trustee = PublicKeys(role=Role.TRUSTEE, sign_key=KEY, box_key=KEY)
    return checked_kit(kit_of(seed, year, lead=lead, trustee=trustee))


@pytest.fixture(scope="session")
def kit() -> ProgrammeKit:
    return invented_kit(1, 2025)
