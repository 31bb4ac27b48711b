"""A small file that says what else in its folder counts; replaced in one step."""

import os
from pathlib import Path

from whence.storage.failures import storage_errors


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file so that a crash leaves either the old content or the new, and both survive.

    Args:
        path: the file; its folder is made if it is not there.
        content: the new content.

    Raises:
        CorpusError: if the disk is full or cannot be written.
    """
    with storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}-{os.getpid()}.writing")
        try:
            with aside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
