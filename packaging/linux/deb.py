"""The .deb in the layout that 统信 and 麒麟 ask of their applications' packages.

Everything lies below /opt/apps/<identifier>: `files` holds the program, `entries` what the desktop
reads, `info` what their shop does. Other Debian desktops read links below /usr/share instead, so
the same files stand there too. Nothing is run at installation but the refreshing of two databases,
after a look whether the program runs: what it loads later would come from another version.
"""

import json
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from common.budget import size_of
from common.stop import StopError

IDENTIFIER = "net.ziping.desktop"
"""A name of a domain in reverse, all in small letters: what both systems ask of a package."""
MIME = "application/vnd.ziping.record+json"
PACKAGE_MIME = "application/vnd.ziping.package+zip"
ARCHITECTURES: Mapping[str, str] = {"x86_64": "amd64", "aarch64": "arm64"}
# What the folder takes from the desktop: see FROM_SYSTEM in packaging/common/trimming.py.
DEPENDS = (
    *("libc6 (>= 2.31)", "libstdc++6 (>= 10)", "libdbus-1-3", "libegl1", "libexpat1"),
    *("libfontconfig1", "libfreetype6", "libgl1", "libglib2.0-0 | libglib2.0-0t64"),
    *("libx11-6", "libx11-xcb1", "libxcb1", "zlib1g"),
)
HERE = Path(__file__).resolve().parent

CONTROL = """Package: {package}
Version: {version}
Architecture: {architecture}
Maintainer: Ziping maintainers <maintainers@ziping.invalid>
Installed-Size: {size}
Depends: {depends}
Section: editors
Priority: optional
Homepage: https://ziping.invalid/
Description: 预算项目绩效自评表的填报、检查和打印
 填表、检查、算分、打印、导出，全部离线完成。数据在“文档”文件夹里，卸载不会删除。
"""
REFRESH = """#!/bin/sh
set -e
if command -v update-desktop-database >/dev/null; then
  update-desktop-database -q /usr/share/applications || true
fi
if command -v update-mime-database >/dev/null; then
  update-mime-database /usr/share/mime || true
fi
"""
GUARD = """#!/bin/sh
set -e
if [ "$1" = {action} ]; then
  for each in /proc/[0-9]*/exe; do
    if [ "$(readlink "$each" 2>/dev/null || true)" = {program} ]; then
      echo "绩效自评正在运行。请先关闭它（别的用户也开着的，一并关闭），再{word}。" >&2
      exit 1
    fi
  done
fi
"""


def pack(folder: Path, version: str, machine: str = "") -> Path:
    """Make the package of a frozen folder, beside it.

    Raises:
        StopError: no such architecture, or dpkg-deb is missing or fails.
    """
    machine = machine or platform.machine()
    if machine not in ARCHITECTURES:
        raise StopError(f"没有为 {machine} 准备安装包。")
    program = shutil.which("dpkg-deb")
    if program is None:
        raise StopError("缺少 dpkg-deb，请先安装 dpkg。")
    architecture = ARCHITECTURES[machine]
    target = folder.with_name(f"{IDENTIFIER}_{version}_{architecture}.deb")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "root"
        fill(root, folder, version, architecture)
        options = ["--root-owner-group", "-Zxz", "-z9", "--build", str(root), str(target)]
        if subprocess.call([program, *options], stdout=subprocess.DEVNULL) != 0:
            raise StopError("安装包没有做成，原因见上面的输出。")
    return target


def fill(root: Path, folder: Path, version: str, architecture: str) -> None:
    """Lay out the package's tree."""
    app = root / "opt" / "apps" / IDENTIFIER
    shutil.copytree(folder, app / "files", symlinks=True, ignore=_not_here)
    entries = {
        f"applications/{IDENTIFIER}.desktop": desktop_entry(),
        f"mime/packages/{IDENTIFIER}.xml": (HERE / "mime.xml").read_text("utf-8"),
        f"icons/hicolor/scalable/apps/{IDENTIFIER}.svg": (folder / "ziping.svg").read_text("utf-8"),
    }
    for name, text in entries.items():
        _write(app / "entries" / name, text)
        _write(root / "usr" / "share" / name, text)
    _write(app / "info", json.dumps(info(version, architecture), ensure_ascii=False, indent=2))
    link = root / "usr" / "bin" / "ziping"
    link.parent.mkdir(parents=True)
    link.symlink_to(f"/opt/apps/{IDENTIFIER}/files/ziping")
    control = CONTROL.format(
        package=IDENTIFIER,
        version=version,
        architecture=architecture,
        size=-(-size_of(root) // 1024),
        depends=", ".join(DEPENDS),
    )
    _write(root / "DEBIAN" / "control", control)
    scripts = {"preinst": guard("upgrade", "升级"), "prerm": guard("remove", "卸载")}
    for name, script in {**scripts, "postinst": REFRESH, "postrm": REFRESH}.items():
        _write(root / "DEBIAN" / name, script, mode=0o755)
    for path in [root, *root.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


def guard(action: str, word: str, program: str = f"/opt/apps/{IDENTIFIER}/files/ziping") -> str:
    """The script that refuses an action of dpkg, in a sentence, while the program runs.

    Args:
        action: what dpkg says it does.
        word: the same in the words of the sentence.
        program: the file that must not be running; a path without blanks.
    """
    return GUARD.format(action=action, word=word, program=program)


def desktop_entry() -> str:
    """The entry of the desktop's menu."""
    lines = (
        *("[Desktop Entry]", "Type=Application", "Version=1.0", "Name=Ziping 绩效自评"),
        *("GenericName=绩效自评表", "Comment=填报、检查、打印预算项目绩效自评表"),
        f"Exec=/opt/apps/{IDENTIFIER}/files/ziping --open %f",
        *(f"Icon={IDENTIFIER}", "Terminal=false", "Categories=Office;"),
        *(f"MimeType={MIME};{PACKAGE_MIME};", "StartupWMClass=ziping"),
    )
    return "\n".join(lines) + "\n"


def info(version: str, architecture: str) -> dict[str, object]:
    """What the shops of both systems read: identity, and that no permission is asked for."""
    wanted = (
        *("autostart", "notification", "trayicon", "clipboard", "account", "bluetooth"),
        *("camera", "audio_record", "installed_apps"),
    )
    return {
        "appid": IDENTIFIER,
        "name": "Ziping 绩效自评",
        "version": version,
        "arch": [architecture],
        "permissions": {name: name == "clipboard" for name in wanted},
    }


def _not_here(folder: str, names: list[str]) -> list[str]:
    """What only the unpacked archive needs."""
    return [name for name in names if name.endswith(("添加到开始菜单.sh", "使用说明.txt"))]


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(mode)
