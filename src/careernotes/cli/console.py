"""What a person or a script sees: sentences with progress, or one JSON object per line."""

import getpass
import os
import sys
from collections.abc import Mapping

from careernotes.canonical import Json, canonical_bytes
from careernotes.errors import CareerNotesError
from careernotes.i18n import _
from careernotes.services.unlocking import WeakPassphraseError
from careernotes.services.work import Work

LONGEST_PASSPHRASE = 4096


class TypedWeakError(WeakPassphraseError):
    """The same refusal where no passphrase is offered."""

    hint = "Use five words or more that have nothing to do with each other, and start again."


class NoPassphraseError(CareerNotesError):
    """No passphrase came in."""

    code = "CN572"
    message = "No passphrase was given."
    hint = "Type it at the prompt, or pass it with --passphrase-fd."
    exit_code = 6


class Console:
    """Standard output and error of one run."""

    def __init__(self, *, json_lines: bool) -> None:
        self._json = json_lines
        self._last_step = ""

    def result(self, sentence: str, values: Mapping[str, Json]) -> None:
        """The outcome."""
        if self._json:
            self._line({"event": "result", **values})
        else:
            print(sentence)

    def event(self, name: str, sentence: str, values: Mapping[str, Json]) -> None:
        """Something to know before the outcome."""
        if self._json:
            self._line({"event": name, **values})
        else:
            print(sentence, flush=True)

    @staticmethod
    def ask(prompt: str) -> str:
        """A line typed at a terminal."""
        return input(prompt)

    def failure(self, code: str, sentence: str, facts: Mapping[str, str | int]) -> None:
        """An expected failure, with its code."""
        if self._json:
            self._line({"event": "error", "code": code, "text": sentence, "facts": dict(facts)})
        else:
            print(sentence, file=sys.stderr)

    def bug(self, error: BaseException) -> None:
        """A failure of ours: where, never what."""
        where = "unknown:0"
        trace = error.__traceback__
        while trace is not None:
            where = f"{trace.tb_frame.f_globals.get('__name__', 'unknown')}:{trace.tb_lineno}"
            trace = trace.tb_next
        sentence = _(
            "Something went wrong inside the program. Your vault keeps what was saved. Please report:"
        )
        self.failure("CN900", f"{sentence} {type(error).__name__} {where} (CN900)", {})

    def work(self) -> Work:
        """Progress as lines on standard error, or as JSON events."""
        return Work(self._step, lambda: False)

    def _step(self, fraction: float, label: str) -> None:
        if self._json:
            self._line({"event": "progress", "permille": int(fraction * 1000), "step": label})
        elif label != self._last_step and sys.stderr.isatty():
            self._last_step = label
            print(f"{int(fraction * 100):3d} %  {label}", file=sys.stderr)

    def passphrase(self, descriptor: int | None, *, twice: bool = False) -> str:
        """The passphrase from a descriptor, or typed unseen at a prompt.

        Raises:
            NoPassphraseError: when nothing came, or the two did not match.
        """
        if descriptor is not None:
            return _from_descriptor(descriptor)
        if not sys.stdin.isatty():
            raise NoPassphraseError
        first = getpass.getpass(_("Passphrase: "))
        if not first or (twice and getpass.getpass(_("Once more: ")) != first):
            raise NoPassphraseError
        return first

    @staticmethod
    def new_passphrase(present: str) -> str:
        """At a terminal, a new passphrase typed unseen twice; with Enter alone, or in a script, *present*.

        Raises:
            NoPassphraseError: when the two did not match.
        """
        if not sys.stdin.isatty():
            return present
        first = getpass.getpass(_("New passphrase (Enter alone keeps the present one): "))
        if first and getpass.getpass(_("Once more: ")) != first:
            raise NoPassphraseError
        return first or present

    @staticmethod
    def _line(value: Mapping[str, Json]) -> None:
        sys.stdout.write(canonical_bytes(dict(value)).decode() + "\n")
        sys.stdout.flush()


def _from_descriptor(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, "rb") as pipe:
            raw = pipe.read(LONGEST_PASSPHRASE + 1)
        text = raw.split(b"\n", 1)[0].removesuffix(b"\r").decode()
    except (OSError, UnicodeDecodeError):
        raise NoPassphraseError from None
    if not text or len(raw) > LONGEST_PASSPHRASE:
        raise NoPassphraseError
    return text
