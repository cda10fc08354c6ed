"""What the machine calls itself, and what a process has used of it."""

import os
import platform
from pathlib import Path

_CPU = Path("/proc/cpuinfo")
_STATUS = Path("/proc/self/status")


def machine_name() -> str:
    """Cores, processor, system and Python, as they name themselves."""
    cores = os.cpu_count() or 1
    parts = [f"{cores} cores", processor(), f"{platform.system()} {platform.machine()}"]
    return ", ".join(part for part in [*parts, f"Python {platform.python_version()}"] if part)


def processor() -> str:
    """The processor's own name."""
    if _CPU.is_file():
        for line in _CPU.read_text(encoding="utf-8", errors="replace").splitlines():
            key, _, value = line.partition(":")
            if key.strip() in ("model name", "Model", "Hardware") and value.strip():
                return value.strip()
    return platform.processor()


def peak_memory() -> float:
    """The most memory that this process ever held, in MB; 0 where the system does not say."""
    if _STATUS.is_file():
        for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0
