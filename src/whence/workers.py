"""Read statements in several processes.

Each worker is a fresh interpreter that gets batches of documents on its standard input and gives tables of
statements on its standard output, both as Arrow streams. Unlike `multiprocessing`, this never runs the
caller's own script again, so it works from any script, notebook or shell; and unlike a fork it is safe beside
libraries that hold threads.
"""

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from tempfile import TemporaryFile
from typing import IO

import msgspec
import pyarrow as pa

from whence.records import Document, Statement, from_table, schema_of, to_table
from whence.settings import StatementSettings
from whence.statements import read_statements

_COMMAND = "from whence.workers import serve; serve()"
_AHEAD = 2  # batches waiting for each worker; more would only hold memory


def read_batch(documents: list[Document], settings: StatementSettings) -> pa.Table:
    """Read the statements of some documents, in their order."""
    return to_table([s for document in documents for s in read_statements(document, settings)], Statement)


def read_batches(
    batches: Iterable[list[Document]], settings: StatementSettings, workers: int
) -> Iterator[pa.Table]:
    """Read the statements of batches of documents, in the order of the batches.

    Args:
        batches: the documents.
        settings: how statements are read.
        workers: processes, at least 1; one reads in this process.

    Yields:
        A table of statements for each batch.

    Raises:
        RuntimeError: if a worker dies or fails; its message is the worker's last line.
    """
    if workers == 1:
        for batch in batches:
            yield read_batch(batch, settings)
        return
    processes = [_start(settings) for _ in range(workers)]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for process in processes:
        idle.put(process)

    def read(batch: list[Document]) -> pa.Table:
        process = idle.get()
        try:
            return _ask(process, batch)
        finally:
            idle.put(process)

    try:
        with ThreadPoolExecutor(workers) as pool, _killing(processes):
            waiting: deque[Future[pa.Table]] = deque()
            for batch in batches:
                waiting.append(pool.submit(read, batch))
                if len(waiting) >= _AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    finally:
        for process in processes:
            _stop(process)


@contextmanager
def _killing(processes: list["Worker"]) -> Iterator[None]:
    """Kill the workers when something goes wrong, so that no thread waits for an answer."""
    try:
        yield
    except BaseException:
        for process in processes:
            process.popen.kill()
        raise


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that reads statements, with what it has complained of."""

    popen: "subprocess.Popen[bytes]"
    complaints: IO[bytes]


def _start(settings: StatementSettings) -> Worker:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    complaints = TemporaryFile()  # noqa: SIM115 - closed by `_stop`; a pipe would fill up and stop the worker
    popen = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
        [sys.executable, "-c", _COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env=environment,
    )
    assert popen.stdin is not None
    _send(popen.stdin, msgspec.json.encode(settings))
    return Worker(popen, complaints)


def _ask(worker: Worker, batch: list[Document]) -> pa.Table:
    assert worker.popen.stdin is not None
    assert worker.popen.stdout is not None
    try:
        _send(worker.popen.stdin, _pack(to_table(batch, Document)))
        answer = _receive(worker.popen.stdout)
    except BrokenPipeError:
        answer = None
    if answer is None:
        status = worker.popen.wait()
        worker.complaints.seek(0)
        lines = worker.complaints.read().decode("utf-8", "replace").strip().splitlines()
        raise RuntimeError(lines[-1] if lines else f"a worker ended with status {status}")
    return _unpack(answer).cast(schema_of(Statement))


def _stop(worker: Worker) -> None:
    worker.popen.kill()
    for stream in (worker.popen.stdin, worker.popen.stdout, worker.complaints):
        assert stream is not None
        with suppress(BrokenPipeError):  # what was still to be sent is of no use to a dead worker
            stream.close()
    worker.popen.wait()


def serve() -> None:
    """Answer batches on standard input until it ends; the worker's side."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle, which then ends us
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not garble the answers
    questions = sys.stdin.buffer
    first = _receive(questions)
    if first is None:
        return
    settings = msgspec.json.decode(first, type=StatementSettings)
    while (question := _receive(questions)) is not None:
        _send(answers, _pack(read_batch(from_table(_unpack(question), Document), settings)))


def _pack(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _unpack(data: bytes) -> pa.Table:
    return pa.ipc.open_stream(data).read_all()


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    size = stream.read(8)
    if len(size) < 8:
        return None
    data = stream.read(int.from_bytes(size, "big"))
    return data if len(data) == int.from_bytes(size, "big") else None
