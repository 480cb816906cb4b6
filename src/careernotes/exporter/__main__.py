"""``careernotes-export``: the only program that lets figures out. It can read coded numbers and nothing
else.
"""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence

from careernotes.disclosure.own_list import LIST_LENGTH
from careernotes.errors import CareerNotesError
from careernotes.exporter.arguments import parser, usage_problem
from careernotes.exporter.collecting import LeadFiles, collect, lead_sum, reprint_sum
from careernotes.exporter.contributing import contribute
from careernotes.exporter.enrolling import add_mentors, enrol, revoke, show_enrolled
from careernotes.exporter.errors import STOPPED, StoppedError, exit_code_of
from careernotes.exporter.key_files import new_key, show_key
from careernotes.exporter.keys_in import mentor_keys, passphrase_from, somebody_to_ask
from careernotes.exporter.kits import new_kit, show_kit, sign_kit
from careernotes.exporter.listing import make_list, reprint_list
from careernotes.exporter.opening import Together
from careernotes.exporter.pooling import pool, reprint_pool
from careernotes.exporter.programme import open_programme, period_of
from careernotes.exporter.speech import Answer, BugBarrier, Speech
from careernotes.exporter.stopping import listen_for_stop
from careernotes.exporter.verifying import verify
from careernotes.hardening import close_process
from careernotes.i18n import set_language
from careernotes.sealing.kdf import choose_profile
from careernotes.sealing.programme_keys import Role, open_key_file
from careernotes.vault.bundle import VaultPaths


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    close_process()
    listen_for_stop()
    arguments = parser().parse_args(argv)
    set_language(arguments.language)
    if problem := usage_problem(arguments):
        parser().error(problem)
    speech = Speech(as_json=arguments.json)
    with BugBarrier(speech):
        try:
            if getattr(arguments, "keys_stdin", False):
                # Whoever sends the keys waits for this: from here on nobody else reads them.
                speech.progress(0.0, "closed")
            answer = _run(arguments, speech)
        except CareerNotesError as error:
            speech.refused(error)
            return exit_code_of(error)
        except KeyboardInterrupt:
            speech.refused(StoppedError())
            return STOPPED
        speech.answer(answer)
        return answer.exit_code
    raise AssertionError  # the barrier ends the run


def _run(arguments: argparse.Namespace, speech: Speech) -> Answer:
    match arguments.verb:
        case "list":
            return _list(arguments, speech)
        case "contribute":
            return _contribute(arguments, speech)
        case "pool":
            return _pool(arguments, speech)
        case "enrol":
            with mentor_keys(keys_stdin=arguments.keys_stdin) as keys:
                programme = open_programme(arguments.kit)
                return enrol(programme, vault=VaultPaths(arguments.vault), keys=keys, out=arguments.out)
        case "enrolled":
            return _enrolled(arguments)
        case "collect" | "sum":
            return _together(arguments, speech)
        case "verify":
            return verify(
                arguments.report, kit=arguments.kit, previous=arguments.previous,
                certificates=arguments.certificates,
            )  # fmt: skip
        case "kit":
            return _kit(arguments)
        case _:
            return _key(arguments)


def _list(arguments: argparse.Namespace, speech: Speech) -> Answer:
    programme, vault = open_programme(arguments.kit), VaultPaths(arguments.vault)
    period = period_of(arguments.period, LIST_LENGTH)
    with mentor_keys(keys_stdin=arguments.keys_stdin) as keys:
        if arguments.reprint:
            return reprint_list(programme, period, vault=vault, keys=keys, out=arguments.out, speech=speech)
        return make_list(
            programme, period, vault=vault, keys=keys, out=arguments.out, speech=speech,
            allies=arguments.allies,
        )  # fmt: skip


def _contribute(arguments: argparse.Namespace, speech: Speech) -> Answer:
    programme, vault = open_programme(arguments.kit), VaultPaths(arguments.vault)
    period = period_of(arguments.period, programme.kit.period)
    with mentor_keys(keys_stdin=arguments.keys_stdin) as keys:
        return contribute(
            programme, period, vault=vault, keys=keys, out=arguments.out, speech=speech, seen=arguments.seen
        )


def _enrolled(arguments: argparse.Namespace) -> Answer:
    programme = open_programme(arguments.kit)
    passphrase = passphrase_from(keys_stdin=arguments.keys_stdin, descriptor=arguments.passphrase_fd)
    with open_key_file(arguments.key, passphrase) as keys:
        match arguments.step:
            case "add":
                return add_mentors(
                    programme, keys=keys, enrolled=arguments.list, requests=arguments.requests,
                    words=arguments.words, ask=somebody_to_ask(as_json=arguments.json),
                )  # fmt: skip
            case "revoke":
                return revoke(programme, keys=keys, enrolled=arguments.list, words=arguments.words)
            case _:
                return show_enrolled(programme, keys=keys, enrolled=arguments.list, sheet=arguments.sheet)


def _together(arguments: argparse.Namespace, speech: Speech) -> Answer:
    programme = open_programme(arguments.kit)
    period = period_of(arguments.period, programme.kit.period)
    passphrase = passphrase_from(keys_stdin=arguments.keys_stdin, descriptor=arguments.passphrase_fd)
    with open_key_file(arguments.key, passphrase) as keys:
        if arguments.verb == "collect":
            return collect(
                programme, period, keys=keys, inbox=arguments.inbox, enrolled=arguments.enrolled,
                out=arguments.out, speech=speech,
            )  # fmt: skip
        if arguments.reprint:
            return reprint_sum(
                programme, period, keys=keys, ledger_folder=arguments.ledger, out=arguments.out, speech=speech
            )
        files = LeadFiles(
            inbox=arguments.inbox,
            enrolled=arguments.enrolled,
            theirs=arguments.list,
            ledger=arguments.ledger,
            seen=arguments.seen,
        )
        return lead_sum(programme, period, keys=keys, files=files, out=arguments.out, speech=speech)


def _pool(arguments: argparse.Namespace, speech: Speech) -> Answer:
    programme = open_programme(arguments.kit)
    period = period_of(arguments.period, programme.kit.period)
    passphrase = passphrase_from(keys_stdin=arguments.keys_stdin, descriptor=arguments.passphrase_fd)
    with open_key_file(arguments.key, passphrase) as keys:
        if arguments.reprint:
            return reprint_pool(
                programme, period, keys=keys, ledger_folder=arguments.ledger, out=arguments.out, speech=speech
            )
        return pool(
            programme,
            period,
            keys=keys,
            inbox=arguments.inbox,
            ledger_folder=arguments.ledger,
            out=arguments.out,
            speech=speech,
            together=Together(
                sum_file=arguments.sum, enrolled=arguments.enrolled, allies=tuple(arguments.allies)
            ),
        )


def _key(arguments: argparse.Namespace) -> Answer:
    if arguments.step == "show":
        return show_key(arguments.key, words=arguments.words, sheet=arguments.sheet)
    passphrase = passphrase_from(
        keys_stdin=arguments.keys_stdin, descriptor=arguments.passphrase_fd, twice=True
    )
    role = Role(arguments.role)
    return new_key(arguments.out, role, passphrase, profile=choose_profile(), sheet=arguments.sheet)


def _kit(arguments: argparse.Namespace) -> Answer:
    match arguments.step:
        case "new":
            today = dt.date.today()  # noqa: DTZ011 - a local day in an example
            return new_kit(arguments.out, today=today, noise_scale=arguments.noise_scale)
        case "sign":
            passphrase = passphrase_from(keys_stdin=arguments.keys_stdin, descriptor=arguments.passphrase_fd)
            with open_key_file(arguments.key, passphrase) as lead:
                return sign_kit(
                    arguments.description, lead=lead, trustee=arguments.trustee, out=arguments.out
                )
        case _:
            return show_kit(arguments.kit, heard=arguments.words, sheet=arguments.sheet)


if __name__ == "__main__":
    sys.exit(main())
