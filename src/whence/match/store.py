"""The files of a candidate index, and the manifest that says which of them count.

Files are written aside under names of their own, and the manifest is replaced last, so that a crash at any
moment leaves the last committed state.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.errors import CorpusError

_FORMAT = 1
_MANIFEST = "manifest.json"
_OURS = re.compile(
    r"[a-z0-9]+-\d+\.(npy|run)|[a-z]+\.spool|manifest\.writing"
)  # no other file is ever removed


class Store:
    """The committed state of an index.

    Args:
        folder: the index's folder; it may not be there yet.
        settings: what the index depends on.
        columns: names of its columns.
        kinds: names of what is posted.

    Attributes:
        ends: how many numbers of each column count.
        outlets: names of outlets, by number.
        runs: names of the files of postings, by kind.
        counts: other numbers to be remembered.

    Raises:
        CorpusError: if the folder holds an index made under other settings, or by another version.
    """

    def __init__(
        self, folder: Path, settings: Mapping[str, Any], columns: Iterable[str], kinds: Iterable[str]
    ) -> None:
        self.folder = folder
        self._settings = dict(settings)
        manifest = self._read()
        self._generation = int(manifest.get("generation", 0))
        self.ends = dict.fromkeys(columns, 0) | manifest.get("ends", {})
        self.outlets: list[str] = manifest.get("outlets", [])
        self.runs: dict[str, list[str]] = {kind: [] for kind in kinds} | manifest.get("runs", {})
        self.counts: dict[str, int] = manifest.get("counts", {})

    def _read(self) -> dict[str, Any]:
        path = self.folder / _MANIFEST
        if not path.exists():
            return {}
        try:
            manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise CorpusError(
                f"{path}: not the manifest of an index; remove the folder and build anew"
            ) from error
        if manifest.get("format") != _FORMAT or manifest.get("settings") != self._settings:
            raise CorpusError(
                f"{self.folder}: this index was made by another version or under other settings; "
                "remove the folder and build anew"
            )
        return manifest

    def load(self, name: str, shape: tuple[int, ...], kind: type) -> NDArray[Any]:
        """Give a committed array; an empty one of this shape and kind before the first commit."""
        if not self._generation:
            return np.empty(shape, kind)
        array: NDArray[Any] = np.load(self._path(name, self._generation))
        return array

    def new_run(self, kind: str) -> Path:
        """Give the path of a run that is not there yet."""
        taken = {path.name for path in self.folder.glob("*.run")}
        number = 1
        while f"{kind}-{number}.run" in taken:
            number += 1
        return self.folder / f"{kind}-{number}.run"

    def commit(
        self,
        arrays: Mapping[str, NDArray[Any]],
        ends: Mapping[str, int],
        outlets: Iterable[str],
        runs: Mapping[str, list[str]],
        counts: Mapping[str, int],
    ) -> None:
        """Make a new state count; columns and runs are on disk already."""
        for name, array in arrays.items():
            path = self._path(name, self._generation + 1)
            np.save(path, array)
            sync(path)
        self._generation += 1
        self.ends, self.outlets, self.runs, self.counts = dict(ends), list(outlets), dict(runs), dict(counts)
        manifest = {
            "format": _FORMAT,
            "settings": self._settings,
            "generation": self._generation,
            "ends": self.ends,
            "outlets": self.outlets,
            "runs": self.runs,
            "counts": self.counts,
        }
        aside = self.folder / "manifest.writing"
        aside.write_text(json.dumps(manifest, indent=1, ensure_ascii=False), "utf-8")
        sync(aside)
        aside.replace(self.folder / _MANIFEST)
        sync(self.folder)
        self.sweep()

    def sweep(self) -> None:
        """Remove what does not count: earlier states, and additions that were never committed."""
        runs = {name for names in self.runs.values() for name in names}
        for path in sorted(self.folder.iterdir()):
            stale = path.name not in runs and not path.name.endswith(f"-{self._generation}.npy")
            if stale and _OURS.fullmatch(path.name):
                path.unlink()

    def _path(self, name: str, generation: int) -> Path:
        return self.folder / f"{name}-{generation}.npy"


def sync(path: Path) -> None:
    """Make a file, or a folder's list of names, survive a loss of power."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
