"""Faults that stop an action, as codes and values that the message files turn into sentences."""

import errno

REASONS = {
    errno.EACCES: "REASON_ACCESS",
    errno.EPERM: "REASON_ACCESS",
    errno.EROFS: "REASON_READ_ONLY",
    errno.ENOSPC: "REASON_FULL",
    errno.EISDIR: "REASON_FOLDER",
    errno.ENOTDIR: "REASON_NO_FOLDER",
    errno.ENOENT: "REASON_NO_FOLDER",
    errno.EEXIST: "REASON_TAKEN",
    errno.ENAMETOOLONG: "REASON_NAME",
    errno.EBUSY: "REASON_BUSY",
    errno.ETXTBSY: "REASON_BUSY",
    errno.EIO: "REASON_DEVICE",
}
"""What the system says, by the message code of its plain wording."""


def reason_of(error: OSError) -> str:
    """Why the system refused: a message code where there is a plain wording, else its own words."""
    return REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


class FaultError(Exception):
    """An action that cannot be done: its sentence stands in the message files under its code.

    Attributes:
        code: the message code, `AREA_NNN`, never renumbered.
        values: what the sentence names (file, line, key …), already as text.
    """

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return f"{self.code} {self.values}"


class RecordError(FaultError):
    """A record file that cannot be read (damaged, foreign, newer)."""


class DefinitionError(FaultError):
    """A form definition that is missing or wrong."""


class ChangeError(FaultError):
    """A change that does not fit the record it is applied to."""
