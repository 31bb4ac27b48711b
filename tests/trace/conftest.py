"""Lets the tests of this folder import their scenes: a package named `trace` would hide Python's own."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
