"""A drawing as inline SVG that a screen reader can name and that follows the page's colours."""

from collections.abc import Sequence
from html import escape

from careernotes.report.shapes import Anchor, Drawing, Line, Rect, Shape, Text

_HATCH = "url(#hatch)"
HATCH_DEFINITION = (
    '<svg width="0" height="0" aria-hidden="true" focusable="false" class="defs"><defs>'
    '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line x1="0" y1="0" x2="0" y2="5" class="hatch-line"/></pattern></defs></svg>'
)
"""Stands once in a page; every hatched box refers to it."""


def svg(drawings: Sequence[Drawing], identifier: str) -> str:
    """The pieces of one picture as ``svg`` elements, so that a printed page can end between them.

    The first carries title and description for all; the others are silent.
    """
    first, *others = drawings
    return _spoken(first, identifier) + silent(others)


def silent(drawings: Sequence[Drawing]) -> str:
    """The same, for the eye only: a second form of a picture that is spoken elsewhere."""
    return "".join(
        f'{_open(each)} aria-hidden="true" focusable="false">{_inside(each)}</svg>' for each in drawings
    )


def _open(drawing: Drawing) -> str:
    return f'<svg viewBox="0 0 {_number(drawing.width)} {_number(drawing.height)}"'


def _inside(drawing: Drawing) -> str:
    return "".join(_shape(shape) for shape in drawing.shapes)


def _spoken(drawing: Drawing, identifier: str) -> str:
    return (
        f'{_open(drawing)} role="img" aria-labelledby="{identifier}-t {identifier}-d">'
        f'<title id="{identifier}-t">{escape(drawing.title)}</title>'
        f'<desc id="{identifier}-d">{escape(drawing.description)}</desc>{_inside(drawing)}</svg>'
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Rect():
            return _rect(shape)
        case Line():
            ends = " ".join(f'{n}="{_number(getattr(shape, n))}"' for n in ("x1", "y1", "x2", "y2"))
            return f'<line {ends} class="s-{shape.role.value}" stroke-width="{_number(shape.thickness)}"/>'
        case Text():
            anchor = "" if shape.anchor is Anchor.START else f' text-anchor="{shape.anchor.value}"'
            weight = ' font-weight="600"' if shape.strong else ""
            return (
                f'<text x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}"'
                f"{anchor}{weight} "
                f'class="f-{shape.role.value}">{escape(shape.text)}</text>'
            )


def _rect(shape: Rect) -> str:
    box = (
        f'<rect x="{_number(shape.x)}" y="{_number(shape.y)}" width="{_number(shape.width)}" '
        f'height="{_number(shape.height)}" rx="{_number(shape.radius)}" '
    )
    if shape.hatched:
        return (
            f'{box}fill="{_HATCH}" class="s-{shape.role.value}" stroke-width="0.8" stroke-dasharray="3 2"/>'
        )
    return f'{box}class="f-{shape.role.value}"/>'


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
