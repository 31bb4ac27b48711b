"""Are two statements that are joined for telling one event of one moment? Counts pairs judged by eye.

    python evaluation/moments.py FOLDER

FOLDER holds `articles.jsonl.gz`, the articles that `judgements/moments.json` gives the ids of: pairs of
statements of political news, by their articles and where they begin (-1 is the headline). They were drawn by
log-odds, from stories with few articles, and from what a looser rule joined, so the shares of right ones are
not those of a corpus. Counted are the pairs that are in one claim only because events are looked for. The
weights of `whence.claims.moments` were chosen with these pairs in view: they show what a change does, not how
good it is.
"""

import argparse
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tables import markdown_table

from claims import Material, read_material, statements_of
from whence.settings import Settings

JUDGED = Path(__file__).resolve().parent / "judgements" / "moments.json"
VERDICTS = ("right", "partly", "wrong")
Place = tuple[str, int]


def claims_by_place(material: Material, settings: Settings) -> dict[Place, str]:
    """Give the claim of each statement by its article and where it begins, -1 for a headline."""
    statements = statements_of(material, settings, quiet=True)
    return {(s.document_id, -1 if s.field == "title" else s.begin): s.claim_id or s.id for s in statements}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    settings = Settings()
    material = read_material(folder / "articles.jsonl.gz", settings, None)
    without = replace(settings, claims=replace(settings.claims, event_odds=1e9))
    plain, found = claims_by_place(material, without), claims_by_place(material, settings)
    counts: Counter[tuple[str, str]] = Counter()
    for pair in json.loads(JUDGED.read_text("utf-8"))["judgements"]:
        left, right = (pair["left"], pair["left_begin"]), (pair["right"], pair["right_begin"])
        if left not in found or right not in found:
            state = "not read as statements any more"
        elif plain[left] == plain[right]:
            state = "joined by their words"
        else:
            state = "joined as one event" if found[left] == found[right] else "apart"
        counts[state, pair["verdict"]] += 1
    states = sorted({state for state, _ in counts})
    rows = [
        [state, sum(counts[state, v] for v in VERDICTS), *(counts[state, v] for v in VERDICTS)]
        for state in states
    ]
    print(markdown_table(["pairs", "judged", *VERDICTS], rows))


if __name__ == "__main__":
    main()
