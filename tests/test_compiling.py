"""Compiling kernels: with a cache where there is room, without one elsewhere."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import numba
import numpy as np
import pytest

from whence.compiling import Kernel, helper, kernel


def test_a_kernel_is_compiled_where_no_cache_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only installation without a home folder still works."""
    plain = numba.njit

    def refuse(*arguments: Any, **options: Any) -> Any:
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return plain(*arguments, **options)

    monkeypatch.setattr(numba, "njit", refuse)

    def double(value: int) -> int:
        return 2 * value

    assert kernel("int64(int64)")(double)(21) == 42


@helper
def _double(value: int) -> int:
    return 2 * value


@kernel("int64(int64)")
def _increase(value: int) -> int:
    return value + 1


@kernel("int64(int64)")
def _combine(value: int) -> int:
    return _double(_increase(value))


def test_kernels_call_helpers_and_kernels() -> None:
    """Whichever is called first, each is compiled when it is needed."""
    assert _combine(3) == 8
    assert _increase(3) == 4


def test_a_kernel_is_compiled_for_its_own_signature_alone() -> None:
    """Other types of arguments are brought to it, or refused; they never cost another compilation."""
    assert _increase(np.uint8(255)) == 256
    with pytest.raises(TypeError):
        _increase("3")
    compiled = cast(Kernel, _increase).compile()
    assert len(compiled.signatures) == 1


def test_nothing_is_compiled_before_it_is_called() -> None:
    """Commands that need no kernel do not wait for numba."""
    script = "import sys, whence.text; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_threads_may_call_a_kernel_for_the_first_time_at_once() -> None:
    """It is compiled once, and each gets its answer."""

    @kernel("int64(int64)")
    def triple(value: int) -> int:
        return 3 * value

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(triple, range(8))) == [3 * value for value in range(8)]
