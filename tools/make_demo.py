"""Write the pages of the demo news from their article sources and the templates of their outlets.

    python tools/make_demo.py            writes demo/news
    python tools/make_demo.py --check    exits 1 if demo/news differs from what would be written

An article source (`tools/demo_articles/*.txt`) is a block of `key: value` lines, a line of four dashes and
the paragraphs. `from: other` with a paragraph `@from` runs another article's paragraphs, `keep: 2-8` only
some of them, and each `swap: old => new` changes them on the way, so that a copy here is made as copies are.
"""

import argparse
import html
import json
import re
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import jinja2

TOOLS = Path(__file__).parent
NEWS = TOOLS.parent / "demo" / "news"
OUTLETS = {
    "meridian": ("Meridian Wire", "wire.html"),
    "post": ("Port Alma Post", "broadsheet.html"),
    "mirror": ("Alma Mirror", "tabloid.html"),
    "gazette": ("Hestwick Gazette", "tables.html"),
    "review": ("The Corvanian Review", "blog.html"),
    "ledger": ("Northern Ledger", "microdata.html"),
    "signal": ("Daily Signal", "amp.html"),
    "observer": ("Dunmar Observer", "local.html"),
    "corva": ("Radio Corva", "broadcaster.html"),
    "newsbasket": ("NewsBasket", "aggregator.html"),
    "coast": ("Coast Digest", ""),
    "echo": ("Lakeside Echo", ""),
    "banner": ("Corvan Banner", "national.html"),
    "sentinel": ("Ruven Sentinel", "national.html"),
    "morgenbote": ("Morgenbote", "foreign.html"),
    "courrier": ("Le Courrier du Détroit", "foreign.html"),
    "ballast": ("The Weekly Ballast", "newsletter.html"),
    "diary": ("Harbour Diary", "blog.html"),
    "rail": ("Corvan Rail", "pressroom.html"),
    "none": ("Opinion Yard", ""),
}


@dataclass(frozen=True)
class Article:
    """One article source, its copied paragraphs filled in."""

    key: str
    head: dict[str, str]
    swaps: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = field(default=())

    def get(self, name: str) -> str:
        """Give a head line's value, or an empty text."""
        return self.head.get(name, "")

    @property
    def outlet(self) -> str:
        """Name of the outlet that runs it."""
        return OUTLETS[self.head["outlet"]][0]

    @property
    def moment(self) -> datetime | None:
        """When it says that it was published."""
        text = self.get("date")
        return None if text in ("", "none") else datetime.fromisoformat(text.replace("Z", "+00:00"))

    @property
    def is_day(self) -> bool:
        """Whether only a day is told."""
        return len(self.get("date")) == 10

    def day(self, form: str) -> str:
        """Give the day in a strftime form, without leading zeros of the day where the form says %-d."""
        moment = self.moment
        if moment is None:
            return ""
        return moment.strftime(form.replace("%-d", str(moment.day)))

    def credit(self, name: str) -> tuple[str, str]:
        """Give a `name | address` head line in two parts."""
        words, _, address = self.get(name).partition(" | ")
        return words.strip(), address.strip()


def read_articles(folder: Path) -> dict[str, Article]:
    """Read every article source of a folder, in the order of the files, copies resolved."""
    articles: dict[str, Article] = {}
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text("utf-8").split("=== ")[1:]:
            article = _read_block(block, articles)
            articles[article.key] = article
    return articles


def _read_block(block: str, known: dict[str, Article]) -> Article:
    head_text, _, body = block.partition("\n----\n")
    lines = head_text.splitlines()
    head: dict[str, str] = {}
    swaps = []
    for line in lines[1:]:
        name, _, value = line.partition(": ")
        if name == "swap":
            old, _, new = value.partition(" => ")
            swaps.append((old, new))
        else:
            head[name] = value
    paragraphs: list[str] = []
    for part in (piece.strip() for piece in body.split("\n\n")):
        if part.endswith("@from"):
            mark = part.removesuffix("@from")
            copied = _copied(known[head["from"]], head.get("keep"), tuple(swaps), lines[0])
            paragraphs += [mark + " " + text if mark else text for text in copied]
        elif part:
            paragraphs.append(part)
    return Article(lines[0].strip(), head, tuple(swaps), tuple(paragraphs))


def _copied(source: Article, keep: str | None, swaps: tuple[tuple[str, str], ...], key: str) -> list[str]:
    paragraphs = list(source.paragraphs)
    if keep:
        wanted: list[int] = []
        for piece in keep.split(","):
            first, _, last = piece.partition("-")
            wanted += range(int(first), int(last or first) + 1)
        paragraphs = [paragraphs[number - 1] for number in wanted]
    for old, new in swaps:
        if not any(old in text for text in paragraphs):
            raise SystemExit(f"{key}: nothing to swap for {old!r}")
        paragraphs = [text.replace(old, new) for text in paragraphs]
    return paragraphs


def plain(text: str) -> str:
    """Drop the light mark-up of an article source."""
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text.removeprefix("> ")).replace("*", "")


def to_html(text: str) -> str:
    """Turn one paragraph's light mark-up into HTML."""
    quoted = text.startswith("> ")
    inner = html.escape(text.removeprefix("> "), quote=False)
    inner = re.sub(r"\[([^]]*)\]\(([^)]*)\)", r'<a href="\2">\1</a>', inner)
    inner = re.sub(r"^\*(.*)\*$", r"<em>\1</em>", inner)
    return f"<blockquote><p>{inner}</p></blockquote>" if quoted else f"<p>{inner}</p>"


def write_page(article: Article, articles: dict[str, Article], engine: jinja2.Environment) -> str:
    """Give the saved page of an article in its outlet's template."""
    others = [
        other
        for other in articles.values()
        if other.outlet == article.outlet
        and other.key != article.key
        and other.get("url") != article.get("url")
    ]
    template = engine.get_template(OUTLETS[article.head["outlet"]][1])
    return template.render(
        article=article,
        outlet=article.outlet,
        outlet_key=article.head["outlet"],
        body=[to_html(text) for text in article.paragraphs],
        related=sorted(others, key=lambda other: (other.get("date"), other.key))[:4],
        iso=article.get("date"),
        host=re.sub(r"^(https?://[^/]+).*", r"\1", article.get("url")),
    )


def write_opinion_text(article: Article) -> str:
    """Give the opinion page as it comes out when somebody pastes it into a text editor."""
    _, address = article.credit("courtesy")
    standfirst = article.get("standfirst")
    lines = [
        article.get("title"),
        f"by {article.get('byline')} on {article.day('%d %b %Y')} 0 Comment",
        standfirst,
        "",
        *[part for text in article.paragraphs for part in (plain(text), "")],
        f"Courtesy {address}",
        "",
        "User Comments Post a Comment",
        "Back to Top",
    ]
    return "\n".join(lines) + "\n"


def write_feed(items: list[Article]) -> str:
    """Give the RSS file of Coast Digest."""
    rows = []
    for item in items:
        assert item.moment is not None
        name, address = item.credit("source")
        source = f'\n      <source url="{escape(address)}">{escape(name)}</source>' if name else ""
        body = "".join(to_html(text) for text in item.paragraphs)
        rows.append(
            f"""    <item>
      <title>{escape(item.get("title"))}</title>
      <link>{item.get("url")}?utm_source=rss&amp;utm_medium=feed</link>
      <guid isPermaLink="true">{item.get("url")}</guid>
      <pubDate>{item.day("%a, %d %b %Y %H:%M:%S")} +0000</pubDate>{source}
      <description>{escape(plain(item.paragraphs[0])[:90])}...</description>
      <content:encoded><![CDATA[{body}]]></content:encoded>
    </item>"""
        )
    joined = "\n".join(rows)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
  <channel>
    <title>Coast Digest</title>
    <link>https://coastdigest.example/</link>
    <description>The papers of the coast, gathered twice a day</description>
    <language>en</language>
{joined}
  </channel>
</rss>
"""


def write_table(items: list[Article]) -> str:
    """Give the JSONL table of two small outlets."""
    lines = []
    for item in items:
        row: dict[str, Any] = {"url": item.get("url"), "outlet": item.outlet, "title": item.get("title")}
        if item.moment is not None:
            row["date"] = item.get("date")
        if item.get("input-credits"):
            row["credits"] = [item.get("input-credits")]
        row["language"] = "en"
        row["text"] = "\n\n".join(plain(text) for text in item.paragraphs)
        lines.append(json.dumps(row, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def write_section_index(articles: dict[str, Article], engine: jinja2.Environment) -> str:
    """Give the Alma Mirror's news front, which is a page of links and no article."""
    items = [article for article in articles.values() if article.head["outlet"] == "mirror"]
    return engine.get_template("section.html").render(items=items, outlet="Alma Mirror")


def broken_page() -> bytes:
    """Give a page whose download broke off inside its compressed bytes, so that nothing can be read."""
    return bytes([0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3]) + bytes(
        (i * i * 37 + i * 91 + 13) % 256 for i in range(700)
    )


def make_files() -> dict[str, bytes]:
    """Give the bytes of every file of demo/news by its name."""
    articles = read_articles(TOOLS / "demo_articles")
    engine = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TOOLS / "demo_templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    files = {
        key: write_page(article, articles, engine).encode()
        for key, article in articles.items()
        if key.endswith(".html")
    }
    opinion = "opinion-yard-fog-of-figures.txt"
    files[opinion] = write_opinion_text(articles[opinion]).encode()
    files["wire.rss"] = write_feed([a for k, a in articles.items() if k.startswith("wire.rss")]).encode()
    files["table.jsonl"] = write_table([a for k, a in articles.items() if k.startswith("table.")]).encode()
    files["mirror-section-news.html"] = write_section_index(articles, engine).encode()
    files["observer-broken.html"] = broken_page()
    files["signal-empty.html"] = b""
    return dict(sorted(files.items()))


def main() -> int:
    """Write the pages, or compare them with what is there."""
    parser = argparse.ArgumentParser(description="Write the pages of the demo news.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the pages differ")
    options = parser.parse_args()
    files = make_files()
    there = {path.name: path.read_bytes() for path in NEWS.glob("*")} if NEWS.is_dir() else {}
    if options.check:
        wrong = sorted(n for n in files.keys() | there.keys() if files.get(n) != there.get(n))
        print("\n".join(wrong) or "demo/news is what its sources say")
        return 1 if wrong else 0
    NEWS.mkdir(parents=True, exist_ok=True)
    for name in there.keys() - files.keys():
        (NEWS / name).unlink()
    for name, data in files.items():
        (NEWS / name).write_bytes(data)
    print(f"{len(files)} files in {NEWS.relative_to(TOOLS.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
