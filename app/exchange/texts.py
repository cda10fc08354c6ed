"""Cleaning texts for file formats: what no document may contain."""

import re

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters but for tab and line feed, lone surrogates, and no-characters."""


def clean_text(text: str) -> str:
    """The text without characters that XML, PDF or a file name cannot hold.

    Carriage returns become line feeds.
    """
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
