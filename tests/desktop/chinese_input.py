"""Chinese typed for real: an input method runs, keys are pressed, the characters stand in the cell.

`python3 tests/desktop/chinese_input.py PROGRAM...` starts the program on an X screen of its own,
once under ibus and once under a desktop that runs nothing but fcitx5, types pinyin into the first
cell of the sample and looks for the characters in the database. Needs nothing but Python; see
PACKAGES for the rest. `.ci/run` calls it; pytest does not: half of it is the machine's desktop.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

PACKAGES = {
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus",
    "fcitx5": "fcitx5 fcitx5-pinyin",
    "ibus-daemon": "ibus ibus-libpinyin",
    "openbox": "openbox",
    "xdotool": "xdotool",
}
PINYIN = ("jixiao", "zhibiao")
WANTED = "绩效指标"
_FCITX_PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
[Groups/0/Items/1]
Name=pinyin
[GroupOrder]
0=Default
"""
_HAS_OWNER = (
    *("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"),
    *("org.freedesktop.DBus.NameHasOwner", "string:org.fcitx.Fcitx5"),
)
# What a desktop of each kind sets. That of fcitx names itself: Qt has no plug-in of that name.
SETTINGS = {
    "ibus": {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"},
    "fcitx5": {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"},
}


def main(arguments: Sequence[str]) -> int:
    """Type under each input method; 0 when the characters arrived under both."""
    if arguments[:1] == ["--inside"]:
        return inside(arguments[1], Path(arguments[2]), arguments[3:])
    missing = [package for name, package in PACKAGES.items() if shutil.which(name) is None]
    if missing:
        print("Not typed: missing " + " ".join(missing), file=sys.stderr)
        return 3
    failed = [name for name in SETTINGS if not typed_under(name, arguments)]
    return 1 if failed else 0


def typed_under(name: str, program: Sequence[str]) -> bool:
    """Make a home, a screen and a session, and type in it."""
    with tempfile.TemporaryDirectory(prefix="ziping 输入法 ") as home, screen() as display:
        runtime = Path(home) / "runtime"
        runtime.mkdir(mode=0o700)
        settings = {
            "HOME": home,
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "DISPLAY": display,
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "xcb",
            **SETTINGS[name],
        }
        own = [sys.executable, str(Path(__file__).resolve()), "--inside", name, home]
        done = subprocess.run(
            ["dbus-run-session", "--", *own, *program],
            env=settings,
            # The session's bus tells of every service that it starts.
            stderr=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
    return done.returncode == 0


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """An X screen that nobody else uses."""
    reader, writer = os.pipe()
    options = ["-displayfd", str(writer), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(["Xvfb", *options], pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader, encoding="ascii") as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


def inside(name: str, home: Path, program: Sequence[str]) -> int:
    """Inside the session: start the input method and the program, type, and look."""
    with running(["openbox"]), contextlib.ExitStack() as stack:
        stack.enter_context(input_method(name, home))
        data = home / "资料"
        sample = home / "示例"
        subprocess.run([*program, "demo", "-o", str(sample)], stdout=subprocess.DEVNULL, check=True)
        # score.json and findings.json are no records.
        record = max(sample.glob("*.json"), key=lambda path: len(path.name))
        stack.enter_context(running([*program, "--data", str(data), "--open", str(record)]))
        window = waited_for(
            lambda: said("xdotool", "search", "--onlyvisible", "--name", "绩效自评")
        )
        if not window:
            print(f"{name}: no window", flush=True)
            return 1
        said("xdotool", "windowactivate", "--sync", window.split()[-1])
        time.sleep(1)
        switch_on(name)
        for word in PINYIN:
            said("xdotool", "type", "--delay", "60", word)
            time.sleep(0.5)
            said("xdotool", "key", "space")
            time.sleep(0.3)
        said("xdotool", "key", "Return")
        found = bool(waited_for(lambda: in_database(data / "ziping.db")))
        print(f"{name}: {' '.join(PINYIN)} -> {WANTED if found else 'nothing'}", flush=True)
        if not found:
            picture = Path(tempfile.gettempdir()) / f"ziping-{name}.png"
            said("import", "-window", "root", str(picture))
        return 0 if found else 1


@contextlib.contextmanager
def input_method(name: str, home: Path) -> Iterator[None]:
    """Run the input method, with pinyin chosen."""
    if name == "ibus":
        with running(["ibus-daemon", "--xim", "--panel=disable"]):
            chosen = waited_for(lambda: said("ibus", "engine", "libpinyin") or engine())
            if not chosen:
                print("ibus: no libpinyin", flush=True)
            yield
        return
    profile = home / ".config" / "fcitx5" / "profile"
    profile.parent.mkdir(parents=True)
    profile.write_text(_FCITX_PROFILE, encoding="utf-8")
    with running(["fcitx5", "--disable", "wayland,waylandim,notificationitem"]):
        waited_for(lambda: "true" in said(*_HAS_OWNER))
        yield


def engine() -> str:
    """The engine of ibus, empty unless it is the wanted one."""
    return said("ibus", "engine") if said("ibus", "engine") == "libpinyin" else ""


def switch_on(name: str) -> None:
    """Leave the Latin letters."""
    if name == "fcitx5":
        said("fcitx5-remote", "-o")
        time.sleep(0.5)


def in_database(path: Path) -> bool:
    """Whether a change put the characters into a cell."""
    if not path.is_file():
        return False
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (table,) in tables.fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                if any(_says(value) for value in row):
                    return True
    return False


def _says(value: object) -> bool:
    """Whether a change, written as JSON, sets the characters alone."""
    if not isinstance(value, str | bytes) or not value:
        return False
    try:
        change = json.loads(value)
    except ValueError:
        return False
    steps = change.get("steps", ()) if isinstance(change, Mapping) else ()
    return any(isinstance(step, Mapping) and step.get("new") == WANTED for step in steps)


@contextlib.contextmanager
def running(command: Sequence[str]) -> Iterator[None]:
    """Run a program while the block lasts."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(list(command), stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def said(*command: str) -> str:
    """What a program prints; nothing where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def waited_for(look: Callable[[], object], seconds: float = 20) -> str:
    """Look again and again until something is there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return str(found)
        time.sleep(0.2)
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
