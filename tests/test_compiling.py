"""Compiling kernels: with a cache where there is room, without one elsewhere."""

from typing import Any

import numba
import pytest

from whence.compiling import kernel


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
