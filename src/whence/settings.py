"""Every threshold of whence, in one frozen object; each stage reads only its own part.

A derived part is named by a hash of its inputs and of its stage's settings, so a change here derives
again just what depends on it.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, get_type_hints

import msgspec

from whence.errors import SettingsError

Reader = Literal["rules", "default", "accurate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSettings:
    """How inputs become documents."""

    largest_page: int = (
        20_000_000  # bytes; real articles stay under 5 MB, and parsers need many times the size
    )
    shortest_text: int = 20  # tokens of running text below which a page is no article
    zone: str | None = None  # IANA zone of days without a zone; None widens them by the zones of the world


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchSettings:
    """How texts become fingerprints, and fingerprints passages; lengths are in tokens."""

    gram: int = 5  # tokens in a fingerprint; shorter runs are stock phrases, longer ones break at each edit
    window: int = 4  # runs of which one is kept; any shared run of 2 x window + gram - 1 = 12 tokens has two
    pair_letters: int = (
        4  # letters of a word that is paired with its neighbours; shorter ones are mostly grammar
    )
    pair_reach: int = 3  # neighbours of that length that it is paired with, so that word order may change
    pair_sample: int = 4  # one word pair in this many is kept
    pair_frequency: int = 25  # collapsed texts that share a word pair, above which it tells nothing
    shared_pairs: int = 4  # rare word pairs that two texts must share to be aligned without a shared run
    shared_pairs_share: float = (
        0.02  # of the word pairs of the text that has fewer, which they must be as well
    )
    joined_texts: int = (
        40  # collapsed texts that share a fingerprint, above which it joins each with one only
    )
    largest_frequency: int = 100  # the same, above which it counts a quarter, as a stock phrase does
    stock_frequency: int = 5000  # the same, above which it joins none
    smallest_shared: int = 2  # fingerprints that a pair must share to be aligned
    boilerplate_documents: int = (
        8  # texts of one outlet from which a shared fingerprint can be its boilerplate
    )
    boilerplate_share: float = 0.9  # of the texts with a fingerprint, those of one outlet, for boilerplate
    boilerplate_edge: int = 90  # tokens at the end of a text in which boilerplate of several outlets stands
    boilerplate_passage: float = (
        0.5  # of a passage's fingerprints, those of boilerplate, that make it boilerplate
    )
    same_text: float = 0.9  # Jaccard index of two fingerprint sets from which texts are collapsed
    group_pairs: int = 30  # pairs between (or in) groups of collapsed texts that are all given; above, hubs
    text_pairs: int = 12  # others that a text is compared with at least, those it shares most with
    largest_gap: int = 20  # tokens on either side that a passage may step over
    smallest_passage: int = (
        12  # matched tokens; a shared quotation of one sentence counts, a name and title do not
    )
    least_similarity: float = 0.5  # 2 x matched / tokens of both sides, below which a verbatim passage is cut
    sentence_likeness: float = (
        0.2  # cosine of two sentences' weighted stems, and Dice, for one to reword the other
    )
    most_seeds: int = 2  # pairs of alike sentences per sentence, above which they tell nothing; news has 0.2
    kept_words: float = 0.45  # of a reworded passage's words, those that are kept in stem
    stem_density: float = 2.5  # of a stem in its text, the more of it that is expected near any place
    least_density: float = 0.08  # times that a stem seen once is expected in a text by chance
    pair_worth: float = (
        0.25  # evidence for a token whose neighbour is its neighbour on the other side as well
    )
    end_bonus: float = 3.3  # evidence that makes up for ending a passage within a sentence
    end_margin: int = 20  # tokens around the other side in which words are looked for as well
    largest_doubt: float = 15.0  # evidence that may be lost before more is found further on
    summary_evidence: float = 40.0  # for the stretch of a text that sums up the other as a whole
    summary_ratio: float = 4.0  # of the other text's length to it, at least
    reworded_likeness: float = 0.3  # over a corpus, the likeness of two sentences that one must have
    reworded_sentences: int = (
        3  # in sequence, of a passage over a corpus, where most pairs are own reports of one event
    )
    reworded_doubt: float = 7.0  # over a corpus, evidence that may be lost before more is found further on
    reworded_cosine: float = 0.5  # over a corpus, of its two sides
    reworded_similarity: float = 0.45  # over a corpus, 2 x tokens matched by stem / tokens of both sides
    reworded_facts: int = (
        10  # words shared with a neighbour, near each other and outside passages, to look for rewording
    )
    smallest_reworded: int = 25  # tokens on either side of a reworded passage; shorter ones are chance


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSettings:
    """How passages, credits and dates become edges and families; shares are of a text's words, 0 to 1."""

    least_words: int = 12  # words in common below which it is a stock phrase and no edge
    republished_most: float = 0.75  # share of one text that must be in the other, for "nearly whole"
    republished_least: float = 0.55  # the same for the other text: papers cut wires from the end
    rewritten_similarity: float = 0.8  # below it every fifth word differs: reworded, not copied
    rewritten_share: float = 0.4  # share of either text that a rewrite must cover
    excerpt_run: int = 30  # words in one unquoted run: two writers do not meet in a sentence this long
    excerpt_share: float = 0.2  # share of either text from which an excerpt is substantial
    excerpt_words: int = 25  # unquoted words, in several runs, that count as one long run
    phrase_run: int = 20  # unquoted words in one run below which it may be a title, a name and a date
    quoted_words: int = 15  # words of a shared quotation below which it is a catchword and no edge
    framing_words: int = 12  # "she told reporters on Friday": unquoted words around a shared quotation
    framing_share: float = 0.2  # the same as a share of the words in common
    loose_framing_share: float = 0.35  # the same where no unquoted run is as long as `phrase_run`
    attributed_share: float = 0.5  # share of the common words in sentences that say who said it, in one text
    updated_share: float = 0.5  # share of both texts of one outlet from which one is a version of the other
    house_documents: int = 2  # others of one outlet with the same words, from which they are house text
    quoted_documents: int = 8  # others of other sites that carry the same words, from which all quote a third
    quoted_share: float = 0.5  # share of any of them from which it may be the one that the others quote
    page_share: float = 0.1  # share that two captures of one page must have in common to be versions
    credit_share: float = 0.15  # share of a text that a document credited by name must hold to be meant
    late_credit_share: float = 0.5  # the same where dates put that document later
    attribution_reach: int = 500  # characters between a name in the running text and the passage it is for
    gain_words: float = 20.0  # words that a further parent must explain, about one sentence
    tie_words: float = 2.0  # explained words by which equals may differ: the uncertain ends of passages
    explained_share: float = 0.9  # share of a pair's common words that others must cover to explain it
    family_share: float = 0.15  # share of a text below which an excerpt does not make it family
    own_family_share: float = 0.4  # the same within one outlet, whose stories repeat their background
    evidence_passages: int = 8  # passages that an edge shows, the longest first; it says how many more
    evidence_characters: int = 200  # characters of each passage that an edge shows


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSettings:
    """How documents become statements."""

    reader: Reader = "default"  # of attributions in English: rules alone, default, or accurate (an extra)
    shortest_own_voice: int = 4  # words below which a sentence is a label or a fragment, not a statement
    shortest_remainder: int = 5  # words that must stay outside of what is attributed to be the outlet's own


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettings:
    """How statements become claims."""

    days_apart: int = 10  # days between publications beyond which only copying joins two statements
    rare_terms: int = 8  # rarest words, names and numbers by which a statement is looked up
    largest_posting: int = 400  # statements of those days holding a word beyond which it is not looked up by
    least_rare_weight: float = 8.0  # weight of shared rare words below which a pair is not compared
    least_likeness: float = (
        0.4  # likeness of two statements' words below which only copying joins them, 0 to 1
    )
    likeness: float = (
        0.55  # likeness they need in documents that are alike to .2; more where less, less where more
    )
    held_share: float = (
        0.6  # of the weight of the lesser of two statements, what they must share to be one claim
    )
    deed_likeness: float = 0.2  # likeness they need in the words that are neither names nor numbers
    strong_likeness: float = 0.75  # likeness from which numbers may differ without a copy or credit
    same_story: float = 0.12  # likeness of two documents from which plain sentences may be one claim
    least_shared_weight: float = (
        12.0  # weight of shared words below which a sentence is too plain for a claim
    )
    event_story: float = (
        0.12  # likeness of two documents from which their first statements may tell one event
    )
    distant_event_story: float = 0.2  # the same for documents published more than `days_apart` apart
    event_days: int = 180  # days between publications beyond which they no longer do
    event_odds: float = 1.0  # log-odds from which two such statements tell one moment; 0 is even
    known_likeness: float = (
        0.33  # likeness of words and meaning from which a fact-check is of a claim, 0 to 1
    )
    core_share: float = (
        0.8  # share of `likeness` that a joining statement needs, on average, to a claim's members
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginSettings:
    """How claims come down to origins."""

    low: float = 0.05  # arrows of at least this probability merge in the fewest origins
    best: float = 0.5  # ... in the likeliest number of origins
    high: float = 0.95  # ... in the most origins


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, a part for each stage."""

    ingest: IngestSettings = field(default_factory=IngestSettings)
    match: MatchSettings = field(default_factory=MatchSettings)
    trace: TraceSettings = field(default_factory=TraceSettings)
    statements: StatementSettings = field(default_factory=StatementSettings)
    claims: ClaimSettings = field(default_factory=ClaimSettings)
    origins: OriginSettings = field(default_factory=OriginSettings)


def with_values(settings: Settings, values: Iterable[str]) -> Settings:
    """Give settings with some thresholds changed, as written on a command line.

    Args:
        settings: what the others keep.
        values: each `part.name=value`, as in `match.smallest_passage=20`; `none` unsets what may be unset.

    Returns:
        New settings.

    Raises:
        SettingsError: if there is no such setting, or the value is not of its kind.
    """
    for text in values:
        place, equals, value = text.partition("=")
        part_name, _, name = place.partition(".")
        part = getattr(settings, part_name, None) if part_name in Settings.__dataclass_fields__ else None
        if not equals or part is None or name not in part.__dataclass_fields__:
            raise SettingsError(f"{text!r} is no setting; write PART.NAME=VALUE, as `whence info` lists them")
        kind = get_type_hints(type(part))[name]
        try:
            typed = msgspec.convert(None if value == "none" else value, kind, strict=False)
        except msgspec.ValidationError as error:
            raise SettingsError(f"{text!r}: {place} takes another kind of value ({error})") from error
        settings = dataclasses.replace(settings, **{part_name: dataclasses.replace(part, **{name: typed})})
    return settings


def digest_settings(part: Any) -> str:
    """Give a short stable hash of a settings object, for naming what was derived under it."""
    text = json.dumps(dataclasses.asdict(part), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
