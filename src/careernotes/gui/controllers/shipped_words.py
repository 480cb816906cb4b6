"""Shipped content as pages to read: code, promise, limits, guide and case discussion."""

from collections.abc import Sequence
from typing import NamedTuple

from careernotes.assets import read_json
from careernotes.domain.content import read_guide
from careernotes.domain.reading import Reader
from careernotes.gui.widgets.reading import Passage
from careernotes.i18n import _, language
from careernotes.services.desk import Desk

Pages = Sequence[tuple[str, Sequence[Passage]]]


def code_pages(desk: Desk) -> Pages:
    """Purpose, terms and code of ethics, to be read before they are signed."""
    spoken, agreement, kit = language(), desk.agreement, desk.kit
    code = tuple(item.statement.in_language(spoken) for item in desk.checklist.items)
    undertakings = tuple(text.in_language(spoken) for text in agreement.undertakings)
    promises = (_("What I promise before every conversation"), (Passage("", (), code),))
    if kit is None:
        # No organisation promised anything to somebody who mentors without a programme.
        return (promises,)
    terms = tuple(text.in_language(spoken) for text in kit.terms)
    return (
        (_("Why this programme exists"), (Passage("", (kit.purpose.in_language(spoken),), terms),)),
        promises,
        (_("What the organisation promises"), (Passage("", (), undertakings),)),
    )


def promise_pages(desk: Desk) -> Pages:
    """The one page to give to a mentee."""
    spoken, agreement = language(), desk.agreement
    return (
        (_("A promise to give to your mentees"), (Passage("", (agreement.summary.in_language(spoken),)),)),
        (
            _("What we agree"),
            (Passage("", (), tuple(text.in_language(spoken) for text in agreement.clauses)),),
        ),
        (
            _("The five limits of confidentiality"),
            (
                Passage(
                    "",
                    (agreement.limits_intro.in_language(spoken),),
                    tuple(limit.text.in_language(spoken) for limit in agreement.limits),
                ),
            ),
        ),
    )


def guide_chapters() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The chapters of the mentor guide: name and paragraphs."""
    spoken = language()
    pages = {
        page.integer("n", low=1, high=99): page.texts(spoken)
        for page in Reader(read_json("guide", "pages-1.json")).objects("pages")
    }
    return tuple(
        (f"{chapter.number}. {chapter.name.in_language(spoken)}", pages[chapter.number])
        for chapter in read_guide(read_json("guide", "guide-1.json"))
    )


class ScreenPart(NamedTuple):
    """What the guide says about some screens."""

    name: str
    paragraphs: tuple[str, ...]
    screens: tuple[str, ...]


def screen_parts() -> tuple[ScreenPart, ...]:
    """The parts of the guide about the program itself; each screen is in exactly one."""
    spoken = language()
    return tuple(
        ScreenPart(
            part.inner("name").words().in_language(spoken), part.texts(spoken), tuple(part.texts("screens"))
        )
        for part in Reader(read_json("guide", "screens-1.json")).objects("parts")
    )


def sensitive_words() -> str:
    """What a sensitive theme is, and what becomes of it in a report."""
    levels = Reader(read_json("taxonomy", "careernotes-core-1.json")).objects("sensitivity_levels")
    return next(item.words().in_language(language()) for item in levels if item.flag("agree_first"))


def reply_passages() -> tuple[Passage, ...]:
    """What to say: to HR or a manager who asks, and to a mentee who wants something passed on."""
    root = Reader(read_json("ethics", "checklist-1.json"))
    replies = tuple(item.words().in_language(language()) for item in root.objects("standard_replies"))
    headings = (_("When HR or a manager asks"), _("When the mentee asks you to speak to somebody"))
    return tuple(Passage(heading, (reply,)) for heading, reply in zip(headings, replies, strict=True))


def discussion_passages() -> tuple[Passage, ...]:
    """How a case discussion goes: both formats, and the rules of the group."""
    spoken, root = language(), Reader(read_json("guide", "case-discussion-1.json"))
    passages = [
        Passage(
            item.words().in_language(spoken),
            (),
            tuple(_step(step.words().in_language(spoken), step) for step in item.objects("steps")),
        )
        for item in root.objects("formats")
    ]
    rules = tuple(item.words().in_language(spoken) for item in root.objects("group_rules"))
    test = root.inner("test_question").words().in_language(spoken)
    return (
        Passage(_("Before you bring a case"), (test,)),
        *passages,
        Passage(_("Rules of the group"), (), rules),
    )


def _step(text: str, step: Reader) -> str:
    if not step.has("min"):
        return text
    return _("{minutes} min: {text}").format(minutes=step.integer("min", low=1, high=240), text=text)
