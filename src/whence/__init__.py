"""Find where news came from: who copied whom, who is quoted, how many origins stand behind a claim.

import whence

passages = whence.compare(one_text, another_text)
reading = whence.read("page.html")
with whence.open_corpus("corpus") as corpus:
    corpus.add(["pages/"])
    corpus.trace()
    claims = corpus.table("claims")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from whence.corpus import Corpus, open_corpus
    from whence.errors import (
        CorpusError,
        InputError,
        MissingExtraError,
        NotFoundError,
        SettingsError,
        StageError,
        WhenceError,
    )
    from whence.match import compare
    from whence.reading import Reading, read, read_text
    from whence.settings import Settings

_HOMES = {
    "Corpus": "corpus",
    "CorpusError": "errors",
    "InputError": "errors",
    "MissingExtraError": "errors",
    "NotFoundError": "errors",
    "Reading": "reading",
    "Settings": "settings",
    "SettingsError": "errors",
    "StageError": "errors",
    "WhenceError": "errors",
    "compare": "match",
    "open_corpus": "corpus",
    "read": "reading",
    "read_text": "reading",
}

__all__ = [
    "Corpus",
    "CorpusError",
    "InputError",
    "MissingExtraError",
    "NotFoundError",
    "Reading",
    "Settings",
    "SettingsError",
    "StageError",
    "WhenceError",
    "__version__",
    "compare",
    "open_corpus",
    "read",
    "read_text",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for only then, so that the command line answers at once."""
    if name in _HOMES:
        return getattr(import_module(f"whence.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'whence' has no attribute {name!r}")
