"""What a command gives back: a line for people, data for scripts, and an exit code."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from app.desk.texts import fault_sentence
from app.model.faults import FaultError

OK, FINDINGS, BAD_INPUT = 0, 1, 2


class Outcome(Struct, frozen=True):
    """The result of a command; `error` goes to standard error."""

    text: str = ""
    data: Any = None
    code: int = OK
    error: str = ""


def guarded(command: Callable[[], Outcome], language: str) -> Outcome:
    """Run a command; a fault becomes its one sentence and exit code 2."""
    try:
        return command()
    except FaultError as fault:
        return Outcome(code=BAD_INPUT, error=fault_sentence(fault, language))
