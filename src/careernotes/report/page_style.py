"""The style sheet of an HTML report: calm on screen, in the dark and on paper."""

import base64

from careernotes.report.fonts import REGULAR, SEMIBOLD, web_font
from careernotes.report.palette import DARK, LIGHT, Role

_RULES = """
*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);
font-family:"Inter Report",Inter,"Segoe UI",system-ui,sans-serif;
font-size:1rem;line-height:1.6}
.defs{position:absolute}
.skip{position:absolute;left:-999rem;padding:.75rem 1rem;background:var(--accent);color:var(--on-accent)}
.skip:focus{left:1rem;top:1rem;z-index:2}
a{color:var(--accent);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
header,main,footer,nav{max-width:50rem;margin-inline:auto;padding-inline:1.5rem}
header{padding-top:3.5rem}
.over{margin:0;color:var(--accent);font-weight:600}
h1{margin:.35rem 0 .5rem;font-size:2rem;line-height:1.2;letter-spacing:-.02em;font-weight:600}
.period{margin:0;color:var(--muted)}
nav{padding-top:1.75rem}
nav h2,.legend h2{margin:0 0 .25rem;font-size:.875rem;font-weight:600}
nav ul{display:flex;flex-wrap:wrap;gap:.125rem 1.25rem;margin:0;padding:0;list-style:none}
nav a{display:inline-block;padding-block:.25rem}
main{padding-block:1.75rem;outline:none}
section{margin-bottom:1.5rem;padding:2rem;background:var(--card);border:1px solid var(--line);
border-radius:.75rem}
section h2{margin:0 0 1rem;font-size:1.5rem;line-height:1.25;letter-spacing:-.015em;font-weight:600}
section h3{margin:2rem 0 .5rem;font-size:1.0625rem;font-weight:600}
p{margin:0 0 1rem;max-width:42rem}
.lead{font-size:1.125rem;line-height:1.55;padding:1.25rem 1.5rem;background:var(--wash);
border-radius:.75rem;max-width:none}
.note{color:var(--muted);font-size:.875rem}
.notice{padding:1rem 1.25rem;border:1px dashed var(--hatch);border-radius:.5rem;max-width:none}
section ul{margin:0 0 1rem;padding-left:1.25rem;max-width:42rem}
section li{margin-bottom:.5rem}
section li::marker{color:var(--accent)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:1.25rem;margin:1.75rem 0}
.figures div{padding-top:.75rem;border-top:2px solid var(--accent);display:flex;flex-direction:column-reverse;
justify-content:flex-end}
.figures dt{color:var(--muted);font-size:.875rem;line-height:1.4}
.figures dd{margin:0;font-size:1.5rem;line-height:1.3;font-weight:600;letter-spacing:-.015em}
figure{margin:1rem 0;overflow-x:auto}
figure svg{display:block;width:100%;min-width:34rem;height:auto;font-family:inherit}
.slim{display:none}
figcaption{margin-top:.5rem;font-size:.875rem}
.facts{margin:0 0 1rem}
.facts dt{margin-top:.875rem;font-weight:600;font-size:.9375rem}
.facts dd{margin:0;max-width:42rem;overflow-wrap:anywhere}
.levers{margin:0;padding:0}
.levers div{padding:1rem 0 0}
.levers dt{font-weight:600}
.levers dd{margin:.125rem 0 0}
.levers .answer{margin-top:.75rem;padding-bottom:2rem;color:var(--muted);font-size:.875rem;
border-bottom:1px solid var(--line)}
.scroll{overflow-x:auto;margin-bottom:2rem}
table{border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;font-size:1.0625rem;padding-bottom:.25rem}
caption span{display:block;font-weight:400;font-size:.875rem;color:var(--muted)}
th,td{padding:.4rem .6rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:bottom}
th[scope=row],thead th:first-child{text-align:left;padding-left:0}
th{font-weight:400}
thead th,.group th,.group td{font-weight:600}
.item th[scope=row]{padding-left:1.25rem}
.symbol{color:var(--muted)}
.legend{margin-top:1.75rem;padding:1rem 1.25rem;border:1px solid var(--line);border-radius:.75rem;
background:var(--card);font-size:.875rem}
.legend p{margin:0;max-width:none}
footer{padding-bottom:4rem;color:var(--muted);font-size:.875rem}
footer p{max-width:none;margin-bottom:.5rem}
.hatch-line{stroke:var(--hatch);stroke-width:1.4}
@media (max-width:34rem){section{padding:1.25rem}h1{font-size:1.625rem}}
@media screen and (max-width:34rem){header,main,footer,nav{padding-inline:1rem}
.slim{display:block}.slim svg{min-width:0}
.wide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
@media print{@page{size:A4;margin:18mm 16mm 26mm}
body{background:var(--card);font-size:10pt}
nav,.skip{display:none}header{padding-top:0}header,main,footer{max-width:none;padding-inline:0}
section{border:0;padding:0;margin-bottom:14mm}section h2{break-after:avoid}section h3{break-after:avoid}
svg,tr,li,.levers div{break-inside:avoid}figure svg{min-width:0}
}
@media (forced-colors:active){.f-accent,.f-item,.f-bin-low,.f-bin-middle,.f-bin-high
{forced-color-adjust:none}}
"""


def style(legend: str) -> str:
    """The whole style sheet: colours by what they are for, light and dark, and the rules.

    *legend* stands at the foot of every printed page.
    """
    classes = "".join(
        f".f-{r.value}{{fill:var(--{r.value})}}.s-{r.value}{{stroke:var(--{r.value})}}" for r in Role
    )
    light, dark = _variables(LIGHT), _variables(DARK)
    darkness = f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f":root{{{light}}}{darkness}{classes}{_RULES}{_running(legend)}"


def _running(legend: str) -> str:
    # Escaped letter by letter where CSS or HTML could take it for something else.
    safe = "".join(c if c.isalnum() or c in " .,;:=+()'" else f"\\{ord(c):x} " for c in legend)
    look = f"font-size:7pt;line-height:1.3;text-align:left;color:{LIGHT[Role.MUTED]}"
    return f'@page{{@bottom-left{{content:"{safe}";width:100%;{look}}}}}'


def font_face() -> str:
    """The typeface, embedded: nothing is ever fetched."""
    return "".join(_face(name, weight) for name, weight in ((REGULAR, 400), (SEMIBOLD, 600)))


def _face(name: str, weight: int) -> str:
    data = base64.b64encode(web_font(name)).decode()
    return (
        f'@font-face{{font-family:"Inter Report";font-weight:{weight};font-style:normal;'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )


def _variables(colours: dict[Role, str]) -> str:
    return "".join(f"--{role.value}:{colour};" for role, colour in colours.items())
