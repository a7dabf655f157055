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
    from accord.loaders.loading import Extractor, Outcome


def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(metavar="GOLD", help="Facts documents of annotated articles, JSON lines.")
    ] = None,
    *,
    plover: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Instead of GOLD: PLOVER's gold standard records, sentence by sentence."),
    ] = None,
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
    clusters: Annotated[
        bool, typer.Option("--clusters", help="GOLD says which mentions of several articles are one thing.")
    ] = False,
    annotated: Annotated[
        bool, typer.Option("--annotated", help="With --clusters: put annotated facts together, extract nothing.")
    ] = False,
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
    if plover is not None:
        _plover(plover, model, as_json=as_json)
        return
    if gold is None:
        raise InputError("nothing to evaluate with; name a file of facts documents, or a folder with --plover")
    from accord.graph.facts_json import to_json
    from accord.loaders.evaluation.gold import find_folder, read_gold
    from accord.loaders.evaluation.report import as_html
    from accord.loaders.evaluation.running import dates, listed, of_split, outcomes
    from accord.loaders.evaluation.score import evaluate as score
    from accord.loaders.loading import find_extractor

    if clusters:
        _evaluate_clusters(gold, split, None if annotated else find_extractor(extractor, model), as_json=as_json)
        return
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


def _evaluate_clusters(gold: Path, split: str | None, extractor: Extractor | None, *, as_json: bool) -> None:
    """Print how far the things of the knowledge graph are those of the annotated clusters."""
    import json
    from dataclasses import asdict

    from accord.loaders.evaluation.clusters import cluster, read_clusters

    articles = [each for each in read_clusters(gold) if split in (None, each.split)]
    if not articles:
        raise InputError(f"--split {split}: {gold} has no such articles")
    found = cluster(articles, extractor)
    if as_json:
        typer.echo(json.dumps({name: asdict(each) for name, each in found.items()}))
        return
    for name, each in found.items():
        scores = (
            f"{what} P {p:.3f} R {r:.3f} F1 {f:.3f}" for what, (p, r, f) in (("B3", each.b3), ("CEAF-e", each.ceaf))
        )
        told = f"{each.mentions} mentions, {each.clusters} clusters, {each.wrong:.1%} of pairs wrongly merged"
        typer.echo(f"{name:<11} {'  '.join(scores)}  ({told})")


def _plover(folder: Path, model: str | None, *, as_json: bool) -> None:
    import json

    from accord.loaders.evaluation import plover
    from accord.loaders.extraction.extractor import RuleExtractor

    records = plover.read_records(folder)
    evaluated = plover.evaluate_records(records, plover.Coder(RuleExtractor(model) if model else RuleExtractor()))
    typer.echo(json.dumps(plover.as_json(evaluated)) if as_json else "\n".join(plover.as_lines(evaluated)))


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
