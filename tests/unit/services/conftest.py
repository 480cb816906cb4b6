"""A real vault with a cheap key, a clock that stands still until told, and somebody to talk with."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Mentee
from careernotes.domain.vocabulary import ConsentKey, TrainingModule
from careernotes.ledger.facts import MentorFacts
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.keys import wipe
from careernotes.services import agreements, erasing, first_steps, mentees, proving, unlocking
from careernotes.services.desk import Desk
from careernotes.services.erased import Erased
from careernotes.vault.themes import ThemesReader

PASSPHRASE = "correct horse battery staple abacus abdomen"


class StoppedClock:
    """A clock the test moves."""

    def __init__(self, day: dt.date = dt.date(2026, 6, 11)) -> None:
        self.moment = dt.datetime.combine(day, dt.time(9, 30), tzinfo=dt.UTC)

    def today(self) -> dt.date:
        return self.moment.date()

    def now(self) -> dt.datetime:
        return self.moment

    def forward(self, **by: int) -> None:
        self.moment += dt.timedelta(**by)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two real vaults, made once and copied for each test: a first day, and a mentor who may start."""
    folder = tmp_path_factory.mktemp("templates")
    for name in ("new", "ready"):
        made = unlocking.create(
            folder / name,
            passphrase=PASSPHRASE,
            profile=KdfProfile.TEST,
            clock=StoppedClock(),
            allow_test=True,
        )
        if name == "ready":
            ready(made.desk)
        made.desk.close()
    return folder


@pytest.fixture
def new_desk(templates: Path, tmp_path: Path, clock: StoppedClock) -> Iterator[Desk]:
    """A vault as it is on the first day."""
    yield from _copy(templates / "new", tmp_path, clock)


@pytest.fixture
def desk(templates: Path, tmp_path: Path, clock: StoppedClock) -> Iterator[Desk]:
    """A mentor who signed, is trained and has a profile."""
    yield from _copy(templates / "ready", tmp_path, clock)


def _copy(template: Path, folder: Path, clock: StoppedClock) -> Iterator[Desk]:
    shutil.copytree(template, folder / "mentor.careernotes")
    desk = unlocking.unlock(folder / "mentor.careernotes", PASSPHRASE, clock=clock, allow_test=True)
    yield desk
    desk.close()


def ready(desk: Desk) -> Desk:
    first_steps.continue_without_kit(desk)
    first_steps.sign_code(desk)
    first_steps.save_profile(desk, display_name="Sam Mentor", caseload_limit=3)
    first_steps.record_training(desk, TrainingModule.MENTOR_ELEARNING, desk.today)
    return desk


def take_on(desk: Desk, alias: str = "Mira-07", *, agreed: bool = True, **choices: bool) -> EngagementId:
    """Somebody with an agreement; *choices* are consents by their value, all else is no."""
    engagement = mentees.intake(desk, mentees.Intake(alias=alias, cross_country=True))
    if agreed:
        make_agreement(desk, engagement.engagement_id, **choices)
    return engagement.engagement_id


def make_agreement(desk: Desk, key: EngagementId, **choices: bool) -> None:
    draft = replace(
        agreements.suggest(desk, key),
        purpose="Find the next step",
        my_expectations=("Comes prepared",),
        their_expectations=("Keeps it between us",),
        choices={
            ConsentKey.NOTES_INFORMED: True,
            **{ConsentKey(name): value for name, value in choices.items()},
        },
    )
    agreements.agree(desk, key, draft)


def facts_of(desk: Desk) -> MentorFacts:
    """What the exporter would read."""
    with desk.vault.keys as keys:
        key = bytearray(keys.themes)
    reader = ThemesReader.open(desk.vault.paths.themes, key)
    try:
        return reader.facts()
    finally:
        reader.close()
        wipe(key)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A second folder for copies."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def drawer(tmp_path: Path) -> Path:
    """Where a stick is when it is not in the computer."""
    return tmp_path / "drawer"


def erase_one(desk: Desk) -> Erased:
    """Erase the first person there is."""
    proving.prove(desk, PASSPHRASE, allow_test=True)
    return erasing.erase_person(desk, next(iter(desk.store.all(Mentee))).mentee_id)


def before(desk: Desk) -> tuple[str, ...]:
    """The folders that are named before that as out of reach."""
    return erasing.preview_person(desk, next(iter(desk.store.all(Mentee))).mentee_id).out.places
