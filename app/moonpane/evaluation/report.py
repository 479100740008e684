"""A report to page through: one HTML file beside the pictures, which it names; nothing else is needed to read it."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from moonpane.evaluation.rows import FIGURES, Row
from moonpane.evaluation.summary import ALONE, PAGES, PICTURES, SIGNED, Means, Summary, told

KINDS = {PAGES: "Measured against the true pages", PICTURES: "Measured against pictures whose pages nobody knows"}
_STYLE = """
:root{color-scheme:light dark;--line:#d0d5dd;--soft:#667085;--bad:#e11d48}
@media(prefers-color-scheme:dark){:root{--line:#3a4150;--soft:#98a2b3;--bad:#fb7185}}
body{font:14px/1.45 system-ui,sans-serif;margin:24px auto;max-width:1240px;padding:0 20px}
h1{font-size:22px}h2{font-size:16px;margin:0}h2.kind{font-size:18px;margin:28px 0 10px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:3px 10px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
th:first-child,td:first-child{text-align:left}thead th{position:sticky;top:0;background:Canvas}
.wide{overflow-x:auto}.soft{color:var(--soft)}.bad{color:var(--bad)}
article{border-top:1px solid var(--line);padding:20px 0;scroll-margin-top:8px}
article header{display:flex;gap:14px;align-items:baseline;flex-wrap:wrap}
.three,.four{display:grid;grid-template-columns:repeat(3,1fr);gap:12px;margin-top:12px}
.four{grid-template-columns:repeat(4,1fr)}
figure{margin:0}figcaption{color:var(--soft);font-size:12px;margin-bottom:4px}
figure img,figure svg{width:100%;height:auto;display:block;border:1px solid var(--line);background:#fff}
.heat{position:relative}.heat svg{position:absolute;inset:0;border-color:transparent;background:none}
.heat img{opacity:.35}
"""
# Left and right arrow: the case before and after; without it the report is a page to scroll.
_SCRIPT = """
addEventListener('keydown',(event)=>{
  const step={ArrowRight:1,ArrowLeft:-1}[event.key];
  if(!step||event.altKey||event.ctrlKey||event.metaKey)return;
  const cases=[...document.querySelectorAll('article')];
  const here=cases.findLastIndex((each)=>each.getBoundingClientRect().top<40);
  cases[Math.min(cases.length-1,Math.max(0,here+step))]?.scrollIntoView();
});
"""


def report_page(title: str, kinds: Sequence[Summary]) -> str:
    """The page. Its pictures lie in `mockup/NAME.png` and `answer/NAME.png`; the worst cases of a kind come first."""
    rows = [row for each in kinds for row in each.rows]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style></head>',
            f"<body><h1>{escape(title)}</h1>",
            f"<p class=soft>{len(rows)} pictures, {sum(row.is_complete for row in rows)} answers complete, "
            f"{sum(row.is_drawn for row in rows)} drawn. The worst come first; left and right arrow turn over.</p>",
            *(_summary(each, has_others=len(kinds) > 1) for each in kinds),
            f"<script>{_SCRIPT}</script></body></html>",
        ]
    )


def _summary(summary: Summary, *, has_others: bool) -> str:
    ordered = sorted(summary.rows, key=lambda row: row.score["overall"] or 0.0)
    heading = f"<h2 class=kind>{KINDS[summary.kind]} ({len(ordered)})</h2>" if has_others else ""
    alone = summary.alone
    cases = (_case(row, alone[row.name] if alone is not None else None) for row in ordered)
    return "\n".join([heading, _means(summary.columns), _table(ordered), *cases])


def _means(columns: Sequence[tuple[str, Means]]) -> str:
    head = "".join(f"<th>{name}</th>" for name in ("figure", *(head for head, _ in columns)))
    lines = []
    for name in FIGURES:
        cells = [name, *(told(means[name], signed=head in SIGNED) or "–" for head, means in columns)]
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _table(rows: Sequence[Row]) -> str:
    head = "".join(f"<th>{name}</th>" for name in ("case", *FIGURES, "tokens", "seconds"))
    lines = [
        f'<tr><td><a href="#{quote(row.name)}">{escape(row.name)}</a></td>'
        + "".join(f"<td>{_figure(row.score[name])}</td>" for name in FIGURES)
        + f"<td>{row.tokens}</td><td>{row.seconds:.1f}</td></tr>"
        for row in rows
    ]
    return (
        f"<details><summary>All figures of all cases</summary><div class=wide><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table></div></details>"
    )


def _case(row: Row, alone: Row | None) -> str:
    name, beside = escape(row.name), ""
    if alone is not None:
        beside = f"<div class=soft>{ALONE}: {_said(alone)}</div>{_trouble(alone)}"
    return (
        f'<article id="{name}"><header><h2>{name}</h2><span class=soft>{_said(row)}</span></header>'
        f'{_trouble(row)}{beside}<div class="{"four" if alone else "three"}">'
        f"<figure><figcaption>Mockup</figcaption>{_picture('mockup', row.name, 'Mockup')}</figure>"
        + (_answer(row) if row.is_drawn else "")
        + (_alone(alone) if alone and alone.is_drawn else "")
        + "</div></article>"
    )


def _said(row: Row) -> str:
    said = ", ".join(f"{each} {_figure(row.score[each])}" for each in FIGURES[:5])
    if row.before:
        said += f"; before it was refined {_figure(row.before['overall'])}"
    return f"{said}; {row.tokens} tokens, {row.seconds:.1f} s"


def _trouble(row: Row) -> str:
    return f"<p class=bad>{escape(row.error)}</p>" if row.error else ""


def _alone(row: Row) -> str:
    return f"<figure><figcaption>{ALONE}</figcaption>{_picture('alone', row.name, 'Alone')}</figure>"


def _answer(row: Row) -> str:
    squares = "".join(
        f'<rect x="{x}" y="{y}" width="1" height="1" fill-opacity="{value:.2f}"/>'
        for y, line in enumerate(row.tiles)
        for x, value in enumerate(line)
        if value >= 0.05
    )
    box = f"0 0 {max(map(len, row.tiles), default=0)} {len(row.tiles)}"
    heat = f'<svg viewBox="{box}" preserveAspectRatio="none" fill="#e11d48" aria-hidden=true>{squares}</svg>'
    answer, differences = (_picture("answer", row.name, words) for words in ("Answer", "Differences"))
    return (
        f"<figure><figcaption>Answer</figcaption>{answer}</figure>"
        f"<figure><figcaption>Where they differ</figcaption><div class=heat>{differences}{heat}</div></figure>"
    )


def _picture(folder: str, name: str, words: str) -> str:
    return f'<img loading=lazy src="{folder}/{quote(name)}.png" alt="{words}">'


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
