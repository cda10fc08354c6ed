"""The lines of requirements-freeze.lock that hold on Linux of one architecture.

`python packaging/linux/lock_for.py ARCHITECTURE`, with nothing but Python.
"""

import re
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[2] / "requirements-freeze.lock"
_MARKER = re.compile(r"(sys_platform|platform_machine) (==|!=) '(\w+)'")


def lines_for(architecture: str, text: str) -> list[str]:
    """The requirements of a lock, each with its hashes, that hold on Linux."""
    found = []
    for entry in re.split(r"\n(?=[A-Za-z0-9])", text):
        line = " ".join(part for part in entry.splitlines() if not part.lstrip().startswith("#"))
        pin, _, rest = line.replace("\\", " ").partition(" --hash=")
        requirement, _, marker = pin.partition(" ; ")
        if "==" in requirement and holds(marker.strip(), architecture):
            found.append(f"{requirement.strip()} --hash={' '.join(rest.split())}")
    return found


def holds(marker: str, architecture: str) -> bool:
    """Whether a condition of the lock holds: terms joined by `and`, or by `or`.

    Raises:
        ValueError: it says something else.
    """
    if not marker:
        return True
    system = {"sys_platform": "linux", "platform_machine": architecture}
    rest = _MARKER.sub("", marker).split()
    if not set(rest) <= {"and"} and not set(rest) <= {"or"}:
        raise ValueError(marker)
    terms = [
        (system[name] == value) == (sign == "==") for name, sign, value in _MARKER.findall(marker)
    ]
    return any(terms) if "or" in rest else all(terms)


if __name__ == "__main__":
    print("\n".join(lines_for(sys.argv[1], LOCK.read_text("utf-8"))))
