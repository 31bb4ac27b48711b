"""One writer at a time."""

import os
from pathlib import Path
from types import TracebackType

from whence.errors import CorpusError
from whence.storage.failures import storage_errors


class WriterLock:
    """Holds a corpus for writing, from `with` to its end; the system frees it if the process dies.

    Args:
        folder: the corpus folder, which exists.

    Raises:
        CorpusError: on entering, if another process holds it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "writer.lock"
        self._folder = folder
        self._handle: int | None = None

    def __enter__(self) -> "WriterLock":
        with storage_errors(self._folder):
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(handle)
        except OSError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip()
            os.close(handle)
            raise CorpusError(
                f"{self._folder}: another whence (process {holder or 'unknown'}) is writing to this corpus; "
                "wait until it has ended, then run the command again"
            ) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0) if hasattr(os, "pwrite") else None
        self._handle = handle
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows has no fcntl
        import msvcrt

        # One byte far behind the holder's number, which must stay readable to the others.
        os.lseek(handle, 1024, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
