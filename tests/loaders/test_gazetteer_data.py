"""The data files themselves: complete, without doubles, with a source, and cut as the tokeniser cuts."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from accord.loaders import word_lists
from accord.loaders.extraction.actor_names import (
    actors,
    body_surfaces,
    metonym_surfaces,
    state_surfaces,
    states,
    surface_tokens,
)
from accord.loaders.extraction.gazetteer import bloc_members
from accord.loaders.word_lists import values, word_list

FILES = sorted(p.name for p in files("accord.loaders").joinpath("data").iterdir() if p.name.endswith(".tsv"))
OURS = ["blocs", "decoys", "groups", "igos", "metonyms", "organs", "regions", "states", "titles"]
# South Vietnam was never given an ISO code; the others were, and ISO 3166-3 keeps them.
WITHOUT_RIGOUR = {"RVN", "VDR", "YMD", "YAR", "EAZ", "SKM"}
ROLES = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister military_chief ambassador envoy spokesperson "
    "other_minister legislator igo_head other".split()
)


def codes(name: str) -> list[str]:
    return [row["code"] for row in word_list(name)]


@pytest.mark.parametrize("name", FILES)
def test_every_data_file_says_where_it_comes_from(name: str) -> None:
    lines = files("accord.loaders").joinpath("data", name).read_text(encoding="utf-8").split("\n")
    assert [line.partition(":")[0] for line in lines[:3]] == ["# source", "# licence", "# columns"]


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_a_data_file_has_all_its_columns(name: str) -> None:
    assert word_list(name.removesuffix(".tsv")) is not None


@pytest.mark.parametrize("name", OURS)
def test_the_rows_are_sorted_and_none_is_there_twice(name: str) -> None:
    lines = files("accord.loaders").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")][1:]
    assert rows == sorted(set(rows))


def test_there_are_two_hundred_organisations_and_two_hundred_groups() -> None:
    assert len(codes("igos")) >= 200
    assert len(codes("groups")) >= 200


def test_no_code_stands_for_two_actors() -> None:
    counts = Counter([*codes("states"), *codes("igos"), *codes("groups")])
    assert [code for code, count in counts.items() if count > 1] == []


def test_every_state_of_the_register_of_territories_is_there_with_its_wikidata_item() -> None:
    from rigour.territories import get_territories

    known = {state.code: state.wikidata for state in states()}
    countries = {t.alpha3.upper(): t.qid for t in get_territories() if t.alpha3 and t.is_country}
    missing = {"ZAR": "Zaire is COD", "BYS": "part of the Soviet Union"}
    assert {code: qid for code, qid in countries.items() if known.get(code) != qid and code not in missing} == {}


def test_every_state_code_is_in_the_register_or_listed_as_historic() -> None:
    from rigour.territories import get_territories

    register = {t.alpha3.upper() for t in get_territories() if t.alpha3}
    assert {state.code for state in states()} - register == WITHOUT_RIGOUR


def test_historic_states_ended_and_have_successors() -> None:
    by_code = {state.code: state for state in states()}
    historic = [state for state in by_code.values() if state.kind == "historic"]
    assert {"SUN", "YUG", "CSK", "DDR", "SCG"} <= {state.code for state in historic}
    assert all(state.until and state.successors for state in historic)
    assert all(code in by_code for state in historic for code in state.successors)


def test_no_two_living_states_share_a_number() -> None:
    living = [s for s in states() if s.kind == "state"]
    for column in ("cow", "gw"):
        numbers = Counter(getattr(s, column) for s in living if getattr(s, column) is not None)
        assert [n for n, count in numbers.items() if count > 1] == []


def test_every_code_that_a_file_refers_to_exists() -> None:
    known = actors()
    pointed = [row["code"] for row in word_list("metonyms")]
    pointed += [code for row in word_list("igos") for code in (row["part_of"], row["acts_for"]) if code]
    pointed += [code for row in word_list("groups") for code in (*values(row["states"]), row["acts_for"]) if code]
    pointed += [code for members in bloc_members().values() for code in members]
    pointed += [row["state"] for row in word_list("regions") if row["state"]]
    pointed += [row["default_actor"] for row in word_list("titles") if row["default_actor"]]
    assert {code for code in pointed if code not in known} == set()


def test_every_title_has_a_role_of_the_scheme() -> None:
    assert {row["role"] for row in word_list("titles")} <= ROLES


def test_regions_lie_on_the_globe() -> None:
    for row in word_list("regions"):
        assert -90 <= float(row["latitude"]) <= 90, row["name"]
        assert -180 <= float(row["longitude"]) <= 180, row["name"]


def test_at_least_120_named_instruments_have_a_kind() -> None:
    rows = word_list("named_instruments")
    assert len(rows) >= 120
    assert all(row["kind"] for row in rows)


def test_names_are_cut_as_the_tokeniser_cuts_them() -> None:
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    surfaces = {s for s, _ in (*state_surfaces(), *metonym_surfaces(actors()))}
    surfaces |= {s for s, _ in (*body_surfaces("igos"), *body_surfaces("groups"))}
    cut = {s: tuple(t.text for t in tokenizer(f"In {s} today"))[1:-1] for s in surfaces}
    assert {s: tokens for s, tokens in cut.items() if tokens != surface_tokens(s)} == {}


def test_a_row_with_a_value_too_few_is_refused_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "broken.tsv").write_text("# source: a test\ncode\tname\nPER\tPeru\nCHL\n", encoding="utf-8")
    monkeypatch.setattr(word_lists, "files", lambda package: tmp_path)
    with pytest.raises(ValueError, match=r"broken\.tsv, line 4: 1 values, not 2"):
        word_list("broken")


def test_kinds_topics_modes_and_stances_are_those_of_the_facts_document() -> None:
    kinds = set(
        "treaty memorandum ceasefire peace_agreement trade_agreement security_pact arms_control border_agreement "
        "prisoner_exchange communique understanding other".split()
    )
    topics = set(
        "safe_zone deconfliction notification ceasefire withdrawal prisoner_exchange humanitarian_access trade tariffs "
        "energy nuclear arms border water fisheries migration extradition technology finance climate "
        "security_cooperation diplomatic_relations visa transport culture health other".split()
    )
    assert {row["kind"] for name in ("instruments", "named_instruments") for row in word_list(name)} <= kinds
    assert {topic for row in word_list("named_instruments") for topic in values(row["topics"])} <= topics
    assert {row["topic"] for row in word_list("topics")} - {"-"} <= topics
    assert {row["mode"] for row in word_list("contact_words")} <= set(
        "meeting phone_call video_call visit negotiation letter".split()
    )
    assert {row["stance"] for row in word_list("say_verbs")} - {"words", "judges", "voices"} <= set(
        "asserts denies claims promises threatens rejects calls_for accuses welcomes".split()
    )


def test_no_name_stands_for_two_instruments() -> None:
    names = Counter(n for row in word_list("named_instruments") for n in {row["name"], *values(row["aliases"])})
    assert [name for name, count in names.items() if count > 1] == []
