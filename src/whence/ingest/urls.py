"""Addresses in one normal form, so that the same page is known by one name.

`canonicalise_url` is identity, not something to fetch: it forgets the scheme, `www`, tracking parameters, the
fragment, AMP and mobile variants, and the wrapper of a web archive. The address as given is kept elsewhere.
"""

import re
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urljoin, urlsplit

# Prefixes and names of parameters that tell who sent the reader, never which page it is.
_TRACKING_PREFIXES = (
    "utm_",
    "pk_",
    "mtm_",
    "hsa_",
    "oly_",
    "ga_",
    "ns_",
    "wt_",
    "wt.",
    "fb_",
    "guce_",
    "at_",
)
_TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "ref",
        "ref_src",
        "ref_url",
        "referrer",
        "referer",
        "cmpid",
        "cmp",
        "ncid",
        "smid",
        "smtyp",
        "ocid",
        "s_cid",
        "icid",
        "xtor",
        "ito",
        "spm",
        "vero_id",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "__twitter_impression",
        "guccounter",
        "sr_share",
        "soc_src",
        "soc_trk",
        "cmpredirect",
        "echobox",
        "partner",
        "isfreemail",
        "triedredirect",
        "showwelcome",
        "showwelcomeonshare",
        "amp",
        "amp_js_v",
        "amp_gsa",
        "usqp",
        "outputtype",
        "sharetype",
        "share_id",
        "taid",
        "trk",
        "trkinfo",
        "feature_id",
        "wprov",
        "rss",
        "feedname",
        "si",
        "gaa_at",
        "gaa_n",
        "gaa_ts",
        "gaa_sig",
    ]
)
_ARCHIVE = re.compile(r"^/web/(\d{4,14})(?:[a-z]{2}_)?/(.+)$", re.DOTALL)
_ARCHIVE_HOSTS = frozenset(("web.archive.org", "www.web.archive.org"))
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.\-]*:")
_BARE_HOST = re.compile(r"^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?:[/?#]|$)", re.IGNORECASE)
_SPACE = re.compile(r"[\x00-\x20\x7f]+")
# Longer addresses are junk or data; nothing real comes near.
_LONGEST = 8_000
_SAFE_PATH = "/:@!$&'()*+,;=-._~"


def canonicalise_url(url: str | None, base: str | None = None) -> str | None:
    """Give the one normal form of a page's address.

    Args:
        url: an absolute address, one without scheme (`//host/x`, `host.example/x`), or a relative one.
        base: the address of the page it stands in.

    Returns:
        `https://host/path?query` without tracking, port, fragment, `www` or trailing slash, with the query
        sorted; or None where it is not an address of the web. The form of a normal form is itself.
    """
    for _ in range(4):  # a wrapper within a wrapper is met; deeper ones are play
        split = _split(url, base)
        if split is None:
            return None
        inner = _unwrap(*split)
        if inner is None:
            return _compose(*split)
        url, base = inner, None
    return None if split is None else _compose(*split)


def host_of(url: str | None) -> str | None:
    """Give the host of an address in its normal form, or None."""
    normal = canonicalise_url(url)
    return None if normal is None else urlsplit(normal).hostname


def archive_moment(url: str | None) -> str | None:
    """Give the digits (YYYYMMDDhhmmss, UTC) at which a web archive says it captured this address, or None."""
    split = _split(url, None)
    if split is None or split[0] not in _ARCHIVE_HOSTS:
        return None
    match = _ARCHIVE.match(split[2])
    return match[1] if match and len(match[1]) == 14 else None


def _split(url: str | None, base: str | None) -> tuple[str, int | None, str, str] | None:
    """Take an address apart into host, port, path and query."""
    cleaned = _SPACE.sub("", url or "")
    if not cleaned or len(cleaned) > _LONGEST:
        return None
    try:
        if base is not None:
            cleaned = urljoin(base, cleaned)
        elif cleaned.startswith("//"):
            cleaned = "https:" + cleaned
        if (not _SCHEME.match(cleaned) or _BARE_HOST.match(cleaned)) and "://" not in cleaned[:12]:
            if not _BARE_HOST.match(cleaned):
                return None
            cleaned = "https://" + cleaned
        parts = urlsplit(cleaned)
        if parts.scheme.lower() not in ("http", "https"):
            return None
        host = _normal_host(parts.hostname)
        port = parts.port
    except ValueError:  # an unclosed bracket, a port out of range, ...
        return None
    return None if host is None else (host, port, parts.path, parts.query)


def _normal_host(host: str | None) -> str | None:
    if not host:
        return None
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    if ":" in host:  # an IPv6 address
        return f"[{host}]"
    return host if re.fullmatch(r"[a-z0-9_\-.]+", host) and host.strip(".-_") else None


def _unwrap(host: str, _port: int | None, path: str, query: str) -> str | None:
    """Give the address inside an archive's or AMP cache's wrapper, or None."""
    if host in _ARCHIVE_HOSTS and (match := _ARCHIVE.match(path)):
        inner = re.sub(r"^(https?:)/+", r"\1//", match[2])
        return inner + ("?" + query if query else "")
    cached = re.match(r"^(?:/amp)?/(?:[cv]/)?(s/)?(.+\..+)$", path)
    if cached and (
        (host in ("www.google.com", "google.com") and path.startswith("/amp/"))
        or host.endswith(".cdn.ampproject.org")
    ):
        return f"https://{cached[2]}" + ("?" + query if query else "")
    return None


def _compose(host: str, port: int | None, path: str, query: str) -> str:
    for prefix in ("www.", "amp.", "m.", "mobile."):
        # A bare domain keeps its first label: m.example is a name, not a mobile site.
        if host.startswith(prefix) and host.count(".") >= 2:
            host = host[len(prefix) :]
    shown_port = "" if port in (None, 80, 443) else f":{port}"
    pairs = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _tracks(name)]
    shown_query = "?" + urlencode(sorted(pairs), errors="surrogatepass") if pairs else ""
    return f"https://{host}{shown_port}{_normal_path(path)}{shown_query}"


def _tracks(name: str) -> bool:
    lowered = name.lower()
    return lowered in _TRACKING or lowered.startswith(_TRACKING_PREFIXES)


def _normal_path(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/"):
        raw = unquote_to_bytes(segment.encode("utf-8", "surrogatepass"))
        # An escaped slash stays escaped: it is data, not a border.
        shown = quote(raw, safe=_SAFE_PATH.replace("/", ""))
        if shown == "..":
            del kept[-1:]
        elif shown not in ("", "."):
            kept.append(shown)
    while kept and (kept[-1].lower() == "amp" or kept[-1].lower().endswith(".amp")):
        kept[-1] = kept[-1][:-4] if kept[-1].lower() != "amp" else ""
        if not kept[-1]:
            kept.pop()
    if kept and kept[-1].lower().endswith((".amp.html", ".amp.htm")):
        kept[-1] = re.sub(r"(?:\.amp)+(\.html?)$", r"\1", kept[-1], flags=re.IGNORECASE)
    return "/" + "/".join(kept)
