"""Measures whole processes by the operating system's own accounts, several commands in turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """What one run took: CPU and wall seconds, and the peak memory in MB."""

    cpu: float
    wall: float
    memory: float


def cost(command: Sequence[str]) -> Cost:
    """Runs a command once; its output is thrown away, and it must not fail."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaint = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise RuntimeError(f"{command[0]} failed ({process.returncode}): {complaint.decode(errors='replace')[-400:]}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Cost]:
    """The medians of several runs, A B C A B C …, after one of each that does not count."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            measured = cost(command)
            if turn:
                costs[name].append(measured)
    return {
        name: Cost(*(statistics.median(getattr(item, field) for item in found) for field in ("cpu", "wall", "memory")))
        for name, found in costs.items()
    }


def table(title: str, costs: Mapping[str, Cost], base: str) -> str:
    """The medians as lines, with each one's CPU as a multiple of the base's."""
    lines = [title]
    for name, measured in costs.items():
        ratio = measured.cpu / costs[base].cpu
        took = f"{measured.cpu:8.2f} s CPU {measured.wall:8.2f} s wall {measured.memory:7.0f} MB"
        lines.append(f"  {name:<18} {took} {ratio:8.1f} x")
    return "\n".join(lines)
