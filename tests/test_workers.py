"""Several processes read what one reads, and a dying one is told."""

import subprocess
import sys
import textwrap

import pytest

from whence.records import Document
from whence.settings import StatementSettings
from whence.workers import _ask, _start, _stop, read_batches


def documents(count):
    return [
        Document(
            id=f"d{n:03}",
            input=str(n),
            text=f'"The pier is closed," said harbour master Ines Moravec on day {n}.',
        )
        for n in range(count)
    ]


def batches_of(rows, size):
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def test_two_processes_read_what_one_reads_in_the_same_order():
    batches = batches_of(documents(23), 4)
    one = list(read_batches(batches, StatementSettings(), 1))
    two = list(read_batches(batches, StatementSettings(), 2))
    assert [table.to_pylist() for table in two] == [table.to_pylist() for table in one]
    assert one[0].num_rows > 0


def test_a_worker_that_dies_is_an_error_and_not_a_hang():
    process = _start(StatementSettings())
    try:
        process.popen.kill()
        with pytest.raises(RuntimeError, match="status"):
            _ask(process, documents(1))
    finally:
        _stop(process)


def test_a_script_without_a_main_guard_may_use_several_processes(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(
            """
            from whence.records import Document
            from whence.settings import StatementSettings
            from whence.workers import read_batches
            rows = [[Document(id=str(n), input="", text="Rain fell on the whole coast.")] for n in range(3)]
            print(sum(table.num_rows for table in read_batches(rows, StatementSettings(), 2)))
            """
        )
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"
