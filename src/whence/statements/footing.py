"""On what footing a statement stands: hedges, denial and modality, read from its words."""

import re
from itertools import pairwise

from whence.statements.lexicon import DENYING, VERBS
from whence.statements.tokens import AUXILIARIES, is_verb
from whence.statements.wordlists import word_set

# Words that withhold certainty. A doubting cue ("claimed") is footing of its own and not listed here.
_HEDGE = re.compile(
    r"""\b(?:allegedly|reportedly|apparently|supposedly|purportedly|seemingly|presumably|possibly|perhaps
      |probably
    |likely|unlikely|maybe|ostensibly|arguably|alleged|suspected|purported|supposed|presumed|reputed|rumou?red
    |unconfirmed|unverified|so-called|believed|thought[ ]to|said[ ]to|reported[ ]to|appears?|appeared
    |seems?|seemed|(?:it[ ]|that[ ])?(?:cannot|can[’']t|could[ ]not|couldn[’']t
    |can[ ]not)[ ]be[ ]ruled[ ]out|not[ ]ruled[ ]out
    |(?:cannot|can[’']t|could[ ]not|couldn[’']t)[ ](?:rule[ ]out|exclude)
    |not[ ](?:impossible|inconceivable|unlikely|implausible|excluded)
    |not[ ]been[ ](?:independently[ ])?(?:verified|confirmed)|in[ ]what[ ]appears[ ]to|potentially|feared
    |it[ ]is[ ]understood
    |could[ ]not[ ]be[ ](?:independently[ ])?(?:verified|confirmed))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# A word of each of these: where none stands in a content, the pattern need not look.
_HEDGING = word_set(
    """
    allegedly reportedly apparently supposedly purportedly seemingly presumably possibly perhaps probably
    likely unlikely maybe ostensibly arguably alleged suspected purported supposed presumed reputed rumored
    rumoured unconfirmed unverified called believed appears appear appeared seems seem seemed ruled rule
    exclude impossible inconceivable implausible excluded verified confirmed potentially feared understood
    """
)
_HEDGING_PAIRS = ("thought to", "said to", "reported to")
_TOKEN = re.compile(r"\w+(?:['’]\w+)?")
_MODALS = {
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "can": "possible",
    "possibly": "possible",
    "perhaps": "possible",
    "maybe": "possible",
    "must": "necessary",
    "should": "necessary",
    "ought": "necessary",
    "will": "future",
    "shall": "future",
    "won't": "future",
    "won’t": "future",
    "would": "conditional",
    "wouldn't": "conditional",
    "wouldn’t": "conditional",
    "couldn't": "possible",
    "couldn’t": "possible",
    "shouldn't": "necessary",
    "shouldn’t": "necessary",
    "cannot": "possible",
    "can't": "possible",
    "can’t": "possible",
}
_PLAIN = word_set(
    """
    is are was were has have had did does do said says told isn't isn’t aren't aren’t wasn't wasn’t
    weren't weren’t hasn't hasn’t haven't haven’t hadn't hadn’t didn't didn’t don't don’t doesn't
    doesn’t killed died
    """
)
# What denies a doubt: two negations, of which nothing is denied.
_LITOTES = re.compile(
    r"""\b(?:it[ ]|that[ ])?(?:cannot|can[’']t|could[ ]not|couldn[’']t|can[ ]not|should[ ]not|shouldn[’']t)[ ]
      (?:be[ ](?:ruled[ ]out|excluded|denied|doubted)|rule[ ]out|exclude|deny|doubt)\b
    |\b(?:no|not|never|nor|isn[’']t|wasn[’']t)[ ](?:been[ ]|be[ ])?
      (?:(?:entirely|wholly|altogether|quite|at[ ]all)[ ])?
      (?:impossible|inconceivable|unlikely|implausible|excluded|ruled[ ]out|unusual|uncommon|unknown|unlike
      |unreasonable|unfounded|unaware|without|in[ ]doubt)\b
    |\b(?:there[ ](?:is|was|can[ ]be)[ ])?(?:no|little)[ ](?:doubt|question|denying|wonder|secret)\b
    |\b(?:not|never)[ ](?:only|just|merely|simply|least|to[ ]mention)\b
    |\bno[ ](?:fewer|less|more|later|sooner|earlier|matter|stranger)\b
    |\bnone[ ]other[ ]than\b|\bnothing[ ](?:but|less)\b
    |\b(?:can[’']t|cannot|couldn[’']t|could[ ]not)[ ](?:wait|help|but|stress|emphasi[sz]e|say[ ]enough)\b
    |\bwhether[ ]or[ ]not\b|\bif[ ]not\b|\bnever[ ]mind\b|\bwhy[ ]not\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DENYING_DOUBT = word_set(
    """
    cannot can't can’t could couldn't couldn’t can should shouldn't shouldn’t no not never nor isn't isn’t
    wasn't wasn’t little none nothing whether if why
    """
)
_POSSIBLE = re.compile(
    r"""\b(?:cannot|can[’']t|could[ ]not|couldn[’']t|can[ ]not)[ ]
      (?:be[ ](?:ruled[ ]out|excluded)|rule[ ]out|exclude)\b
    |\bnot[ ](?:been[ ])?(?:(?:entirely|wholly|altogether|quite)[ ])?
      (?:impossible|inconceivable|excluded|ruled[ ]out)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_RULING_OUT = word_set("ruled rule exclude excluded impossible inconceivable")
_ASIDE = re.compile(r",\s(?:who|which|whose|whom)\b[^,.;]{1,120},")
_DENYING_OBJECTS = word_set("no nothing nobody none neither")
# Verbs cut short behind their subject; 's is one only behind a pronoun.
_CONTRACTED = tuple(
    head + mark + tail
    for mark in "'’"
    for head, tail in (
        ("i", "m"), ("", "re"), ("", "ll"), ("", "ve"), ("", "d"), ("it", "s"), ("he", "s"), ("she", "s"),
        ("that", "s"), ("there", "s"), ("what", "s"), ("who", "s"), ("here", "s"),
    )
)  # fmt: skip
_VERB_ENDINGS = ("n't", "n’t", *_CONTRACTED)
_NEGATIONS = word_set("not never cannot neither nobody nothing none")
_DENYING = _NEGATIONS | _DENYING_OBJECTS
# How many words into a content its own verb is looked for; behind that a negation belongs to a clause inside.
_MAIN_CLAUSE = 30


def find_hedges(words: str) -> tuple[str, ...]:
    """Give the words that withhold certainty, as worded and in order, each once.

    Args:
        words: the content, or the content with its cue.

    Returns:
        Hedges in the order of the text.
    """
    lower = words.lower()
    if _HEDGING.isdisjoint(_TOKEN.findall(lower)) and not any(pair in lower for pair in _HEDGING_PAIRS):
        return ()
    return tuple(dict.fromkeys(match.group() for match in _HEDGE.finditer(words)))


def is_negated(content: str, cue: str | None) -> bool:
    """Tell whether a statement denies what its content's words say.

    Args:
        content: the words of the content.
        cue: the words that attribute, or None.

    Returns:
        True where the content's main clause is negated or the cue denies it, but not both.
    """
    return _main_clause_negated(content) != _denies(cue)


def _denies(cue: str | None) -> bool:
    for word in (cue or "").lower().split():
        form = VERBS.get(word)
        lemma = form.lemma if form else word.removesuffix("s")
        if lemma in DENYING or lemma == "denial":
            return True
    return False


def _main_clause_negated(content: str) -> bool:
    lower = content[:400].lower()
    words = _TOKEN.findall(lower)
    if _DENYING.isdisjoint(words) and "n't" not in lower and "n’t" not in lower:
        return False
    plain = lower if _DENYING_DOUBT.isdisjoint(words) else _LITOTES.sub(" ", lower)
    plain = _ASIDE.sub(" ", plain)
    words = (words if plain == lower else _TOKEN.findall(plain))[:_MAIN_CLAUSE]
    if words[:1] in (["that"], ["and"], ["but"]):
        words = words[1:]
    if words[:1] and words[0] in ("no", "none", "nobody", "neither", "nothing", "not", "never"):
        return words[1:2] != ["longer"]
    if any(pair == ("no", "such") for pair in pairwise(words[:9])):
        return True
    if ("no", "longer") in pairwise(words[:12]):
        return True
    # "What the inspectors found has not been published": the subject is a clause.
    described = int(words[:1] in (["what"], ["whoever"], ["whatever"]))
    return _predicate_negated(words, described)


def _predicate_negated(words: list[str], described: int) -> bool:
    """Tell whether the main verb is negated, where `described` clauses inside the subject have opened."""
    at = described
    while at < len(words):
        word = words[at]
        if word in ("because", "if", "although", "when", "that") and at:
            return False
        if word in ("who", "which", "whom", "whose") and at:
            described += 1
        elif _is_verb(word) and words[at - 1 : at] != ["to"]:
            if not described:
                return _denies_itself(words, at)
            # The verb of a clause that only describes the subject.
            described -= 1
            at = _behind_group(words, at)
            continue
        elif word == "never" and not described:
            return True
        at += 1
    return False


def _is_verb(word: str) -> bool:
    return word in _PLAIN or word in _MODALS or is_verb(word) or word.endswith(_VERB_ENDINGS)


def _denies_itself(words: list[str], at: int) -> bool:
    """Tell whether the verb group that begins at a word is negated, by itself or by what it takes."""
    word = words[at]
    if word.endswith(("n't", "n’t")) or word == "cannot":
        return True
    if word in AUXILIARIES or word in _MODALS or word.endswith(_CONTRACTED):
        following = words[at + 1 : at + 3]
        if any(near in _NEGATIONS for near in following) or following[:1] == ["no"]:
            return True
        # "has been no progress", "will be no talks"
        return len(words) > at + 2 and words[at + 1] in ("been", "be") and words[at + 2] in _DENYING_OBJECTS
    return words[at + 1 : at + 2] != [] and words[at + 1] in _DENYING_OBJECTS


def _behind_group(words: list[str], at: int) -> int:
    """Give the index behind a verb group: auxiliaries, negations, adverbs, and the verb itself."""
    auxiliary = words[at] in AUXILIARIES or words[at] in _MODALS or words[at].endswith(_CONTRACTED)
    at += 1
    while auxiliary and at < len(words) and (words[at] in _NEGATIONS or words[at].endswith("ly")):
        at += 1
    return at + 1 if auxiliary and at < len(words) and words[at] not in AUXILIARIES else at


_ASKING = word_set("ask wonder question inquire")
_ASKS = re.compile(r"\W*(?:whether|if|how|why|what|who|whom|whose|when|where|which)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!](?=[\s\"”’»]|\Z)")


def is_asked(content: str, cue: str | None = None) -> bool:
    """Tell whether a content is asked and not asserted.

    Args:
        content: the words of the content.
        cue: the words that attribute, or None.

    Returns:
        True where all of it ends in question marks, or where a cue of asking takes an indirect question.
    """
    if content.rstrip("\"”’»' )").endswith("?"):
        return _SENTENCE_END.search(content) is None
    words = (cue or "").lower().split()
    asking = any(word in VERBS and VERBS[word].lemma in _ASKING for word in words)
    return (asking or (cue is not None and content[:8].lower() == "whether ")) and _ASKS.match(
        content
    ) is not None


def find_modality(content: str, cue: str | None = None) -> str | None:
    """Give the modality of a content's main verb.

    Args:
        content: the words of the content.
        cue: the words that attribute, or None.

    Returns:
        question where it is asked; possible, necessary, future, conditional; or None for plain fact.
    """
    if is_asked(content, cue):
        return "question"
    spelled = _TOKEN.findall(content[:400])
    if not _RULING_OUT.isdisjoint(map(str.lower, spelled)) and _POSSIBLE.search(content[:120]):
        return "possible"
    return _modality(spelled[:_MAIN_CLAUSE])


def _modality(spelled: list[str]) -> str | None:
    words = [word.lower() if word != "May" else "" for word in spelled]
    for index, word in enumerate(words):
        if word.endswith(("'ll", "’ll")):
            return "future"
        if word in ("if", "unless") and index == 0:
            return "conditional"
        if word in _MODALS and not (
            word == "may" and words[index + 1 : index + 2] and words[index + 1][0].isdigit()
        ):
            return _MODALS[word]
        if word in ("has", "have", "had", "need", "needs") and words[index + 1 : index + 2] == ["to"]:
            return "necessary"
        if word in ("is", "are", "was", "were") and words[index + 1 : index + 3] in (
            ["going", "to"],
            ["set", "to"],
            ["about", "to"],
        ):
            return "future"
        if word in ("is", "was", "are", "were") and words[index + 1 : index + 2] in (
            ["possible"],
            ["likely"],
        ):
            return "possible"
        if word in _PLAIN:
            return None
    return None
