"""Run the main job on the demo news, command by command, as a user would type them."""

import shutil
import subprocess
import sys
from pathlib import Path

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


def main() -> None:
    """Trace the demo news from scratch and write its report."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    corpus = OUT / "corpus"
    run("add", corpus, DEMO / "news", "--outlets", DEMO / "outlets.csv")
    run("trace", corpus)
    run("info", corpus)
    run("report", corpus, "-o", OUT / "report.html")
    print(f"\nThe report: {OUT / 'report.html'}")


if __name__ == "__main__":
    main()
