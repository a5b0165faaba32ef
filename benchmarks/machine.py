"""The machine that figures were measured on, without its name or any path."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

import psutil  # type: ignore[import-untyped]


def machine() -> str:
    """Processor, cores that can be used, memory, operating system and Python, in one line."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{_processor()}, {_cores()} cores, {memory:.0f} GB of memory, {_system()}, "
        f"Python {platform.python_version()}"
    )


def _cores() -> int:
    """A container may have fewer than the machine; macOS and Windows can't say."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    if sys.platform == "linux":
        named = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
        return f"{named}, Linux {platform.release().partition('-')[0]}"
    return f"{platform.system()} {platform.release()}"
