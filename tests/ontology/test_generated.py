"""What is generated from the Turtle is the same bytes each time, and is what is in the tree."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from accord.ontology import projection_map, terms
from accord.ontology.annotations import read_annotations
from accord.ontology.constants import constant, plural, render_terms
from accord.ontology.generate import main, render, stale_files
from accord.ontology.vocabulary import Vocabulary, read_vocabulary, turtle

if TYPE_CHECKING:
    from pathlib import Path

GENERATED = ("ontology/terms.py", "ontology/projection_map.py", "ontology/shapes.ttl", "docs/ontology.md")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary()


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A copy of the files that generation reads and writes."""
    for name in ("pyproject.toml", *GENERATED):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(root / name, tmp_path / name)
    return tmp_path


def test_the_generated_files_are_up_to_date(root: Path) -> None:
    assert [*stale_files(root)] == []


def test_generating_twice_gives_the_same_bytes_whatever_the_hash_seed(root: Path) -> None:
    code = (
        "import hashlib, sys; from pathlib import Path; from accord.ontology.generate import render;"
        "files = render(Path(sys.argv[1]).read_text(encoding='utf-8'));"
        "print({name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()})"
    )
    command = [sys.executable, "-c", code, str(root / "ontology" / "shapes.ttl")]
    one, other = (
        subprocess.run(command, check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    )
    assert one == other
    assert all(name in one for name in GENERATED)


def test_the_check_names_what_is_out_of_date_and_changes_nothing(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = checkout / "ontology" / "terms.py"
    stale.write_text("KIND = 1\n", encoding="utf-8")
    assert main(checkout, ["--check"]) == 1
    assert capsys.readouterr().err == "ontology/terms.py is out of date\n"
    assert stale.read_text(encoding="utf-8") == "KIND = 1\n"


def test_generating_brings_a_stale_file_up_to_date(checkout: Path, root: Path) -> None:
    for name in GENERATED[:2]:
        (checkout / name).unlink()
    (checkout / "docs" / "ontology.md").write_text("old", encoding="utf-8")
    assert main(checkout, []) == 0
    assert main(checkout, ["--check"]) == 0
    assert all((checkout / name).read_bytes() == (root / name).read_bytes() for name in GENERATED)


def test_generating_outside_a_checkout_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(tmp_path, [])
    assert refused.value.code == 2
    assert "is no checkout" in capsys.readouterr().err


def test_shapes_keep_what_is_written_by_hand(root: Path) -> None:
    shapes = (root / "ontology" / "shapes.ttl").read_text(encoding="utf-8")
    changed = shapes.replace("### Dates\n", "### Dates, with a remark\n")
    assert "### Dates, with a remark\n" in render(changed)["ontology/shapes.ttl"]


def test_shapes_without_the_place_for_the_lists_are_refused() -> None:
    with pytest.raises(ValueError, match="has no line '### Generated from"):
        render("# shapes")


def test_every_class_and_property_is_a_constant(vocabulary: Vocabulary) -> None:
    for term in vocabulary.terms:
        assert getattr(terms, constant(term.name)) == term.iri


def test_every_concept_and_scheme_is_a_constant(vocabulary: Vocabulary) -> None:
    for scheme in vocabulary.schemes:
        assert getattr(terms, plural(scheme.notation)) == scheme.notations == terms.SCHEMES[scheme.notation]
        for concept in scheme.concepts:
            assert getattr(terms, f"{scheme.notation}_{concept.notation}".upper()) == concept.iri


def test_borrowed_terms_are_constants_too() -> None:
    assert terms.RDF_TYPE == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert terms.WAS_DERIVED_FROM == "http://www.w3.org/ns/prov#wasDerivedFrom"
    assert terms.XSD_DATE == "http://www.w3.org/2001/XMLSchema#date"


def test_two_terms_of_one_constant_are_refused() -> None:
    twin = b"@prefix acc: <https://w3id.org/accord/ontology#> . acc:State a <http://www.w3.org/2002/07/owl#Class> . "
    twins = read_vocabulary(twin + b"acc:state a <http://www.w3.org/2002/07/owl#Class> .")
    with pytest.raises(ValueError, match="share a constant, rename one of each: STATE"):
        render_terms(twins)


def test_the_map_of_neo4j_is_that_of_the_annotations(vocabulary: Vocabulary) -> None:
    annotations = read_annotations(vocabulary)
    assert projection_map.NEO4J_LABELS == annotations.labels
    assert projection_map.NEO4J_TYPES == annotations.types
    assert projection_map.NEO4J_PROPERTIES == annotations.properties
    assert projection_map.NEO4J_LINK_PROPERTIES == annotations.link_properties
    assert projection_map.NEO4J_VALUES == annotations.values
    assert frozenset(annotations.lists) == projection_map.NEO4J_LISTS


def test_the_map_of_neo4j_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        projection_map.NEO4J_LABELS[terms.STATE] = "Country"  # type: ignore[index]


def test_constants_need_no_rdf_library() -> None:
    code = "import sys; import accord.ontology.projection_map; print([*{'rdflib', 'pyoxigraph'} & {*sys.modules}])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_the_reference_describes_every_term_and_code(root: Path, vocabulary: Vocabulary) -> None:
    page = (root / "docs" / "ontology.md").read_text(encoding="utf-8")
    for term in (*vocabulary.classes, *vocabulary.properties):
        assert f"| `acc:{term.name}` | {term.definition} |" in page
    for scheme in vocabulary.schemes:
        for concept in scheme.concepts:
            assert f"| `{concept.notation}` | {concept.label} | {concept.definition} |" in page


def test_a_table_of_the_reference_has_as_many_cells_in_each_row(root: Path) -> None:
    counts: list[int] = []
    for line in (root / "docs" / "ontology.md").read_text(encoding="utf-8").splitlines():
        counts = [*counts, line.count("|")] if line.startswith("|") else []
        assert len({*counts}) <= 1, line


def test_broken_turtle_is_refused_with_its_place() -> None:
    with pytest.raises(SyntaxError, match="line 1"):
        read_vocabulary(turtle("accord.ttl")[:0] + b"acc:State a owl:Class .")
