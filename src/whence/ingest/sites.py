"""Sites by name: which host of the corpus a name in running text means, where only the host is known.

A paper's name squeezed together, or with its place as initials, is often its host ("Alma Bay Post" at
almabaypost.example or abpost.example), and a station's host begins with its call sign. A name that fits two
hosts, or that any town could have ("the Daily News", "Channel 5"), means none.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whence.ingest.urls import host_of
from whence.records import Document

_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de"
_SPACE = "[ \u00a0]"
_WORD = rf"(?:St\.|(?:[A-Z]\.){{2,3}}|[{_UPPER}\d]\w{{0,30}}(?:[-&.]\w{{1,30}}){{0,3}})"
# Twelve words are longer than any name; what follows in a line of capitals is no beginning of a name.
_RUN = re.compile(
    rf"(?<![\w@#/.\-]){_WORD}(?:{_SPACE}(?:(?:of|and|the|&){_SPACE})?{_WORD}){{0,11}}(?![\w@/])"
)
_PIECE = re.compile(rf"[{_UPPER}]+(?![a-z])|[{_UPPER}]?[^\W\d_{_UPPER}]+|\d+")
# Words that papers are called by; two of them, or one with another word, tell one paper from the others.
_TITLES = frozenset(
    (
        "advance", "advertiser", "advocate", "argus", "banner", "beacon", "bee", "blade", "bugle",
        "bulletin", "call", "chronicle", "clarion", "courant", "courier", "democrat", "dispatch",
        "eagle", "echo", "enterprise", "examiner", "express", "gazette", "globe", "guardian", "herald",
        "independent", "inquirer", "intelligencer", "journal", "ledger", "mail", "mercury", "messenger",
        "mirror", "monitor", "news", "observer", "picayune", "pilot", "post", "press", "record",
        "register", "reporter", "republic", "review", "sentinel", "standard", "star", "sun", "telegram",
        "telegraph", "times", "tribune", "union", "voice", "world",
    )
)  # fmt: skip
# Words, networks and letters that any outlet may bear: they make a name a medium's and tell nobody apart.
_COMMON = frozenset(
    (
        "abc", "action", "affiliate", "am", "and", "cbs", "channel", "cw", "daily", "evening",
        "eyewitness", "first", "fm", "fox", "free", "gazeta", "live", "local", "magazine", "media",
        "morning", "nbc", "network", "newschannel", "now", "of", "on", "online", "pbs", "radio",
        "sunday", "team", "television", "the", "today", "tv", "upn", "weekly", "your",
    )
)  # fmt: skip
_NETWORKS = frozenset(("abc", "cbs", "cw", "fox", "nbc", "pbs", "upn"))
_MEDIA = _TITLES | (_COMMON - {"and", "of", "on", "the", "first", "free", "now", "your", "affiliate", "team"})
# A word of these in the middle is left out of many addresses: "Alma Daily News" at almanews.example.
_OMITTED = frozenset(("daily", "evening", "morning", "sunday", "weekly"))
_ENDINGS = frozenset(("news", "online", "radio", "television", "tv"))
_CALL = re.compile(
    r"(?P<call>[KW][A-Z]{2,3})(?:-(?P<medium>TV|DT|LD|CD|FM|AM))?(?:[-/ ]?(?P<number>\d{1,2}))?(?![\w])"
    r"(?P<rest>(?:[ \u00a0-](?:Channel|NewsChannel|News|TV|Local|Radio|NewsRadio|\d{1,2}(?![\w.])))*)"
)
_CALL_LABEL = re.compile(
    r"(?:my|the)?(?P<call>[kw][a-z]{2,3})"
    r"(?P<rest>(?:tv|fm|am|radio|news|online|now|live|local|channel|action|\d{1,2})*)"
)
# "told CNN affiliate KQVJ": the name tells whose station the next one is.
_AFFILIATE = re.compile(
    r"(?:['’]s)?[ \u00a0](?:(?:television|tv|radio|sister)[ \u00a0])?(?:affiliate|station|partner)s?\b",
    re.IGNORECASE,
)
_JOINING = frozenset(("of", "and", "the", "&"))
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
# Words that open a sentence before a name, capitals or not.
_LEADS = frozenset(
    ("the", "but", "and", "as", "via", "per", "citing", "quoting", "meanwhile", "while", "when")
)
# What a public body says is a statement, not a report: its letters in a text name no outlet.
_PUBLIC = frozenset(("gov", "mil", "edu"))
# Labels below which a country registers: the name stands before them.
_SECOND = frozenset(("ac", "co", "com", "edu", "gov", "net", "org"))


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text and the outlet, or the host of several, that it means."""

    begin: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class _Call:
    """A station's site, as its host's label tells it."""

    target: str
    label: str
    medium: str
    number: str


class Sites:
    """Finds the sites of a corpus by names made of their hosts."""

    def __init__(self, documents: Iterable[Document]) -> None:
        outlets: defaultdict[str, set[str]] = defaultdict(set)
        for document in documents:
            host = host_of(document.canonical_url or document.url)
            if host and document.outlet:
                outlets[host].add(document.outlet)
        self._labels: defaultdict[str, set[str]] = defaultdict(set)
        self._calls: defaultdict[str, set[_Call]] = defaultdict(set)
        for host, names in sorted(outlets.items()):
            labels = _labels(host)
            if not labels or host.rpartition(".")[2] in _PUBLIC:
                continue
            if len(labels) > 1 and ".".join(host.split(".")[len(labels) - 1 :]) in outlets:
                continue  # a part of a site that is here itself
            own = [name for name in sorted(names) if len(names) == 1 or _squeezed(name) == labels[-1]]
            target = own[0] if own else host
            self._add(labels, target)

    def _add(self, labels: list[str], target: str) -> None:
        label = labels[-1]
        self._labels[label].add(target)
        self._labels[label.removeprefix("the")].add(target)
        if len(labels) > 1:
            self._labels[labels[-2] + label].add(target)
            self._labels[label + labels[-2]].add(target)
        if match := _CALL_LABEL.fullmatch(label):
            rest = match["rest"]
            number = re.search(r"\d+", rest)
            self._calls[match["call"]].add(
                _Call(target, label, _medium_of(rest), number[0] if number else "")
            )

    def meant(self, name: str) -> str | None:
        """Give the target that a whole name means, or None."""
        words = re.sub(r"^the\s", "", name.strip(), flags=re.IGNORECASE)
        run = _RUN.fullmatch(words) if len(words) <= 80 else None
        found = next(self._in_run(run), None) if run is not None else None
        return found.target if found is not None and (found.begin, found.end) == (0, len(words)) else None

    def named(self, text: str) -> Iterator[Named]:
        """Yield the names in a text that mean a site, in order of place."""
        if self._labels:
            for run in _RUN.finditer(text):
                if _may_name(run[0]):
                    yield from self._in_run(run)

    def _in_run(self, run: re.Match[str]) -> Iterator[Named]:
        """Yield the names within capitalised words: one at their beginning, call signs anywhere."""
        words = [
            (m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"[^ \u00a0]+", run[0])
        ]
        text, number, opens = run.string, 0, True
        while number < len(words):
            begin, end = words[number]
            found = self._call_at(text, begin, run.end())
            if found is None and opens and not self._is_call(text[begin:end]):
                found = self._name_at(text, words[number : number + 8])
            if found is not None:
                if not _AFFILIATE.match(text, found.end):
                    yield found
                number = next((n for n, (_, e) in enumerate(words) if e >= found.end), len(words)) + 1
            else:
                opens = opens and (text[begin:end].isdigit() or text[begin:end].casefold() in _LEADS)
                number += 1
                continue
            opens = False

    def _is_call(self, word: str) -> bool:
        match = _CALL.match(word)
        return match is not None and match["call"].lower() in self._calls

    def _call_at(self, text: str, begin: int, limit: int) -> Named | None:
        match = _CALL.match(text, begin, limit)
        if match is None or match["call"].lower() not in self._calls or not _among_small(text, *match.span()):
            return None
        call, said = match["call"].lower(), f"{match['medium'] or ''} {match['rest']}".casefold()
        medium = _medium_of(said)
        numbers = {*re.findall(r"\d+", said), *([match["number"]] if match["number"] else [])}
        supported = bool(said.strip() or numbers)
        fitting = [
            one
            for one in self._calls[call]
            if not (medium and one.medium and medium != one.medium)
            and not (numbers and one.number and one.number not in numbers)
            and (len(call) > 3 or supported or one.label == call)
        ]
        targets = {one.target for one in fitting}
        if len(targets) > 1 and medium:
            targets = {one.target for one in fitting if one.medium == medium}
        return Named(begin, match.end(), min(targets)) if len(targets) == 1 else None

    def _name_at(self, text: str, words: list[tuple[int, int]]) -> Named | None:
        """Give the longest name at the first of these words that means a site."""
        shown = [text[begin:end] for begin, end in words]
        pieces = [[piece.casefold() for piece in _PIECE.findall(word)] for word in shown]
        if not any(
            _MEDIA.intersection(parts) or _is_letters(word) for word, parts in zip(shown, pieces, strict=True)
        ):
            return None
        for count in range(len(words), 0, -1):
            if count < len(words) and (
                _MEDIA.intersection(pieces[count]) or (count == 1 and shown[1].casefold() not in _DAYS)
            ):
                continue  # "Alma Bay Post Herald" is not the Alma Bay Post, nor "BQZ Alma" the BQZ
            if shown[count - 1] in _JOINING:
                continue
            target = self._lookup(shown[:count], pieces[:count])
            begin, end = words[0][0], words[count - 1][1]
            if target is not None and _among_small(text, begin, end):
                return Named(begin, end, target)
        return None

    def _lookup(self, words: list[str], pieces: list[list[str]]) -> str | None:
        if not _is_telling(words, pieces):
            return None
        targets = {target for key in _keys(pieces) for target in self._labels.get(key, ())}
        return min(targets) if len(targets) == 1 else None


def _labels(host: str) -> list[str]:
    """Give the labels of a host that are its name, the registered last: of alma.post.co.uk alma and post."""
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND:
        labels = labels[:-1]
    return ["".join(filter(str.isalnum, label)) for label in labels]


def _squeezed(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _may_name(run: str) -> bool:
    """Tell at little cost whether capitalised words can hold a name: most are people and places."""
    words = run.split()
    if all(word[1:].islower() or word.isdigit() or len(word) == 1 for word in words):
        return len(words) > 1 and not _MEDIA.isdisjoint(run.casefold().replace("-", " ").split())
    return True


def _medium_of(words: str) -> str:
    pieces = re.findall(r"[a-z]+", words)
    if any(piece in ("fm", "am") or "radio" in piece for piece in pieces):
        return "radio"
    return (
        "tv"
        if any(piece.endswith("tv") or piece in ("dt", "ld", "cd", "channel") for piece in pieces)
        else ""
    )


def _is_letters(word: str) -> bool:
    """Tell whether a word is letters that stand for a name ("BBC")."""
    return 3 <= len(word) <= 6 and word.isalpha() and word.isupper()


def _among_small(text: str, begin: int, end: int) -> bool:
    """Tell whether small letters stand around capitals, which then mean something."""
    if not text[begin:end].isupper() or (begin == 0 and end == len(text)):
        return True
    before, after = text[max(0, begin - 20) : begin].split(), text[end : end + 20].split()
    beside = [*before[-1:], *after[:1]]
    shouted = any(len(word) > 3 and word.isupper() for word in beside)
    return not shouted and any(letter.islower() for word in (*before, *after) for letter in word)


def _is_telling(words: list[str], pieces: list[list[str]]) -> bool:
    """Tell whether a name is a medium's and no other town's: letters, or a title with what tells it apart."""
    first = pieces[0] if pieces else []
    if _is_letters(words[0]) and first and first[0] not in _NETWORKS:
        rest = {piece for parts in pieces[1:] for piece in parts}
        if rest <= _ENDINGS:
            return True
    parts = [piece for parts in pieces for piece in parts]
    if not _MEDIA.intersection(parts):
        return False
    if len(parts) == 2 and parts[0] in _NETWORKS and parts[1] == "news":
        return True  # a network's own newsroom
    proper = [part for part in parts if not part.isdigit() and part not in _COMMON and part not in _TITLES]
    titles = {part for part in parts if part in _TITLES and part != "news"}
    return (bool(proper) and len(parts) > 1) or len(titles) > 1


def _keys(pieces: list[list[str]]) -> Iterator[str]:
    """Yield the labels that a name may have for its address: squeezed, shortened, its place as initials."""
    words = ["".join(parts) for parts in pieces]
    whole = "".join(words)
    yield whole
    if len(words) > 1 and words[-1] in _ENDINGS and words[0] not in _NETWORKS:
        yield "".join(words[:-1])
    if len(words) > 2:
        yield "".join(word for word in words[:-1] if word not in _OMITTED) + words[-1]
    parts = [part for some in pieces for part in some if part not in ("of", "and", "the")]
    for leading in range(2, len(parts)):
        if parts[leading - 1] in _MEDIA:
            break
        initials = "".join(part[0] for part in parts[:leading])
        yield initials + "".join(parts[leading:])
