"""The first run, which can be left and taken up again at any step: kit, code, profile, training, practice."""

import contextlib
import datetime as dt
import enum
from dataclasses import dataclass, field, replace
from pathlib import Path

from careernotes.domain.growth import SignUp, Training, code_signed, e_learning_done
from careernotes.domain.ids import RecordId
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.mentees import ConflictFact, MentorProfile
from careernotes.domain.vocabulary import ConflictKind, TrainingModule
from careernotes.sealing.kit_file import LARGEST_KIT, fingerprint, read_kit_bytes
from careernotes.sealing.whole_file import read_whole
from careernotes.services import coding
from careernotes.services.desk import Desk, check_kit_fits
from careernotes.services.mentees import LONGEST_NAME
from careernotes.services.periodic import record_periodic
from careernotes.services.practice import drop_practice, start_practice
from careernotes.services.problems import DateInFutureError, KitExchangedError, KitFromOtherPeopleError
from careernotes.services.records import profile_of, short_text
from careernotes.services.sheet_check import check_waits
from careernotes.vault.bundle import write_file
from careernotes.vault.keeping import SettingName

__all__ = [
    "FirstRunState", "FirstStep", "KitPreview", "add_conflict_fact", "adopt_kit", "continue_without_kit",
    "drop_practice", "first_run_state", "lead_fingerprint", "look_at_kit", "record_training", "save_profile",
    "sign_code", "start_practice",
]  # fmt: skip

_YEAR = dt.timedelta(days=365)
_LONGEST_REASON, _LONGEST_CERTIFICATE = 1000, 80
_WITHOUT = "without"


class FirstStep(enum.Enum):
    """The steps after the vault is made, in order."""

    SHEET = "sheet"
    KIT = "kit"
    CODE = "code"
    PROFILE = "profile"
    TRAINING = "training"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRunState:
    """Which steps are done. ``kit_decided`` is also true when the mentor goes on without a programme."""

    has_kit: bool
    kit_decided: bool
    code_signed: bool
    profile_saved: bool
    training_done: bool
    sheet_settled: bool = True

    @property
    def next_step(self) -> FirstStep:
        """The first step that is not done."""
        done = {
            FirstStep.SHEET: self.sheet_settled,
            FirstStep.KIT: self.kit_decided,
            FirstStep.CODE: self.code_signed,
            FirstStep.PROFILE: self.profile_saved,
            FirstStep.TRAINING: self.training_done,
        }
        return next((step for step, is_done in done.items() if not is_done), FirstStep.DONE)

    @property
    def complete(self) -> bool:
        """Whether mentoring can start."""
        return self.next_step is FirstStep.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPreview:
    """A kit before it is adopted. The fingerprint is compared by phone with the programme's lead.

    ``other_people``: its lead, trustee or programme is not the one known here; the fingerprint is then that
    of the first of these that changed.
    """

    kit: ProgrammeKit = field(repr=False)
    file: Path = field(repr=False)
    fingerprint: str
    expired: bool
    fits: bool
    other_people: bool = False


def lead_fingerprint(kit: ProgrammeKit) -> str:
    """What is compared by phone with the lead of the programme."""
    return fingerprint(kit.lead_sign_key)


def look_at_kit(desk: Desk, path: Path) -> KitPreview:
    """What is in a kit file, without taking it over.

    Raises:
        CareerNotesError: when it is not a kit, or its signature does not hold.
    """
    kit = read_kit_bytes(read_whole(path, most=LARGEST_KIT))
    other = _other_people(desk, kit)
    return KitPreview(
        kit=kit,
        file=path,
        fingerprint=lead_fingerprint(kit) if other is None else str(other.facts["new"]),
        expired=kit.expired(desk.today),
        fits=kit.taxonomy_hash == desk.taxonomy_hash,
        other_people=other is not None,
    )


def adopt_kit(
    desk: Desk, path: Path, *, looked_at: str | None = None, accept_new_keys: bool = False
) -> Desk:
    """The desk with a programme kit: a copy goes into the vault, and what is counted follows it.

    *looked_at* is the hash of the kit somebody was shown; None where nobody was asked to compare one.

    The keys of the first kit are remembered; a kit with others is taken only with *accept_new_keys*, after
    the mentor compared the new characters with somebody of the programme.

    Raises:
        KitExchangedError: when the file now holds another kit than *looked_at*.
        KitFromOtherPeopleError: when its lead, trustee or programme is not the one known here.
        CareerNotesError: when it is not a kit, its signature does not hold, or it counts other themes.
    """
    data = read_whole(path, most=LARGEST_KIT)
    kit = read_kit_bytes(data)
    if looked_at not in {None, kit.kit_hash}:
        raise KitExchangedError
    check_kit_fits(kit, desk.taxonomy_hash)
    if not accept_new_keys and (problem := _other_people(desk, kit)) is not None:
        raise problem
    paths = desk.vault.paths
    write_file(paths.kit_of(kit.kit_hash), data)
    fresh = replace(desk, kit=kit, kit_problem=None)
    # One commit switches the kit, its people and the counts; before it the old kit is in force, whole.
    with desk.store.transaction():
        desk.store.set_setting(SettingName.KIT_HASH, kit.kit_hash)
        desk.store.set_setting(SettingName.PROGRAMME, kit.programme_id)
        desk.store.set_setting(SettingName.KIT_PEOPLE, " ".join(_people_of(kit)))
        coding.write_all_facts(fresh)
    for old in paths.kits:
        if old != paths.kit_of(kit.kit_hash):
            with contextlib.suppress(OSError):
                old.unlink()
    return fresh


def _people_of(kit: ProgrammeKit) -> tuple[str, ...]:
    both = (kit.lead_box_key,) if kit.shared else ()
    return kit.lead_sign_key, kit.trustee_box_key, kit.trustee_sign_key, kit.programme_id, *both


def _other_people(desk: Desk, kit: ProgrammeKit) -> KitFromOtherPeopleError | None:
    known = desk.store.setting(SettingName.KIT_PEOPLE).split()
    for before, now in zip(known, _people_of(kit), strict=False):
        if before != now:
            return KitFromOtherPeopleError(known=fingerprint(before), new=fingerprint(now))
    if len(known) > len(_people_of(kit)):
        # The lead has dropped out: from now on the trustee would read every contribution alone.
        return KitFromOtherPeopleError(known=fingerprint(known[-1]), new=fingerprint(kit.trustee_box_key))
    return None


def continue_without_kit(desk: Desk) -> None:
    """Go on without a programme: everything works but contributing. A kit can be opened later."""
    with desk.store.transaction():
        desk.store.set_setting(SettingName.PROGRAMME, _WITHOUT)


def sign_code(desk: Desk) -> SignUp:
    """Sign the code of ethics in force, for a year from today."""
    signed = SignUp(
        sign_up_id=RecordId(desk.new_id()),
        code_version=desk.code_version,
        signed_on=desk.today,
        valid_until=desk.today + _YEAR,
    )
    with desk.store.transaction():
        desk.store.put(signed)
    return signed


def record_training(desk: Desk, module: TrainingModule, on: dt.date, *, certificate: str = "") -> None:
    """Note a course that was finished on a day.

    Raises:
        DateInFutureError, TextTooLongError.
    """
    record_periodic(
        desk,
        "P03",
        on,
        module=module,
        note=short_text(certificate, most=_LONGEST_CERTIFICATE, required=False),
    )


def save_profile(
    desk: Desk,
    *,
    display_name: str = "",
    unit: str = "",
    country: str = "",
    caseload_limit: int = 3,
    mentoring_since: int | None = None,
    why_i_mentor: str = "",
) -> MentorProfile:
    """Keep who the mentor is; there is one profile, and everything in it is for the mentor only.

    Raises:
        TextTooLongError: for a text beyond its length.
    """
    before = profile_of(desk)
    profile = MentorProfile(
        profile_id=before.profile_id if before is not None else RecordId(desk.new_id()),
        display_name=short_text(display_name, most=LONGEST_NAME, required=False),
        unit=unit,
        country=short_text(country, most=LONGEST_NAME, required=False),
        caseload_limit=min(max(caseload_limit, 1), 50),
        mentoring_since=mentoring_since,
        why_i_mentor=short_text(why_i_mentor, most=_LONGEST_REASON, required=False),
    )
    with desk.store.transaction():
        desk.store.put(profile)
    return profile


def add_conflict_fact(
    desk: Desk, kind: ConflictKind, *, unit: str = "", label: str = "", noted_on: dt.date | None = None
) -> ConflictFact:
    """Note something about the mentor's own position that may clash: a unit of the kit, or a name.

    What is noted already and still holds is not noted again.

    Raises:
        DateInFutureError, TextTooLongError.
    """
    on = noted_on or desk.today
    if on > desk.today:
        raise DateInFutureError
    fact = ConflictFact(
        fact_id=RecordId(desk.new_id()),
        kind=kind,
        unit=unit,
        label=short_text(label, most=LONGEST_NAME, required=False),
        noted_on=on,
    )
    for known in desk.store.all(ConflictFact, kind=kind):
        if known.ended_on is None and (known.unit, known.label) == (fact.unit, fact.label):
            return known
    with desk.store.transaction():
        desk.store.put(fact)
    return fact


def first_run_state(desk: Desk) -> FirstRunState:
    """Which steps of the first run are done, read from the vault: nothing is kept about steps as such."""
    return FirstRunState(
        has_kit=desk.kit is not None,
        kit_decided=desk.kit is not None or bool(desk.store.setting(SettingName.PROGRAMME)),
        code_signed=code_signed(desk.store.all(SignUp), desk.code_version, desk.today),
        profile_saved=profile_of(desk) is not None,
        training_done=e_learning_done(desk.store.all(Training)),
        sheet_settled=not check_waits(desk),
    )
