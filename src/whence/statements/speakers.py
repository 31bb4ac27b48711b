"""Who can speak: phrases that name nobody, or nobody who can speak, attribute nothing."""

from bisect import bisect_left

from whence.statements import roles
from whence.statements.attributions import Attribution, Sentence, Span
from whence.statements.entities import is_person_noun
from whence.statements.lexicon import VERBS
from whence.statements.tokens import (
    DETERMINERS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    QUOTE,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
    Tokens,
    is_name,
    is_verb,
)
from whence.statements.wordlists import word_set

# What somebody with such a name says is that nobody says it, or that all the world does.
_NOBODY = word_set("no nobody nothing none neither anyone anybody anything few hardly scarcely")
_EVERYBODY = word_set("everyone everybody everything")
_GENERIC = word_set("you one")
_CONDITIONS = word_set("if unless whether lest")
# Nouns that end like a participle.
_ING_NOUNS = word_set(
    """
    king ring spring string evening morning being meeting hearing filing ruling finding briefing wing
    thing housing building sibling offspring viking
    """
)
# Heads of phrases that a relative clause makes speak: what can neither speak nor be written.
_MUTE = (
    "ing", "ness", "ity", "ism", "ance", "ence", "ship", "hood", "acy", "idea", "plan", "law", "bill",
    "effort", "issue", "way", "thing", "cure",
)  # fmt: skip
# A description without a name that is longer (tokens) is a stretch of text, not a source.
_LONGEST = 14
_LONGEST_NAME = 3
# Cues that show that somebody spoke, whoever it was.
_PLAIN_CUES = word_set("say add announce write argue report warn")
_QUESTIONS = word_set("how what why when where whether")
_DESCRIBING = word_set("call dub label brand deem consider regard view describe charge know")
_CLAUSE_OPENERS = SUBORDINATORS | word_set("and but or nor yet as before after until who whom")
_JOINS = word_set("and or all both half than as but")
_PARTICLES = word_set("back up out down off away")
_LINKS = word_set("of for from in at on with by within near behind inside to")


def check_speaker(sentence: Sentence, found: Attribution, *, headline: bool) -> Attribution | None:
    """Give an attribution whose source can be one, with the source mended.

    Args:
        sentence: the sentence that it was found in.
        found: the attribution as read.
        headline: whether the sentence is a title, where articles are left out.

    Returns:
        The attribution; with source None where somebody speaks who is not named; or None where nobody
        is said to have said it.
    """
    if found.source is None or found.carried_from is not None:
        return found
    tokens = sentence.tokens
    first = bisect_left(tokens.begins, found.source[0])
    stop = bisect_left(tokens.begins, found.source[1])
    if first >= stop:
        return found
    if found.kind == "stance" and _is_reduced(tokens, found, first):
        return None
    if (
        _is_nobody(tokens, first, stop)
        or _is_clause(tokens, first, stop)
        or _is_mute_relative(sentence, found, first, stop)
    ):
        return None
    if _is_mute_thing(tokens, first, stop):
        return None
    if found.kind in ("verb", "stance") and _is_conditional(tokens, found, first):
        return None
    if tokens.lowers[first] in _EVERYBODY:
        found.source = None
        return found
    return _mend(tokens, found, first, stop, headline=headline)


def _is_nobody(tokens: Tokens, first: int, stop: int) -> bool:
    lower = tokens.lowers[first]
    if tokens.lowers[stop - 1] in _NOBODY - {"few"}:
        return True
    if lower in _NOBODY and not (lower == "few" and stop - first > 1):
        return True
    return lower in _GENERIC and stop - first == 1


def _is_mute_thing(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether things do something and say nothing: "wildfires burning across the north"."""
    if stop - first < 3 or any(is_name(word) for word in tokens.words[first + 1 : stop]):
        return False
    at = first + (tokens.lowers[first] in DETERMINERS or tokens.lowers[first] in POSSESSIVES)
    noun, doing = tokens.lowers[at], tokens.lower(at + 1)
    if not doing.endswith("ing") or doing in _ING_NOUNS or at + 2 >= stop:
        return False
    return not any(_speaks(each) for each in (noun, noun.removesuffix("s")))


def _speaks(noun: str) -> bool:
    return is_person_noun(noun) or noun in roles.BODIES or noun in roles.PAPERS or noun in ("which", "that")


def _is_clause(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether words that seem a subject are a question or have a verb: "how far you", "it's worth"."""
    lower = tokens.lowers[first]
    if lower in _QUESTIONS:
        return True
    if stop - first == 1:
        return False
    head, mark, _ = lower.replace("’", "'").partition("'")
    if mark and (head in SUBJECT_PRONOUNS or head in ("that", "there", "what", "here")):
        return True
    form = VERBS.get(lower)
    return (
        form is not None
        and form.form in ("base", "past")
        and tokens.words[first][0].islower()
        and not is_name(tokens.words[first + 1])
        and (lower not in roles.PAPERS and lower not in roles.UNNAMED)
    )


def _is_reduced(tokens: Tokens, found: Attribution, first: int) -> bool:
    """Tell whether a participle only describes a noun: "including words deemed offensive"."""
    if found.lemma not in _DESCRIBING:
        return False
    before = tokens.lower(first - 1)
    return before.isalpha() and before not in _CLAUSE_OPENERS


def _is_conditional(tokens: Tokens, found: Attribution, first: int) -> bool:
    """Tell whether it is only supposed that somebody says so: "if she says that"."""
    if tokens.lower(first - 1) not in _CONDITIONS or tokens.lower(first - 2) in ("as", "even"):
        return False
    quotes = {begin for begin, lower in zip(tokens.begins, tokens.lowers, strict=True) if lower == QUOTE}
    return not any(begin in quotes for begin, _ in found.contents)


def _is_mute_relative(sentence: Sentence, found: Attribution, first: int, stop: int) -> bool:
    """Tell whether "which" or "that" stands for a clause or a thing: ", which suggests that"."""
    if stop - first > 1 or sentence.tokens.lowers[first] not in ("which", "that"):
        return False
    if found.antecedent is None:
        return True
    begin = bisect_left(sentence.tokens.begins, found.antecedent[0])
    end = bisect_left(sentence.tokens.begins, found.antecedent[1])
    words = [word for word in sentence.tokens.lowers[begin:end] if word[:1].isalnum()]
    if words and all(word in TIMES for word in words):
        return True
    head = next((at for at, word in enumerate(words) if word in _LINKS and at), len(words))
    if not words or any(is_name(word) for word in sentence.tokens.words[begin : begin + head]):
        return not words
    noun = words[head - 1]
    known = noun in roles.BODIES or noun in roles.PAPERS or noun in roles.UNNAMED or noun in roles.ROLES
    return not known and (noun.endswith(_MUTE) or found.kind == "stance")


def _mend(tokens: Tokens, found: Attribution, first: int, stop: int, *, headline: bool) -> Attribution | None:
    lower = tokens.lowers[first]
    if lower in SUBJECT_PRONOUNS and stop - first > 1 and not _continues(tokens, first, stop):
        return None
    reduced: int | None = first
    if _is_participle(tokens, first):
        reduced = _last_phrase(tokens, first, stop)
        if found.kind == "stance":
            return None
    elif not any(is_name(word) for word in tokens.words[first + 1 : stop]):
        reduced = _inner_phrase(tokens, first, stop)
    if reduced is None or (not headline and _is_bare(tokens, reduced, stop)):
        # Somebody says it; who does was not found.
        found.source = None
        return found if found.lemma in _PLAIN_CUES and found.kind == "verb" else None
    if reduced != first and found.source is not None:
        first = reduced
        found.source = (tokens.begins[first], found.source[1])
    if stop - first > _LONGEST and not any(is_name(word) for word in tokens.words[first:stop]):
        found.source = None
    return found


def _continues(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether more names follow a pronoun: "he and Mara Venn", "she, the minister,", "we all"."""
    following = tokens.lowers[first + 1]
    return following in ("and", "or", ",", "all", "both", "too", "(", "himself", "herself", "themselves") or (
        following in ("who", "ourselves")
    )


def _is_participle(tokens: Tokens, first: int) -> bool:
    lower = tokens.lowers[first]
    following = tokens.lower(first + 1)
    leads = (
        following in DETERMINERS
        or following in POSSESSIVES
        or following in PREPOSITIONS
        or following in _PARTICLES
    )
    return tokens.words[first][:1].islower() and lower.endswith("ing") and lower not in _ING_NOUNS and leads


def _last_phrase(tokens: Tokens, first: int, stop: int) -> int | None:
    """Give where the phrase behind the last preposition begins; None where there is none."""
    for at in range(stop - 2, first, -1):
        if tokens.lowers[at] in PREPOSITIONS and tokens.lowers[at] != "of":
            return at + 1
    return None


def _inner_phrase(tokens: Tokens, first: int, stop: int) -> int | None:
    """Give where the phrase begins whose article stands inside: "year the company"; None for a stretch."""
    comma = next((at for at in range(first, stop) if tokens.lowers[at] in (",", "(", "who", "which")), stop)
    for at in range(comma - 2, first, -1):
        if tokens.lowers[at] in ("the", "a", "an") or tokens.lowers[at] in POSSESSIVES:
            before = tokens.lowers[at - 1]
            joined = (
                before in PREPOSITIONS or before in _JOINS or not before.isalpha() or before in DETERMINERS
            )
            if not joined:
                return at if tokens.lowers[at] in ("the", "a", "an") else None
    return first


def _is_bare(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a phrase is one common noun in the singular with nothing before it: "trauma informed"."""
    if stop - first > 1:
        return False
    word, lower = tokens.words[first], tokens.lowers[first]
    if not word[:1].islower() or not lower.isalpha() or lower.endswith("s"):
        return False
    known = (
        lower in PERSONAL
        or lower in SUBJECT_PRONOUNS
        or lower in DETERMINERS
        or lower in POSSESSIVES
        or lower in roles.ROLES
        or lower in roles.UNNAMED
        or lower in roles.BODIES
        or lower in roles.GENERIC_BODIES
        or lower in roles.PAPERS
        or lower in ("which", "that", "others", "management", "staff", "counsel", "society", "research")
    )
    return not known and tokens.lower(first - 1) not in DETERMINERS | POSSESSIVES


def noun_phrase_before(tokens: Tokens, relative: int) -> Span | None:
    """Give the words before a relative pronoun back to the last preposition, verb or mark.

    Args:
        tokens: the sentence.
        relative: index of the pronoun.

    Returns:
        Token indexes (first, end), or None where nothing stands before it.
    """
    stop = relative - (tokens.lower(relative - 1) == ",")
    at = stop
    while at > max(0, stop - 8) and tokens.lowers[at - 1][0].isalnum():
        lower = tokens.lowers[at - 1]
        if lower in PREPOSITIONS or is_verb(lower) or lower in _JOINS or lower in SUBORDINATORS:
            break
        at -= 1
    return (at, stop) if at < stop else None


def first_relative(tokens: Tokens, relative: int) -> int:
    """Give the first of several clauses about one: "writers who print, who jab at the rich, who call out".

    Args:
        tokens: the sentence.
        relative: index of a relative pronoun.

    Returns:
        The index of the first pronoun that stands for the same, which may be this one.
    """
    while tokens.lower(relative - 1) == "," and relative > 2:
        last = relative - 2
        if is_name(tokens.words[last]) or _speaks(tokens.lowers[last].removesuffix("s")):
            break
        words = tokens.lowers[:relative]
        earlier = next((at for at in range(last, 0, -1) if words[at] == tokens.lowers[relative]), None)
        if earlier is None or any(word in (";", ":", ".") for word in words[earlier:]):
            break
        relative = earlier
    return relative


def antecedent_of(tokens: Tokens, phrase: Span) -> Span:
    """Narrow what a relative pronoun stands for to the noun phrase beside it.

    Args:
        tokens: the sentence.
        phrase: token indexes (first, end) of what stands before the pronoun.

    Returns:
        Token indexes of its last noun phrase: of "sparking an outcry from critics" the critics.
    """
    first, stop = phrase
    at = first
    for index in range(first, stop - 1):
        lower = tokens.lowers[index]
        if lower in _LINKS and lower not in ("of", "for", "in") and _is_person_only(tokens, index + 1, stop):
            # "concessions from Venn, who": nobody else could.
            at = at if _speaks(tokens.lowers[index - 1].removesuffix("s")) else index + 1
        elif lower == "to" and tokens.words[index + 1][:1].islower():
            following = tokens.lowers[index + 1]
            at = index + 1 if following in DETERMINERS or following in POSSESSIVES else index + 2
        elif (
            lower in PREPOSITIONS
            and lower not in ("of", "for", "in")
            and not is_name(tokens.words[first])
            and not is_name(tokens.words[index + 1])
            and not (lower == "with" and _is_person(tokens.lowers[index - 1]))
        ):
            at = index + 1
    return (at, stop) if at < stop else phrase


def _is_person_only(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether nothing but a name stands between two tokens, and "who" or ", which" behind it."""
    words = [word for word in tokens.words[first:stop] if word[:1].isalnum()]
    named = 0 < len(words) <= _LONGEST_NAME and all(is_name(word) for word in words)
    return named and (tokens.lower(stop) == "," or "who" in (tokens.lower(stop), tokens.lower(stop + 1)))


def _is_person(noun: str) -> bool:
    return is_person_noun(noun) and noun not in VERBS
