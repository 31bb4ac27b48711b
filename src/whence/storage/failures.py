"""Turn the errors of disk and database into whence's own, once, at the rim of the storage."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whence.errors import CorpusError


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Translate what goes wrong below into one clear line about `folder`.

    Raises:
        CorpusError: in place of an OSError or sqlite3.Error raised inside the block.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CorpusError(_full(folder)) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            place = error.filename or folder
            raise CorpusError(
                f"{place}: no permission; give yourself write access or use another folder"
            ) from error
        raise CorpusError(f"{error.filename or folder}: {error.strerror or error}") from error
    except sqlite3.Error as error:
        if "full" in str(error):
            raise CorpusError(_full(folder)) from error
        if "readonly" in str(error):
            raise CorpusError(
                f"{folder}: is read-only; give yourself write access or copy the corpus"
            ) from error
        if "unable to open" in str(error):
            raise CorpusError(
                f"{folder}: the catalogue cannot be opened; check your rights, or copy the corpus"
            ) from error
        raise CorpusError(
            f"{folder}: the catalogue cannot be used ({error}); restore a copy or make the corpus anew"
        ) from error


def _full(folder: Path) -> str:
    return (
        f"{folder}: the disk is full; free some space and run the command again, nothing added so far is lost"
    )
