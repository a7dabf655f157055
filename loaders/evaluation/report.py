"""An evaluation as text, as JSON, and as one self-contained HTML page to read errors in."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Final

from accord.loaders.evaluation.score import MISTAKES

if TYPE_CHECKING:
    from accord.loaders.evaluation.score import ArticleScore, Evaluation, Mistake, Tally

_STYLE: Final = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #8884; vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
td { overflow-wrap: anywhere; }
q { opacity: .8; }
"""
# Nothing may be fetched, whatever an article's text holds.
_POLICY: Final = (
    "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    "<meta name=viewport content='width=device-width'>"
)


def as_lines(evaluation: Evaluation) -> list[str]:
    """One line a task, then the false alarms and the composite, in the words of the reference scorer."""
    lines = [
        f"{task:<12} P {t.precision:.3f}  R {t.recall:.3f}  F1 {t.f1:.3f}  "
        f"({t.right} right, {t.gold} gold, {t.found} predicted)"
        for task, t in evaluation.tallies.items()
    ]
    lines.append(f"{'alarms':<12} {evaluation.alarms} of {evaluation.quiet} articles without an agreement")
    lines.append(f"composite {evaluation.composite:.3f}")
    return lines


def article_lines(evaluation: Evaluation, *, every: bool = False) -> list[str]:
    """One line an article with its errors by class; with ``every`` each error and its sentence below it."""
    width = max((len(article.id) for article in evaluation.articles), default=0)
    width = max(width, len("article"))
    lines = [f"{'article':<{width}}" + "".join(f"{kind:>12}" for kind in MISTAKES)]
    for article in evaluation.articles:
        lines.append(f"{article.id:<{width}}" + "".join(f"{article.count(kind):>12}" for kind in MISTAKES))
        if every:
            lines += [line for mistake in article.mistakes for line in _told(mistake)]
    return lines


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """The same as numbers, with every mistake by article and class."""
    tallies = evaluation.tallies
    return {
        "composite": evaluation.composite,
        "alarms": evaluation.alarms,
        "quiet": evaluation.quiet,
        "tasks": {
            task: {"precision": t.precision, "recall": t.recall, "f1": t.f1, **_counts(t)}
            for task, t in tallies.items()
        },
        "articles": [_article(article) for article in evaluation.articles],
    }


def as_html(evaluation: Evaluation, title: str) -> str:
    """A page without any outside resource: scores first, then each article's mistakes with their sentences."""
    scores = "".join(
        f"<tr><th scope=row>{task}</th><td class=n>{t.precision:.3f}</td><td class=n>{t.recall:.3f}</td>"
        f"<td class=n>{t.f1:.3f}</td><td class=n>{t.right}</td><td class=n>{t.gold}</td><td class=n>{t.found}</td></tr>"
        for task, t in evaluation.tallies.items()
    )
    sections = "".join(_section(article) for article in evaluation.articles if article.mistakes)
    name = html.escape(title)
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8>{_POLICY}<title>{name}</title><style>{_STYLE}</style>"
        f"<h1>{name}</h1><p>Composite <strong>{evaluation.composite:.3f}</strong>; "
        f"{evaluation.alarms} false alarms in {evaluation.quiet} articles without an agreement.</p>"
        "<table><thead><tr><th>Task<th>Precision<th>Recall<th>F1<th>Right<th>Gold<th>Found</thead>"
        f"<tbody>{scores}</tbody></table>{sections}</html>\n"
    )


def _told(mistake: Mistake) -> list[str]:
    sides = [f"gold {mistake.gold}"] if mistake.gold else []
    sides += [f"found {mistake.found}"] if mistake.found else []
    lines = [f"  {mistake.kind}, {mistake.task}: {' | '.join(sides)}"]
    return [*lines, f"    “{' '.join(mistake.sentence.split())}”"] if mistake.sentence else lines


def _article(article: ArticleScore) -> dict[str, Any]:
    mistakes: dict[str, list[dict[str, str]]] = {kind.replace(" ", "_"): [] for kind in MISTAKES}
    for m in article.mistakes:
        told = {"task": m.task, "gold": m.gold, "found": m.found, "sentence": m.sentence}
        mistakes[m.kind.replace(" ", "_")].append(told)
    return {
        "id": article.id,
        "alarm": article.alarm,
        "tasks": {task: _counts(tally) for task, tally in article.tallies.items()},
        **mistakes,
    }


def _counts(tally: Tally) -> dict[str, int]:
    return {"right": tally.right, "gold": tally.gold, "found": tally.found}


def _section(article: ArticleScore) -> str:
    rows = "".join(
        f"<tr><td>{html.escape(m.task)}</td><td>{m.kind}</td><td>{html.escape(m.gold)}</td>"
        f"<td>{html.escape(m.found)}</td><td>{f'<q>{html.escape(m.sentence)}</q>' if m.sentence else ''}</td></tr>"
        for m in sorted(article.mistakes, key=lambda m: MISTAKES.index(m.kind))
    )
    return (
        f"<h2>{html.escape(article.id)}</h2><table><thead><tr><th>Task<th>Error<th>Gold<th>Found<th>Sentence</thead>"
        f"<tbody>{rows}</tbody></table>"
    )
