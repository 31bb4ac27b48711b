"""One party's statement in two outlets' own words: what stands under words of saying in both texts.

Reporters who had one police statement, one court paper or one release put the same facts in the same order
and share its phrases, though neither read the other. It shows by sentences that name who said it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from whence.records import Document
from whence.settings import TraceSettings
from whence.text import gram_hashes, split_sentences
from whence.trace.credits import host_of, name_key
from whence.trace.spans import VERBATIM, Reuse, Spans, Words, merge_spans, overlap_of, size_of

_SAID = re.compile(
    r"\b(?:said|says?|saying|told|tells|stated|states|according to|announced|confirm(?:s|ed)|testified"
    r"|alleged?|alleges|believes?|explained|reports?|reported|wrote|added|described|identified by"
    r"|released by)\b",
    re.IGNORECASE,
)
_KINDS = {
    "police": "police officers? sheriffs? deputy deputies detectives? investigators? troopers? authorities "
    "officials?",
    "court": "prosecutors? attorneys? courts? judge affidavits? warrants? complaint indictment documents "
    "records",
    "health": "hospitals? doctors? coroners? examiner medics paramedics",
    "rescue": "fire firefighters? coastguard rescuers",
    "army": "army military navy soldiers",
    "government": "government ministry minister mayor president council senator governor embassy agency",
    "company": "company firm airline manufacturer employer union",
    "school": "schools? university principal superintendent",
    "spokesperson": "spokesman spokeswoman spokesperson spokespeople statement release",
}
"""Kinds of parties that make statements, and words for them; officers and investigators are one kind."""
_PARTY = re.compile(
    "|".join(rf"(?P<{kind}>\b(?:{'|'.join(words.split())})\b)" for kind, words in _KINDS.items()),
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"\b([^\W\d_]{2,40})\s(?:said|says|told|stated)\b")
_NAME_BEHIND = re.compile(r"\b(?:said|says)((?:\s[^\W\d_]{1,40}\b){1,5})")
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 4  # words of an outlet's name that are looked for in a text
_SHORTEST_NAME = 4  # letters of an outlet's name below which it may be any word


@dataclass(frozen=True, slots=True)
class Sayings:
    """What a text says on somebody's word.

    Attributes:
        spans: the sentences with words of saying and whoever said it, in words of the text.
        parties: who is named in those that are shared: kinds of parties, and names beside words of saying.
    """

    spans: Spans
    parties: frozenset[str]


def read_sayings(words: Words, within: Spans) -> Sayings:
    """Find the sentences that say who says so; linear in the length of the text.

    Args:
        words: the text.
        within: the words that it shares with another; who is named elsewhere is no party to them.
    """
    text = words.document.text
    shared = np.zeros(words.count + 1, dtype=np.int64)  # shared words before each place
    for begin, end in within:
        shared[begin + 1 : end + 1] = 1
    shared = np.cumsum(shared)
    counts = Counter(found.group() for found in _WORD.finditer(text))
    spans, parties = [], set[str]()
    for begin, end in split_sentences(text):
        sentence = text[begin:end]
        if _SAID.search(sentence) is None:
            continue
        said_by = {kind for found in _PARTY.finditer(sentence) if (kind := found.lastgroup)}
        said_by |= {name for name in _names_of(sentence) if _is_name(name, sentence, counts)}
        span = words.span(begin, end)
        if said_by:
            spans.append(span)
        if shared[span[1]] > shared[span[0]]:
            parties |= said_by
    return Sayings(merge_spans(spans), frozenset(parties))


def _names_of(sentence: str) -> Iterator[str]:
    """Give the words with a capital beside words of saying, those for kinds of parties left out."""
    found = [match.group(1) for match in _NAME_BEFORE.finditer(sentence)]
    for match in _NAME_BEHIND.finditer(sentence):
        found += takewhile(lambda word: word[0].isupper(), match.group(1).split())
    return (word for word in found if word[0].isupper() and not _PARTY.fullmatch(word))


def _is_name(name: str, sentence: str, counts: Mapping[str, int]) -> bool:
    """Tell a name from a word that opens a sentence or follows "said": "Witnesses said", "said Monday"."""
    folded = name.casefold()
    first = sentence.startswith(name) and counts[name] < 2  # whoever is called by a surname was named before
    return not first and folded not in counts and folded not in _DAYS


def common_parties(left: Words, right: Words, reuse: Reuse, settings: TraceSettings) -> frozenset[str]:
    """Tell whose statement two reports put in their own words; empty where the pair does not look like that.

    It does where what they share is not word for word; most of it stands, in one of the texts at least,
    in sentences that name who said it; both texts name such a party; they share no run of `phrase_run`
    unquoted words; and neither text names the other's outlet.

    Args:
        left: the document with the smaller id.
        right: the other.
        reuse: what they share.
        settings: the thresholds.

    Returns:
        The kinds and names of the parties that both name.
    """
    if reuse.similarity >= VERBATIM or _has_run(left, right, reuse, settings.phrase_run):
        return frozenset()
    spans = [reuse.spans[words.document.id] for words in (left, right)]
    sides = [read_sayings(words, within) for words, within in zip((left, right), spans, strict=True)]
    shared = sides[0].parties & sides[1].parties
    said = max(_share(within, side.spans) for within, side in zip(spans, sides, strict=True))
    if not shared or said < settings.attributed_share:
        return frozenset()
    if _names_outlet(left.document, right.document) or _names_outlet(right.document, left.document):
        return frozenset()
    return shared


def _share(spans: Spans, said: Spans) -> float:
    return overlap_of(spans, said) / max(1, size_of(spans))


def _has_run(left: Words, right: Words, reuse: Reuse, run: int) -> bool:
    """Tell whether a passage holds a run of so many words, the same in both texts and quoted in neither."""
    for passage in reuse.passages:
        first = _unquoted_runs(left, left.span(passage.left_begin, passage.left_end), run)
        second = _unquoted_runs(right, right.span(passage.right_begin, passage.right_end), run)
        if len(np.intersect1d(first, second)):
            return True
    return False


def _unquoted_runs(words: Words, span: tuple[int, int], run: int) -> NDArray[np.uint64]:
    begin, end = span
    if end - begin < run:
        return np.empty(0, dtype=np.uint64)
    grams = gram_hashes(words.hashes[begin:end], run)
    quoted = words.quoted[begin + run : end + 1] - words.quoted[begin : end + 1 - run]
    kept: NDArray[np.uint64] = grams[quoted == 0]
    return kept


def _names_outlet(text_of: Document, other: Document) -> bool:
    """Tell whether a text names another's outlet, by its name or by the longest label of its host."""
    keys = {name_key(other.outlet or "")}
    for host in (host_of(other.canonical_url or other.url), other.outlet or ""):
        keys.add(max(host.split(".")[:-1], key=len, default=""))
    keys = {key for key in keys if len(key) >= _SHORTEST_NAME}
    last: list[str] = []
    for found in _WORD.finditer(text_of.text):
        last = [*last[-_LONGEST_NAME + 1 :], found.group()]
        if any(
            last[start][0].isupper() and name_key("".join(last[start:])) in keys for start in range(len(last))
        ):
            return True
    return False
