"""Which verbs attribute words to somebody, and what words: told as done, not negated, hypothetical or narrated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.courtesy_calls import is_courtesy_call

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon

QUOTES: Final = frozenset({'"', "“", "”", "''", "``"})
# Verbs in the list with this value say something only with a clause or a quotation: "told his story" says nothing.
WORDS: Final = "words"
# Verbs with this value say what somebody holds something to be: "called it a mistake".
JUDGES: Final = "judges"
# Verbs with this value say what their object names: "issued a warning", "renewed its demand".
VOICES: Final = "voices"
DOCUMENTS: Final = frozenset("statement communique communiqué release letter note declaration document text".split())
# "X was quoted as saying": the subject of the passive has spoken.
RETOLD: Final = frozenset({"quote", "cite", "report"})
# A preposition belongs to the verb when no more than an adverb stands between: "called again for", not "called X on".
_NEAR: Final = 2
_CONTENT: Final = frozenset({"ccomp", "xcomp", "dobj", "advcl", "prep", "pcomp", "dep", "parataxis", "obj", "oprd"})
_UNREAL: Final = frozenset({"would", "could", "may", "might", "should", "will", "'ll", "can", "must", "to"})
_RELATIVES: Final = frozenset({"who", "which", "that"})
_TIMES: Final = frozenset(
    {"after", "if", "when", "before", "because", "until", "unless", "once", "since", "although", "though", "while"}
)
_QUESTIONS: Final = frozenset({"if", "whether", "about", "why", "how", "what", "when"})
_REPORTED_DEEDS: Final = frozenset({"calls_for", "promises", "welcomes"})
# What states and bodies want or seek is their policy, not what they said.
_POLICIES: Final = frozenset({"want", "seek", "invite", "celebrate", "expect", "believe"})
# With somebody and an infinitive these call for what is to be done.
_ORDERING: Final = frozenset({"tell", "press", "push", "challenge", "pressure", "instruct", "order"})
# "went on to blame", "emerged to say": the infinitive tells what was said.
_GOES_ON: Final = frozenset({"go", "continue", "proceed", "hasten", "rush", "emerge"})
_SILENT: Final = frozenset(
    "comment answer elaborate say give disclose confirm name discuss specify reveal speak".split()
)
# Participles of these say something only with a clause: "adding that …".
# What an adverbial clause tells by these verbs has been done before, and isn't the news.
_DONE: Final = frozenset({"asserts", WORDS, JUDGES, VOICES, "promises", "rejects", "calls_for", "welcomes"})
_WITH_CLAUSE: Final = frozenset({"asserts", WORDS, "claims"})
# Participles of these tell what is done or felt beside the main verb, not what is said.
_DEEDS: Final = frozenset(
    "seek want offer commit oppose refuse decline support protest volunteer undertake invite request ask celebrate "
    "cheer snub press push lobby".split()
)


def say_stance(token: Token, lexicon: Lexicon) -> str | None:
    """What the list of verbs of saying holds of a token and its particle; None when it is no such verb."""
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    lemma = token.lemma_.lower()
    if lemma == "make":
        clear = any(c.lower_ == "clear" for c in token.doc[token.i + 1 : token.i + 2])
        return WORDS if clear else VOICES
    if lemma in _ORDERING and _orders(token):
        return "calls_for"
    if is_courtesy_call(token):
        return None
    for child in token.children:
        near = child.dep_ == "advmod" or (child.dep_ == "prep" and any(True for _ in child.children))
        near = near and 0 < child.i - token.i <= _NEAR
        if child.dep_ == "prt" or near:
            row = lexicon.say_verbs.get(f"{lemma} {child.lower_}")
            if row is not None:
                return row[0]
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    # "calling for X to return": the parser sees the preposition as the mark of a clause.
    row = lexicon.say_verbs.get(f"{lemma} {after.lower_}") if after.dep_ == "mark" else None
    row = row or lexicon.say_verbs.get(lemma)
    return None if row is None else row[0]


def _orders(verb: Token) -> bool:
    """ "told his officers to stay", "pressed Y to halt": somebody, and what to do."""
    to = [c for c in verb.children if c.dep_ in {"xcomp", "advcl", "ccomp"} and c.tag_ == "VB" and c.i > verb.i]
    somebody = [c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.i > verb.i]
    to += [c for o in somebody for c in o.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VB"]
    to = [c for c in to if any(a.lower_ == "to" and a.dep_ == "aux" for a in c.children)]
    inner = [c for t in to for c in t.children if c.dep_ == "nsubj"]
    return bool(to) and bool(somebody or inner)


def has_words(verb: Token, analysis: Analysis, sentence: Sentence) -> bool:
    """The verb has what was said beside it: a clause, a quotation, or stands as an aside within it."""
    if clause(verb) is not None or is_as(verb) or is_this(verb):
        return True
    if any(t.text in QUOTES for t in analysis.span(sentence)):
        return True
    after = analysis.doc[verb.i + 1].text if verb.i + 1 < sentence.end else ""
    return verb.dep_ == "ROOT" and after == ":"


def is_retelling(verb: Token) -> bool:
    """ "the agency quoted a source as saying that": the object speaks."""
    return verb.lemma_.lower() in RETOLD and any(
        c.lower_ == "as" and any(said.dep_ == "pcomp" for said in c.children) for c in verb.children
    )


def retold_speakers(verb: Token, *, passive: bool) -> list[Token] | None:
    """Whose words are told where somebody is quoted: "X was quoted as", "they quoted X as"; None where nobody is."""
    if verb.lemma_.lower() not in RETOLD or not (passive or is_retelling(verb)):
        return None
    return [c for c in verb.children if c.dep_ == ("nsubjpass" if passive else "dobj")]


def is_aside(verb: Token) -> bool:
    """ "X, he added, would": an attribution between commas in the middle of what is said."""
    doc = verb.doc
    if verb.i + 1 >= len(doc) or doc[verb.i + 1].text != ",":
        return False
    if any(c.i == verb.i + 2 and c.tag_ == "VBG" for c in verb.children):
        # "X hopes so, he said, adding that"
        return False
    if verb.i + 2 < len(doc) and doc[verb.i + 2].dep_ == "cc" and _follows_content(verb):
        # "X fired first, Y said, but Z denied it"
        return False
    left = next((c.left_edge.i for c in verb.children if c.dep_ == "nsubj"), verb.i)
    return left > 0 and doc[left - 1].text == "," and verb.i - left < 8


def _follows_content(verb: Token) -> bool:
    hangs = verb.dep_ == "parataxis" and verb.head.i < verb.i
    return hangs or any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)


def is_this(verb: Token) -> bool:
    """ "This was announced by X": what is said is the sentence before."""
    return any(c.dep_ == "nsubjpass" and c.lower_ in {"this", "that", "it"} for c in verb.children)


def is_as(verb: Token) -> bool:
    """ "…, as claimed by X", "as X said": what is said is the sentence around it."""
    return verb.dep_ in {"advcl", "acl"} and any(c.lower_ == "as" and c.i < verb.i for c in verb.children)


def clause(verb: Token) -> Token | None:
    """The head of the clause that the verb reports, also where the parser hangs the verb on that clause."""
    if is_aside(verb):
        root = verb.sent.root
        if root.i != verb.i:
            return root
        after = next((t for t in verb.doc[verb.i + 2 : verb.sent.end] if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}), None)
        if after is not None:
            return after.head if after.tag_ == "MD" or after.dep_ in {"aux", "auxpass"} else after
    for child in verb.children:
        if child.lower_ == "clear" and child.i == verb.i + 1:
            continue
        if child.dep_ in {"ccomp", "parataxis"} and child.pos_ in {"VERB", "AUX", "ADJ", "NOUN", "PRON", "PROPN"}:
            return child
    for preposition in verb.children:
        if preposition.lower_ == "as" and preposition.i > verb.i and verb.lemma_.lower() in RETOLD:
            # "was quoted as saying that"
            return next((clause(c) for c in preposition.children if c.dep_ == "pcomp"), None)
    return verb.head if _hangs(verb) else None


def _hangs(verb: Token) -> bool:
    """The parser hangs an attribution on the main verb of what is said: "They will go, he said"."""
    head = verb.head
    if verb.dep_ not in {"parataxis", "ccomp", "dep"} or head.i == verb.i or head.pos_ not in {"VERB", "AUX"}:
        return False
    if any(c.dep_ == "mark" for c in verb.children):
        return False
    if verb.i < head.i:
        return verb.doc[verb.i + 1].text == ","
    left = next((c.left_edge.i for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), verb.i)
    return any(t.text == "," or t.text in QUOTES for t in verb.doc[max(head.i + 1, left - 2) : left])


def is_told(verb: Token, stance: str) -> bool:
    """Told as done: not negated, hypothetical, to come, or a mere modifier."""
    if any(c.dep_ == "neg" for c in verb.children) or _is_no_comment(verb):
        return False
    if verb.dep_ == "ccomp" and stance in _REPORTED_DEEDS and verb.head.lemma_.lower() in {"report", "write", "claim"}:
        # "a newspaper reported that X asked Y to"
        return False
    if verb.tag_ == "VB" and verb.dep_ in {"xcomp", "advcl", "acl", "ccomp"}:
        return verb.head.lemma_.lower() in _GOES_ON and verb.head.tag_ in {"VBD", "VBZ", "VBP"}
    if verb.dep_ != "xcomp" and any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in verb.children):
        return False
    of_object = any(c.dep_ == "nsubj" and c.lower_ not in _RELATIVES for c in verb.children)
    within = any(o.lower_ == "which" for c in verb.children if c.dep_ == "prep" and c.i < verb.i for o in c.children)
    if verb.dep_ == "relcl" and of_object and not within and stance in {"asserts", WORDS, "claims"}:
        return False
    if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "acl", "pcomp", "amod", "xcomp"}:
        return _is_participle_told(verb, stance)
    if verb.dep_ in {"acl", "relcl"} and any(c.dep_ == "mark" for c in verb.children):
        # "the claim that X wanted"
        return False
    if stance == "accuses" and any(c.dep_ == "dobj" and c.lower_ == "other" for c in verb.children):
        # "both have blamed each other"
        return False
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and stance not in {"denies", "rejects"}:
        # "suspects wanted by X", "the meeting proposed by Y"
        return False
    bare = verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "agent"} for c in verb.children)
    return not (bare and verb.dep_ in {"acl", "amod", "advcl"})


def _is_no_comment(verb: Token) -> bool:
    """ "declined to comment", "refused to say": nothing has been said."""
    return verb.lemma_.lower() in {"decline", "refuse"} and any(
        c.dep_ == "xcomp" and c.lemma_.lower() in _SILENT for c in verb.children
    )


def _is_participle_told(verb: Token, stance: str) -> bool:
    """ "…, adding that", "…, accusing X of", "with its spokesman calling it a lie"; not "by denying"."""
    own = any(c.dep_ == "nsubj" for c in verb.children)
    if verb.dep_ not in {"advcl", "acl"} and not (own and verb.dep_ == "pcomp" and verb.head.lower_ == "with"):
        return False
    if stance in _WITH_CLAUSE and verb.lemma_.lower() != "allege":
        return clause(verb) is not None
    if stance == JUDGES:
        return own or (verb.dep_ == "advcl" and verb.doc[verb.i - 1].text == ",")
    if any(c.dep_ in {"mark", "advmod"} and c.lower_ in _TIMES for c in verb.children):
        return False
    if any(c.dep_ == "dobj" and c.lower_ == "other" for c in verb.children):
        # "with both sides blaming each other"
        return False
    return verb.lemma_.lower() not in _DEEDS and any(c.dep_ in _CONTENT and c.i > verb.i for c in verb.children)


def is_question(verb: Token) -> bool:
    """ "asked whether", "asked about", "asked not to be named"; not "asked for", "asked X to"."""
    if verb.lemma_.lower() != "ask":
        return False
    somebody = any(c.dep_ in {"dobj", "dative"} and c.i > verb.i for c in verb.children)
    unnamed = not somebody and any(
        c.dep_ == "xcomp" and any(n.dep_ == "neg" for n in c.children) for c in verb.children
    )
    if unnamed or verb.dep_ == "advcl" or any(t.lower_ in _QUESTIONS for t in verb.doc[verb.i + 1 : verb.i + 4]):
        return True
    return not any(
        c.i > verb.i and (c.dep_ in {"ccomp", "xcomp"} or c.lower_ in {"for", "that"}) for c in verb.children
    )


def is_narrated(verb: Token, stance: str, *, person: bool) -> bool:
    """Something done, not said: "after X refused to sign", "the strip that both claim"."""
    reported = clause(verb) is not None
    if is_as(verb):
        return False
    if verb.lemma_.lower() == "claim" and not reported:
        return True
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
    first = verb
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    if any(t.lower_ == "what" and t.dep_ in {"dobj", "nsubj", "pobj", "oprd", "attr"} for t in verb.children):
        return True
    if stance == JUDGES and first.dep_ in {"pcomp", "csubj"} and first.head.lower_ != "with":
        return True
    if verb.dep_ == "advcl" and marks & _TIMES and stance in _DONE:
        return True
    if person or reported:
        return False
    if verb.lemma_.lower() in _POLICIES:
        return True
    if first.dep_ in {"relcl", "acl"} and first.head.lemma_.lower() not in DOCUMENTS:
        return stance in {"asserts", WORDS, JUDGES, "promises", "welcomes"}
    return verb.dep_ == "advcl" and bool(marks & _TIMES)


def is_further(verb: Token) -> bool:
    """ "said X was near, and called for …": the parser hangs a further verb of saying into what was said."""
    doc = verb.doc
    if verb.dep_ != "conj" or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children) or verb.i < 2:
        return False
    joint = next((i for i in (verb.i - 1, verb.i - 2) if doc[i].lower_ in {"and", "but"}), 0)
    told = verb.head.tag_ == "VBN" or (verb.head.tag_ in {"VBZ", "VBP"} and verb.head.head.tag_ == "VBD")
    return joint > 0 and (doc[joint - 1].text == "," or (told and verb.tag_ == "VBD"))


def content(verb: Token, sentence: Sentence) -> tuple[int, int]:
    """Token range of what is said: the verb's complement, or for a quote the rest of the sentence."""
    parts = [c for c in verb.children if c.dep_ in _CONTENT and c.pos_ != "PUNCT"]
    if not parts:
        return sentence.start, sentence.end
    start = min(*(c.left_edge.i for c in parts), verb.i + 1)
    end = max(c.right_edge.i for c in parts) + 1
    return max(start, sentence.start), min(max(end, verb.i + 1), sentence.end)
