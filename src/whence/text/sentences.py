"""Sentences of running text, as offsets.

Rules, not a model: what stands before a full stop (an abbreviation, an initial, a number) and what stands
after it (a small letter, a name, a word that opens sentences) decide. The rules know English news best;
other scripts end at their own full stops. Everything is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

LONGEST_SENTENCE = 2_000  # code points; longer runs are tables or junk

_OPENERS = "\"'“‘„‚«‹([{¿¡—–-•*「『（《【"
_CLOSERS = "\"'”’»›)]}」』）》】"
_QUOTES = frozenset("\"'“‘„‚«‹「『")
_CLOSING_QUOTES = frozenset("\"'”’»›」』")
# A run of terminal marks with the quotes and brackets that close behind it, or a paragraph break. Nothing
# is looked ahead for, so that a megabyte of dots is one match.
_STOP = re.compile(
    rf"(?P<wide>[。！？｡．]+[{re.escape(_CLOSERS)}]*)"
    rf"|(?P<mark>[.!?…؟۔।॥։።။។]+)(?P<close>[{re.escape(_CLOSERS)}]*)(?P<note>(?:\[\d{{1,3}}\])*)"
    r"|(?P<paragraph>(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)|[\u2029\f])"
)
_WORD_BEHIND = re.compile(r"[\w.&'’-]*\Z")
_WORD_AHEAD = re.compile(r"\w+")
_LONGEST_ABBREVIATION = 16  # code points looked at before a full stop


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Stand before a name, a number or a place, so a full stop behind them ends nothing.
_TITLES = _words(
    """
    mr mrs ms mx messrs dr prof sen sens rep reps gov govs gen lt col sgt capt maj cpl pvt pfc adm cmdr
    cdr brig rev hon pres sec supt insp det ofc amb atty msgr fr sr sra mme mlle st ste mt ft pt vs v viz cf
    eg ie approx ca spc cst const dep asst assoc
    """
)
# Stand before a number.
_BEFORE_NUMBERS = _words(
    """
    no nos pp p fig figs vol vols ch sec art para eq jan feb mar apr jun jul aug sept sep oct nov dec c
    """
)
# May stand at the end of a sentence as well as inside one; the next word decides.
_EITHER = _words(
    """
    inc corp co cos ltd llc plc bros jr esq etc al ave blvd rd hwy dept univ est min max ext bldg gmbh
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa tenn tex va vt wash wis wyo ont que jan feb mar apr jun jul aug sept sep oct nov dec mon
    tue tues wed thu thur thurs fri sat sun ft lb lbs oz hr hrs sq yr yrs
    """
)
# Words that open sentences and, written large, are hardly ever part of a name.
_STARTERS = _words(
    """
    the a an this that these those there here it its he his she her they their them we our you your i my
    but and or so yet nor if when while as at in on by for from to with after before since because
    although though however meanwhile moreover then now also still once until what who why how where
    which whether not no yes some many most several one two three both each every all another other
    according despite during even police officials earlier later last
    """
)
_TIME_WORDS = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun est
    edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest eastern central mountain pacific local
    jan feb mar april may june july aug sept oct nov dec january february march august september october
    november december
    """
)
# `"Why?" Mara Venn asked` is one sentence: up to three names, then a verb of saying.
_SPEAKER_AHEAD = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30} ){1,3}"
    r"(?:said|says|asked|asks|wrote|writes|tweeted|told|added|replied|answered|shouted|yelled|exclaimed|quipped|"
    r"wondered|demanded|declared|continued|responded)\b"
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Give the sentences of a text.

    A closing quote or bracket behind the full stop belongs to its sentence. A paragraph break (a blank
    line) always ends one; a lone line break does not. A run over `LONGEST_SENTENCE` code points is cut
    at a space, or anywhere where it has none.

    Args:
        text: running text in any script.

    Returns:
        `(begin, end)` in code points, in reading order, without white space at either end; they never
        overlap, and every character outside them is white space.
    """
    return list(_split(text))


# Texts whose sentences are kept: several parts of a stage ask for those of one article in turn.
_KEPT = 2


@lru_cache(maxsize=_KEPT)
def _split(text: str) -> tuple[tuple[int, int], ...]:
    sentences: list[tuple[int, int]] = []
    begin = 0
    for stop in _STOP.finditer(text):
        if _ends_sentence(text, stop, begin):
            _append_trimmed(sentences, text, begin, stop.end())
            begin = stop.end()
    _append_trimmed(sentences, text, begin, len(text))
    return tuple(sentences)


def _append_trimmed(sentences: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    kept = piece.lstrip()
    begin += len(piece) - len(kept)
    end = begin + len(kept.rstrip())
    if end - begin <= LONGEST_SENTENCE:
        if end > begin:
            sentences.append((begin, end))
        return
    sentences.extend(_cut_long(text, begin, end))


def _cut_long(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end:
        cut = min(begin + LONGEST_SENTENCE, end)
        if cut < end:
            window = text[begin:cut]
            space = max(window.rfind(" "), window.rfind("\n"))
            cut = begin + space if space > 0 else cut
        piece = text[begin:cut].rstrip()
        if piece:
            yield begin, begin + len(piece)
        begin = cut
        while begin < end and text[begin].isspace():
            begin += 1


def _ends_sentence(text: str, stop: re.Match[str], begin: int) -> bool:
    kind = stop.lastgroup
    if kind in ("paragraph", "wide"):
        return True
    end = stop.end()
    if end >= len(text):
        return True
    if not text[end].isspace():
        return _is_glued_end(text, stop)
    place = end
    limit = min(len(text), end + 200)
    while place < limit and text[place].isspace():
        place += 1
    if place >= limit:
        return True
    opened = False
    while place < limit and text[place] in _OPENERS:
        opened = opened or text[place] in _QUOTES
        place += 1
    if place >= limit or text[place].isspace():
        return True
    return _next_allows_end(text, stop, place, begin, opened)


def _is_glued_end(text: str, stop: re.Match[str]) -> bool:
    """Tell `the court.The judge` (a lost space) from `example.com`, `3.5` and `U.S.A`."""
    start, end = stop.span()
    if stop["mark"] not in (".", "?", "!") or start < 2 or end + 1 >= len(text):
        return False
    behind = text[start - 2 : start]
    after, beyond = text[end], text[end + 1]
    return behind.islower() and behind.isalpha() and after.isupper() and (beyond.islower() or beyond == " ")


def _next_allows_end(text: str, stop: re.Match[str], place: int, begin: int, opened: bool) -> bool:
    """Decide from the next word, which begins at `place`, and the word before the mark."""
    first = text[place]
    closed_quote = any(c in _CLOSING_QUOTES for c in stop["close"])
    if first.islower() and not (opened and not closed_quote):
        # iPhone and eBay open sentences too.
        return place + 1 < len(text) and text[place + 1].isupper()
    mark = stop["mark"]
    if closed_quote:
        return mark[-1] not in "?!" or not _SPEAKER_AHEAD.match(text, place)
    if mark == ".":
        return _full_stop_ends(text, stop.start(), place, begin)
    if mark == "…" or (len(mark) > 1 and set(mark) == {"."}):
        spaced = stop.start() > 0 and text[stop.start() - 1].isspace()
        return not spaced or _word_at(text, place) in _STARTERS
    return True


def _word_at(text: str, place: int) -> str:
    word = _WORD_AHEAD.match(text, place, place + 24)
    return word[0].lower() if word else ""


def _full_stop_ends(text: str, stop: int, place: int, begin: int) -> bool:
    """Decide for one full stop at `stop`, when the next word could open a sentence."""
    window = max(begin, stop - _LONGEST_ABBREVIATION)
    found = _WORD_BEHIND.search(text[window:stop])
    word = found[0].lstrip(".'’-") if found else ""
    bare = word.replace(".", "").lower()
    if len(bare) == 1:
        return _single_letter_ends(text, stop, word, place, begin)
    if "." in word and not bare.isdigit() and len(bare) <= 6:
        return _acronym_ends(bare, text, place)
    if bare in _TITLES and not (word.isupper() and len(word) > 3):
        return False
    if bare in _BEFORE_NUMBERS and text[place].isdigit():
        return False
    if bare in _EITHER and (
        word[:1].isupper() or bare in ("etc", "al", "vs", "ft", "lbs", "hrs", "yrs", "co")
    ):
        return _word_at(text, place) in _STARTERS or _opens_quotation(text, place)
    # A list's number: `2. The second point`.
    return not (bare.isdigit() and len(bare) <= 2 and not text[begin : stop - len(bare)].strip())


def _single_letter_ends(text: str, stop: int, word: str, place: int, begin: int) -> bool:
    """Decide behind one letter or digit: an initial, the word I, or a list's label."""
    if word.isdigit():
        return bool(text[begin : stop - 1].strip())
    if not word.isupper():
        return not (word.lower() in ("p", "v", "c", "d", "b") and text[place].isalnum())
    if word == "I":
        before = text[max(begin, stop - 30) : stop - 1].split()
        return bool(before) and (before[-1][:1].islower() or before[-1] == "War")
    # Scripts other than Latin, Greek and Cyrillic have no initials to speak of; those that do are cased.
    return False


def _acronym_ends(bare: str, text: str, place: int) -> bool:
    ahead = _word_at(text, place)
    if bare in ("am", "pm"):
        return ahead not in _TIME_WORDS and not text[place].isdigit()
    return ahead in _STARTERS or _opens_quotation(text, place)


def _opens_quotation(text: str, place: int) -> bool:
    """Tell a quoted sentence from quoted words inside one: `the U.S. "destroyed" the drone`."""
    return text[place - 1] in _QUOTES and not text[place].islower()
