"""The words of agreement, limits, templates and guide, read from shipped content into types."""

from dataclasses import dataclass

from careernotes.domain.reading import Reader
from careernotes.domain.vocabulary import ConsentKey
from careernotes.domain.words import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentText:
    """The wording of one choice."""

    consent_id: str
    key: ConsentKey
    is_choice: bool
    needs: tuple[str, ...]
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One of the five limits of confidentiality: what it is and what is done."""

    limit_id: str
    text: Bilingual
    act: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementContent:
    """Everything the contract conversation needs to read aloud."""

    version: str
    clauses: tuple[Bilingual, ...]
    consents: tuple[ConsentText, ...]
    limits_intro: Bilingual
    limits: tuple[Limit, ...]
    never_a_reason: tuple[Bilingual, ...]
    summary: Bilingual
    terms: tuple[Bilingual, ...]
    undertakings: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One line of a session guide. ``kind`` is ask, do or write."""

    kind: str
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One way a theme shows itself, to choose from."""

    theme_id: str
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionGuide:
    """A built-in flow for one kind of session."""

    guide_id: str
    name: Bilingual
    minutes: int
    prompts: tuple[Prompt, ...]
    suggested_themes: tuple[str, ...]
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One chapter of the mentor guide: its headings."""

    number: int
    name: Bilingual
    contains: tuple[str, ...]


def read_agreement_content(value: object) -> AgreementContent:
    """The wording of terms, agreement, limits and consents.

    Raises:
        MalformedError: when a field is missing or wrong.
    """
    root = Reader(value)
    limits, never = root.inner("exceptions"), root.inner("exceptions").inner("never_a_reason")
    terms = root.inner("terms_of_reference")
    return AgreementContent(
        version=root.inner("agreement").text("version"),
        clauses=tuple(item.words() for item in root.inner("agreement").objects("clauses")),
        consents=tuple(_read_consent(item) for item in root.objects("consents")),
        limits_intro=limits.words("intro_"),
        limits=tuple(
            Limit(limit_id=item.text("id"), text=item.words(), act=item.words("act_"))
            for item in limits.objects("items")
        ),
        never_a_reason=tuple(
            Bilingual(en, nl) for en, nl in zip(never.texts("en"), never.texts("nl"), strict=True)
        ),
        summary=root.inner("plain_summary").words(),
        terms=tuple(item.words() for item in terms.objects("sections")),
        undertakings=tuple(item.words() for item in terms.objects("organisation_undertakings")),
    )


def _read_consent(item: Reader) -> ConsentText:
    return ConsentText(
        consent_id=item.text("id"),
        key=item.parsed("key", ConsentKey, "a known choice"),
        is_choice=item.text("kind") == "choice",
        needs=item.texts("requires", optional=True),
        text=item.words(),
    )


def read_session_guides(value: object) -> tuple[SessionGuide, ...]:
    """The built-in session flows."""
    return tuple(
        SessionGuide(
            guide_id=item.text("id"),
            name=item.words(),
            minutes=item.integer("minutes", low=5, high=240),
            prompts=tuple(Prompt(kind=p.text("kind"), text=p.words()) for p in item.objects("prompts")),
            suggested_themes=item.texts("recommended_themes"),
            topics=tuple(
                Topic(theme_id=topic.text("theme"), text=topic.words())
                for topic in item.objects("topics", optional=True)
            ),
        )
        for item in Reader(value).objects("templates")
    )


def read_guide(value: object) -> tuple[Chapter, ...]:
    """The chapters of the mentor guide."""
    return tuple(
        Chapter(number=item.integer("n", low=1, high=99), name=item.words(), contains=item.texts("contains"))
        for item in Reader(value).objects("guide")
    )
