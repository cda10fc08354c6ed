"""Bring the widgets' translations up to date: collect the texts, then compile them.

Run `python3 dev.py translate` after a change to a text in `app/windows`. Texts that are new get
an empty translation; write it into `ziping_zh_CN.ts` and run the command again. It names what is
still missing and ends with 1 while something is.
"""

import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent
WINDOWS = FOLDER.parent / "app" / "windows"
CATALOGUE = FOLDER / "ziping_zh_CN.ts"
COMPILED = CATALOGUE.with_suffix(".qm")


class Message(NamedTuple):
    """A text of the widgets and its translation, empty where none is finished."""

    context: str
    source: str
    translation: str


def tool(name: str) -> str:
    """The path of one of PySide's tools in the running environment."""
    suffix = ".exe" if sys.platform == "win32" else ""
    return str(Path(sysconfig.get_path("scripts")) / f"pyside6-{name}{suffix}")


def collect(catalogue: Path, windows: Path = WINDOWS) -> None:
    """Bring a catalogue up to date with the source; what is there keeps its translation.

    Raises:
        subprocess.CalledProcessError: lupdate failed; its output tells why.
    """
    sources = sorted(str(path) for path in windows.rglob("*.py"))
    options = ["-locations", "none", "-no-obsolete", "-silent"]
    # A translation guessed from a similar text would look like one that somebody chose.
    options += ["-disable-heuristic", "sametext", "-disable-heuristic", "similartext"]
    languages = ["-source-language", "en", "-target-language", "zh_CN"]
    run([tool("lupdate"), *options, *languages, *sources, "-ts", str(catalogue)])


def compile_catalogue(catalogue: Path, compiled: Path) -> None:
    """Compile a catalogue; texts without a finished translation are left out.

    Raises:
        subprocess.CalledProcessError: lrelease failed; its output tells why.
    """
    run([tool("lrelease"), "-silent", str(catalogue), "-qm", str(compiled)])


def run(command: Sequence[str]) -> None:
    """Run a tool quietly; its output is shown when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.stderr.write(done.stdout + done.stderr)
        done.check_returncode()


def messages(catalogue: Path) -> list[Message]:
    """The texts of a catalogue in its order."""
    found = []
    for context in ET.parse(catalogue).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            text = "" if translation is None or translation.get("type") else translation.text or ""
            found.append(Message(name, message.findtext("source", ""), text))
    return found


def main() -> int:
    """Collect, compile, and name the texts that still lack a translation."""
    collect(CATALOGUE)
    compile_catalogue(CATALOGUE, COMPILED)
    missing = [message for message in messages(CATALOGUE) if not message.translation]
    for message in missing:
        print(f"没有译文：{message.context}: {message.source}")
    print(f"{COMPILED.name}：{len(messages(CATALOGUE))} 条，缺 {len(missing)} 条")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
