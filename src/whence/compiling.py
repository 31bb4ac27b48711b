"""How kernels are compiled: when first called, for one signature, and kept in numba's cache.

numba itself is imported only then, so that commands which need no kernel begin at once.
"""

from collections.abc import Callable
from threading import RLock
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])

# One at a time: numba's own lock would not keep two threads from compiling the same kernel.
_COMPILING = RLock()


class Kernel:
    """A function that is compiled when it is first called, by Python or by another kernel."""

    def __init__(self, function: Callable[..., Any], signature: Any) -> None:
        self.__doc__ = function.__doc__
        self.__name__ = function.__name__
        self.__wrapped__ = function
        self._signature = signature
        self._compiled: Any = None

    def __call__(self, *arguments: Any) -> Any:
        """Run it."""
        return (self._compiled or self.compile())(*arguments)

    def compile(self) -> Any:
        """Compile it, or read it from the cache, and give it as numba knows it."""
        with _COMPILING:
            if self._compiled is None:
                self._compiled = _compile(self.__wrapped__, self._signature)
            return self._compiled


def kernel(signature: Any) -> Callable[[Function], Function]:
    """Let a function be compiled for one signature, without the interpreter lock.

    numba keeps the compiled code beside the module, else in the user's cache folder, else where
    NUMBA_CACHE_DIR says. Where it can write to none of them, the code is compiled in every process.

    Args:
        signature: numba types of the arguments and of what is given back, or a string that says them.

    Returns:
        A decorator.
    """

    def decorate(function: Function) -> Function:
        return cast(Function, Kernel(function, signature))

    return decorate


def helper(function: Function) -> Function:
    """Let kernels call a function: it is compiled as a part of each of them.

    Returns:
        The function, for kernels only.
    """
    return cast(Function, Kernel(function, None))


def _compile(function: Callable[..., Any], signature: Any) -> Any:
    import numba
    from numba.extending import typeof_impl

    typeof: Any = numba.typeof
    if Kernel not in typeof_impl.registry:
        typeof_impl.register(Kernel)(lambda value, _: typeof(value.compile()))
    if signature is None:
        return numba.njit(function)
    try:
        return numba.njit(signature, cache=True, nogil=True)(function)
    except RuntimeError:  # no folder for the cache
        return numba.njit(signature, nogil=True)(function)
