"""`ziping move-data`: the data folder somewhere else."""

from pathlib import Path

from app.desk.datafolder.offers import examine
from app.desk.datafolder.relocating import move_data, use_data
from app.desk.outcome import Outcome
from app.desk.texts import sentence
from app.desk.workspace import workspace_at


def relocate(data: Path | None, target: Path, language: str, *, use: bool) -> Outcome:
    """`ziping move-data`: move the data, or with `use` take a folder that holds data already."""
    target = target.absolute()
    warned = list(examine(target, language).warnings)
    if use:
        use_data(target)
        told = sentence("FOLDER_USED", language, folder=str(target))
        return Outcome("\n".join([told, *warned]), {"folder": str(target), "moved": False})
    with workspace_at(data, language) as space:
        moved = move_data(space, target)
    assert moved is not None  # nobody stops it here
    values = {"folder": str(moved.folder), "former": str(moved.former)}
    counts = {"records": str(moved.records), "files": str(moved.files)}
    told = sentence("FOLDER_MOVED", language, **values, **counts)
    data_out = {**values, "records": moved.records, "files": moved.files, "moved": True}
    return Outcome("\n".join([told, *warned]), data_out)
