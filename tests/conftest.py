"""What holds for all tests."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Protocol, TypeVar

import pytest
from hypothesis import settings


class Closable(Protocol):
    def close(self) -> None: ...


Opened = TypeVar("Opened", bound=Closable)

# No test may fail because the machine is busy, or because the first example loads a library.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture
def opened() -> Iterator[Callable[[Opened], Opened]]:
    """Give a function that returns what it is given, which is closed when the test ends."""
    with ExitStack() as stack:
        yield lambda thing: stack.enter_context(closing(thing))
