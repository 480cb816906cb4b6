"""A log that cannot quote anybody: event codes and counts, nothing else."""

import enum
import logging


class Event(enum.Enum):
    """Everything the program may ever write to a log."""

    APP_STARTED = "app_started"
    APP_STOPPED = "app_stopped"
    VAULT_CREATED = "vault_created"
    VAULT_UNLOCKED = "vault_unlocked"
    VAULT_LOCKED = "vault_locked"
    HEADER_HEALED = "header_healed"
    MIGRATED = "migrated"
    VAULT_SALVAGED = "vault_salvaged"
    VAULT_REKEYED = "vault_rekeyed"
    VAULT_RESTORED = "vault_restored"
    BACKED_UP = "backed_up"
    EXPORT_STARTED = "export_started"
    EXPORT_FINISHED = "export_finished"
    EXPORT_REFUSED = "export_refused"
    EXPECTED_FAILURE = "expected_failure"
    BUG = "bug"


_logger = logging.getLogger("careernotes")


def log(event: Event, **counts: int) -> None:
    """Write one event with integer counts."""
    _logger.info("%s %s", event.value, " ".join(f"{key}={value:d}" for key, value in sorted(counts.items())))


def log_failure(code: str) -> None:
    """Write the code of an expected failure."""
    _logger.info("%s %s", Event.EXPECTED_FAILURE.value, code if code.isalnum() else "invalid")


def log_bug(error: BaseException) -> None:
    """Write where a bug happened: its type, module and line, never its text, which may quote a note."""
    trace, where = error.__traceback__, "unknown:0"
    while trace is not None:
        where = f"{trace.tb_frame.f_globals.get('__name__', 'unknown')}:{trace.tb_lineno}"
        trace = trace.tb_next
    _logger.error("%s %s %s", Event.BUG.value, type(error).__name__, where)
