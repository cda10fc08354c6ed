"""Licences as SPDX expressions: may what they cover be handed out with the program?"""

import re

ALLOWED = frozenset(
    (
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "FTL", "HPND", "ICU"),
        *("IJG", "ISC", "MIT", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Python-2.0", "X11"),
        *("Unicode-3.0", "Zlib", "blessing", "bzip2-1.0.6", "libpng-2.0", "Unlicense"),
        # Shared libraries that anybody can exchange for others: so the folder holds them.
        *("LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later"),
        # The exceptions allow programs under any licence, or more than the licence does.
        "Apache-2.0 WITH LLVM-exception",
        "GPL-2.0-or-later WITH Bootloader-exception",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
    )
)
_TOKEN = re.compile(r"\(|\)|[A-Za-z0-9.+-]+")


class LicenceError(ValueError):
    """A text that is no licence expression."""


def is_allowed(expression: str) -> bool:
    """Whether there is a way to meet an expression with the licences in `ALLOWED` alone.

    Raises:
        LicenceError: it is no expression.
    """
    tokens = _TOKEN.findall(expression)
    if "".join(tokens) != "".join(expression.split()):
        raise LicenceError(expression)
    answer, rest = _any(tokens)
    if rest:
        raise LicenceError(expression)
    return answer


def _any(tokens: list[str]) -> tuple[bool, list[str]]:
    answer, rest = _all(tokens)
    while rest and rest[0] == "OR":
        other, rest = _all(rest[1:])
        answer = answer or other
    return answer, rest


def _all(tokens: list[str]) -> tuple[bool, list[str]]:
    answer, rest = _one(tokens)
    while rest and rest[0] == "AND":
        other, rest = _one(rest[1:])
        answer = answer and other
    return answer, rest


def _one(tokens: list[str]) -> tuple[bool, list[str]]:
    if not tokens or tokens[0] in (")", "AND", "OR", "WITH"):
        raise LicenceError(" ".join(tokens))
    if tokens[0] == "(":
        answer, rest = _any(tokens[1:])
        if rest[:1] != [")"]:
            raise LicenceError(" ".join(tokens))
        return answer, rest[1:]
    name, rest = tokens[0], tokens[1:]
    if rest[:1] == ["WITH"]:
        name, rest = f"{name} WITH {rest[1]}" if len(rest) > 1 else "", rest[2:]
    return name in ALLOWED, rest
