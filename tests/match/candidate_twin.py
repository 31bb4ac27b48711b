"""The rule of candidate pairs again, slowly, with dictionaries and sets: the oracle of the kernels."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

import pyarrow as pa
from hypothesis import strategies as st

from whence.match.collapse import REACH, SEEDS
from whence.settings import MatchSettings
from whence.text import FINGERPRINT_SCHEMA

BITS = (1 << 64) - 1
SMALL = MatchSettings(  # so that a handful of texts meets every limit
    joined_texts=3,
    largest_frequency=5,
    stock_frequency=8,
    boilerplate_documents=4,
    pair_frequency=4,
    shared_pairs=2,
    same_text=0.7,
    group_pairs=6,
    text_pairs=3,
)


@dataclass(frozen=True)
class Text:
    """What a document is to the candidate stage."""

    id: str
    token_count: int
    hashes: tuple[int, ...]
    positions: tuple[int, ...]
    word_pairs: tuple[int, ...]
    outlet: str | None = None
    date: int | None = None


def scatter(value: int) -> int:
    return ((value ^ (value >> 32)) * 0x9E3779B97F4A7C15) & BITS


HASHES = [scatter(scatter(n)) for n in range(1, 40)]


@st.composite
def candidate_texts(draw: st.DrawFn) -> list[Text]:
    """Draw texts of which some are alike, over few hashes, with ids in no particular order."""
    randomness = draw(st.randoms(use_true_random=False))
    sources = [randomness.sample(HASHES, draw(st.integers(0, 14))) for _ in range(draw(st.integers(1, 4)))]
    texts = []
    for number in range(draw(st.integers(0, 18))):
        hashes = list(randomness.choice(sources))
        for _ in range(randomness.choice([0, 0, 1, 3, 8])):
            hashes.insert(randomness.randint(0, len(hashes)), randomness.choice(HASHES))
        for _ in range(randomness.choice([0, 0, 1, 4])):
            hashes = hashes[:-1]
        words = randomness.sample(HASHES, randomness.randint(0, 6))
        outlet = randomness.choice([None, "Alma Herald", "Alma Herald", "Kestrel Post"])
        places = tuple(range(0, 3 * len(hashes), 3))
        name = f"{randomness.randint(0, 99)}-{number}"
        date = randomness.choice([None, 1, 2, 3])
        texts.append(
            Text(name, 3 * len(hashes) + 4, tuple(hashes), places, tuple(sorted(words)), outlet, date)
        )
    return texts


def to_table(texts: list[Text]) -> pa.Table:
    return pa.Table.from_pylist(
        [{name: getattr(text, name) for name in FINGERPRINT_SCHEMA.names} for text in texts],
        schema=FINGERPRINT_SCHEMA,
    )


Order = dict[str, tuple[float, int, str]]


def rank(texts: list[Text]) -> Order:
    """Give each id its place: the earliest first, equals by a hash of the id."""
    dates = {text.id: math.inf if text.date is None else text.date for text in texts}
    return {name: (date, *key(name)) for name, date in dates.items()}


def key(name: str) -> tuple[int, str]:
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = ((value ^ byte) * 0x100000001B3) & BITS
    return scatter(scatter(value)), name


def collapse(texts: list[Text], same: float, order: Order) -> dict[str, str]:
    """Give each id its hub."""
    hubs = {text.id: {text.id} for text in texts}
    seeds = SEEDS.tolist()
    for one, other in zip(seeds[::2], seeds[1::2], strict=True):
        buckets = defaultdict(list)
        for text in texts:
            if text.hashes:
                least = [min(scatter(h ^ seed) for h in text.hashes) for seed in (one, other)]
                buckets[tuple(least)].append(text)
        for bucket in buckets.values():
            ordered = sorted(bucket, key=lambda text: (len(text.hashes), order[text.id]))
            for place, left in enumerate(ordered):
                for right in ordered[place + 1 : place + 1 + REACH]:
                    if len(left.hashes) < same * len(right.hashes):
                        break
                    mine, yours = set(left.hashes), set(right.hashes)
                    if len(mine & yours) >= same * len(mine | yours):
                        joined = hubs[left.id] | hubs[right.id]
                        hubs.update(dict.fromkeys(joined, joined))
    return {name: min(group, key=order.__getitem__) for name, group in hubs.items()}


def weigh(
    values: dict[str, dict[int, bool]],
    hubs: dict[str, str],
    outlets: dict[str, str | None],
    limits: tuple[int, int, int, int],
    share: float,
    order: Order,
) -> tuple[Counter[tuple[str, str]], set[int], int, int]:
    """Give the weight of each pair of groups, boilerplate, and how many hashes are too many's or stars."""
    posted: dict[int, dict[tuple[str | None, str], bool]] = defaultdict(dict)
    for name, ends in values.items():
        for value, at_end in ends.items():
            place = outlets[name], hubs[name]
            posted[value][place] = posted[value].get(place, False) or at_end
    weights: Counter[tuple[str, str]] = Counter()
    boilerplate, frequent, starred = set(), 0, 0
    every, whole, stock, boiler = limits
    for value, places in posted.items():
        groups = sorted({group for _, group in places}, key=order.__getitem__)
        if len(groups) < 2:
            continue
        of_outlets = Counter(outlet for outlet, _ in places if outlet is not None)
        most = max(of_outlets.values(), default=0)
        if len(groups) >= boiler and (
            most >= share * len(groups) or sum(places.values()) >= share * len(places)
        ):
            boilerplate.add(value)
        elif len(groups) > stock:
            frequent += 1
        else:
            joined = list(combinations(groups, 2))
            if len(groups) > every:
                joined = [(groups[0], group) for group in groups[1:]]
                starred += 1
            for pair in joined:
                weights[pair] += 4 if len(groups) <= whole else 1
    return weights, boilerplate, frequent, starred


def find(
    texts: list[Text], settings: MatchSettings
) -> tuple[dict[tuple[str, str], int], set[int], dict[str, int]]:
    """Give pairs of ids with what they share, boilerplate, and counts of what was left out."""
    order = rank(texts)
    hubs = collapse(texts, settings.same_text, order)
    outlets = {text.id: text.outlet for text in texts}
    ends: dict[str, dict[int, bool]] = {}
    for text in texts:
        edge = text.token_count - min(settings.boilerplate_edge, 0.25 * text.token_count)
        mine = ends.setdefault(text.id, {})
        for value, position in zip(text.hashes, text.positions, strict=True):
            mine[value] = mine.get(value, False) or position >= edge
    limits = (
        settings.joined_texts,
        settings.largest_frequency,
        settings.stock_frequency,
        settings.boilerplate_documents,
    )
    weights, boilerplate, frequent, starred = weigh(
        ends, hubs, outlets, limits, settings.boilerplate_share, order
    )
    found = {pair: weight for pair, weight in weights.items() if weight >= 4 * settings.smallest_shared}
    words = {text.id: dict.fromkeys(text.word_pairs, False) for text in texts}
    limits = (10**9, 10**9, settings.pair_frequency, settings.boilerplate_documents)
    shared, _, _, _ = weigh(words, hubs, outlets, limits, settings.boilerplate_share, order)
    by_words = {}
    for (left, right), weight in shared.items():
        lesser = min(len(words[left]), len(words[right]))
        enough = max(settings.shared_pairs, settings.shared_pairs_share * lesser)
        if weight // 4 >= enough and (left, right) not in found:
            by_words[left, right] = weight
    kept, reworded = (thin(joined, settings.text_pairs, order) for joined in (found, by_words))
    groups = {pair: found[pair] // 4 for pair in kept} | dict.fromkeys(reworded, 0)
    pairs, left_out = spread(texts, hubs, groups, settings.group_pairs, order)
    counts = {
        "reworded": len(reworded),
        "collapsed": sum(name != hub for name, hub in hubs.items()),
        "frequent": frequent,
        "starred": starred,
        "hub_pairs": left_out,
        "thinned_pairs": len(found) + len(by_words) - len(groups),
    }
    return pairs, boilerplate, counts


def thin(weights: dict[tuple[str, str], int], most: int, order: Order) -> list[tuple[str, str]]:
    """Give the pairs that are among the strongest of one of their texts."""
    shares: dict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), weight in weights.items():
        shares[one][other] = shares[other][one] = weight
    levels = {name: sum(others.values()).bit_length() for name, others in shares.items()}
    strongest = {
        name: sorted(others, key=lambda other: (-others[other], -levels[other], order[other]))[:most]
        for name, others in shares.items()
    }
    return [(one, other) for one, other in weights if other in strongest[one] or one in strongest[other]]


def spread(
    texts: list[Text], hubs: dict[str, str], groups: dict[tuple[str, str], int], limit: int, order: Order
) -> tuple[dict[tuple[str, str], int], int]:
    """Turn pairs of groups into pairs of documents, and count those not given."""
    members = defaultdict(list)
    for name in sorted(hubs, key=order.__getitem__):
        members[hubs[name]].append(name)
    sizes = {text.id: len(text.hashes) for text in texts}
    pairs: dict[tuple[str, str], int] = {}
    possible = 0
    for (one, other), share in groups.items():
        left, right = members[one], members[other]
        spread = [(a, b) for a in left for b in right]
        possible += len(spread)
        if len(spread) > limit:
            spread = [(left[0], right[0])]
        pairs.update({(min(pair), max(pair)): share for pair in spread})
    for group in members.values():
        inside = list(combinations(group, 2))
        possible += len(inside)
        if len(inside) > limit:
            inside = [(group[0], b) for b in group[1:]]
        pairs.update({(min(pair), max(pair)): min(sizes[pair[0]], sizes[pair[1]]) for pair in inside})
    return pairs, possible - len(pairs)
