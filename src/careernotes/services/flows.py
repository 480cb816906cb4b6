"""The flows of a conversation: those that come with the program, or as the mentor changed them."""

import json
from dataclasses import dataclass

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.content import Prompt, SessionGuide
from careernotes.domain.ids import ThemeId
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.vocabulary import SessionKind
from careernotes.domain.words import Bilingual
from careernotes.errors import CareerNotesError
from careernotes.services.drafts import whole_text
from careernotes.services.known_names import known_names, name_in
from careernotes.services.workplace import Desk
from careernotes.vault.keeping import SettingName

MOST_LINES, LONGEST_LINE = 40, 300
_MARKS = {"?": "ask", "-": "do", "=": "write"}
_MARK_OF = {kind: mark for mark, kind in _MARKS.items()}
_FOR_KIND = {
    SessionKind.CONTRACTING: "first",
    SessionKind.EXPLORATION: "explore",
    SessionKind.GOAL_SETTING: "goals",
    SessionKind.GROW: "grow",
    SessionKind.MANAGER_TALK: "manager_talk",
    SessionKind.MANAGER_STRUGGLE: "manager_struggle",
    SessionKind.REVIEW: "review",
    SessionKind.CLOSING: "closing",
    SessionKind.OPEN: "regular",
}

OwnLines = dict[str, tuple[Prompt, ...]]


class FlowTextError(CareerNotesError):
    """The lines of a flow are too many or too long."""

    code = "CN708"
    message = "A flow has at most {lines} lines of {letters} characters."
    safe = "Nothing has been changed."
    hint = "Take some away; nobody reads more during a conversation."


class FlowNameError(CareerNotesError):
    """A mentee is named in a flow."""

    code = "CN709"
    message = "Line {number} has the name of a mentee in it."
    safe = "Nothing has been changed."
    hint = "Leave the name out: flows stay when a mentee is erased."


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTopic:
    """One way a theme shows itself."""

    theme_id: ThemeId
    group: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One flow in one language. ``own``: the mentor changed it."""

    flow_id: str
    name: str
    minutes: int
    prompts: tuple[tuple[str, str], ...]
    topics: tuple[FlowTopic, ...]
    own: bool

    @property
    def lines(self) -> str:
        """As one edits it: a line each, its kind before it."""
        return "\n".join(f"{_MARK_OF[kind]} {text}" for kind, text in self.prompts)


def flow_for(kind: SessionKind) -> str:
    """The flow that fits what a session is for."""
    return _FOR_KIND[kind]


def flows(desk: Desk, language: str) -> tuple[Flow, ...]:
    """Every flow in one language."""
    own = _own(desk, language)
    return tuple(_flow(desk, guide, language, own) for guide in desk.guides)


def _flow(desk: Desk, guide: SessionGuide, language: str, own: OwnLines) -> Flow:
    prompts = own.get(guide.guide_id, guide.prompts)
    return Flow(
        flow_id=guide.guide_id,
        name=guide.name.in_language(language),
        minutes=guide.minutes,
        prompts=tuple((prompt.kind, prompt.text.in_language(language)) for prompt in prompts),
        topics=tuple(
            FlowTopic(
                theme_id=ThemeId(topic.theme_id),
                group=_group_name(desk, ThemeId(topic.theme_id), language),
                text=topic.text.in_language(language),
            )
            for topic in guide.topics
        ),
        own=guide.guide_id in own,
    )


def _group_name(desk: Desk, theme_id: ThemeId, language: str) -> str:
    group_id = desk.taxonomy.by_id[theme_id].group_id
    return desk.taxonomy.group_by_id[group_id].name.in_language(language)


def keep_flow(desk: Desk, language: str, flow_id: str, lines: str) -> tuple[Flow, ...]:
    """Keep a flow as the mentor wrote it; no line at all, or the shipped ones, bring the shipped one back.

    Raises:
        FlowTextError: when there are too many or too long lines.
        FlowNameError: when a mentee is named in one.
    """
    shipped = next(_flow(desk, guide, language, {}) for guide in desk.guides if guide.guide_id == flow_id)
    found = read_lines(lines, known_names(desk))
    own = {**_own(desk, language), flow_id: found}
    if not found or tuple((each.kind, each.text.en) for each in found) == shipped.prompts:
        del own[flow_id]
    others = {spoken: _own(desk, spoken) for spoken in ("en", "nl") if spoken != language}
    plain: Json = {
        spoken: [
            {
                "flow": key,
                "prompts": [{"kind": each.kind, "text": each.text.in_language(spoken)} for each in prompts],
            }
            for key, prompts in sorted(kept.items())
        ]
        for spoken, kept in {**others, language: own}.items()
    }
    desk.store.set_setting(SettingName.FLOWS, canonical_bytes(plain).decode())
    return flows(desk, language)


def read_lines(lines: str, names: frozenset[str]) -> tuple[Prompt, ...]:
    """The prompts written as lines; one without a mark is a question.

    Raises:
        FlowTextError: when there are too many or too long lines.
        FlowNameError: when a mentee is named in one.
    """
    found: list[Prompt] = []
    for number, line in enumerate(whole_text(lines).splitlines(), start=1):
        text = line.strip()
        kind = _MARKS.get(text[:1], "")
        words = " ".join((text[1:] if kind else text).split())
        if not words:
            continue
        if name_in(words, names):
            raise FlowNameError(number=number)
        if len(words) > LONGEST_LINE or len(found) >= MOST_LINES:
            raise FlowTextError(lines=MOST_LINES, letters=LONGEST_LINE)
        found.append(Prompt(kind=kind or "ask", text=Bilingual(words, words)))
    return tuple(found)


def _own(desk: Desk, language: str) -> OwnLines:
    try:
        root = Reader(json.loads(desk.store.setting(SettingName.FLOWS) or "{}"))
        return {
            item.text("flow"): tuple(
                Prompt(
                    kind=prompt.parsed("kind", _known_kind, "a kind of line"),
                    text=Bilingual(prompt.text("text"), prompt.text("text")),
                )
                for prompt in item.objects("prompts")
            )
            for item in root.objects(language, optional=True)
        }
    except (ValueError, MalformedError):
        return {}


def _known_kind(kind: str) -> str:
    if kind not in _MARK_OF:
        raise ValueError
    return kind
