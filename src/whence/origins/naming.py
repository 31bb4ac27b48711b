"""Which outlet a name, a host or an address stands for."""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from whence.records import Credit, Document, Outlet

_WORD = re.compile(r"[^\W_]+")
# Words by which an outlet means itself.
_OWN = re.compile(
    r"\b(?:this (?:newspaper|paper|outlet|site|website|magazine|station|reporter)|us|our \w+)\b", re.I
)
# "told Meridian Wire": what follows such a word, when capitalised, may be the outlet that was told.
_TOLD = re.compile(
    r"\b(?:told|tells|telling|interview with|speaking to|spoke to|speaks to|talking to|for|by)\b", re.I
)


@lru_cache(maxsize=100_000)
def key_of(name: str) -> str:
    """Give the form of a name in which its spellings agree: lower case, no article, no punctuation."""
    words = _WORD.findall(name.casefold())
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def host_of(address: str) -> str | None:
    """Give the host of a web address without "www.", or None where there is none."""
    if "://" not in address and not address.startswith("//"):
        return None
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


class OutletNames:
    """The names by which outlets are called in this corpus.

    Args:
        outlets: the outlets table.
        documents: their outlets and hosts are names too.
        credits: agencies and outlets that are credited by name are names too.
    """

    def __init__(
        self, outlets: Sequence[Outlet], documents: Sequence[Document], credits: Sequence[Credit] = ()
    ) -> None:
        self._names: dict[str, str] = {}
        self._hosts: dict[str, str] = {}
        for outlet in sorted(outlets, key=lambda o: o.outlet):
            for name in (outlet.outlet, *outlet.aliases):
                self._names.setdefault(key_of(name), outlet.outlet)
            for host in outlet.hosts:
                self._hosts.setdefault(host.casefold().removeprefix("www."), outlet.outlet)
        for document in sorted(documents, key=lambda d: d.id):
            if document.outlet:
                name = self._names.setdefault(key_of(document.outlet), document.outlet)
                page_host = host_of(document.url or "")
                if page_host:
                    self._hosts.setdefault(page_host, name)
        for target in sorted(
            {c.target for c in credits if c.kind not in ("link", "courtesy", "press-release")}
        ):
            if host_of(target) is None and target[:1].isupper():
                self._names.setdefault(key_of(target), target)
        self._names.pop("", None)
        self._longest = max((len(key.split()) for key in self._names), default=0)

    def outlet(self, name: str | None) -> str | None:
        """Give the outlet that a name or address stands for, or None."""
        if not name:
            return None
        host = host_of(name)
        if host is not None:
            return self._hosts.get(host)
        return self._names.get(key_of(name))

    def outside(self, target: str) -> str:
        """Give the name under which a credited party outside the corpus is counted."""
        return self.outlet(target) or host_of(target) or target

    def told(self, channel: str | None) -> str | None:
        """Give the outlet that was told, according to the words of a channel, or None."""
        if not channel:
            return None
        whole = self.outlet(channel)
        if whole is not None:
            return whole
        match = _TOLD.search(channel[:200])
        words = _WORD.findall((channel[match.end() :] if match else channel)[:200].casefold())
        for begin in range(min(3, len(words))):
            for size in range(min(self._longest, len(words) - begin), 0, -1):
                name = self._names.get(" ".join(words[begin : begin + size]))
                if name is not None:
                    return name
        return None

    def is_own(self, channel: str | None, outlet: str | None) -> bool:
        """Say whether a channel is the outlet itself: "told this newspaper", "told the Herald"."""
        if not channel:
            return False
        return bool(_OWN.search(channel[:200])) or (
            outlet is not None and self.told(channel) == self.outlet(outlet)
        )
