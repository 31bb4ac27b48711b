"""The page of benchmarks shows the results that are kept."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_benchmarks_is_current():
    done = subprocess.run([sys.executable, ROOT / "benchmarks" / "table.py", "--check"], check=False)
    assert done.returncode == 0
