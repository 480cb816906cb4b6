"""The report as one HTML file, the accessible version: no script, and nothing from elsewhere."""

import base64
import hashlib
from html import escape

from careernotes.domain.words import Bilingual
from careernotes.report import wording
from careernotes.report.charts import drawings
from careernotes.report.document import (
    Block,
    Chart,
    ChartKind,
    Data,
    Figures,
    Listing,
    Pair,
    Pairs,
    PairStyle,
    Section,
    Voice,
    Words,
)
from careernotes.report.html_table import table_element
from careernotes.report.model import SealedModel
from careernotes.report.page_style import font_face, style
from careernotes.report.svg import HATCH_DEFINITION, silent, svg

# On a telephone the same bars are drawn anew: scaled down, nobody could read the words beside them.
_CHART_WIDTH, _SLIM_WIDTH = 500.0, 250.0
_VOICES = {
    Voice.LEAD: ' class="lead"',
    Voice.BODY: "",
    Voice.NOTE: ' class="note"',
    Voice.NOTICE: ' class="notice"',
}
_METHOD = "method"


def render(model: SealedModel, language: str) -> bytes:
    """The page in one language, as UTF-8."""
    return _Page(model, language).text().encode()


class _Page:
    """Writes one page from top to bottom. It is well-formed XML too, so that any reader can check it."""

    def __init__(self, model: SealedModel, language: str) -> None:
        self._model, self._language, self._document = model, language, model.document
        self._charts = 0

    def text(self) -> str:
        """The whole page."""
        document = self._document
        sheet = font_face() + style(self._plain(document.legend))
        digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
        policy = f"default-src 'none'; font-src data:; style-src 'sha256-{digest}'"
        title = " · ".join(self._plain(w) for w in (document.title, document.programme, document.period_name))
        sections = "".join(self._section(section) for section in document.sections)
        return (
            f'<!DOCTYPE html>\n<html lang="{self._language}" xmlns="http://www.w3.org/1999/xhtml">\n<head>\n'
            '<meta charset="utf-8"/>\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
            '<meta name="referrer" content="no-referrer"/>\n'
            '<meta name="color-scheme" content="light dark"/>\n'
            f"<title>{escape(title)}</title>\n<style>{sheet}</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#report">{self._say(wording.SKIP)}</a>\n{HATCH_DEFINITION}\n'
            f"{self._head()}{self._contents()}"
            f'<main id="report" tabindex="-1">\n{sections}</main>\n{self._foot()}</body>\n</html>\n'
        )

    def _plain(self, words: Bilingual) -> str:
        return words.in_language(self._language)

    def _say(self, words: Bilingual, **facts: str | int) -> str:
        return escape(wording.say(words, self._language, **facts) if facts else self._plain(words))

    def _head(self) -> str:
        document = self._document
        return (
            f'<header>\n<p class="over">{self._say(document.title)}</p>\n'
            f"<h1>{self._say(document.programme)}</h1>\n"
            f'<p class="period">{self._say(document.period_name)}</p>\n'
            f'<div class="legend"><h2>{self._say(wording.LEGEND)}</h2>'
            f"<p>{self._say(document.legend)}</p></div>\n</header>\n"
        )

    def _contents(self) -> str:
        links = "".join(
            f'<li><a href="#{escape(s.key)}">{self._say(s.title)}</a></li>' for s in self._document.sections
        )
        name = self._say(wording.CONTENTS)
        return f'<nav aria-labelledby="contents"><h2 id="contents">{name}</h2><ul>{links}</ul></nav>\n'

    def _foot(self) -> str:
        code = self._say(wording.CODE, code=self._model.code)
        legend, independence = self._say(self._document.legend), self._say(self._document.independence)
        return f"<footer>\n<p>{independence}</p>\n<p>{legend}</p>\n<p>{code}</p>\n</footer>\n"

    def _section(self, section: Section) -> str:
        key, blocks = escape(section.key), "".join(self._block(block) for block in section.blocks)
        if section.key == _METHOD:
            blocks += self._pairs(Pairs(style=PairStyle.FACTS, items=(self._own_hash(),)))
        return (
            f'<section id="{key}" aria-labelledby="{key}-h">\n'
            f'<h2 id="{key}-h">{self._say(section.title)}</h2>\n{blocks}</section>\n'
        )

    def _own_hash(self) -> Pair:
        return Pair(name=wording.REPORT_HASH, text=Bilingual(self._model.hash, self._model.hash))

    def _block(self, block: Block) -> str:
        match block:
            case Words(voice=Voice.HEADING):
                return f"<h3>{self._say(block.text)}</h3>\n"
            case Words():
                return f"<p{_VOICES[block.voice]}>{self._say(block.text)}</p>\n"
            case Listing():
                return f"<ul>{''.join(f'<li>{self._say(item)}</li>' for item in block.items)}</ul>\n"
            case Figures():
                items = (
                    f"<div><dt>{self._say(i.name)}</dt><dd>{self._say(i.said)}</dd></div>"
                    for i in block.items
                )
                return f'<dl class="figures">{"".join(items)}</dl>\n'
            case Chart():
                return self._chart(block)
            case Pairs():
                return self._pairs(block)
            case Data():
                return table_element(self._document.by_key[block.table], self._language)

    def _chart(self, chart: Chart) -> str:
        pictures = drawings(self._document, chart, self._language, width=_CHART_WIDTH, apart=True)
        if not pictures:
            return f'<p class="notice">{self._say(wording.TOO_FEW)}</p>\n'
        self._charts += 1
        inside = svg(pictures, f"chart-{self._charts}")
        if chart.kind is not ChartKind.HEAT:
            slim = drawings(self._document, chart, self._language, width=_SLIM_WIDTH, apart=True)
            inside = (
                f'<div class="wide">{inside}</div><div class="slim" aria-hidden="true">{silent(slim)}</div>'
            )
        link = f'<a href="#table-{escape(chart.table)}">{self._say(wording.AS_TABLE)}</a>'
        return f"<figure>{inside}<figcaption>{link}</figcaption></figure>\n"

    def _pairs(self, pairs: Pairs) -> str:
        if pairs.style is PairStyle.LEVERS:
            answer = f'<dd class="answer">{self._say(wording.YOUR_ANSWER)}</dd>'
            items = (
                f"<div><dt>{self._say(p.name)}</dt><dd>{self._say(p.text)}</dd>{answer}</div>"
                for p in pairs.items
            )
            return f'<dl class="levers">{"".join(items)}</dl>\n'
        items = (f"<dt>{self._say(pair.name)}</dt><dd>{self._say(pair.text)}</dd>" for pair in pairs.items)
        return f'<dl class="facts">{"".join(items)}</dl>\n'
