"""Every guard, by name. The tests run them on the product; planted violations show that each one bites."""

from pathlib import Path

from tests.architecture import guard_leaks, guard_qt, guard_shape, guard_words
from tests.architecture.source import Finding, Guard, load

GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        guard_shape.file_size,
        guard_shape.function_size,
        guard_shape.only_a_docstring,
        guard_shape.explained_exceptions,
        guard_shape.narrow_excepts,
        guard_shape.frozen_values,
        guard_words.no_password,
        guard_words.no_empty_names,
        guard_words.honest_letters,
        guard_words.translated_strings,
        guard_leaks.sql_in_vault,
        guard_leaks.no_key_in_sql,
        guard_leaks.settings_in_one_place,
        guard_leaks.no_leftovers,
        guard_leaks.pure_layers_ask_no_clock,
        guard_leaks.seeded_randomness_in_the_demo,
        guard_leaks.logs_carry_codes,
        guard_leaks.confidential_fields_are_hidden,
        guard_leaks.exporter_reach,
        guard_qt.no_lambda_receivers,
        guard_qt.one_event_loop,
        guard_qt.work_on_the_lane,
        guard_qt.no_sleep,
    )
}


def findings(source: Path) -> list[Finding]:
    """All that the guards find below *source*."""
    modules = load(source)
    return [finding for guard in GUARDS.values() for finding in guard(modules)]
