"""``accord review``, ``judge`` and ``judgements``: a person's word on what is the same."""

from __future__ import annotations

import sys
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.graph.errors import InputError
from accord.queries.catalogue import check_unicode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.graph.remote.address import StorePlace
    from accord.graph.review import Pair

StorePath = Annotated[
    str | None, typer.Option("--store", metavar="FOLDER_OR_URL", envvar="ACCORD_STORE", help="The store.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who judges (absent: ACCORD_BY, else the file's).")
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of the judgement (absent: today).")]


def review(
    *,
    kind: Annotated[str | None, typer.Option(help="Only agreement, person, contact or incident.")] = None,
    about: Annotated[str | None, typer.Option(metavar="THING", help="Only what has to do with it.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many pairs.")] = 20,
    by: By = None,
    on: On = None,
    store: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Judge pairs that may be one thing, side by side, the most useful first.

    Answers are read from standard input, one a line: s (same), d (different), u (unsure), p left or p right (split:
    take that mention out of its thing), k (skip), q (quit); what follows on the line is kept as a note. Without any
    line of input, the pairs are printed.
    """
    from accord.graph.settings import judge_name, store_place
    from accord.queries.review_printing import print_pair
    from accord.queries.reviewing import Reviewer
    from accord.queries.tables import emit, to_json

    place, day = store_place(store), _day(on)
    pairs = _pairs(place, kind, about, limit)
    if as_json:
        emit(to_json(pairs))
        return
    if not pairs:
        sys.stderr.write("no pairs to review\n")
        return
    first = None if sys.stdin.isatty() else sys.stdin.readline()
    if first == "":
        for number, pair in enumerate(pairs, 1):
            print_pair(pair, f"{number} of {len(pairs)}", sys.stdout)
        return
    # Without a name nothing could be kept: said before anybody has thought about an answer.
    name = judge_name(by)
    lines = chain([first] if first else [], iter(sys.stdin.readline, ""))
    judged = Reviewer(place, name, day, lambda: next(lines, ""), sys.stdout, sys.stderr).ask(pairs)
    sys.stderr.write(f"\n{judged} judged\n")


def judge(
    one: Annotated[str, typer.Argument(help="A mention by IRI, or an agreement, person, contact or incident.")],
    other: Annotated[str, typer.Argument(help="Likewise; a thing stands for its earliest mention.")],
    verdict: Annotated[str, typer.Argument(metavar="same|different|unsure")],
    *,
    by: By = None,
    on: On = None,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    store: StorePath = None,
) -> None:
    """Say that two are the same, or different, or that nobody can say; the knowledge graph follows."""
    from accord.graph.knowledge.judgements import Judgement
    from accord.graph.settings import judge_name, store_place
    from accord.graph.store import Store
    from accord.queries.verdicts import conflict_lines, pair_of, sentence_of

    name, day = judge_name(by), _day(on)
    check_unicode(name, "--by")
    check_unicode(note, "--note")
    with Store.open(store_place(store)) as opened:
        judgement = Judgement.of(pair_of(opened, one, other), verdict, name, day, note)
        judging = opened.judge(judgement)
        told = sentence_of(judgement, judging.number, opened) if judging.number else "judged so already"
        conflicts = list(conflict_lines(opened, (judgement,)))
    _say(told)
    _complain(conflicts)


def judgements(
    which: Annotated[
        str | None, typer.Argument(metavar="[N|IRI]", help="With --undo: which (absent: the latest).")
    ] = None,
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Take a judgement back.")] = False,
    export: Annotated[Path | None, typer.Option("--export", metavar="FILE", help="Write all; - is the output.")] = None,
    import_: Annotated[Path | None, typer.Option("--import", metavar="FILE", help="Keep those of a file.")] = None,
    store: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """List what was judged, with its numbers and conflicts; undo, export or import it."""
    from accord.graph.settings import store_place

    place = store_place(store)
    if sum((undo, export is not None, import_ is not None)) > 1:
        raise typer.BadParameter("give one of --undo, --export and --import")
    if which is not None and not undo:
        raise typer.BadParameter(f"{which!r} names a judgement only with --undo")
    if undo:
        _undo(place, which)
    elif export is not None:
        _export(place, export)
    elif import_ is not None:
        _import(place, import_)
    else:
        _list(place, as_json)


def _pairs(place: StorePlace, kind: str | None, about: str | None, limit: int) -> tuple[Pair, ...]:
    from accord.graph.review import find_pairs
    from accord.graph.store import Store
    from accord.queries.verdicts import find_subject

    with Store.open(place, read_only=True) as opened:
        return find_pairs(opened, kind, None if about is None else find_subject(opened, about), limit)


def _undo(place: StorePlace, which: str | None) -> None:
    from accord.graph.store import Store
    from accord.queries.verdicts import sentence_of

    with Store.open(place) as opened:
        judging = opened.undo(int(which) if which is not None and which.isdecimal() else which)
        told = [sentence_of(each, judging.number, opened) for each in judging.judgements]
    for line in told:
        _say(f"undone: {line}")


def _export(place: StorePlace, file: Path) -> None:
    from accord.graph.judgement_file import write_judgements
    from accord.graph.knowledge.judgements import Judgements
    from accord.graph.knowledge.view import View
    from accord.graph.store import Store

    with Store.open(place, read_only=True) as opened:
        made = Judgements(View(opened.database)).all()
        text = write_judgements(made, opened.namespace)
    if str(file) == "-":
        sys.stdout.write(text)
        return
    draft = file.with_name(f"{file.name}.part")
    try:
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(file)
    except OSError as error:
        raise InputError(f"{file}: can't be written ({error.strerror})") from error
    finally:
        draft.unlink(missing_ok=True)
    sys.stderr.write(f"{len(made)} judgements written\n")


def _import(place: StorePlace, file: Path) -> None:
    from accord.graph.store import Store
    from accord.queries.verdicts import bring_in, conflict_lines

    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: can't be read as UTF-8 text ({error})") from error
    with Store.open(place) as opened:
        brought = bring_in(opened, text, str(file))
        conflicts = list(conflict_lines(opened, brought.kept))
    _say(brought.told)
    _complain(conflicts)


def _list(place: StorePlace, as_json: bool) -> None:
    from accord.graph.store import Store
    from accord.queries.tables import Format, emit, to_json, write_table
    from accord.queries.verdicts import as_table, standing

    with Store.open(place, read_only=True) as opened:
        made, ns = standing(opened), opened.namespace
    if as_json:
        emit(to_json(made))
    else:
        write_table(as_table(made, ns), Format.table)


def _day(text: str | None) -> date:
    from accord.graph.judgement_file import day_of

    return date.today() if text is None else day_of(text)


def _say(text: str) -> None:
    from accord.queries.tables import emit

    emit(text)


def _complain(lines: Iterable[str]) -> None:
    from accord.queries.tables import visible

    for line in lines:
        sys.stderr.write(visible(line) + "\n")
