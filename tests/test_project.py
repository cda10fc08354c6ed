"""The project's own files agree with one another."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from app.version import VERSION
from dev import PYTHONS

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (
    *("requirements.lock", "requirements-dev.lock"),
    *("requirements-freeze.lock", "requirements-qt68.lock"),
)


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[Requirement, list[str]]:
    """Return the pins of a lock file with their hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line for line in text.splitlines() if line and not line.lstrip().startswith("#"))
    pins = (line.split(" --hash=") for line in lines)
    return {Requirement(pin): hashes for pin, *hashes in pins}


def satisfied(wanted: Requirement, pins: dict[Requirement, list[str]]) -> bool:
    name = wanted.name.lower()
    versions = [next(iter(pin.specifier)).version for pin in pins if pin.name == name]
    return any(wanted.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_and_hashes_everything_and_names_no_host(name: str) -> None:
    pins = locked(name)
    assert pins
    for pin, hashes in pins.items():
        assert [part.operator for part in pin.specifier] == ["=="]
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", part) for part in hashes)
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links", text)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_satisfies_what_the_program_asks_for(name: str) -> None:
    pins = locked(name)
    wanted = [Requirement(text) for text in project()["project"]["dependencies"]]
    assert wanted
    assert [str(each) for each in wanted if not satisfied(each, pins)] == []


def test_development_lock_holds_the_tools_and_the_very_same_libraries() -> None:
    pins = locked("requirements-dev.lock")
    tools = [Requirement(text) for text in project()["dependency-groups"]["dev"]]
    assert [str(tool) for tool in tools if not satisfied(tool, pins)] == []
    pinned = {(pin.name, str(pin.specifier)) for pin in pins}
    assert {(pin.name, str(pin.specifier)) for pin in locked("requirements.lock")} <= pinned


@pytest.mark.parametrize(
    ("system", "machine", "expected"),
    [
        ("linux", "x86_64", "6.9.3"),
        ("linux", "aarch64", "6.8.0.2"),
        ("win32", "AMD64", "6.9.3"),
        ("win32", "ARM64", "6.9.3"),
    ],
)
@pytest.mark.parametrize("package", ["pyside6-essentials", "shiboken6"])
def test_each_platform_gets_one_qt(system: str, machine: str, expected: str, package: str) -> None:
    platform = {"sys_platform": system, "platform_machine": machine}
    pins = [pin for pin in locked("requirements.lock") if pin.name == package]
    chosen = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(platform)]
    assert [str(pin.specifier) for pin in chosen] == [f"=={expected}"]


def test_supported_pythons_are_the_same_everywhere() -> None:
    supported = Requirement(f"python{project()['project']['requires-python']}").specifier
    tried = [(3, minor) for minor in range(20) if supported.contains(f"3.{minor}")]
    assert tuple(tried) == PYTHONS


def test_version_is_a_plain_release_number() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
