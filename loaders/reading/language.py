"""Whether a text is English: proven by its little words, else asked of a statistical identifier."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from accord.graph.errors import UnsupportedLanguage
from accord.loaders.word_lists import word_list

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Words that make up about a fifth of any English prose and that no other language shares, save rarely.
_LITTLE_WORDS: Final = frozenset(
    ("the", "and", "of", "to", "that", "with", "by", "from", "which", "has", "have", "were", "been", "said", "this")
)
_PROOF: Final = 0.12
_WORD: Final = re.compile(r"[^\W\d_]+")
_LAST_LATIN: Final = "\u024f"
_ENOUGH: Final = 100
_ENOUGH_FOREIGN_SCRIPT: Final = 20
_SURE: Final = 0.95


def refuse_other_language(text: str, *, name: str) -> None:
    """UnsupportedLanguage, naming the language, when ``text`` is surely not English; short texts pass."""
    words = [word.lower() for word in _WORD.findall(text)]
    letters = "".join(words)
    foreign_script = sum(letter > _LAST_LATIN for letter in letters) > len(letters) / 2
    if len(letters) < (_ENOUGH_FOREIGN_SCRIPT if foreign_script else _ENOUGH) or _is_english(words):
        return
    code, probability = _identify(text)
    if foreign_script or (code != "en" and probability >= _SURE):
        raise UnsupportedLanguage(f"{name}: is in {_english_name(code)}; accord reads English only")


def _is_english(words: list[str]) -> bool:
    return sum(1 for word in words if word in _LITTLE_WORDS) >= _PROOF * len(words)


def _identify(text: str) -> tuple[str, float]:
    """ISO 639 code of the text's likeliest language, and how likely it is."""
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    """The identifier; reading its file takes a quarter of a second, as much as extracting ten articles."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _english_name(code: str) -> str:
    return next((row["name"] for row in word_list("languages") if row["code"] == code), f"language {code!r}")
