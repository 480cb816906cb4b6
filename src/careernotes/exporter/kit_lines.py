"""A programme kit for a person: what to compare by phone first, then everything in it, in plain words."""

from collections.abc import Iterator, Mapping

from careernotes.domain.kit import PolicyFloors, ProgrammeKit, SegmentValue
from careernotes.exporter.sheets import kit_words
from careernotes.i18n import _, language
from careernotes.report.names import DIMENSIONS
from careernotes.report.protection_words import protection_line

_INDENT = "  "


def kit_lines(kit: ProgrammeKit, prints: Mapping[str, str]) -> list[str]:
    """Everything in a kit; *prints* are its fingerprints by what they are of.

    What is to be compared, and how figures are protected, comes first, so that no text of the kit can push it
    away or stand in its place.
    """
    return [*_to_compare(kit, prints), *_promise(kit), *_groups(kit), *_contacts(kit), *_floors(kit)]


def same_lines(owner: str) -> list[str]:
    """What was typed is right, and of what; nothing when nobody typed anything."""
    if not owner:
        return []
    return [_("The words you typed are those of: {owner}").format(owner=_owners()[owner]), ""]


def _to_compare(kit: ProgrammeKit, prints: Mapping[str, str]) -> Iterator[str]:
    words = kit_words(kit)
    names = {name: text for name, text in _owners().items() if name in prints}
    width = max(map(len, names.values()))
    yield _("To compare by phone, eight words each:")
    yield from (f"{_INDENT}{names[name]:<{width}}  {text}" for name, text in words.items())
    yield _("The same as characters; a mentor's window shows those of the programme lead:")
    yield from (f"{_INDENT}{text:<{width}}  {prints[name]}" for name, text in names.items())


def _owners() -> dict[str, str]:
    return {
        "kit": _("The kit"),
        "lead": _("Programme lead"),
        "trustee": _("Trustee"),
        "lead_box": _("Sealing to the lead"),
        "trustee_box": _("Sealing to the trustee"),
    }


def _promise(kit: ProgrammeKit) -> Iterator[str]:
    tongue = language()
    yield ""
    yield (
        _("Lead and trustee can only open contributions together.")
        if kit.shared
        else _("The trustee opens contributions alone.")
    )
    yield protection_line(kit)
    yield from ("", kit.title.in_language(tongue), kit.purpose.in_language(tongue), "")
    yield _("From {start} to {end}, reported per {period}").format(
        start=kit.starts_on, end=kit.ends_on, period=_length_name(kit)
    )
    yield _("Coordinator: {name}").format(name=kit.coordinator.in_language(tongue))
    yield (
        _("Themes such as health or discrimination may be kept, each time only with a yes.")
        if kit.store_sensitive
        else _("Themes such as health or discrimination are never kept.")
    )
    if kit.other_country_rule:
        yield _("Mentor and mentee from different countries or units.")
    yield _("Number of the programme: {id}").format(id=kit.programme_id)
    yield _("List of themes: version {version}").format(version=kit.taxonomy_version)
    yield _("Terms: version {terms}. Code of ethics: version {code}.").format(
        terms=kit.terms_version, code=kit.code_version
    )
    yield from (f"{_INDENT}- {text.in_language(tongue)}" for text in kit.terms)


def _groups(kit: ProgrammeKit) -> Iterator[str]:
    for dimension, values in kit.segments.items():
        mark = _(" (figures may be split by this)") if dimension == kit.breakdown else ""
        yield ""
        yield f"{DIMENSIONS[dimension].in_language(language())}{mark}:"
        yield from (_group(value) for value in values)


def _group(value: SegmentValue) -> str:
    name = value.name.in_language(language())
    return _INDENT + _("{number}. {name}: {staff} staff").format(
        number=value.number, name=name, staff=value.headcount
    )


def _contacts(kit: ProgrammeKit) -> Iterator[str]:
    if kit.contacts:
        yield from ("", _("Whom a mentor can call:"))
        yield from (f"{_INDENT}{each.name.in_language(language())}: {each.reach}" for each in kit.contacts)


def _floors(kit: ProgrammeKit) -> Iterator[str]:
    names = floor_names()
    yield from ("", _("Floors (nothing is shown below them):"))
    yield from (
        f"{_INDENT}{getattr(kit.floors, name):>5}  {names[name]}" for name in PolicyFloors.__slots__
    )


def floor_names() -> dict[str, str]:
    """What each floor of a kit is about."""
    return {
        "mentors": _("mentors behind a report"),
        "mentees": _("counted people behind a report"),
        "group_mentees": _("counted people in a part of the organisation"),
        "effective_mentors": _("mentors over whom people must be spread, as if evenly"),
        "list_mentees": _("counted people behind the list of one mentor"),
        "hide_below": _("the smallest rounded figure that is shown"),
        "sensitive_from": _("the smallest about health, discrimination and the like"),
        "rated": _("people who rated the help of their manager"),
    }


def _length_name(kit: ProgrammeKit) -> str:
    return (_("quarter"), _("half-year"), _("year"))[(1, 2, 4).index(kit.period.value)]
