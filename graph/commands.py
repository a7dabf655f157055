"""Commands about the store itself: remove, rebuild, check, export."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from dataclasses import asdict
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.graph.errors import InputError, PartlyDone, UnknownThing

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from accord.graph.validation import Finding

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="FOLDER_OR_URL", help="The store (absent: ACCORD_STORE, else the user's data folder)."
    ),
]


def remove(
    article: Annotated[list[str], typer.Argument(metavar="ARTICLE_ID...", help="What accord show calls the article.")],
    store: StoreOption = None,
) -> None:
    """Remove articles with everything that only they tell."""
    from accord.graph.settings import store_place
    from accord.graph.store import Store

    with Store.open(store_place(store)) as opened:
        known = set(opened.articles())
        with opened.batch():
            removed = [identifier for identifier in dict.fromkeys(article) if opened.remove_article(identifier)]
    unknown = [identifier for identifier in dict.fromkeys(article) if identifier not in known]
    for identifier in removed:
        typer.echo(f"removed {identifier}")
    if unknown:
        message = f"the store holds no article {', '.join(map(repr, unknown))}; see the identifiers with accord query"
        raise PartlyDone(message) if removed else UnknownThing(message)


def rebuild(store: StoreOption = None) -> None:
    """Derive the knowledge graph anew from all articles and judgements; what it says stays the same."""
    from accord.graph.knowledge.judgements import Judgements
    from accord.graph.knowledge.view import View
    from accord.graph.settings import store_place
    from accord.graph.store import Store

    with Store.open(store_place(store)) as opened:
        with _working("rebuilding"):
            opened.rebuild()
        articles, judgements = len(opened.articles()), len(Judgements(View(opened.database)).all())
    typer.echo(f"rebuilt from {articles} articles and {judgements} judgements")


def _working(what: str) -> AbstractContextManager[object]:
    """Says on a terminal that something takes its time."""
    from rich.console import Console

    return Console(stderr=True).status(what) if sys.stderr.isatty() else nullcontext()


def check(
    store: StoreOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print findings as JSON lines.")] = False,
) -> None:
    """Check the whole graph: shapes, quotes, references, and that knowledge follows from the evidence."""
    from accord.graph.settings import store_place
    from accord.graph.store import Store
    from accord.graph.validation import validate

    with Store.open(store_place(store), read_only=True) as opened:
        findings = validate(opened)
        articles = len(opened.articles())
    for finding in findings:
        typer.echo(json.dumps(asdict(finding), ensure_ascii=False) if as_json else _line(finding))
    typer.echo(f"{articles} articles checked, {len(findings)} findings", err=True)
    if findings:
        raise typer.Exit(1)


def _line(finding: Finding) -> str:
    quote = f" — “{finding.quote}”" if finding.quote else ""
    return f"{finding.article or 'knowledge'}: {finding.thing}: {finding.rule}{quote}"


def export(
    format: Annotated[str | None, typer.Argument(help="turtle, trig, nquads, jsonld, graphml, gexf or csv.")] = None,
    *,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Absent: standard output.")] = None,
    register: Annotated[
        str | None,
        typer.Option("--register", metavar="NAME", help="Instead: un-treaties, its tables into --out FOLDER."),
    ] = None,
    neo4j_admin: Annotated[
        Path | None,
        typer.Option("--neo4j-admin", metavar="FOLDER", help="Instead: CSV files for neo4j-admin database import."),
    ] = None,
    page: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Instead: what --query finds, as one page to send.")
    ] = None,
    query: Annotated[
        str | None, typer.Option("--query", help="With --html: SPARQL, or a question of the catalogue.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="With --query: a parameter's value.")
    ] = None,
    graph: Annotated[str, typer.Option(help="knowledge, evidence or all.")] = "knowledge",
    store: StoreOption = None,
) -> None:
    """Write the graph for other tools; equal graphs give equal bytes."""
    from accord.graph.export import export as write
    from accord.graph.settings import store_place
    from accord.graph.store import Store

    if register is not None:
        _export_register(register, out, store)
        return
    if neo4j_admin is not None:
        _export_neo4j_admin(neo4j_admin, store)
        return
    if page is not None:
        _export_page(page, query, param or [], store)
        return
    if format is None:
        raise typer.BadParameter("give a format, --register, --neo4j-admin or --html", param_hint="FORMAT")
    with Store.open(store_place(store), read_only=True) as opened:
        if out is None:
            write(opened, format, _standard_output(), graph)
            return
        draft = out.with_name(f"{out.name}.part")
        try:
            with draft.open("wb") as file:
                write(opened, format, file, graph)
            draft.replace(out)
        except OSError as error:
            raise InputError(f"{out}: can't be written ({error.strerror})") from error
        finally:
            draft.unlink(missing_ok=True)


def _export_neo4j_admin(folder: Path, store: str | None) -> None:
    from accord.graph.export_admin import ARGUMENTS, write_admin
    from accord.graph.neo4j.sync import state_of
    from accord.graph.projection import rows
    from accord.graph.settings import store_place
    from accord.graph.store import Store

    with Store.open(store_place(store), read_only=True) as opened:
        try:
            written = write_admin(rows(opened), folder, state_of(opened))
        except OSError as error:
            raise InputError(f"{folder}: can't be written ({error.strerror})") from error
    typer.echo(f"{written} rows written; in {folder}: neo4j-admin database import full neo4j @{ARGUMENTS}", err=True)


def _export_register(name: str, out: Path | None, store: str | None) -> None:
    """Registers are above this layer, so that they are found by entry point."""
    from accord.graph.settings import store_place
    from accord.graph.store import Store

    points = {point.name: point for point in entry_points(group="accord.register_exporters")}
    if name not in points:
        raise InputError(f"no register {name!r} can be exported; there are: {', '.join(sorted(points)) or 'none'}")
    if out is None:
        raise typer.BadParameter("give the folder to write to", param_hint="--out")
    with Store.open(store_place(store), read_only=True) as opened:
        try:
            rows = points[name].load()(opened, out)
        except OSError as error:
            raise InputError(f"{out}: can't be written ({error.strerror})") from error
    typer.echo(f"{rows} rows written to {out}", err=True)


def _export_page(page: Path, query: str | None, parameters: list[str], store: str | None) -> None:
    """Queries and pages are above this layer, as registers are."""
    from accord.graph.settings import store_place
    from accord.graph.store import Store

    if query is None:
        raise typer.BadParameter("say what the page is to show", param_hint="--query")
    write = next(point.load() for point in entry_points(group="accord.page_exporters") if point.name == "html")
    draft = page.with_name(f"{page.name}.part")
    with Store.open(store_place(store), read_only=True) as opened:
        try:
            told = write(opened, query, parameters, draft)
            draft.replace(page)
        except OSError as error:
            raise InputError(f"{page}: can't be written ({error.strerror})") from error
        finally:
            draft.unlink(missing_ok=True)
    typer.echo(f"{told} written to {page}", err=True)


def _standard_output() -> BinaryIO:
    return sys.stdout.buffer
