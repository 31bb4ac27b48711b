"""Runs a command, under a memory limit if asked, and says what it and its processes cost."""

import contextlib
import json
import os
import platform
import resource
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
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
        said: the JSON on its last line, or its last words where there is none.
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


def run(
    command: Sequence[str | Path],
    *,
    limit: int | None = None,
    timeout: float | None = None,
    variables: Mapping[str, str] | None = None,
) -> Cost:
    """Run a command, which may end with one line of JSON, and measure it.

    Args:
        command: program and arguments.
        limit: bytes of memory that it may use, enforced by a control group where one may be made, else by
            RLIMIT_DATA, which leaves mapped files out.
        timeout: seconds after which it is ended.
        variables: of its environment, besides those of this process.

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
        words = [str(part) for part in command]
        environment = {**os.environ, **(variables or {})}
        # No other thread of this process runs yet that could hold a lock.
        process = subprocess.Popen(words, stdout=out, stderr=errors, env=environment, preexec_fn=prepare)  # noqa: PLW1509
        peaks = [0, 0]
        spent: dict[int, float] = {}
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peaks, spent, ended), daemon=True)
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
        with contextlib.suppress(OSError):  # a process of it is still ending
            group.rmdir()
    waited = after.children_user + after.children_system - before.children_user - before.children_system
    cpu = max(waited, sum(spent.values()))  # a JVM leaves children behind that nobody waits for
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
        with contextlib.suppress(ValueError):
            return json.loads(text.strip().splitlines()[-1])
    return (text + errors.read().decode("utf-8", "replace"))[-2000:]


def _make_group(limit: int) -> Path | None:
    """Make a control group of this memory (version 2, or 1), or give None where that is not allowed."""
    for parent, name in ((_CGROUPS, "memory.max"), (_CGROUPS / "memory", "memory.limit_in_bytes")):
        group = parent / f"whence-benchmark-{os.getpid()}"
        try:
            group.mkdir()
        except OSError:
            continue
        # Elsewhere it is a plain folder: the other version's place, or a group without a memory controller.
        with contextlib.suppress(OSError):
            if (group / name).exists():
                (group / name).write_text(str(limit), encoding="ascii")
                return group
        group.rmdir()
    return None


def _watch(pid: int, peaks: list[int], spent: dict[int, float], ended: threading.Event) -> None:
    """Note the most memory that a process and its descendants hold, and the CPU-seconds of each."""
    while not ended.wait(_EVERY):
        whole, anonymous = 0, 0
        for member in _descendants(pid):
            held = _memory(member)
            whole, anonymous = whole + sum(held), anonymous + held[0]
            spent[member] = max(spent.get(member, 0.0), _cpu_seconds(member))
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


def _cpu_seconds(pid: int) -> float:
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0.0
    fields = line.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> tuple[int, int]:
    """Give the resident bytes of a process: anonymous, and of files and shared memory."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0, 0
    sizes = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines if line.startswith("Rss")}
    return sizes.get("RssAnon", 0), sizes.get("RssFile", 0) + sizes.get("RssShmem", 0)
