"""The lock as it holds on one machine: one version of each library, with every hash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement

from linux.lock_for import LOCK, holds, lines_for

TEXT = LOCK.read_text("utf-8")


def pins(architecture: str) -> list[Requirement]:
    found = []
    for line in lines_for(architecture, TEXT):
        pin, *hashes = line.split(" --hash=")
        assert hashes
        assert all(len(each) == len("sha256:") + 64 for each in hashes)
        found.append(Requirement(pin))
    return found


@pytest.mark.parametrize(("architecture", "qt"), [("x86_64", "6.9.3"), ("aarch64", "6.8.0.2")])
def test_each_library_is_named_once_in_the_version_of_the_machine(
    architecture: str, qt: str
) -> None:
    found = {pin.name: str(pin.specifier) for pin in pins(architecture)}
    assert len(found) == len(pins(architecture))
    assert found["pyside6-essentials"] == found["shiboken6"] == f"=={qt}"
    assert "pyinstaller" in found
    assert not {"pefile", "macholib", "pywin32-ctypes"} & set(found)


@given(
    system=st.sampled_from(["linux", "win32"]),
    machine=st.sampled_from(["x86_64", "aarch64"]),
    signs=st.lists(st.sampled_from(["==", "!="]), min_size=2, max_size=2),
    joined=st.sampled_from(["and", "or"]),
)
def test_conditions_are_judged_as_the_standard_does(
    system: str, machine: str, signs: list[str], joined: str
) -> None:
    first, second = signs
    marker = f"sys_platform {first} '{system}' {joined} platform_machine {second} '{machine}'"
    judged = Requirement(f"a==1 ; {marker}").marker
    assert judged is not None
    wanted = {"sys_platform": "linux", "platform_machine": "aarch64"}
    assert holds(marker, "aarch64") is judged.evaluate(wanted)


def test_a_condition_of_another_kind_stops_the_build() -> None:
    with pytest.raises(ValueError, match="python_version"):
        holds("python_version < '3.12'", "x86_64")


@pytest.mark.parametrize("architecture", ["x86_64", "aarch64"])
def test_what_is_frozen_is_what_is_installed(architecture: str) -> None:
    shared = LOCK.with_name("requirements.lock").read_text("utf-8")
    installed, frozen = (
        {line.partition(" ")[0] for line in lines_for(architecture, text)}
        for text in (shared, TEXT)
    )
    assert installed
    assert installed - frozen == set()
