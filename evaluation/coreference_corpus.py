"""Reads ECB+, news articles in which mentions of events are marked and those of one event are chained.

Source: Cybulska and Vossen, LREC 2014. Each file is one article: its tokens, the marked runs of tokens, and
the relations that chain them, across articles by a name that they share or within one article alone. A
mention in no chain is an event of its own.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

# What the corpus calls marks of events; those of people, places and times are left out.
_EVENT = ("ACTION_", "NEG_ACTION_")
_ACROSS, _WITHIN = "CROSS_DOC_COREF", "INTRA_DOC_COREF"
# Tokens that stand close to the word before them, so that a sentence reads as it was printed.
_CLOSE = frozenset((".", ",", ";", ":", "!", "?", ")", "'s", "'", "n't", "%"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A marked run of words that speaks of an event.

    Attributes:
        name: of the article and the mark, unique in the corpus.
        document: name of the article.
        sentence: its number in the article.
        words: as printed.
        begin: first code point in the sentence's text.
        end: end of the last word in the sentence's text, exclusive.
        chain: the event it speaks of; its own name where it is in no chain.
        chained: whether it is in a chain.
    """

    name: str
    document: str
    sentence: int
    words: tuple[str, ...]
    begin: int
    end: int
    chain: str
    chained: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        name: of its file, without the suffix.
        topic: number of its topic.
        subtopic: the topic and which of its two like events the article is about.
        sentences: their texts by number.
        mentions: in the order of the text.
    """

    name: str
    topic: str
    subtopic: str
    sentences: Mapping[int, str]
    mentions: tuple[Mention, ...]


def read_corpus(folder: Path) -> list[Article]:
    """Read all articles under a folder.

    Args:
        folder: holds the corpus's XML files, at any depth.

    Returns:
        The articles in the order of topic and name.

    Raises:
        ValueError: if there are none, or one refers to what it does not hold.
    """
    files = sorted(folder.rglob("*_*.xml"), key=lambda file: file.name)
    if not files:
        raise ValueError(
            f"{folder} holds no file named like 1_2ecb.xml; give the folder of the unpacked corpus"
        )
    return [read_article(file.stem, file.read_bytes()) for file in files]


def read_article(name: str, content: bytes) -> Article:
    """Read one article.

    Args:
        name: of its file, as `12_3ecbplus`: the topic's number, the article's, and which event it is about.
        content: the file.

    Returns:
        The article; the address that some open with is no sentence.

    Raises:
        ValueError: if a mark refers to a token that is not there.
    """
    root = ET.fromstring(content)
    tokens = {token.get("t_id", ""): token for token in root.iter("token")}
    sentences, places = _lay_out(tokens.values())
    chains = _read_chains(name, root)
    mentions = []
    for mark in root.iterfind("Markables/*"):
        anchors = [anchor.get("t_id", "") for anchor in mark.iterfind("token_anchor")]
        if not mark.tag.startswith(_EVENT) or not anchors:
            continue
        if not all(anchor in tokens for anchor in anchors):
            raise ValueError(
                f"{name}: mark {mark.get('m_id')} refers to tokens that the article does not hold"
            )
        anchors.sort(key=lambda anchor: places[anchor])
        own, number = f"{name}#{mark.get('m_id')}", places[anchors[0]][0]
        mentions.append(
            Mention(
                own, name, number, tuple(tokens[anchor].text or "" for anchor in anchors),
                places[anchors[0]][1], places[anchors[-1]][2], chains.get(mark.get("m_id", ""), own),
                mark.get("m_id") in chains,
            )
        )  # fmt: skip
    topic = name.partition("_")[0]
    side = "plus" if name.endswith("plus") else ""
    mentions.sort(key=lambda mention: (mention.sentence, mention.begin, mention.end, mention.name))
    return Article(name, topic, topic + side, sentences, tuple(mentions))


def _lay_out(tokens: Iterable[ET.Element]) -> tuple[dict[int, str], dict[str, tuple[int, int, int]]]:
    """Put tokens together to sentences; give their texts, and each token's sentence and place in it."""
    sentences: dict[int, str] = {}
    places: dict[str, tuple[int, int, int]] = {}
    for token in tokens:
        number, word = int(token.get("sentence", "0")), token.text or ""
        before = sentences.get(number, "")
        begin = len(before) + (bool(before) and word not in _CLOSE)
        sentences[number] = before + " " * (begin - len(before)) + word
        places[token.get("t_id", "")] = number, begin, begin + len(word)
    if sentences.get(0, "").startswith("http"):
        del sentences[0]
    return sentences, places


def _read_chains(name: str, root: ET.Element) -> dict[str, str]:
    """Give the chain of each mark that is in one."""
    chains: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        if relation.tag == _ACROSS:
            chain = relation.get("note", "")
        elif relation.tag == _WITHIN:
            chain = f"{name}#{relation.get('r_id')}"
        else:
            continue
        for source in relation.iterfind("source"):
            chains[source.get("m_id", "")] = chain
    return chains
