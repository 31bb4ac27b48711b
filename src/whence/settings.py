"""Every threshold of whence, in one frozen object; each stage reads only its own part.

A derived part is named by a hash of its inputs and of its stage's settings, so a change here derives
again just what depends on it.
"""

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any


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
    largest_frequency: int = 100  # collapsed texts that share a fingerprint, above which it is a stock phrase
    smallest_shared: int = 2  # fingerprints that a pair must share to be aligned
    boilerplate_documents: int = (
        8  # texts of one outlet from which a shared fingerprint can be its boilerplate
    )
    boilerplate_share: float = 0.9  # of the texts with a fingerprint, those of one outlet, for boilerplate
    same_text: float = 0.9  # Jaccard index of two fingerprint sets from which texts are collapsed
    group_pairs: int = (
        900  # pairs between (or in) groups of collapsed texts that are all given; above it, hubs
    )
    largest_gap: int = 20  # tokens on either side that a passage may step over
    smallest_passage: int = (
        12  # matched tokens; a shared quotation of one sentence counts, a name and title do not
    )
    least_similarity: float = 0.5  # 2 x matched / tokens of both sides, below which a verbatim passage is cut


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSettings:
    """How passages, credits and dates become edges and families."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSettings:
    """How documents become statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettings:
    """How statements become claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginSettings:
    """How claims come down to origins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, a part for each stage."""

    ingest: IngestSettings = field(default_factory=IngestSettings)
    match: MatchSettings = field(default_factory=MatchSettings)
    trace: TraceSettings = field(default_factory=TraceSettings)
    statements: StatementSettings = field(default_factory=StatementSettings)
    claims: ClaimSettings = field(default_factory=ClaimSettings)
    origins: OriginSettings = field(default_factory=OriginSettings)


def digest_settings(part: Any) -> str:
    """Give a short stable hash of a settings object, for naming what was derived under it."""
    text = json.dumps(dataclasses.asdict(part), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
