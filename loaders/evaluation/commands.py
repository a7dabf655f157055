"""``accord evaluate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.graph.errors import InputError, MissingSource, PartlyDone
from accord.loaders.commands import ExtractorName, Model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accord.graph.facts import Facts
    from accord.loaders.evaluation.gold import Facts as Told
    from accord.loaders.evaluation.score import Evaluation
    from accord.loaders.loading import Outcome


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Facts documents of annotated articles, JSON lines.")],
    *,
    articles: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The articles (absent: text or articles beside GOLD).")
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="JSON lines with id and published (absent: beside GOLD, named like it)."),
    ] = None,
    split: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only articles that the manifest counts to this split.")
    ] = None,
    every: Annotated[bool, typer.Option("--errors", help="Print each error with its sentence.")] = False,
    trust: Annotated[
        bool, typer.Option("--reliability", help="Also tell how many facts of each confidence are right.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print numbers and errors as one JSON object.")] = False,
    page: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Also write a page of errors.")] = None,
    model: Model = None,
    extractor: ExtractorName = "rules",
) -> None:
    """Extract the facts of annotated articles and tell how many are right, and which are wrong."""
    from accord.graph.facts_json import to_json
    from accord.loaders.evaluation.gold import find_folder, read_gold
    from accord.loaders.evaluation.report import as_html
    from accord.loaders.evaluation.running import dates, listed, of_split, outcomes
    from accord.loaders.evaluation.score import evaluate as score
    from accord.loaders.loading import find_extractor

    known = listed(gold, manifest)
    documents = of_split(read_gold(gold), known, split)
    published = dates(documents, gold, known)
    found = outcomes(documents, find_folder(gold, articles), published, find_extractor(extractor, model))
    read = {key: outcome for key, outcome in found if not _refused(outcome) and outcome.document and outcome.facts}
    if not read:
        raise MissingSource(f"none of the {len(documents)} articles could be read; name their folder with --articles")
    evaluation = score(
        documents,
        {key: to_json(outcome.facts) for key, outcome in read.items() if outcome.facts},
        {key: outcome.document.text for key, outcome in read.items() if outcome.document},
    )
    if page:
        _write(page, as_html(evaluation, f"Errors in {gold.name}"))
    _print(evaluation, as_json=as_json, every=every)
    if trust:
        _print_reliability(documents, {key: outcome.facts for key, outcome in read.items() if outcome.facts})
    if len(read) < len(documents):
        left = len(documents) - len(read)
        raise PartlyDone(f"{left} of {len(documents)} articles were refused, as told above, and count as without facts")


def _refused(outcome: Outcome) -> bool:
    if outcome.error:
        typer.echo(f"accord: {outcome.error}", err=True)
    return outcome.error is not None


def _print(evaluation: Evaluation, *, as_json: bool, every: bool) -> None:
    import json

    from accord.loaders.evaluation.report import article_lines, as_lines
    from accord.loaders.evaluation.report import as_json as numbers

    if as_json:
        typer.echo(json.dumps(numbers(evaluation), ensure_ascii=False))
        return
    lines = [*as_lines(evaluation), "", *article_lines(evaluation, every=every)]
    sys.stdout.write("".join(f"{_shown(line)}\n" for line in lines))


def _print_reliability(documents: Sequence[Told], found: Mapping[str, Facts]) -> None:
    from accord.loaders.evaluation.reliability import judge, reliability_lines

    judged = [each for gold in documents if gold["id"] in found for each in judge(gold, found[gold["id"]])]
    sys.stdout.write("".join(f"{line}\n" for line in ["", *reliability_lines(judged)]))


def _shown(line: str) -> str:
    """A line without the control characters that an article could send to a terminal."""
    return "".join(character if character.isprintable() else "�" for character in line)


def _write(page: Path, text: str) -> None:
    try:
        page.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{page}: can't be written ({error.strerror})") from error
