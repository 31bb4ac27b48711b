"""The public face is what `__all__` says, and every name in it is really there."""

import subprocess
import sys

import whence


def test_all_is_sorted_and_complete():
    assert whence.__all__ == sorted(whence.__all__)
    assert set(whence._HOMES) | {"__version__"} == set(whence.__all__)


def test_every_exported_name_exists():
    assert all(getattr(whence, name) is not None for name in whence.__all__)


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(whence, "no_such_name")


def test_importing_whence_imports_no_heavy_library():
    code = "import sys, whence; print(sorted({'numpy', 'pyarrow', 'numba', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
