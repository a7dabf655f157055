"""An evaluation as text, as JSON, and as one self-contained HTML page to read errors in."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accord.loaders.evaluation.score import Evaluation, Mistake

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #8884; vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
q { opacity: .8; }
"""


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


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """The same as numbers, with every mistake."""
    return {
        "tasks": {
            task: {
                "precision": t.precision,
                "recall": t.recall,
                "f1": t.f1,
                "right": t.right,
                "gold": t.gold,
                "found": t.found,
            }
            for task, t in evaluation.tallies.items()
        },
        "alarms": evaluation.alarms,
        "quiet": evaluation.quiet,
        "composite": evaluation.composite,
        "mistakes": [
            {
                "article": m.article,
                "task": m.task,
                "kind": m.kind,
                "gold": m.gold,
                "found": m.found,
                "sentence": m.sentence,
            }
            for m in evaluation.mistakes
        ],
    }


def as_html(evaluation: Evaluation, title: str) -> str:
    """A page without any outside resource: scores first, then each article's mistakes with their sentences."""
    articles: dict[str, list[Mistake]] = {}
    for mistake in evaluation.mistakes:
        articles.setdefault(mistake.article, []).append(mistake)
    scores = "".join(
        f"<tr><th scope=row>{task}</th><td class=n>{t.precision:.3f}</td><td class=n>{t.recall:.3f}</td>"
        f"<td class=n>{t.f1:.3f}</td><td class=n>{t.right}</td><td class=n>{t.gold}</td><td class=n>{t.found}</td></tr>"
        for task, t in evaluation.tallies.items()
    )
    sections = "".join(_section(article, mistakes) for article, mistakes in sorted(articles.items()))
    name = html.escape(title)
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{name}</title><style>{_STYLE}</style>"
        f"<h1>{name}</h1><p>Composite <strong>{evaluation.composite:.3f}</strong>; "
        f"{evaluation.alarms} false alarms in {evaluation.quiet} articles without an agreement.</p>"
        "<table><thead><tr><th>Task<th>Precision<th>Recall<th>F1<th>Right<th>Gold<th>Found</thead>"
        f"<tbody>{scores}</tbody></table>{sections}</html>\n"
    )


def _section(article: str, mistakes: list[Mistake]) -> str:
    rows = "".join(
        f"<tr><td>{html.escape(m.task)}</td><td>{m.kind}</td><td>{html.escape(m.gold)}</td>"
        f"<td>{html.escape(m.found)}</td><td>{f'<q>{html.escape(m.sentence)}</q>' if m.sentence else ''}</td></tr>"
        for m in mistakes
    )
    return (
        f"<h2>{html.escape(article)}</h2><table><thead><tr><th>Task<th>Error<th>Gold<th>Found<th>Sentence</thead>"
        f"<tbody>{rows}</tbody></table>"
    )
