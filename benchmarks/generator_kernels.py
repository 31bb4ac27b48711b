"""Numba loops of the generator: chains of words to articles, articles to families."""

# ruff: noqa: PLR0913, PLR0917 - a kernel is one loop over arrays; calls and objects cost there

from typing import Any, NamedTuple

import numpy as np
from generator_tokens import (
    NAME,
    NO_MARK,
    NUMBER,
    PARAGRAPH,
    STOP,
    Source,
    below,
    between,
    compiled,
    draw,
    invent,
    is_stop,
    key,
    render,
    share,
)
from numpy.typing import NDArray

# Kinds of members of a family.
ROOT, COPY, RELAID, EXCERPT, EDITED, ABRIDGED, REORDERED = range(7)
FIELDS = 9  # of a plant: document, source, kind, begin, end, source begin, source end, tokens, edits

SCRATCH = 16_384  # tokens of the longest text, before and after its edits


class Plan(NamedTuple):
    """What each document is; the rest follows from its number and the seed."""

    seed: np.uint64
    documents: int
    stories: int
    quotes: int
    family: NDArray[np.int32]  # per document, -1 for none
    roots: NDArray[np.int32]  # per family, its first document
    footers: NDArray[np.uint8]  # per outlet, tokens of its footer
    outlets: NDArray[np.int32]  # per document
    invented: float  # share of words that the source does not have
    first_invented: float  # rank that they begin at
    heaps: float  # exponent of the tail that they are drawn from
    renamed: float  # share of names for which the story has its own
    quoted: float  # share of documents outside families that hold a stock quote
    own_phrases: float  # share of stock phrases that are the story's own
    phrased: float  # share of joints at which a stock phrase is put in


@compiled
def dress(word: int, state: NDArray[np.uint64], story: int, source: Source, plan: Plan) -> np.uint64:
    """Give the token of a source word, or of the invented one that stands for it here."""
    shape, mark = source.shapes[word], source.marks[word]
    chance = share(draw(state))
    if shape == NUMBER:
        if chance < 0.8:
            return invent(NUMBER, mark, 10.0 ** (1.0 + 4.0 * share(draw(state))), np.uint64(0))
        return np.uint64(word)
    if shape == NAME and mark == NO_MARK and chance < plan.renamed:
        own = share(key(plan.seed ^ np.uint64(word), 11, story))
        return np.uint64(source.names[int(own * (source.names.shape[0] - 1))])
    if chance > 1.0 - plan.invented:
        rank = plan.first_invented * share(draw(state)) ** (-1.0 / plan.heaps)
        return invent(shape, mark, rank, plan.seed)
    return np.uint64(word)


@compiled
def choose_phrase(state: NDArray[np.uint64], story: int, source: Source, plan: Plan) -> tuple[int, int]:
    """Give the place and length of a stock phrase, or of one that only this story uses."""
    if share(draw(state)) < plan.own_phrases:
        which = key(plan.seed, 100 + below(state, 8), story)
        place = which % np.uint64(source.words.shape[0] - 12)
        return np.int64(place), np.int64(5) + np.int64((which >> np.uint64(40)) % np.uint64(5))
    return np.int64(source.phrases[below(state, source.phrases.shape[0])]), np.int64(between(state, 5, 9))


@compiled
def write_article(
    out: NDArray[np.uint64],
    at: int,
    length: int,
    state: NDArray[np.uint64],
    story: int,
    source: Source,
    plan: Plan,
) -> int:
    """Write an own article of about `length` tokens, up to a full stop, and give its end."""
    size = source.words.shape[0]
    place = source.starts[below(state, source.starts.shape[0])]
    run = between(state, 1, 3)
    flag = PARAGRAPH
    most = min(at + length + 60, out.shape[0])
    i = at
    while i < most:
        word = source.words[place]
        token = dress(word, state, story, source, plan)
        out[i] = token | flag
        i += 1
        flag = np.uint64(0)
        if source.marks[word] == STOP:
            if i >= at + length:
                break
            place = source.starts[below(state, source.starts.shape[0])]
            flag = PARAGRAPH if below(state, 10) < 4 else flag
            run = between(state, 1, 3)
            continue
        run -= 1
        if run > 0:
            place = (place + 1) % size
            continue
        run = between(state, 1, 3)
        if share(draw(state)) < plan.phrased:
            place, run = choose_phrase(state, story, source, plan)
            continue
        first = source.place_offsets[word]
        count = source.place_offsets[word + 1] - first
        # A rare word would lead back to where it came from.
        place = below(state, size) if count < 30 else (source.places[first + below(state, count)] + 1) % size
    return i


@compiled
def length_of(state: NDArray[np.uint64]) -> int:
    """Draw the tokens of an article: log-normal, about 350 on average."""
    normal = np.sqrt(-2.0 * np.log(share(draw(state)))) * np.cos(2.0 * np.pi * share(draw(state)))
    return int(min(max(300.0 * np.exp(0.57 * normal), 60.0), 3000.0))


@compiled
def story_of(document: int, plan: Plan) -> int:
    """Give the story that a document tells: power-law sizes; a family tells its root's."""
    if plan.family[document] >= 0:
        document = plan.roots[plan.family[document]]
    return int(plan.stories * share(key(plan.seed, 3, document)) ** 1.5)


@compiled
def write_own(
    document: int, out: NDArray[np.uint64], state: NDArray[np.uint64], source: Source, plan: Plan
) -> int:
    """Write a document's own article, always the same, and give its length; the state is left behind it."""
    state[0] = key(plan.seed, 1, document)
    return write_article(out, 0, length_of(state), state, story_of(document, plan), source, plan)


@compiled
def edit(
    tokens: NDArray[np.uint64],
    out: NDArray[np.uint64],
    at: int,
    rate: float,
    state: NDArray[np.uint64],
    source: Source,
) -> tuple[int, int]:
    """Replace, drop, insert or swap words at a rate; give the end and the number of edits."""
    edits = 0
    i = 0
    while i < tokens.shape[0]:
        out[at] = tokens[i]
        if share(draw(state)) < rate:
            edits += 1
            way = below(state, 4)
            other = np.uint64(source.words[below(state, source.words.shape[0])])
            if way == 0:
                out[at] = other
            elif way == 1:
                at -= 1
            elif way == 2:
                out[at + 1] = other
                at += 1
            elif i + 1 < tokens.shape[0]:
                out[at], out[at + 1] = tokens[i + 1], tokens[i]
                at += 1
                i += 1
        at += 1
        i += 1
    return at, edits


@compiled
def sentence_end(tokens: NDArray[np.uint64], size: int, least: int, source: Source) -> int:
    """Give the end of the first sentence that ends at or after `least` tokens."""
    for i in range(max(least - 1, 0), size):
        if is_stop(tokens[i], source):
            return i + 1
    return size


@compiled
def cut_blocks(
    tokens: NDArray[np.uint64], size: int, least: int, source: Source, cuts: NDArray[np.int64]
) -> int:
    """Cut a text into blocks of whole sentences of at least so many tokens; give the number of blocks."""
    count = 0
    cuts[0] = 0
    while cuts[count] < size and count + 1 < cuts.shape[0]:
        cuts[count + 1] = sentence_end(tokens, size, cuts[count] + least, source)
        count += 1
    cuts[count] = size
    return count


@compiled
def plant(plants: NDArray[np.int64], count: int, begin: int, end: int, origin: int, edits: int) -> int:
    """Note a planted passage of the present document, in tokens."""
    plants[count, 3], plants[count, 4] = begin, end
    plants[count, 5], plants[count, 8] = origin, edits
    return count + 1


@compiled
def write_member(
    document: int,
    kind: int,
    root: NDArray[np.uint64],
    out: NDArray[np.uint64],
    plants: NDArray[np.int64],
    state: NDArray[np.uint64],
    source: Source,
    plan: Plan,
) -> tuple[int, int]:
    """Write a member of a family from its root's text; give its length and the number of plants.

    A plant's fields: 3 and 4 the place here, 5 and 6 the place in the root, in tokens, 8 the edits.
    """
    size = root.shape[0]
    story = story_of(document, plan)
    count = 0
    if kind == COPY:
        state[0] = key(plan.seed, 2, document)
        rate = 0.0 if below(state, 10) < 7 else 2.0 / size
        end, edits = edit(root, out, 0, rate, state, source)
        plants[0, 6] = size
        return end, plant(plants, 0, 0, end, 0, edits)
    if kind == RELAID:
        state[0] = key(plan.seed, 2, document)
        at = write_article(out, 0, between(state, 15, 45), state, story, source, plan)
        begin = sentence_end(root, size // 2, 12, source)
        end = size - below(state, size // 6)
        out[at : at + end - begin] = root[begin:end]
        plants[0, 6] = end
        return at + end - begin, plant(plants, 0, at, at + end - begin, begin, 0)
    if kind in (EXCERPT, EDITED):
        own = write_own(document, out, state, source, plan)
        taken = min(between(state, 40 if kind == EXCERPT else 60, 200), size)
        begin = below(state, size - taken + 1)
        at = below(state, own + 1)
        rest = out[at:own].copy()
        end, edits = at + taken, 0
        if kind == EXCERPT:
            out[at:end] = root[begin : begin + taken]
        else:
            end, edits = edit(root[begin : begin + taken], out, at, 0.1, state, source)
        out[end : end + rest.shape[0]] = rest
        plants[0, 6] = begin + taken
        return end + rest.shape[0], plant(plants, 0, at, end, begin, edits)
    state[0] = key(plan.seed, 2, document)
    cuts = np.empty(400, np.int64)
    blocks = cut_blocks(root, size, 40, source, cuts)
    order = np.arange(blocks)
    if kind == REORDERED:
        for i in range(blocks - 1, 0, -1):
            j = below(state, i + 1)
            order[i], order[j] = order[j], order[i]
    forced = below(state, blocks)
    at = 0
    for i in range(blocks):
        block = order[i]
        if kind == ABRIDGED and block != forced and below(state, 3) > 0:
            continue
        begin, end = cuts[block], cuts[block + 1]
        out[at : at + end - begin] = root[begin:end]
        if count > 0 and plants[count - 1, 6] == begin:  # goes on where the last one ended
            plants[count - 1, 4], plants[count - 1, 6] = at + end - begin, end
        else:
            plants[count, 6] = end
            count = plant(plants, count, at, at + end - begin, begin, 0)
        at += end - begin
    return at, count


@compiled
def kind_of(document: int, plan: Plan) -> int:
    """Give the kind of a document in its family."""
    if plan.roots[plan.family[document]] == document:
        return ROOT
    chance = key(plan.seed, 4, document) % np.uint64(100)
    if chance < 30:
        return COPY
    if chance < 50:
        return RELAID
    if chance < 70:
        return EXCERPT
    if chance < 82:
        return EDITED
    return ABRIDGED if chance < 91 else REORDERED


@compiled
def write_documents(begin: int, end: int, source: Source, plan: Plan) -> Any:
    """Write the documents of a range.

    Returns:
        Their letters, the offsets of each, plants (see FIELDS; -1 - number as source and kind of a stock
        quote, or of a footer with kind 8), and their tokens.
    """
    state = np.zeros(1, np.uint64)
    own, out = np.empty(SCRATCH, np.uint64), np.empty(SCRATCH, np.uint64)
    begins, ends = np.empty(SCRATCH, np.int64), np.empty(SCRATCH, np.int64)
    root_begins, root_ends = np.empty(SCRATCH, np.int64), np.empty(SCRATCH, np.int64)
    longest = SCRATCH * 16
    letters, spare = np.empty((end - begin) * 3000 + longest, np.uint8), np.empty(longest, np.uint8)
    offsets, sizes = np.zeros(end - begin + 1, np.int64), np.empty(end - begin, np.int32)
    plants, count = np.zeros((4 * (end - begin) + 800, FIELDS), np.int64), 0
    at = 0
    for document in range(begin, end):
        family = plan.family[document]
        found = 0
        kind = ROOT if family < 0 else kind_of(document, plan)
        if count + 800 > plants.shape[0]:
            plants = np.concatenate((plants, np.zeros_like(plants)))
        mine = plants[count:]
        size = 0
        if kind == ROOT:
            size = write_own(document, out, state, source, plan)
            if family < 0 and share(draw(state)) < plan.quoted:
                size, found = insert_quote(out, size, mine, state, source, plan)
        else:
            root = plan.roots[family]
            length = write_own(root, own, state, source, plan)
            render(own[:length], spare, 0, root_begins, root_ends, source)
            size, found = write_member(document, kind, own[:length], out, mine, state, source, plan)
            for i in range(found):
                mine[i, 1], mine[i, 2] = root, kind
                mine[i, 5], mine[i, 6] = root_begins[mine[i, 5]], root_ends[mine[i, 6] - 1]
        outlet = plan.outlets[document]
        if plan.footers[outlet] > 0:
            state[0] = key(plan.seed, 6, outlet)
            first = size
            size = write_article(out, size, plan.footers[outlet], state, plan.stories + outlet, source, plan)
            found = plant(mine, found, first, size, 0, 0)
            mine[found - 1, 1], mine[found - 1, 2], mine[found - 1, 6] = -1 - outlet, 8, 0
        if at + longest > letters.shape[0]:
            letters = np.concatenate((letters, np.empty(letters.shape[0] // 2 + longest, np.uint8)))
        at = render(out[:size], letters, at, begins, ends, source)
        for i in range(found):
            mine[i, 0], mine[i, 7] = document, mine[i, 4] - mine[i, 3]
            mine[i, 3], mine[i, 4] = begins[mine[i, 3]], ends[mine[i, 4] - 1]
        count += found
        offsets[document - begin + 1] = at
        sizes[document - begin] = size
    return letters[:at], offsets, plants[:count], sizes


@compiled
def insert_quote(
    out: NDArray[np.uint64],
    size: int,
    plants: NDArray[np.int64],
    state: NDArray[np.uint64],
    source: Source,
    plan: Plan,
) -> tuple[int, int]:
    """Put one of the stock quotes behind a sentence; give the new length and the number of plants."""
    at = sentence_end(out, size, below(state, size), source)
    number = below(state, plan.quotes)
    rest = out[at:size].copy()
    state[0] = key(plan.seed, 5, number)
    end = write_article(out, at, between(state, 12, 30), state, plan.stories - 1, source, plan)
    out[end : end + rest.shape[0]] = rest
    plants[0, 1], plants[0, 2], plants[0, 6] = -1 - number, 7, 0
    return end + rest.shape[0], plant(plants, 0, at, end, 0, 0)
