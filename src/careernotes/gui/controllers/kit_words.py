"""A programme kit in a sentence: how long it runs, and who looks after it."""

from careernotes.domain.kit import ProgrammeKit
from careernotes.i18n import _, language
from careernotes.services.wording import day_text


def kit_facts(kit: ProgrammeKit) -> str:
    """The first and the last day, and the coordinator; the same wherever a kit is shown."""
    return _("{first} to {last}; coordinator: {name}").format(
        first=day_text(kit.starts_on),
        last=day_text(kit.ends_on),
        name=kit.coordinator.in_language(language()),
    )
