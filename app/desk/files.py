"""Record files on disk: reading what somebody hands over, finding its form."""

from pathlib import Path

from app.desk.forms import Form, gallery
from app.desk.policies import chosen, with_policy
from app.desk.records import complete
from app.model.codec import read_record
from app.model.faults import FaultError, RecordError, reason_of
from app.model.record import FormRecord

LARGEST = 20 * 1024 * 1024
"""Bytes of a record file that are still read."""

_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks begin, new and old: mail programs and chats rename them."""

WORKBOOKS = (".xlsx", ".xlsm", ".et", ".xls")

REPORTS = (".docx", ".txt")
"""The suffixes by which a narrative report is known from a record."""


def is_report(path: Path) -> bool:
    """Whether a file is a report by its name."""
    return path.suffix.lower() in REPORTS


def read_record_file(path: Path) -> tuple[FormRecord, Form]:
    """Read a record file (json) or a workbook that this program exported.

    A record that only names a policy (`{"profile": "hubei"}`) is put under that policy.

    Raises:
        FaultError: RECORD_NNN, IMPORT_NNN or DEFINITION_NNN: what is wrong with the file.
    """
    record = read_record(_content(path), path.name)
    form = gallery().form(record.form)
    record = complete(record, form.definition)
    if record.policy and set(record.policy) == {"profile"}:
        record = with_policy(record, form.definition, chosen(str(record.policy["profile"])))
    return record, form


def _content(path: Path) -> bytes | str:
    try:
        if path.suffix.lower() in WORKBOOKS:
            return _embedded(path)
        if path.stat().st_size > LARGEST:
            raise RecordError("FILE_003", file=path.name)
        data = path.read_bytes()
        return _embedded(path) if data.startswith(_WORKBOOK_MARKS) else data
    except FileNotFoundError as error:
        raise FaultError("FILE_001", file=str(path)) from error
    except OSError as error:
        reason = reason_of(error)
        raise FaultError("FILE_002", file=str(path), reason=reason) from error


def _embedded(path: Path) -> str:
    from app.exchange.embedded import read_embedded

    return read_embedded(path)
