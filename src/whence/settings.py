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
    """How fingerprints become passages."""


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
