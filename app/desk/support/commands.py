"""`ziping diagnose`: what helps to find a fault."""

from pathlib import Path

from app.desk.folders import data_path
from app.desk.outcome import Outcome
from app.desk.support.diagnosis import gather, write_diagnosis
from app.desk.texts import sentence


def export_diagnosis(data: Path | None, path: Path, language: str) -> Outcome:
    """`ziping diagnose`: the diagnosis as one zip; a window may be open meanwhile."""
    parts = gather(data_path(data), language)
    write_diagnosis(path, parts)
    lines = [sentence("CLI_MADE", language, file=str(path))]
    lines += [f"  {part.name}  {sentence(part.title, language)}" for part in parts]
    return Outcome("\n".join(lines), {"file": str(path), "parts": [part.name for part in parts]})
