"""Run the main job on the demo news, command by command, as a user would type them."""

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import whence

DEMO = Path(__file__).resolve().parent
OUT = DEMO / "out"


def run(*arguments: str | Path) -> None:
    """Show a whence command, run it, and stop at its error."""
    words = [str(argument) for argument in arguments]
    shown = [
        str(Path(word).relative_to(DEMO.parent)) if word.startswith(str(DEMO)) else word for word in words
    ]
    print("\n$ whence", " ".join(f'"{word}"' if " " in word else word for word in shown), flush=True)
    subprocess.run([sys.executable, "-m", "whence", *shown], check=True, cwd=DEMO.parent)


def print_widest_claims(corpus: Path, most: int = 8) -> None:
    """Print the claims that most documents carry, with the origins behind each."""
    with whence.open_corpus(corpus) as opened:
        claims = opened.table("claims").to_pylist()
    claims.sort(key=lambda claim: (-claim["document_count"], claim["id"]))
    print(
        "\nThe claims that most documents carry, and the origins behind them in this corpus (low-best-high):"
    )
    for claim in claims[:most]:
        origins = f"{claim['origins_low']}-{claim['origins_best']}-{claim['origins_high']}"
        carried = f"{claim['document_count']:>2} documents, {claim['outlet_count']:>2} outlets"
        print(f"  {carried}: {origins} origins  {textwrap.shorten(claim['text'], 90)}")
    print("  any of them opens with: whence show demo/out/corpus", claims[0]["id"])


def main() -> None:
    """Trace the demo news from scratch and write its report."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    corpus = OUT / "corpus"
    run("add", corpus, DEMO / "news", "--outlets", DEMO / "outlets.csv")
    run("trace", corpus)
    run("report", corpus, "-o", OUT / "report.html")
    print_widest_claims(corpus)
    print(f"\nThe report: {OUT / 'report.html'}")


if __name__ == "__main__":
    main()
