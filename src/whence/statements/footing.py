"""On what footing a statement stands: hedges, denial and modality, read from its words."""

import re
from itertools import pairwise

from whence.statements.lexicon import DENYING, VERBS
from whence.statements.wordlists import word_set

# Words that withhold certainty. A doubting cue ("claimed") is footing of its own and not listed here.
_HEDGE = re.compile(
    r"""\b(?:allegedly|reportedly|apparently|supposedly|purportedly|seemingly|presumably|possibly|perhaps
      |probably
    |likely|unlikely|maybe|ostensibly|arguably|alleged|suspected|purported|supposed|presumed|reputed|rumou?red
    |unconfirmed|unverified|so-called|believed|thought[ ]to|said[ ]to|reported[ ]to|appears?|appeared
    |seems?|seemed|(?:it[ ]|that[ ])?(?:cannot|can[’']t|could[ ]not|couldn[’']t
    |can[ ]not)[ ]be[ ]ruled[ ]out|not[ ]ruled[ ]out
    |not[ ]been[ ](?:independently[ ])?(?:verified|confirmed)|in[ ]what[ ]appears[ ]to|potentially|feared
    |it[ ]is[ ]understood
    |could[ ]not[ ]be[ ](?:independently[ ])?(?:verified|confirmed))\b""",
    re.IGNORECASE | re.VERBOSE,
)
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
}
_PLAIN = word_set(
    """
    is are was were has have had did does do said says told isn't isn’t aren't aren’t wasn't wasn’t
    weren't weren’t hasn't hasn’t haven't haven’t hadn't hadn’t didn't didn’t don't don’t doesn't
    doesn’t killed died
    """
)
_NEGATIONS = word_set("not never cannot neither nobody nothing none")
# How many words into a content its own verb is looked for; behind that a negation belongs to a clause inside.
_MAIN_CLAUSE = 30


def find_hedges(words: str) -> tuple[str, ...]:
    """Give the words that withhold certainty, as worded and in order, each once.

    Args:
        words: the content, or the content with its cue.

    Returns:
        Hedges in the order of the text.
    """
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
    words = [match.group().lower() for match in _TOKEN.finditer(content[:400])][:_MAIN_CLAUSE]
    if words[:1] in (["that"], ["and"], ["but"]):
        words = words[1:]
    if words and words[0] in ("no", "none", "nobody", "neither", "nothing"):
        return words[0] != "no" or words[1:2] not in (["doubt"], ["matter"], ["longer"])
    if any(pair == ("no", "such") for pair in pairwise(words[:9])):
        return True
    for index, word in enumerate(words):
        if word.endswith(("n't", "n’t")) or word == "cannot":
            return True
        if word in ("who", "which", "because", "if", "although", "that", "when") and index:
            return False
        if word in _PLAIN or word in _MODALS:
            following = words[index + 1 : index + 4]
            if following[:1] == ["no"]:
                return (
                    words[max(0, index - 1) : index] in (["there"], ["had"], ["has"], ["have"]) or index == 1
                )
            return any(near in _NEGATIONS for near in following[:2]) and following[:2] != ["not", "only"]
        if word in ("never", "not"):
            return True
    return False


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
    return "question" if is_asked(content, cue) else _modality(content)


def _modality(content: str) -> str | None:
    spelled = [match.group() for match in _TOKEN.finditer(content[:400])][:_MAIN_CLAUSE]
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
