"""What the tagger looks at: atoms of each token, and the templates that join them into features.

An atom is a number with a name, such as "word" or "quote"; "word-1" is the atom of the token before. A
template joins atoms, and each value of it has a weight for each label. Of a document the atoms depend on
words, quotations, sentences and what the rules read; those of a window also on its anchor, the cue whose
source and content are looked for.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.statements import tagger_words
from whence.statements.quotes import find_quotes
from whence.statements.tagger_kernels import ANCHOR, DOCUMENT, LONGEST_TEMPLATE, WINDOW
from whence.statements.tagger_words import CLAUSE_THAT, COMMA, INFINITIVE, LAST_MARK

Numbers = NDArray[np.int64]

OTHER, SOURCE, CUE, CONTENT = 0, 1, 3, 5
"""Labels; the one after each of the last three goes on with what it begins."""
LABELS = 7

_CONTEXT_ATOMS = (
    "quote", "quoted", "after_stem", "after2_stem", "after", "after2", "before", "before2", "to_close",
    "quote_left", "quote_right", "rule", "rule_kind", "nested", "from_start", "to_end", "cue_left_stem",
    "cue_left", "from_cue", "cue_right_stem", "cue_right", "to_cue", "mark", "mark_word", "mark_since_cue",
    "from_mark", "verb_left_stem", "from_verb", "verb_right_stem", "to_verb", "opens", "opener",
)  # fmt: skip
_TAGGED_ATOMS = ("label", "candidate", "p_source", "p_content", "p_cue", "p_begin", "p_other")
DOCUMENT_ATOMS = (*tagger_words.ATOMS, *_CONTEXT_ATOMS, *_TAGGED_ATOMS)
WINDOW_ATOMS = (
    "side", "distance", "same_quote", "parts", "between", "contents", "last_mark", "own", "paragraphs",
    "sentences",
)  # fmt: skip
ANCHOR_ATOMS = (
    "a_stem", "a_word", "a_class", "a_company", "a_next", "a_before", "a_next_stem", "a_before_stem",
    "a_first", "a_quoted", "a_place", "a_ruled", "a_sure",
)  # fmt: skip
COLUMN = {name: number for number, name in enumerate(DOCUMENT_ATOMS)}

# Templates, a feature each; the order is part of the model.
DOCUMENT_TEMPLATES = """
word | word+1 | word-1 | word+2 | word-2 | word+3 | word-3 | stem | stem+1 | stem-1
class | class+1 | class-1 | class+2 | class-2 | class+3 | class-3
cluster | cluster+1 | cluster-1 | cluster+2 | cluster-2 | company | company+1 | company-1
suffix | ending | prefix | shape-1 shape shape+1
word word+1 | word-1 word | word+1 word+2 | word-2 word-1 | word-1 word+1
word-1 word word+1 | word word+1 word+2 | word-2 word-1 word
stem-1 class | class stem+1 | stem class+1 | class-1 stem
class-1 class | class class+1 | class-1 class class+1 | class-2 class-1 class | class class+1 class+2
class-2 class-1 class class+1 | class-1 class class+1 class+2 | class+1 class+2 class+3
class-3 class-2 class-1 | cluster-1 cluster | cluster cluster+1 | cluster-1 cluster cluster+1
stem cluster-1 cluster+1 | class shape shape+1
quote quoted-1 quoted+1 | quote class | quote word | quote class-1 class+1
after_stem after2_stem | before before2 | after after2 before before2 | to_close quote before
quote_left class | quote_right class | quote_left quote_right | quote_left quote_right class-1 class
rule nested | rule-1 rule rule+1 | rule-2 rule-1 rule rule+1 | rule word | rule-1 rule class
rule rule+1 class+1 | rule rule-1 rule_kind | rule class-1 class | rule class class+1 | rule quote class
nested rule rule-1 class | rule rule-1 cluster-1 cluster | rule rule+1 cluster+1
from_start class | to_end class | cue_left_stem | cue_right_stem | from_cue class | to_cue class
cue_left_stem class | cue_right_stem class | cue_left cue_right from_cue to_cue
cue_left_stem mark_word mark_since_cue | cue_left class mark mark_since_cue | from_mark mark class
cue_left_stem from_cue quoted | cue_right_stem to_cue quoted | verb_left_stem class
verb_right_stem class | verb_right_stem to_verb | verb_left_stem from_verb | quoted rule opens | opener class
"""
ATTRIBUTION_TEMPLATES = """
distance class | side word | side word-1 | side word+1 | side stem | side class-1 class | side class class+1
side class-1 class class+1 | side class-2 class-1 class | side class class+1 class+2
side cluster-1 cluster | side cluster cluster+1 | side company | side same_quote quote class
side same_quote quote quoted-1 | a_stem side | a_stem distance | a_word side class | a_class class distance
a_stem side class-1 class | a_word side quote | a_company side class | a_next a_before distance
a_stem a_next distance | a_next_stem distance | a_before_stem distance | a_stem label label-1 side
a_class label label-1 distance | a_next a_before label side | label-1 label label+1 side
label-1 label distance | label-1 label parts side | label-1 label between side
p_source p_content p_cue side | p_source p_content distance | p_begin label label-1 side
p_content p_begin side class | p_source p_begin side class | parts side class | parts side contents label
between side class | between side parts | candidate candidate-1 distance
own-1 own own+1 a_ruled | own-1 own a_ruled side | own-1 own class side | own-1 own label label-1
own own+1 class+1 side | own-1 own word | rule-1 rule own side | rule-1 rule rule+1 a_ruled
rule own class side | nested own side | own-1 own a_stem | own-1 own a_class | own label own-1 p_begin
own-1 own distance
last_mark class side | last_mark class a_stem side | last_mark distance | a_quoted quoted side same_quote
from_start side class
to_end side class | from_start side to_end | a_place distance | a_place side class
sentences side quote label | sentences side a_quoted class | side word-1 word | side word word+1 | side suffix
side company-1 company | side company company+1 | side shape-1 shape shape+1 | after before side same_quote
after after2 distance | side | p_other side label | a_first distance | a_stem a_next_stem side
a_stem a_before_stem side | class-1 class distance | class class+1 distance | side stem-1 class
side stem+1 class | a_stem stem side | cluster-1 cluster distance | a_stem cluster side
a_class own p_content p_source | a_stem parts side | a_stem sentences quote side | a_ruled a_sure label
side label a_sure class | paragraphs quote label
"""

_ATOM = re.compile(r"([a-z_0-9]+?)([+-]\d)?\Z")


def compile_templates(listed: str) -> NDArray[np.int32]:
    """Turn named templates into rows of (table, column, offset) for the kernel."""
    tables = {name: (WINDOW, column) for column, name in enumerate(WINDOW_ATOMS)}
    tables.update({name: (ANCHOR, column) for column, name in enumerate(ANCHOR_ATOMS)})
    tables.update({name: (DOCUMENT, column) for column, name in enumerate(DOCUMENT_ATOMS)})
    return _compile(listed, tables)


def compile_listed(listed: str, columns: dict[str, int]) -> NDArray[np.int32]:
    """Turn templates over the columns of one table into rows for the kernel."""
    return _compile(listed, {name: (DOCUMENT, column) for name, column in columns.items()})


def _compile(listed: str, tables: dict[str, tuple[int, int]]) -> NDArray[np.int32]:
    templates = [template.split() for template in listed.replace("\n", "|").split("|") if template.strip()]
    compiled = np.full((len(templates), LONGEST_TEMPLATE, 3), -1, np.int32)
    for number, template in enumerate(templates):
        for part, atom in enumerate(template):
            if atom in tables:
                compiled[number, part] = (*tables[atom], 0)
                continue
            matched = _ATOM.match(atom)
            assert matched is not None
            compiled[number, part] = (*tables[matched[1]], int(matched[2] or 0))
    return compiled


class Layout(NamedTuple):
    """Where sentences, paragraphs and quotations of a document lie, for each token.

    Attributes:
        sentence: number of the sentence.
        sentence_begin: its first token.
        sentence_end: its end, exclusive.
        paragraph: number of the paragraph.
        quoted: 0 outside of quotations, 1 in somebody's words, 2 in others.
        quote_begin: first token of the quotation, -1 outside.
        quote_end: its end, exclusive, -1 outside.
    """

    sentence: Numbers
    sentence_begin: Numbers
    sentence_end: Numbers
    paragraph: Numbers
    quoted: Numbers
    quote_begin: Numbers
    quote_end: Numbers


def lay_out(text: str, sentences: Sequence[tuple[int, int]], begins: list[int]) -> Layout:
    """Find where the tokens that begin at these characters stand in a text."""
    count = len(begins)
    # A sentence's tokens reach to where the next begins, so that every token is in one.
    cuts = np.array([0, *(bisect_left(begins, begin) for begin, _ in sentences[1:]), count])
    broken = [
        text.find("\n", before[1], sentence[0]) >= 0 for before, sentence in itertools.pairwise(sentences)
    ]
    paragraphs = np.cumsum([0, *broken])
    lengths = np.diff(cuts)
    layout = Layout(
        np.repeat(np.arange(len(lengths)), lengths),
        np.repeat(cuts[:-1], lengths),
        np.repeat(cuts[1:], lengths),
        np.repeat(paragraphs, lengths),
        np.zeros(count, np.int64),
        np.full(count, -1),
        np.full(count, -1),
    )
    for quote in find_quotes(text):
        begin, end = bisect_left(begins, quote.begin), bisect_left(begins, quote.end)
        layout.quoted[begin:end] = 1 if quote.speech else 2
        layout.quote_begin[begin:end] = begin
        layout.quote_end[begin:end] = end
    return layout


# The steps of the distances from -1 on.
_STEPS = np.repeat(np.arange(-1, 11), [1, 1, 1, 1, 1, 1, 1, 3, 5, 8, 18, 1])


def bucket(distance: Numbers) -> Numbers:
    """Give 0 to 5 as they are, then steps up to 10; -1 for what is below 0."""
    return _STEPS.take(distance + 1, mode="clip")


def earlier(values: Numbers, missing: int) -> Numbers:
    """Give for each token the value of the one before it, and for the first what stands for a missing one."""
    moved = np.empty_like(values)
    moved[:1] = missing
    moved[1:] = values[:-1]
    return moved


def last_until(found: NDArray[np.bool_]) -> Numbers:
    """Give for each token the last one up to it that was found, or -1."""
    return np.maximum.accumulate(np.where(found, np.arange(len(found)), -1))


def _nearest_left(found: NDArray[np.bool_], layout: Layout) -> Numbers:
    """Give for each token the last one before it in its sentence that was found, or -1."""
    last = earlier(last_until(found), -1)
    return np.where(last >= layout.sentence_begin, last, -1)


def _nearest_right(found: NDArray[np.bool_], layout: Layout) -> Numbers:
    """Give for each token the next one behind it in its sentence that was found, or -1."""
    count = len(found)
    place = np.where(found, np.arange(count), count)
    following = np.minimum.accumulate(np.concatenate((place[1:], [count]))[::-1])[::-1]
    return np.where(following < layout.sentence_end, following, -1)


def pick(values: Numbers, places: Numbers) -> Numbers:
    """Give the values at places; -1 where a place lies outside."""
    picked = values.take(places, mode="clip")
    picked[(places < 0) | (places >= len(values))] = -1
    return picked


def document_atoms(words: Numbers, layout: Layout, rules: Numbers) -> Numbers:
    """Fill the atoms of a document's tokens; those of the labels stay 0.

    Args:
        words: rows of the vocabulary.
        layout: where the tokens stand.
        rules: for each token the label that the rules give it, a number for the rule, and the label in a
            nested attribution.

    Returns:
        A row for each token, its columns as in `DOCUMENT_ATOMS`.
    """
    count = len(words)
    atoms = np.zeros((count, len(DOCUMENT_ATOMS)), np.int64, order="F")
    atoms[:, : words.shape[1]] = words
    _fill_quotes(atoms, layout)
    for number, name in enumerate(("rule", "rule_kind", "nested")):
        atoms[:, COLUMN[name]] = rules[:, number]
    place = np.arange(count)
    atoms[:, COLUMN["from_start"]] = bucket(place - layout.sentence_begin)
    atoms[:, COLUMN["to_end"]] = bucket(layout.sentence_end - 1 - place)
    _fill_neighbours(atoms, layout)
    first = layout.sentence_begin
    opens = (first > 0) & (pick(layout.paragraph, first - 1) != layout.paragraph)
    atoms[:, COLUMN["opens"]] = opens
    atoms[:, COLUMN["opener"]] = pick(atoms[:, COLUMN["stem"]], first)
    return atoms


def _fill_quotes(atoms: Numbers, layout: Layout) -> None:
    place = np.arange(len(atoms))
    quoted, begin, end = layout.quoted, layout.quote_begin, layout.quote_end
    inside = quoted > 0
    atoms[:, COLUMN["quoted"]] = quoted
    first, last = inside & (begin == place), inside & (end == place + 1)
    atoms[:, COLUMN["quote"]] = quoted * 4 + first * 2 + last
    stems, classes = atoms[:, COLUMN["stem"]], atoms[:, COLUMN["class"]]
    for name, values, places in (
        ("after_stem", stems, end),
        ("after2_stem", stems, end + 1),
        ("after", classes, end),
        ("after2", classes, end + 1),
        ("before", classes, begin - 1),
        ("before2", classes, begin - 2),
    ):
        atoms[:, COLUMN[name]] = np.where(inside, pick(values, places), -2)
    atoms[:, COLUMN["to_close"]] = np.where(inside, bucket(end - begin), -2)
    for name, nearest in (
        ("quote_left", _nearest_left(inside, layout)),
        ("quote_right", _nearest_right(inside, layout)),
    ):
        distance = np.abs(nearest - place)
        near = ~inside & (nearest >= 0) & (distance < 12)
        atoms[:, COLUMN[name]] = np.where(near, distance * 2 + pick(quoted, nearest) - 1, -1 - inside)


def _fill_neighbours(atoms: Numbers, layout: Layout) -> None:
    place = np.arange(len(atoms))
    classes, stems = atoms[:, COLUMN["class"]], atoms[:, COLUMN["stem"]]
    cues = tagger_words.is_cue_class(classes) & (layout.quoted != 1)
    verbs = tagger_words.is_verb_class(classes)
    left, right = _nearest_left(cues, layout), _nearest_right(cues, layout)
    atoms[:, COLUMN["cue_left_stem"]] = pick(stems, left)
    atoms[:, COLUMN["cue_left"]] = pick(classes, left)
    atoms[:, COLUMN["from_cue"]] = np.where(left >= 0, bucket(place - left), -1)
    atoms[:, COLUMN["cue_right_stem"]] = pick(stems, right)
    atoms[:, COLUMN["cue_right"]] = pick(classes, right)
    atoms[:, COLUMN["to_cue"]] = np.where(right >= 0, bucket(right - place), -1)
    mark = _nearest_left(parts_clauses(classes, joints=False), layout)
    atoms[:, COLUMN["mark"]] = pick(classes, mark)
    atoms[:, COLUMN["mark_word"]] = pick(atoms[:, COLUMN["word"]], mark)
    atoms[:, COLUMN["mark_since_cue"]] = mark > left
    atoms[:, COLUMN["from_mark"]] = np.where(mark >= 0, bucket(place - mark), -1)
    before, behind = _nearest_left(verbs, layout), _nearest_right(verbs, layout)
    atoms[:, COLUMN["verb_left_stem"]] = pick(stems, before)
    atoms[:, COLUMN["from_verb"]] = np.where(before >= 0, bucket(place - before), -1)
    atoms[:, COLUMN["verb_right_stem"]] = pick(stems, behind)
    atoms[:, COLUMN["to_verb"]] = np.where(behind >= 0, bucket(behind - place), -1)


def parts_clauses(classes: Numbers, *, joints: bool) -> NDArray[np.bool_]:
    """Tell of each class whether it parts clauses: marks, "that", "who", "to" and subordinators."""
    parts = (classes >= COMMA) & (classes <= LAST_MARK)
    for number in (CLAUSE_THAT, tagger_words.CLAUSE_WHO, INFINITIVE, tagger_words.SUBORDINATOR):
        parts |= classes == number
    if joints:
        parts |= classes == tagger_words.JOINT
    return parts


EDGE_KINDS = 20
"""Kinds of places between two tokens; each has transitions of its own."""


def token_edges(atoms: Numbers, layout: Layout) -> Numbers:
    """Give the kind of place before each token."""
    classes = atoms[:, COLUMN["class"]]
    before = earlier(classes, -1)
    quote = atoms[:, COLUMN["quote"]]
    cue, was_cue = tagger_words.is_cue_class(classes), tagger_words.is_cue_class(before)
    conditions = [
        earlier(layout.paragraph, -1) != layout.paragraph,
        earlier(layout.sentence, -1) != layout.sentence,
        quote % 4 >= 2,
        earlier(quote, 0) % 2 == 1,
        classes == COMMA,
        before == COMMA,
        is_mark(classes),
        cue,
        was_cue,
        (classes == CLAUSE_THAT) | (classes == INFINITIVE),
        (classes == tagger_words.BE) | (classes == tagger_words.AUXILIARY),
        (before == tagger_words.BE) | (before == tagger_words.AUXILIARY),
    ]
    return np.select(conditions, list(range(1, len(conditions) + 1)), 0).astype(np.int64)


def is_mark(classes: Numbers) -> NDArray[np.bool_]:
    """Tell of each class whether it is a mark other than a comma."""
    marks: NDArray[np.bool_] = (classes > COMMA) & (classes <= LAST_MARK)
    marks &= classes != tagger_words.GENITIVE
    return marks
