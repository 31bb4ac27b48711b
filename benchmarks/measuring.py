"""Runs a command and says what it cost: seconds, CPU, and memory of all its processes, under a limit if asked."""

import json
import os
import platform
import resource
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_CGROUPS = Path("/sys/fs/cgroup")
_EVERY = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one command cost.

    Attributes:
        seconds: by the clock.
        cpu_seconds: of all its processes, in user and kernel.
        peak_megabytes: most resident memory of all its processes together, file pages that they map included.
        peak_anonymous_megabytes: the same without pages of files, which the kernel can drop at any time.
        limit: how memory was limited, if it was.
        exit_code: 0, or why it ended.
        said: the JSON that it printed, or its last words where it failed.
    """

    seconds: float
    cpu_seconds: float
    peak_megabytes: float
    peak_anonymous_megabytes: float
    limit: str | None
    exit_code: int
    said: Any

    def numbers(self) -> dict[str, Any]:
        """Give everything but what the command said."""
        return {name: value for name, value in asdict(self).items() if name != "said" and value is not None}


def describe_machine(*packages: str) -> dict[str, Any]:
    """Give the machine and the versions that a result is worth something with."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "machine": {
            "processor": _processor(),
            "processors": len(os.sched_getaffinity(0)),
            "gigabytes": round(memory / 2**30, 1),
            "system": platform.platform(),
            "load_before": round(os.getloadavg()[0], 2),
        },
        "versions": {"python": platform.python_version()} | {name: _version(name) for name in packages},
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def run(command: Sequence[str | Path], *, limit: int | None = None, timeout: float | None = None) -> Cost:
    """Run a command that prints one JSON object, and measure it.

    Args:
        command: program and arguments.
        limit: bytes of memory that it may use, enforced by a control group where one may be made, else by
            RLIMIT_DATA, which leaves mapped files out.
        timeout: seconds after which it is ended.

    Returns:
        Its cost; a failure shows in `exit_code`.
    """
    group = _make_group(limit) if limit else None
    kind = None if limit is None else "control group" if group else "RLIMIT_DATA"

    def prepare() -> None:
        if group:
            (group / "cgroup.procs").write_text(str(os.getpid()), encoding="ascii")
        elif limit:
            resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        before = os.times()
        process = subprocess.Popen(
            [str(part) for part in command], stdout=out, stderr=errors, preexec_fn=prepare
        )
        peaks = [0, 0]
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peaks, ended), daemon=True)
        watcher.start()
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        after = os.times()
        ended.set()
        watcher.join()
        said = _said(out, errors, code)
    if group:
        group.rmdir()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(
        seconds=round(after.elapsed - before.elapsed, 2),
        cpu_seconds=round(cpu, 2),
        peak_megabytes=round(peaks[0] / 1e6, 1),
        peak_anonymous_megabytes=round(peaks[1] / 1e6, 1),
        limit=f"{limit / 1e6:,.0f} MB by {kind}" if limit else None,
        exit_code=code,
        said=said,
    )


def _said(out: Any, errors: Any, code: int) -> Any:
    out.seek(0)
    errors.seek(0)
    text = out.read().decode("utf-8", "replace")
    if code == 0 and text.strip():
        return json.loads(text)
    return (text + errors.read().decode("utf-8", "replace"))[-2000:]


def _make_group(limit: int) -> Path | None:
    """Make a control group of this memory (version 2, or 1), or give None where that is not allowed."""
    for parent, name in ((_CGROUPS, "memory.max"), (_CGROUPS / "memory", "memory.limit_in_bytes")):
        group = parent / f"whence-benchmark-{os.getpid()}"
        try:
            group.mkdir()
        except OSError:
            continue
        try:
            (group / name).write_text(str(limit), encoding="ascii")
        except OSError:
            group.rmdir()
            continue
        return group
    return None


def _watch(pid: int, peaks: list[int], ended: threading.Event) -> None:
    """Note the most memory that a process and its descendants hold."""
    while not ended.wait(_EVERY):
        whole, anonymous = 0, 0
        for member in _descendants(pid):
            held = _memory(member)
            whole, anonymous = whole + sum(held), anonymous + held[0]
        peaks[0], peaks[1] = max(peaks[0], whole), max(peaks[1], anonymous)


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found.extend(int(child) for child in task.read_text(encoding="ascii").split())
            except OSError:  # it has ended meanwhile
                continue
    return found


def _memory(pid: int) -> tuple[int, int]:
    """Give the resident bytes of a process: anonymous, and of files and shared memory."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0, 0
    sizes = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines if line.startswith("Rss")}
    return sizes.get("RssAnon", 0), sizes.get("RssFile", 0) + sizes.get("RssShmem", 0)
