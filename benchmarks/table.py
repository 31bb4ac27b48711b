"""Write the tables of docs/performance.md from the results in benchmarks/results/.

    python benchmarks/table.py [--check]

Each section of the page between `<!-- begin NAME -->` and `<!-- end NAME -->` is made from `NAME.json`. With
--check nothing is written; the exit status says whether the page is current.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "performance.md"
RESULTS = HERE / "results"
_SECTION = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)
_NAMES = {"add": "add (read, store, index)", "start": "", "end": ""}
_GOALS = ("verbatim, 40 tokens or more", "every tenth word edited, 60 tokens or more")
_SPANS = ("1", "2", "3 to 10", "11 to 100", "more")
_NO_STAGES = ("start", "end")
Result = dict[str, Any]


def grid(head: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> str:
    """Lay out a table whose first columns hold words and whose others hold numbers."""
    rule = ["---"] * words + ["---:"] * (len(head) - words)
    return (
        "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows)).replace("| --", "|--") + "\n"
    )


def machine_line(result: Result) -> str:
    """Say what a result was measured on."""
    machine = result["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items() if number)
    load = f", load {machine['load_before']:.1f} before" if "load_before" in machine else ""
    memory = f", {machine['gigabytes']:.0f} GB" if "gigabytes" in machine else ""
    name = f"{machine['processor']}, " if "processor" in machine else ""
    return f"{name}{machine['processors']} processors{memory}{load}; {versions}.\n"


def cost_cells(row: Result) -> list[str]:
    """Give the cells of seconds, CPU-seconds and memory, or why there are none."""
    if row["exit_code"]:
        return ["failed", "", ""]
    return [f"{row['seconds']:,.1f}", f"{row['cpu_seconds']:,.1f}", f"{row['peak_megabytes']:,.0f}"]


def recall_cells(row: Result, key: str = "found") -> list[str]:
    """Give the cells of the recall by goal."""
    recalls = [row.get("recall", {}).get(goal) for goal in _GOALS]
    return ["" if recall is None else percent(recall[key]) for recall in recalls]


def percent(share: float) -> str:
    """Write a share in percent, rounded down, so that no goal seems reached that is not."""
    return f"{int(share * 10_000 + 1e-6) / 100:.2f}%"


def scale_section(result: Result) -> str:
    """Lay out a result of benchmarks/scale.py."""
    first = result["first"]
    began = (
        f"{first['documents']:,} documents took {first['seconds']:.1f} s at first, with what kernels were "
        f"left to compile, and {first['seconds_again']:.1f} s then.\n"
    )
    parts = [machine_line(result), _goals(result), _sizes(result), began]
    parts += [
        layout(result[name])
        for name, layout in (("add", _adding), ("limited", _limited), ("find", _finding))
        if name in result
    ]
    return "\n".join(part for part in parts if part)


def _goals(result: Result) -> str:
    """Hold what was reached on a million documents against the goals."""
    rows: list[list[str]] = []

    def hold(goal: str, reached: float | None, most: float, form: str, least: bool = False) -> None:
        if reached is not None:
            holds = reached >= most if least else reached <= most
            rows.append([goal, form.format(reached), "yes" if holds else "no"])

    whole = next((row for row in result.get("sizes", []) if row["documents"] == 1_000_000), {})
    if not whole or whole["exit_code"]:
        return ""
    hold("a million documents in at most 180 s", whole["seconds"], 180, "{:,.0f} s")
    hold("in at most 4,000 MB", whole["peak_megabytes"], 4_000, "{:,.0f} MB")
    for row in result["exponents"][-1:]:
        hold("cost grows by a power of at most 1.1", row["cpu_seconds"], 1.1, "{:.2f}")
    for goal, share in zip(_GOALS, (0.99, 0.95), strict=True):
        recall = whole["recall"].get(goal, {})
        hold(f"found of planted passages, {goal}", recall.get("found"), share, "{:.2%}", least=True)
    added, limited, found = (result.get(name, {"exit_code": 1}) for name in ("add", "limited", "find"))
    if not added["exit_code"] and not added["alone"]["exit_code"]:
        ratio = added["cpu_seconds"] / max(added["alone"]["cpu_seconds"], 0.01)
        hold("10,000 more cost at most twice what they cost alone, in CPU", ratio, 2.0, "{:.1f} times")
    if "limit" in limited:
        hold(f"runs in {limited['limit']}", float(limited["exit_code"]), 0.0, "exit code {:.0f}")
    hold("95 of 100 look-ups in at most 50 ms", found.get("milliseconds_95"), 50, "{:.0f} ms")
    return grid(["goal", "reached", "holds"], rows)


def _sizes(result: Result) -> str:
    rows = result.get("sizes", [])
    if not rows:
        return ""
    head = [
        "documents", "MB of text", "seconds", "CPU-seconds", "peak MB", "passages", "outside of plants",
        "verbatim found", "edited found",
    ]  # fmt: skip
    cells = [
        [
            f"{row['documents']:,}",
            f"{row['bytes'] / 1e6:,.0f}",
            *cost_cells(row),
            *(f"{row.get('outside', {}).get(name, 0):,}" for name in ("passages", "outside")),
            *recall_cells(row),
        ]
        for row in rows
    ]
    return "\n".join([grid(head, cells, 0), _stages(rows), _exponents(result), _recalls(rows[-1])])


def _stages(rows: Sequence[Result]) -> str:
    done = [row for row in rows if "stages" in row]
    if not done:
        return ""
    names = list(done[-1]["stages"])
    cells = [
        [
            f"{row['documents']:,}",
            *(f"{row['stages'].get(name, {}).get('seconds', 0):,.1f}" for name in names),
        ]
        for row in done
    ]
    return "Seconds by stage:\n\n" + grid(["documents", *names], cells, 0)


def _exponents(result: Result) -> str:
    grown = [
        f"{row['from']:,} to {row['to']:,}: {row['seconds']:.2f} by the clock, "
        f"{row['cpu_seconds']:.2f} in CPU"
        for row in result.get("exponents", [])
        if "seconds" in row and "cpu_seconds" in row
    ]
    return f"Cost grows with this power of the text's size: {'; '.join(grown)}.\n" if grown else ""


def _recalls(row: Result) -> str:
    if "recall" not in row:
        return ""
    cells = [
        [kind, f"{recall['plants']:,}"]
        + [percent(recall[name]) for name in ("found", "found_directly", "covered")]
        for kind, recall in row["recall"].items()
    ]
    head = ["planted", "passages", "found", "found with the source itself", "characters covered"]
    text = f"What was found of what was planted, in {row['documents']:,} documents:\n\n" + grid(head, cells)
    if "families" not in row:
        return text
    drawn = row["families"]
    return text + (
        f"\nAll pairs of {drawn['families']:,} families, {drawn['pairs']:,} with 240 characters or more of "
        f"one place in common: {percent(drawn['stored'])} are stored, {percent(drawn['expanded'])} are there "
        "after expansion.\n"
    )


def _adding(row: Result) -> str:
    if row["exit_code"] or row["alone"]["exit_code"]:
        return f"Adding {row['documents']:,} documents to {row['to']:,} failed.\n"
    found = ", ".join(
        f"{share} of {goal}" for share, goal in zip(recall_cells(row), _GOALS, strict=True) if share
    )
    return (
        f"Adding {row['documents']:,} documents to {row['to']:,}: {row['seconds']:,.1f} s "
        f"({row['cpu_seconds']:,.1f} CPU-seconds, {row['peak_megabytes']:,.0f} MB); the same alone: "
        f"{row['alone']['seconds']:,.1f} s ({row['alone']['cpu_seconds']:,.1f} CPU-seconds). Of the plants "
        f"that they touch were found: {found}.\n"
    )


def _limited(row: Result) -> str:
    if row["exit_code"]:
        return f"{row['documents']:,} documents in {row['limit']}: failed.\n"
    return (
        f"{row['documents']:,} documents in {row['limit']}: {row['seconds']:,.1f} s, "
        f"{row['cpu_seconds']:,.1f} CPU-seconds; verbatim found {recall_cells(row)[0]}.\n"
    )


def _finding(row: Result) -> str:
    if row["exit_code"]:
        return f"Looking texts up in {row['documents']:,} documents failed.\n"
    return (
        f"Looking {row['texts']:,} articles up in {row['documents']:,} documents, one by one, half of them "
        f"known: opened in {row['open_seconds']:.2f} s, median {row['milliseconds_50']:.1f} ms, 95th "
        f"percentile {row['milliseconds_95']:.1f} ms, the first {row['first_milliseconds']:.1f} ms.\n"
    )


def _rival_cells(row: Result, ours: Result | None) -> list[str]:
    times = "" if row["exit_code"] or not ours else f"{row['seconds'] / max(ours['seconds'], 0.01):,.1f}"
    work = f"{row['work']['seconds']:,.2f}" if "work" in row else ""
    found = row.get("outside", {}).get("passages", row.get("pairs"))
    counted = "" if found is None else f"{found:,}"
    finds = "passages" if row["tool"] in ("whence", "passim") else "pairs of documents"
    copies = row.get("recall", {}).get("copy", {}).get("found", row.get("copies_found"))
    kind = f"{row['documents']:,} {row['corpus']}"
    cells = [kind, row["tool"], finds, *cost_cells(row), work, times, counted, *recall_cells(row)]
    return [*cells, "" if copies is None else percent(copies)]


def rivals_section(result: Result) -> str:
    """Lay out a result of benchmarks/rivals.py."""
    ours = [row for row in result["runs"] if row["tool"] == "whence" and not row["exit_code"]]
    base = {(row["corpus"], row["documents"]): row for row in ours}
    ordered = sorted(result["runs"], key=lambda row: (row["documents"], row["corpus"] != "unrelated"))
    rows = [_rival_cells(row, base.get((row["corpus"], row["documents"]))) for row in ordered]
    head = [
        "documents", "tool", "finds", "seconds", "CPU-seconds", "peak MB", "seconds at work", "times whence",
        "found", "verbatim found", "edited found", "copies found",
    ]  # fmt: skip
    absent = "".join(f"{name} was skipped: {why}.\n" for name, why in result["absent"].items())
    return "\n".join([machine_line(result), grid(head, rows, 3), absent]).rstrip("\n") + "\n"


def realism_section(result: Result) -> str:
    """Lay out a result of benchmarks/realism.py."""
    rows = [
        [side, what.replace("_", " "), *(percent(share) for share in result[side][what])]
        for what in ("fingerprints", "word_pairs")
        for side in ("articles", "generated")
    ]
    plain = [
        f"{side}: {what['texts']:,} texts of {what['words']:,} words, {what['different_words']:,} of them "
        f"different; {what['pairs']:,} pairs worth aligning"
        for side, what in (("articles", result["articles"]), ("generated", result["generated"]))
    ]
    head = ["side", "share of", *(f"in {span}" for span in _SPANS)]
    return "\n".join([grid(head, rows, 2), "; ".join(plain) + ".\n"])


def startup_section(result: Result) -> str:
    """Lay out a result of benchmarks/startup.py."""
    rows = [
        ["`whence --help`", f"{result['help']:.2f}"],
        ["`whence read` of one page", f"{result['read']:.2f}"],
        ["the same, the first time of all", f"{result['first_read']:.2f}"],
        ["`whence compare` of two small files", f"{result['compare']:.2f}"],
        ["the same, the first time of all", f"{result['first_compare']:.2f}"],
    ]
    return "\n".join([machine_line(result), grid(["command", "CPU-seconds"], rows)])


def corpus_section(result: Result) -> str:
    """Lay out a result of benchmarks/corpus.py."""
    seconds = dict(result["seconds"])
    seconds["add"] = round(seconds.get("add", 0.0) + seconds.pop("start", 0.0), 2)
    rows = [[_NAMES.get(stage, stage), f"{value:.1f}"] for stage, value in seconds.items() if stage != "end"]
    rows.append(["**all**", f"**{result['seconds_in_all']:.1f}**"])
    counts = ", ".join(f"{count:,} {name}" for name, count in result["rows"].items() if count)
    return "\n".join(
        [
            machine_line(result),
            grid(["stage", "seconds"], rows),
            f"{counts}.\n",
            f"Peak memory {result['peak_megabytes']:,.0f} MB in the main process and "
            f"{result['largest_worker_megabytes']:,.0f} MB in the largest worker; the corpus folder takes "
            f"{result['corpus_megabytes']:,.0f} MB.\n",
        ]
    )


def reading_section(result: Result) -> str:
    """Lay out a result of benchmarks/reading.py."""
    rows = [
        [
            name,
            *(f"{row[count]:,}" for count in ("documents", "words", "statements", "words_per_cpu_second")),
            *(f"{1000 * row['parts'][part] / row['documents']:.2f}" for part in row["parts"]),
        ]
        for name, row in result["collections"].items()
    ]
    parts = next(iter(result["collections"].values()))["parts"]
    head = ["articles", "how many", "words", "statements", "words a CPU-second", *parts]
    text = "The last columns are milliseconds of CPU an article, by part.\n"
    return "\n".join([machine_line(result), grid(head, rows), text])


def counting_section(result: Result) -> str:
    """Lay out a result of benchmarks/counting.py or archive.py."""
    done = [row for row in result["sizes"] if not row["exit_code"]]
    names = [name for name in (done[-1]["stages"] if done else {}) if name not in _NO_STAGES]
    rows = [
        [
            f"{row['documents']:,}",
            *cost_cells(row),
            *(f"{row.get('rows', {}).get(name, 0):,}" for name in ("statements", "claims", "origins")),
            *(f"{row.get('stages', {}).get(name, {}).get('cpu_seconds', 0):,.0f}" for name in names),
        ]
        for row in result["sizes"]
    ]
    head = ["articles", "seconds", "CPU-seconds", "peak MB", "statements", "claims", "origins", *names]
    grown = [
        f"{row['from']:,} to {row['to']:,}: "
        + ", ".join(f"{name} {power:.2f}" for name, power in row["powers"].items())
        for row in result.get("exponents", [])
    ]
    text = "The last columns are CPU-seconds by stage.\n"
    text += "".join(f"{row['documents']:,} articles in {row['limit']}.\n" for row in done if "limit" in row)
    powers = f"CPU grows with this power of the number of articles: {'; '.join(grown)}.\n" if grown else ""
    return "\n".join(
        part
        for part in (machine_line(result), _counting_goals(done), grid(head, rows, 0), text, powers)
        if part
    )


def _counting_goals(done: Sequence[Result]) -> str:
    largest = next((row for row in done if row["documents"] == 100_000), None)
    if largest is None:
        return ""
    goals = (
        ("in at most 30 minutes", largest["seconds"] / 60, 30),
        ("in at most 8,000 MB", largest["peak_megabytes"], 8_000),
    )
    rows = [
        [
            f"claims and origins of 100,000 articles {goal}",
            f"{reached:,.0f}",
            "yes" if reached <= most else "no",
        ]
        for goal, reached, most in goals
    ]
    return grid(["goal", "reached", "holds"], rows)


SECTIONS: dict[str, Callable[[Result], str]] = {
    "scale": scale_section,
    "rivals": rivals_section,
    "realism": realism_section,
    "startup": startup_section,
    "corpus": corpus_section,
    "reading": reading_section,
    "counting": counting_section,
    "archive": counting_section,
}


def written(page: str, results: Path = RESULTS) -> str:
    """Give the page with its tables made anew; a section without a result says so."""

    def fill(match: re.Match[str]) -> str:
        path = results / f"{match[2]}.json"
        text = "Not measured yet.\n"
        if path.exists():
            text = SECTIONS[match[2]](json.loads(path.read_text(encoding="utf-8")))
        return f"{match[1]}\n{text}\n{match[3]}"

    return _SECTION.sub(fill, page)


def main() -> None:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    page = PAGE.read_text(encoding="utf-8")
    current = written(page)
    if parser.parse_args().check:
        sys.exit(current != page)
    PAGE.write_text(current, encoding="utf-8")


if __name__ == "__main__":
    main()
