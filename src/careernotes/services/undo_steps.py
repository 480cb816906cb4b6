"""What was changed in a text, step by step, kept with its draft: so that undo reaches behind a lock."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from careernotes.canonical import Json
from careernotes.domain.reading import Reader
from careernotes.domain.vocabulary import NoteLayer

MOST_STEPS, MOST_CHARACTERS = 200, 50_000
_FARTHEST = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoStep:
    """At one place of one text, *removed* gave way to *added*."""

    layer: NoteLayer
    at: int
    removed: str = field(default="", repr=False)
    added: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHistory:
    """A text as it was first, and the steps that made it what it is."""

    first: str = field(repr=False)
    steps: tuple[UndoStep, ...] = ()


def step_between(layer: NoteLayer, before: str, after: str) -> UndoStep | None:
    """The one step from *before* to *after*; None when nothing changed."""
    if before == after:
        return None
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    left = most - start
    end = next((at for at in range(left) if before[-1 - at] != after[-1 - at]), left)
    return UndoStep(
        layer=layer,
        at=start,
        removed=before[start : len(before) - end],
        added=after[start : len(after) - end],
    )


def bounded(steps: Sequence[UndoStep]) -> tuple[UndoStep, ...]:
    """The newest of *steps*: as many as are kept with a draft."""
    kept: list[UndoStep] = []
    room = MOST_CHARACTERS
    for step in reversed(steps[-MOST_STEPS:]):
        room -= len(step.removed) + len(step.added)
        if room < 0:
            break
        kept.append(step)
    return tuple(reversed(kept))


def history_of(text: str, steps: Sequence[UndoStep], layer: NoteLayer) -> TextHistory:
    """How *text* came about, as far back as the steps of its layer fit it."""
    fits: list[UndoStep] = []
    for step in reversed([each for each in steps if each.layer is layer]):
        end = step.at + len(step.added)
        if end > len(text) or text[step.at : end] != step.added:
            break
        text = text[: step.at] + step.removed + text[end:]
        fits.append(step)
    return TextHistory(first=text, steps=tuple(reversed(fits)))


def steps_to_json(steps: Sequence[UndoStep]) -> Json:
    """The steps as they lie in a draft."""
    return [
        {"layer": step.layer.value, "at": step.at, "removed": step.removed, "added": step.added}
        for step in steps
    ]


def steps_from_json(root: Reader, key: str) -> tuple[UndoStep, ...]:
    """The steps at *key*; a draft of an earlier version has none.

    Raises:
        MalformedError: when they are none of ours.
    """
    return tuple(
        UndoStep(
            layer=item.parsed("layer", NoteLayer, "one of the list"),
            at=item.integer("at", low=0, high=_FARTHEST),
            removed=item.text("removed", longest=_FARTHEST),
            added=item.text("added", longest=_FARTHEST),
        )
        for item in root.objects(key, optional=True)
    )
