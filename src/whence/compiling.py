"""How kernels are compiled: at import, for one signature, and kept in numba's cache where there is room."""

from collections.abc import Callable
from typing import Any, TypeVar

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def kernel(signature: Any) -> Callable[[Function], Function]:
    """Compile a function for one signature, without the interpreter lock.

    numba keeps the compiled code beside the module, else in the user's cache folder, else where
    NUMBA_CACHE_DIR says. Where it can write to none of them, the code is compiled in every process.

    Args:
        signature: numba types of the arguments and of what is given back.

    Returns:
        A decorator.
    """

    def compile_function(function: Function) -> Function:
        try:
            compiled: Function = numba.njit(signature, cache=True, nogil=True)(function)
        except RuntimeError:  # no folder for the cache
            compiled = numba.njit(signature, nogil=True)(function)
        return compiled

    return compile_function


def helper(function: Function) -> Function:
    """Let kernels call a function: it is compiled as a part of each of them.

    Returns:
        The function, for kernels only.
    """
    compiled: Function = numba.njit(nogil=True)(function)
    return compiled
