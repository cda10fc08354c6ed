"""Plain text that somebody hands over, in whatever Chinese encoding it was written."""

from pathlib import Path

from app.model.faults import FaultError, reason_of

_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""How texts begin that say what they are written in."""

_PLAIN = ("utf-8", "gb18030")


def read_text_file(path: Path, largest: int) -> str:
    """The text of a file in UTF-8, UTF-16 or GB 18030, of at most so many bytes.

    Raises:
        FaultError: FILE_001 it is missing, FILE_002 it cannot be opened, FILE_003 too large,
            REPORT_005 no text.
    """
    try:
        if path.stat().st_size > largest:
            raise FaultError("FILE_003", file=path.name)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FaultError("FILE_001", file=str(path)) from error
    except OSError as error:
        raise FaultError("FILE_002", file=str(path), reason=reason_of(error)) from error
    return _decoded(data, path.name)


def _decoded(data: bytes, name: str) -> str:
    marked = [encoding for mark, encoding in _MARKED if data.startswith(mark)]
    for encoding in marked or _PLAIN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FaultError("REPORT_005", file=name)
