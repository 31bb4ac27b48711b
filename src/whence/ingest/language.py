"""The language of a document, offline."""

import re
from functools import cache
from typing import Any

# A thousand characters decide as well as the whole, at half a millisecond.
_ENOUGH = 1_000
_CODE = re.compile(r"^([a-z]{2,3})(?:[-_].*)?$", re.IGNORECASE)
_THREE = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt",
    "nld": "nl", "dut": "nl", "rus": "ru", "ara": "ar", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko",
    "tur": "tr", "pol": "pl", "ukr": "uk", "fas": "fa", "per": "fa", "heb": "he", "hin": "hi", "swe": "sv",
}  # fmt: skip


def language_code(value: str | None) -> str | None:
    """Give the ISO 639-1 code of a language tag such as `en-GB` or `eng`, or None."""
    match = _CODE.match((value or "").strip())
    if match is None:
        return None
    code = match[1].lower()
    return code if len(code) == 2 else _THREE.get(code)


def detect_language(text: str) -> str | None:
    """Tell the language of running text from its first characters.

    Returns:
        An ISO 639-1 code, or None where there are too few letters to tell.
    """
    sample = text[:_ENOUGH]
    if sum(map(str.isalpha, sample[:200])) < 20:
        return None
    code = str(_identifier().classify(sample.encode("utf-8", "replace").decode("utf-8"))[0])
    return code if len(code) == 2 else None


@cache
def _identifier() -> Any:
    """Load the model, once and only when it is needed."""
    import py3langid

    return py3langid
