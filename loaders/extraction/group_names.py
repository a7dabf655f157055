"""Armed groups that no list knows, as the press names them: "the X Liberation Front (XLF)", "X rebels", "rebels"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.analysis import ActorMention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from accord.loaders.extraction.gazetteer import Gazetteer

_TYPE: Final = "ArmedGroup"
# The nouns that such names are made on; the civil ones only beside a word for an armed struggle.
_ARMED: Final = frozenset("Front Army Movement Militia Brigade Brigades Guerrillas Forces Fighters Volunteers".split())
_CIVIL: Final = frozenset(
    "Alliance Council Organisation Organization Union Congress Coalition Command Force Resistance Party Group".split()
)
_CAUSES: Final = frozenset(
    "Liberation Salvation Resistance Revolutionary Freedom Patriotic Insurgent Rebel Guerrilla Separatist Jihad "
    "Mujahideen Mujahidin Independence Uprising Self-Defence Self-Defense".split()
)
# Names of this form that fight nobody.
_PEACEFUL: Final = frozenset({("Salvation", "Army")})
_FIGHTING: Final = frozenset(
    "rebel rebels guerrilla guerrillas guerilla guerillas separatist separatists insurgent insurgents militant "
    "militia paramilitary secessionist secessionists armed".split()
)
# Who speaks or acts for rebels: "rebel leaders", "separatist delegates".
_REBEL: Final = frozenset("rebel guerrilla guerilla separatist insurgent".split())
_ROLES: Final = frozenset(
    "leader leaders delegate delegates delegation negotiator negotiators representative representatives commander "
    "commanders chief chiefs spokesman spokeswoman spokesperson side force forces fighter fighters troops army "
    "movement group groups faction factions alliance coalition official officials".split()
)
# Words of an armed struggle; others rebel in parliaments.
_WAR: Final = frozenset(
    "ceasefire cease truce war fighting army armed troops militia killed peace soldiers weapons clashes conflict "
    "hostilities gunmen attack attacks offensive".split()
)
_REBELS: Final = frozenset("rebels guerrillas guerillas separatists insurgents secessionists".split())
_MILITIAS: Final = frozenset({"militia", "militias", "militiamen"})
# Members who rebel in a parliament, and words of a title or a sentence's beginning.
_NO_NAMES: Final = frozenset(
    "tory labour conservative republican democrat democratic liberal socialist christian the but and as some other "
    "many if when while then former young several both these those their his two three four armed pro islamist islamic "
    "marxist leftist communist maoist ethnic arab western eastern northern southern".split()
)
_LINKS: Final = frozenset({"of", "for", "the", "and"})
_MOST: Final = 8  # words of a name
_LONGEST: Final = 14  # of a name with its acronym beside it
_SHOUTED: Final = 0.2  # share of words in lower case


def group_mentions(
    texts: Sequence[Sequence[str]], found: Sequence[list[ActorMention]], gazetteer: Gazetteer, on: date | None = None
) -> list[list[ActorMention]]:
    """The mentions ``found`` in each of an article's texts, with groups that are recognised by the form of their name.

    ``texts``: the tokens of each paragraph. By "rebels" alone those are meant whom the article names, if it names one
    group; if it names none, those of a known leader or of the state that it speaks of most ("Malian rebels"). ``on``:
    the article's date.
    """
    aliases: dict[str, str] = {}
    named = [
        _merged(_named(tokens, mentions, aliases), list(_introduced(tokens, mentions, aliases)))
        for tokens, mentions in zip(texts, found, strict=True)
    ]
    counted = Counter(m.code for each in (*found, *named) for m in each if m.type == _TYPE)
    only = next(iter(counted)) if len(counted) == 1 else None
    if not counted and any(t in _REBELS or t in _REBEL for tokens in texts for t in tokens):
        only = _nameless(texts, found, gazetteer, on)
    told = []
    for tokens, mentions, more in zip(texts, found, named, strict=True):
        added = _merged(mentions, more)
        added = _merged(added, _short(tokens, aliases))
        added = _merged(added, list(_rebels(tokens, added, only, gazetteer)))
        told.append(added)
    return told


def _nameless(
    texts: Sequence[Sequence[str]], found: Sequence[list[ActorMention]], gazetteer: Gazetteer, on: date | None
) -> str | None:
    """What to call the rebels of an article that names no group of them: by their leader, else by their state."""
    if not any(t in _WAR for tokens in texts for t in tokens):
        return None
    led = {code for tokens in texts for code in gazetteer.groups_led(tokens, on)}
    if led:
        return next(iter(led)) if len(led) == 1 else None
    states = Counter(m.code for each in found for m in each if m.type == "State" and m.surface in {"name", "demonym"})
    return f"{gazetteer.adjective(states.most_common(1)[0][0])} rebels" if states else None


def _merged(mentions: list[ActorMention], more: Sequence[ActorMention]) -> list[ActorMention]:
    """Both, of those that overlap the new ones."""
    if not more:
        return mentions
    taken = {i for m in more for i in range(m.start, m.end)}
    kept = [m for m in mentions if taken.isdisjoint(range(m.start, m.end))]
    return sorted([*kept, *more], key=lambda m: m.start)


def _named(tokens: Sequence[str], mentions: Sequence[ActorMention], aliases: dict[str, str]) -> list[ActorMention]:
    """Names on a noun for a force: "the rebel Y Movement", "the Movement for the Liberation of Y"."""
    at = {i: m for m in mentions for i in range(m.start, m.end)}
    heads = [i for i, t in enumerate(tokens) if t in _ARMED or t in _CIVIL]
    if not heads or _is_shouted(tokens):
        return []
    added: list[ActorMention] = []
    for head in heads:
        start, end = _extent(tokens, head, at)
        if added and start < added[-1].end:
            continue
        if not _is_group(tokens, start, head, end) or any(i in at and at[i].type != "State" for i in range(start, end)):
            continue
        code = _joined(tokens[start:end])
        added.append(ActorMention(start, end, code, _TYPE, "name"))
        for alias in _acronyms(tokens, start, end):
            aliases[alias] = code
    return added


def _introduced(
    tokens: Sequence[str], mentions: Sequence[ActorMention], aliases: dict[str, str]
) -> Iterator[ActorMention]:
    """ "Two rebel groups, the Union of Y (UY) and the Z (ZZ)", "the Convention of Y (CY) was the last rebel group"."""
    known = {i for m in mentions if m.type != "State" for i in range(m.start, m.end)}
    last = -1
    for bracket in range(len(tokens) - 2):
        if tokens[bracket] != "(" or tokens[bracket + 2] != ")":
            continue
        start = _spelt_from(tokens, bracket)
        if start is None or not known.isdisjoint(range(start, bracket)) or not _is_acronym(tokens[bracket + 1]):
            continue
        before = {t.lower() for t in tokens[max(0, start - 5) : start]}
        after = [t.lower() for t in tokens[bracket + 3 : bracket + 9]]
        told = after[:1] in (["is"], ["was"], ["are"], ["were"]) and not _FIGHTING.isdisjoint(after)
        listed = last >= 0 and "." not in tokens[last:start] and tokens[start - 2 : start] == ["and", "the"]
        if before & _FIGHTING or told or listed:
            last, code = bracket, _joined(tokens[start:bracket])
            aliases[tokens[bracket + 1]] = code
            yield ActorMention(start, bracket, code, _TYPE, "name")


def _spelt_from(tokens: Sequence[str], bracket: int) -> int | None:
    """Where the name begins that the acronym in brackets stands for, one letter more or less, in any order."""
    letters = Counter(tokens[bracket + 1])
    best: tuple[int, bool, int] | None = None
    for start in range(bracket - 1, max(-1, bracket - _LONGEST - 1), -1):
        if not (_is_capital(tokens[start]) or tokens[start] in _LINKS):
            break
        if not _is_capital(tokens[start]):
            continue
        shared = letters & Counter(w[0] for w in tokens[start:bracket] if _is_capital(w))
        found = (shared.total(), start > 0 and tokens[start - 1].lower() == "the", start)
        best = found if best is None or found[:2] > best[:2] else best
    return best[2] if best is not None and best[0] >= max(2, letters.total() - 1) else None


def _is_shouted(tokens: Sequence[str]) -> bool:
    """A headline whose words all have capitals tells no names apart."""
    words = [t for t in tokens if len(t) > 3 and t[0].isalpha()]
    return sum(t.islower() for t in words) < _SHOUTED * len(words)


def _extent(tokens: Sequence[str], head: int, at: dict[int, ActorMention]) -> tuple[int, int]:
    """Where the name on the noun ``head`` begins and ends."""
    start = head
    while start and head - start < _MOST:
        word = tokens[start - 1]
        if word in {"'s", "'", "-"} and start > 1 and start - 2 not in at:
            start -= 1
        elif word == "and" and _is_pair(tokens, start - 1) and start - 2 not in at:
            start -= 2
            break
        elif _is_capital(word) and word != "The" and not (word in {"'s"} or _is_acronym(word)):
            start -= 1
        else:
            break
    while start < head and not _is_capital(tokens[start]):
        start += 1
    end = head + 1
    if end < len(tokens) and tokens[end] in {"of", "for"}:
        stop = end
        while stop < len(tokens) and stop - head < _MOST and (tokens[stop] in _LINKS or _is_capital(tokens[stop])):
            if tokens[stop] == "and" and stop - 1 in at:
                break
            stop += 1
            if _is_capital(tokens[stop - 1]):
                end = stop
    return start, end


def _is_pair(tokens: Sequence[str], link: int) -> bool:
    """ "the Justice and Equality Movement": one word and another, not somebody and the movement."""
    if link < 2 or not _is_capital(tokens[link - 1]):
        return False
    return tokens[link - 2].lower() in {"the", "rebel", "(", "of"}


def _is_group(tokens: Sequence[str], start: int, head: int, end: int) -> bool:
    words = tuple(tokens[start:end])
    if len(words) < 2 or words in _PEACEFUL:
        return False
    around = {t.lower() for t in (*tokens[max(0, start - 4) : start], *tokens[end : end + 1])}
    if around & _FIGHTING:
        return True
    causes = _CAUSES.intersection(words)
    return tokens[head] in _ARMED and len(words) > 2 and bool(causes - {tokens[head]})


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and len(word) > 1


def _is_acronym(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.isupper()


def _acronyms(tokens: Sequence[str], start: int, end: int) -> Iterator[str]:
    """ "… Front (XLF)" and "XLF (… Front)"."""
    if end + 2 < len(tokens) and tokens[end] == "(" and _is_acronym(tokens[end + 1]):
        yield tokens[end + 1]
    if start > 1 and tokens[start - 1] == "(" and _is_acronym(tokens[start - 2]):
        yield tokens[start - 2]


def _joined(words: Sequence[str]) -> str:
    return " ".join(words).replace(" 's", "'s").replace(" '", "'").replace(" - ", "-")


def _short(tokens: Sequence[str], aliases: dict[str, str]) -> list[ActorMention]:
    return [ActorMention(i, i + 1, aliases[t], _TYPE, "acronym") for i, t in enumerate(tokens) if t in aliases]


def _rebels(
    tokens: Sequence[str], mentions: Sequence[ActorMention], only: str | None, gazetteer: Gazetteer
) -> Iterator[ActorMention]:
    """ "Casamance rebels", "rebels from Casamance", and "rebels" where the article names but one group."""
    at = {i: m for m in mentions for i in range(m.start, m.end)}
    for index, word in enumerate(tokens):
        if only is not None and word in _REBEL and index not in at and _acts(tokens, index + 1, at):
            yield ActorMention(index, index + 1, only, _TYPE, "demonym")
        if word not in _REBELS and word not in _MILITIAS:
            continue
        before = at.get(index - 1)
        if index in at or (before is not None and before.type != "State"):
            continue
        start = before.start if before is not None else index - 1
        own = before is not None or (index > 0 and _names(tokens, index - 1))
        if word in _MILITIAS and (before is not None or not own):
            continue
        if only is not None and word in _REBELS:
            yield ActorMention(start if own else index, index + 1, only, _TYPE, "people")
        elif own:
            whose = gazetteer.adjective(before.code) if before is not None else _joined(tokens[start:index])
            yield ActorMention(start, index + 1, f"{whose} {word}", _TYPE, "people")
        elif _is_from(tokens, index, at):
            yield ActorMention(index, index + 1, f"{tokens[index + 2]} {word}", _TYPE, "people")


def _acts(tokens: Sequence[str], index: int, at: dict[int, ActorMention]) -> bool:
    """ "Rebel leaders", but no "rebel movement Y", which is a group with a name."""
    if index >= len(tokens) or tokens[index].lower() not in _ROLES:
        return False
    named = index + 1 in at and at[index + 1].type != "State"
    return not named


def _is_from(tokens: Sequence[str], index: int, at: dict[int, ActorMention]) -> bool:
    """ "Rebels from Casamance"."""
    if index + 2 >= len(tokens) or tokens[index + 1] not in {"from", "of"}:
        return False
    origin = at.get(index + 2)
    return _names(tokens, index + 2) and (origin is None or origin.type == "State")


def _names(tokens: Sequence[str], index: int) -> bool:
    """A capitalised word that isn't one only for standing first."""
    word = tokens[index]
    return _is_capital(word) and word[1:].islower() and word.lower() not in _NO_NAMES
