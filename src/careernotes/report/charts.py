"""From a table to plain shapes, by published figures only. PDF, HTML and the window paint the same ones."""

from careernotes.report.bars import bar_drawings
from careernotes.report.document import Chart, ChartKind, Document
from careernotes.report.heat import heat_drawing
from careernotes.report.shapes import Drawing
from careernotes.report.stack import stack_drawing


def drawings(
    document: Document, chart: Chart, language: str, *, width: float, apart: bool = False
) -> tuple[Drawing, ...]:
    """The pictures of one chart: one, or with *apart* one for each group of bars, so that a page can end
    between them.

    No picture at all when the table shows no figure: then a sentence stands in its place.
    """
    table = document.by_key[chart.table]
    title = chart.title.in_language(language)
    if not table.any_shown:
        return ()
    match chart.kind:
        case ChartKind.BARS:
            return bar_drawings(table, language, title=title, width=width, ranked=chart.ranked, apart=apart)
        case ChartKind.STACK:
            return (stack_drawing(table, language, title=title, width=width),)
        case ChartKind.HEAT:
            return (heat_drawing(table, language, title=title, width=width),)
