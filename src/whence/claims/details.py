"""One statement's words: its names, numbers and days."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from whence.claims.tokens import Token, number_of, read_tokens, stem
from whence.claims.vocabulary import MONTHS, NUMBER_WORDS, STOPWORDS, TITLES, WEEKDAYS
from whence.records import Document, Statement

# Words by which a statement speaks of its own speaker.
OF_SPEAKER = frozenset(("he", "she", "i", "his", "her", "my"))
# Words of a headline's tail that may be the name of a site.
_SITE_WORDS = 10


@dataclass(frozen=True, slots=True)
class Wording:
    """One statement's words.

    Attributes:
        tokens: all words in order, as lower-case forms, for aligning copies.
        names: each name as the set of its words, ranks and stop words left out, in order.
        numbers: values as written, normalised, sorted.
        weekdays: 0 Monday to 6 Sunday.
        dates: (month, day) pairs.
        years: four-digit years.
        stems: content stems, sorted.
        speaker: the words of the name of who says it, ranks and stop words left out.
    """

    tokens: tuple[str, ...]
    names: tuple[frozenset[str], ...]
    numbers: frozenset[str]
    weekdays: frozenset[int]
    dates: frozenset[tuple[int, int]]
    years: frozenset[str]
    stems: frozenset[str]
    speaker: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Capitals:
    """Which words the corpus writes with and without a capital where the capital means something.

    Attributes:
        names: those with a capital more often than not.
        lower: those that are written without one at all.
    """

    names: frozenset[str]
    lower: frozenset[str]


def _names_of(tokens: Sequence[Token], titled: bool, capitals: Capitals) -> tuple[frozenset[str], ...]:
    """Gather the runs of capitals that are names."""
    names: list[frozenset[str]] = []
    run: list[str] = []
    for place, token in enumerate(tokens):
        word = token.word
        sure = token.capital and (word in capitals.names or not (token.initial or titled))
        # "Kestrel Bridge fell": an opening capital before another capital is part of the same name.
        follows = (
            token.capital and token.initial and not titled and word not in capitals.lower
            and place + 1 < len(tokens) and tokens[place + 1].capital
        )  # fmt: skip
        if (sure or follows) and word not in STOPWORDS and word not in WEEKDAYS and word not in MONTHS:
            run.append(word)
            continue
        if run:
            _close(run, names)
            run = []
    _close(run, names)
    return tuple(dict.fromkeys(names))


def _close(run: list[str], names: list[frozenset[str]]) -> None:
    words = frozenset(word for word in run if word not in TITLES)
    if words:
        names.append(words)


def _numbers_and_days(
    tokens: Sequence[Token], words: Sequence[str]
) -> tuple[set[str], set[int], set[tuple[int, int]], set[str]]:
    numbers: set[str] = set()
    weekdays: set[int] = set()
    dates: set[tuple[int, int]] = set()
    years: set[str] = set()
    for place, token in enumerate(tokens):
        if not token.dated:
            continue
        word = token.word
        if word in WEEKDAYS:
            weekdays.add(WEEKDAYS[word])
        value = number_of(word)
        if value is None:
            continue
        month = _month_beside(words, place)
        if month and value.isdecimal() and 1 <= int(value[:3]) <= 31:
            dates.add((month, int(value)))
        elif (
            word[0].isdecimal() and value.isdecimal() and len(value) == 4 and value[:2] in ("18", "19", "20")
        ):
            years.add(value)
        else:
            numbers.add(_joined(words, place, value))
    return numbers, weekdays, dates, years


def _joined(words: Sequence[str], place: int, value: str) -> str:
    """Join "twenty" and "four" into 24; otherwise give the value as it stands."""
    if place and value.isdecimal() and int(value[:3]) < 10 and words[place][0].isalpha():
        tens = NUMBER_WORDS.get(words[place - 1], 0)
        if 20 <= tens <= 90:
            return str(tens + int(value))
    return value


def _month_beside(words: Sequence[str], place: int) -> int:
    for beside in (place - 1, place + 1):
        if 0 <= beside < len(words) and words[beside] in MONTHS:
            return MONTHS[words[beside]]
    return 0


def read_numbers(tokens: Sequence[Token]) -> set[str]:
    """Give the values of the numbers that are no dates or years, in their normal form."""
    return _numbers_and_days(tokens, [token.word for token in tokens])[0]


def read_wording(
    tokens: Sequence[Token],
    titled: bool,
    capitals: Capitals,
    superfluous: Collection[str],
    speaker: str | None,
) -> Wording:
    """Read one statement's words.

    Args:
        tokens: the words, an outlet's furniture left out.
        titled: whether they are a headline's.
        capitals: what capitals mean in this corpus.
        superfluous: stems that another word of a set phrase makes superfluous.
        speaker: who says it, where somebody named does.
    """
    words = tuple(token.word for token in tokens)
    numbers, weekdays, dates, years = _numbers_and_days(tokens, words)
    stems = {token.stem for token in tokens} - {"", *superfluous}
    wording = Wording(
        tokens=words,
        names=_names_of(tokens, titled, capitals),
        numbers=frozenset(numbers),
        weekdays=frozenset(weekdays),
        dates=frozenset(dates),
        years=frozenset(years),
        stems=frozenset(stems),
    )
    if speaker is None:
        return wording
    name = _name_words(speaker)
    return _with_speaker(replace(wording, speaker=name), name)


def _with_speaker(wording: Wording, speaker: frozenset[str]) -> Wording:
    """Put the speaker's name where the statement says "he" or "I" of him: "he will resign"."""
    name = _speaker_name(wording.names, speaker) if OF_SPEAKER & set(wording.tokens) else frozenset()
    if not name:
        return wording
    return replace(wording, names=(name, *wording.names), stems=wording.stems | {stem(word) for word in name})


def _name_words(speaker: str) -> frozenset[str]:
    words = [token.word for token in read_tokens(speaker)]
    return frozenset(w for w in words if w not in TITLES and w not in STOPWORDS and len(w) > 1)


def _speaker_name(names: Sequence[frozenset[str]], name: frozenset[str]) -> frozenset[str]:
    return frozenset() if any(name <= other or other <= name for other in names) else name


def speaker_in(tokens: Sequence[Token], titled: bool, capitals: Capitals, speaker: str) -> frozenset[str]:
    """Give the stems of the speaker's name that a statement of "he" or "I" stands for, if it lacks them."""
    name = _speaker_name(_names_of(tokens, titled, capitals), _name_words(speaker))
    return frozenset(stem(word) for word in name)


def _headline(title: str) -> str:
    """Cut the name of the site off a headline: "Bridge falls in Port Alma - Herald.example | News"."""
    for separator in (" | ", " – ", " — ", " - "):
        head, _, tail = title.rpartition(separator)
        # A long tail is a second half of the headline itself.
        if head.count(" ") >= 2 and tail.count(" ") <= _SITE_WORDS:
            title = head
    return title


def read_content(statement: Statement, document: Document | None) -> tuple[str, bool]:
    """Give a statement's words without the name of the site, and whether they open a sentence."""
    if statement.field == "title":
        return _headline(statement.text), True
    if document is None:
        return statement.text, True
    before = document.text[max(0, statement.begin - 3) : statement.begin].rstrip()
    opens = (
        not before
        or before[-1] in ".!?:;\"“”'‘’("
        or "\n" in document.text[max(0, statement.begin - 2) : statement.begin]
    )
    return statement.text, opens
