"""Builds the whole demo: keys, kit, 75 mentors, their contributions, one open vault, and the report for
HR.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from shutil import copyfile

from careernotes.canonical import Json, canonical_bytes
from careernotes.demo import exports, leaflet
from careernotes.demo.draws import Draws
from careernotes.demo.folder import DemoFolder, code_hash, remove
from careernotes.demo.generate import Programme, generate, generator_version
from careernotes.demo.luck import shows_enough
from careernotes.demo.programme import kit_of
from careernotes.demo.stage import choose, made_current, staged
from careernotes.demo.vaults import keys_of, root_of, write_counts, write_vault
from careernotes.domain.periods import Period, PeriodLength
from careernotes.i18n import _
from careernotes.sealing.enrolment_file import enrolment_bytes
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.keys import programme_sign_seed, wiped
from careernotes.sealing.kit_file import read_kit_file, write_kit_file
from careernotes.sealing.programme_keys import Role, create_key_file, open_key_file, read_public
from careernotes.services.passphrases import ENOUGH_WORDS, offered_words

Say = Callable[[str], None]
_FIRST_DAY = 4
_DAYS_A_WEEK = 7
_NEWS_EVERY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be built."""

    profile: str
    seed: int
    today: dt.date
    locale: str = "en"
    canaries: bool = False
    kdf: KdfProfile = KdfProfile.FLOOR

    @property
    def year(self) -> int:
        """The last whole programme year: the one the report is about."""
        return self.today.year - 1

    @property
    def identity(self) -> str:
        """A name for exactly this build: another seed, year, code or content gives another."""
        told: dict[str, Json] = {
            "generator": generator_version(),
            "profile": self.profile,
            "seed": self.seed,
            "year": self.year,
            "locale": self.locale,
            "canaries": self.canaries,
            "kdf": self.kdf.memory_kib,
            "code": code_hash(),
        }
        return hashlib.sha256(canonical_bytes(told)).hexdigest()

    @property
    def cheap(self) -> bool:
        """Whether the passphrases are slowed down for tests only."""
        return self.kdf == KdfProfile.TEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a build left: whether it was made now, and whether it was big enough for a report."""

    built: bool
    reported: bool


class Builder:
    """One build in one folder."""

    def __init__(self, wish: Wish, folder: DemoFolder, say: Say) -> None:
        self._wish, self._folder, self._say = wish, folder, say
        self._build = wish.identity
        self._done: frozenset[str] = frozenset()

    def run(self) -> Result:
        """Build what is not there yet.

        Raises:
            CareerNotesError: when the folder is not ours, or a part cannot be made.
        """
        if self._folder.finished(self._build):
            return Result(built=False, reported=any(self._folder.report.glob("*.json")))
        self._done = self._folder.begin(self._build)
        self._step("kit", self._make_kit)
        self._step("enrolled", self._enrol)
        self._step("vault", self._make_vault)
        self._make_mentors()
        reported = self._report()
        self._step("words", self._write_words)
        self._folder.finish(self._build)
        return Result(built=True, reported=reported)

    @cached_property
    def _invented(self) -> Programme:
        """The invented programme, up to the Monday of this week."""
        wish = self._wish
        start = first_monday(wish.year)
        weeks = max((wish.today - start).days // _DAYS_A_WEEK, 1)
        return generate(
            wish.profile, wish.seed, start=start, weeks=weeks, locale=wish.locale, canaries=wish.canaries
        )

    @cached_property
    def programme(self) -> Programme:
        """The invented programme, with the opened mentor's desk set."""
        made, wish, chosen = self._invented, self._wish, self.opened
        opened = staged(made.world, made.mentors[chosen], wish.today)
        return replace(made, mentors=(*made.mentors[:chosen], opened, *made.mentors[chosen + 1 :]))

    @cached_property
    def opened(self) -> int:
        """The mentor whose vault is opened."""
        return choose(self._invented)

    @property
    def period(self) -> str:
        """The period of the report, as the exporter reads it."""
        return str(self._period)

    @property
    def _period(self) -> Period:
        return Period.of(dt.date(self._wish.year, 1, 1), PeriodLength.YEAR)

    def passphrase(self, owner: str) -> str:
        """Five words for the mentor, the lead or the trustee; they follow from the seed and are no secret."""
        draws = Draws("careernotes demo passphrase", self._wish.seed, owner)
        return " ".join(draws.some_of(offered_words(), ENOUGH_WORDS))

    def _step(self, name: str, make: Callable[[], None]) -> None:
        if name not in self._done:
            make()
            self._folder.done(self._build, name)

    def _make_keys(self) -> None:
        self._say(_("Making the keys of the programme's lead and trustee"))
        for role, path in ((Role.LEAD, self._folder.lead_key), (Role.TRUSTEE, self._folder.trustee_key)):
            remove(path)
            # Always at the real floor: the exporter opens nothing weaker.
            create_key_file(path, role, self.passphrase(role.value), KdfProfile.FLOOR)

    def _make_kit(self) -> None:
        """Keys and kit in one step: when this is cut short, a key may be missing or fit no kit."""
        self._make_keys()
        self._say(_("Signing the programme kit"))
        while not self._signed_kit_shows_enough():
            self._make_keys()

    def _signed_kit_shows_enough(self) -> bool:
        remove(self._folder.kit)
        lead, trustee = read_public(self._folder.lead_key), read_public(self._folder.trustee_key)
        plain = kit_of(self._wish.seed, self._wish.year, lead=lead, trustee=trustee)
        words_of_lead = self.passphrase(Role.LEAD.value)
        with open_key_file(self._folder.lead_key, words_of_lead) as keys:
            write_kit_file(self._folder.kit, plain, keys.sign_private)
        kit, taxonomy = read_kit_file(self._folder.kit), self._invented.world.taxonomy
        with open_key_file(self._folder.trustee_key, self.passphrase(Role.TRUSTEE.value)) as keys:
            return shows_enough(kit, taxonomy, self._period, keys.blur_secret32)

    def _enrol(self) -> None:
        """Every mentor onto the lists of lead and trustee; the enrolments come from the mentors' own keys."""
        self._say(_("Enrolling the mentors"))
        folder, programme_id = self._folder, read_kit_file(self._folder.kit).programme_id
        for mentor in self.programme.mentors:
            with keys_of(self._build, mentor.number) as keys:
                with wiped(programme_sign_seed(keys.sign, programme_id)) as seed:
                    data = enrolment_bytes(programme_id, seed)
            (folder.enrolments / f"mentor-{mentor.number + 1:02d}.cnenrol").write_bytes(data)
        for role in Role:
            remove(folder.enrolled(role.value))
        with ThreadPoolExecutor() as hands:
            list(hands.map(lambda role: exports.enrol(self._keeper(role), folder.enrolments), Role))

    def _keeper(self, role: Role) -> exports.Keeper:
        folder, lead = self._folder, role is Role.LEAD
        return exports.Keeper(
            kit=folder.kit,
            key=folder.lead_key if lead else folder.trustee_key,
            passphrase=self.passphrase(role.value),
            period=self.period,
            inbox=folder.lead_inbox if lead else folder.inbox,
            enrolled=folder.enrolled(role.value),
        )

    def _make_vault(self) -> None:
        self._say(_("Writing the vault of the mentor you will see"))
        remove(self._folder.vault)
        write_vault(
            self._folder.vault,
            made_current(self.programme.vault(self.opened), self._wish.today),
            root=root_of(self._build, self.opened),
            passphrase=self.passphrase("mentor"),
            kit=self._folder.kit,
            today=self._wish.today,
            profile=self._wish.kdf,
            allow_test=self._wish.cheap,
        )

    def _make_mentors(self) -> None:
        """Every mentor's counts and contribution, a few at a time: each contribution is a process of its
        own.
        """
        waiting = [m.number for m in self.programme.mentors if f"mentor-{m.number}" not in self._done]
        total, ready = len(self.programme.mentors), len(self.programme.mentors) - len(waiting)
        with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 2, 4)) as hands:
            jobs = {hands.submit(self._make_mentor, number): number for number in waiting}
            try:
                for job in as_completed(jobs):
                    job.result()
                    self._folder.done(self._build, f"mentor-{jobs[job]}")
                    ready += 1
                    if ready % _NEWS_EVERY == 0 or ready == total:
                        self._say(_("Mentors: {ready} of {total}").format(ready=ready, total=total))
            except BaseException:
                hands.shutdown(wait=True, cancel_futures=True)
                raise

    def _make_mentor(self, number: int) -> None:
        folder, mentor = self._folder, self.programme.mentors[number]
        for path in (folder.contribution(number), folder.lead_half(number)):
            remove(path)
        with keys_of(self._build, number) as keys:
            vault = folder.vault
            if number != self.opened:
                vault = folder.mentor(number)
                remove(vault)
                write_counts(vault, keys, self.programme.facts(number), self._wish.today)
            out = folder.contribution(number)
            beside = out.with_name(f"{out.stem}.lead{out.suffix}")
            remove(beside)
            if mentor.delivers and exports.contribute(
                vault=vault, kit=folder.kit, period=self.period, out=out, keys=keys
            ):
                beside.rename(folder.lead_half(number))

    def _report(self) -> bool:
        """Whether there is a report: a programme that is too small has none."""
        if "report" in self._done:
            return True
        self._say(_("Making the report for HR"))
        folder, lead, trustee = self._folder, self._keeper(Role.LEAD), self._keeper(Role.TRUSTEE)
        for path in (folder.ledger, folder.lead_ledger, folder.list_file, folder.sum_file, folder.report):
            remove(path)
        # A key remembers its ledger. The one used here stays with it, so that whoever tries the trustee's
        # screen begins with a fresh key and a ledger of their own.
        used = {}
        for keeper, ledger in ((lead, folder.lead_ledger), (trustee, folder.ledger)):
            ledger.mkdir()
            used[ledger] = replace(keeper, key=Path(copyfile(keeper.key, ledger / keeper.key.name)))
        lead, trustee = used[folder.lead_ledger], used[folder.ledger]
        reported = exports.together(
            lead, trustee, list_file=folder.list_file, ledger=folder.lead_ledger, sum_file=folder.sum_file
        ) and exports.pool(trustee, sum_file=folder.sum_file, ledger=folder.ledger, out=folder.report)
        if reported:
            self._folder.done(self._build, "report")
        return reported

    def _write_words(self) -> None:
        folder = self._folder
        folder.truth.write_bytes(canonical_bytes(self.programme.truth) + b"\n")
        folder.passphrase.write_text(self.passphrase("mentor") + "\n", encoding="utf-8")
        for place, role in ((folder.trustee_passphrase, Role.TRUSTEE), (folder.lead_passphrase, Role.LEAD)):
            place.write_text(self.passphrase(role.value) + "\n", encoding="utf-8")
        text = leaflet.text(
            self.passphrase("mentor"), self.passphrase(Role.LEAD.value), self.passphrase(Role.TRUSTEE.value),
            self.period,
        )  # fmt: skip
        folder.readme.write_text(text, encoding="utf-8")


def first_monday(year: int) -> dt.date:
    """The first Monday on or after 4 January, when everybody is back."""
    day = dt.date(year, 1, _FIRST_DAY)
    return day + dt.timedelta(days=-day.weekday() % _DAYS_A_WEEK)
