"""The one place where errors become a line on stderr and an exit code."""

import errno
import functools
import os
import sys
from collections.abc import Callable
from contextvars import ContextVar
from typing import NoReturn, ParamSpec

import typer

from whence.errors import WhenceError

Parameters = ParamSpec("Parameters")
debugging: ContextVar[bool] = ContextVar("debugging", default=False)
chosen_settings: ContextVar[tuple[str, ...]] = ContextVar("chosen_settings", default=())
"""What `--set` gave, in its order."""
_USER_ERROR = 1
_REMEDIES = {
    errno.ENOSPC: "free some space and run the command again",
    errno.ENOENT: "check the path; its folder must be there",
    errno.EISDIR: "name a file",
    errno.ENOTDIR: "check the path",
    errno.EACCES: "name another place, or give yourself the right to write there",
    errno.EROFS: "name another place; nothing can be written there",
}
_INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def warn(message: str) -> None:
    """Print one line on stderr."""
    typer.echo(_one_line(message), err=True)


def _one_line(message: str) -> str:
    """Keep a message on one line, and what a hostile file name holds out of the terminal."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in message).split())


def _leave_pipe() -> NoReturn:
    """Leave after the reader has closed the pipe."""
    _drop_output()
    raise typer.Exit(0)


def _drop_output() -> None:
    """Send what is still buffered nowhere, where it cannot be written; Python would try again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def guarded(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """Wrap a command so that its errors end as one line and an exit code.

    Exit codes: 1 for a user's error, 130 for Ctrl-C; a closed pipe ends quietly. With `--debug` the error
    goes on as a traceback. Usage errors are Typer's and exit with 2.
    """

    @functools.wraps(command)
    def run(*arguments: Parameters.args, **options: Parameters.kwargs) -> None:
        try:
            command(*arguments, **options)
            sys.stdout.flush()
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except BrokenPipeError:
            _leave_pipe()
        except KeyboardInterrupt:
            raise typer.Exit(_INTERRUPTED) from None
        except Exception as error:
            if debugging.get():
                raise
            warn(_describe(error))
            _drop_output()
            raise typer.Exit(_USER_ERROR) from None

    return run


def _describe(error: Exception) -> str:
    if isinstance(error, WhenceError):
        return f"whence: {error}"
    if isinstance(error, OSError):
        place = error.filename or "input or output"
        remedy = _REMEDIES.get(error.errno or 0, "check its path and rights")
        return f"whence: {place}: {error.strerror or error}; {remedy}"
    kind = type(error).__name__
    return f"whence: unexpected {kind}: {error}; `whence --debug ...` shows where, please report it"
