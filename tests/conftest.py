"""What every test gets: no screen, no home of its own, repeatable random data."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

ENDED = pytest.StashKey[int]()
"""How the tests ended."""

_HOME_VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
_XDG_VARIABLES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


@pytest.fixture(autouse=True)
def ziping_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Send everything that the program keeps for a person into a folder of the test's own."""
    home = tmp_path_factory.mktemp("home")
    for variable in _HOME_VARIABLES:
        monkeypatch.setenv(variable, str(home))
    for variable in _XDG_VARIABLES:
        monkeypatch.setenv(variable, str(home / variable.lower()))
    monkeypatch.setenv("ZIPING_DATA", str(home / "资料 data"))
    forms = sys.modules.get("app.desk.forms")
    if forms is not None:  # what an earlier test put beside the shipped forms
        forms.gallery().offer_own(None)
    return home


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep how the tests ended."""
    session.config.stash[ENDED] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End the process once all is told, as the program does: Qt's own end may crash."""
    if "PySide6.QtWidgets" in sys.modules and ENDED in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[ENDED])
