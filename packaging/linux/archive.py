"""The tar.xz that is unpacked anywhere and runs from there, without rights or an installation."""

import platform
import shutil
import tarfile
from pathlib import Path

MENU = "添加到开始菜单.sh"
HERE = Path(__file__).resolve().parent
README = "使用说明.txt"


def folder_name(version: str) -> str:
    """The name of the folder and of the archive: program, version, system."""
    return f"ziping-{version}-linux-{platform.machine()}"


def add_launcher(folder: Path) -> None:
    """Put beside the program what a person needs who unpacked it."""
    menu = folder / MENU
    shutil.copyfile(HERE / "menu.sh", menu)
    menu.chmod(0o755)
    shutil.copyfile(HERE / "readme.txt", folder / README)
    icon = HERE.parents[1] / "resources" / "icons" / "ziping.svg"
    shutil.copyfile(icon, folder / "ziping.svg")


def pack(folder: Path) -> Path:
    """Pack a folder; the same folder gives the same archive, whoever packs it and when."""
    target = folder.with_name(f"{folder.name}.tar.xz")

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = 0
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    with tarfile.open(target, "w:xz", preset=9) as archive:
        for path in [folder, *sorted(folder.rglob("*"))]:
            name = path.relative_to(folder.parent).as_posix()
            archive.add(path, name, recursive=False, filter=plain)
    return target
