"""Bytes of a file as text, whatever its encoding."""

import codecs
import re

from whence.ingest.language import detect_language

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Enough to tell an encoding; the detector is slow on more.
_SAMPLE = 20_000
_LATIN = frozenset(
    [f"cp{n}" for n in (437, 850, 852, 858, 1250, 1252, 1254, 1257)]
    + [f"iso8859_{n}" for n in (2, 3, 4, 9, 10, 13, 14, 15, 16)]
    + ["mac_roman", "mac_latin2"]
)
_PAGES_OF_LANGUAGES = {
    "cp1250": "cs hr hu pl ro sk sl",
    "cp1252": "ca da de en es fi fr ga is it nb nl no pt sv",
    "cp1254": "tr",
    "cp1257": "et lt lv",
}
_PAGE_OF = {code: page for page, codes in _PAGES_OF_LANGUAGES.items() for code in codes.split()}


def html_charset(data: bytes) -> str | None:
    """Give the encoding that a page names in its first 4 kB, or None."""
    match = _META.search(data[:4096])
    return match[1].decode("ascii") if match else None


def decode_bytes(data: bytes, declared: str | None = None) -> str:
    """Decode a file: byte-order mark, UTF-8, what it declares, what it looks like, and at last Windows-1252.

    Args:
        data: the bytes.
        declared: the encoding that the file names, if it does.

    Returns:
        The text without byte-order mark; bytes that no encoding explains become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return data.decode(unmarked, "replace")
    for name in ("utf-8", _real(declared)):
        if name:
            try:
                return data.decode(name)
            except (UnicodeDecodeError, LookupError, ValueError):
                continue
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    foreign = len(text) - sum(map(str.isascii, text)) - bad if bad * 2_000 >= len(data) else 0
    # Few broken bytes, or more letters that UTF-8 explains than bytes that it does not: pasted together.
    if bad * 2_000 < len(data) or foreign > 2 * bad:
        return text
    return data.decode(_guess(data), "replace")


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zeros, which in European text stand at every other byte."""
    head = data[:2000]
    if head.count(b"\x00") * 4 < len(head):
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _real(declared: str | None) -> str | None:
    """Read a declared name as browsers do: Latin-1 and ASCII mean Windows-1252."""
    if declared is None:
        return None
    lowered = declared.lower()
    if lowered in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "iso8859-1"):
        return "cp1252"
    return "gb18030" if lowered in ("gb2312", "gbk") else lowered


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return "cp1252"
    if best.encoding not in _LATIN:
        return best.encoding
    # The detector confuses the code pages of Latin letters; the language tells them apart.
    language = detect_language(data[:_SAMPLE].decode("cp1252", "replace"))
    return _PAGE_OF.get(language or "", best.encoding)


def is_binary(data: bytes) -> bool:
    """Tell whether a file's first bytes are no text in any encoding with a mark or without."""
    head = data[:4096]
    if head.startswith(tuple(mark for mark, _ in _MARKS)) or _unmarked_utf16(head):
        return False
    control = sum(1 for byte in head if byte < 9 or 13 < byte < 27 or 27 < byte < 32)
    return b"\x00" in head or (bool(head) and control / len(head) > 0.02)
