"""What the frozen program runs."""

import os
import sys
from collections.abc import MutableMapping

_LIBRARIES = "LD_LIBRARY_PATH"


def give_back(environment: MutableMapping[str, str]) -> None:
    """Undo what was set for this process alone, so that it finds its libraries.

    Programs that it starts (a viewer for PDF files, a browser) must load the system's.
    """
    before = environment.pop(f"{_LIBRARIES}_ORIG", None)
    if before is not None:
        environment[_LIBRARIES] = before
    else:
        environment.pop(_LIBRARIES, None)
    # Qt finds its parts without: what is set by PyInstaller would lead another Qt to them.
    for name in ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
        environment.pop(name, None)
    # This program, started by itself, has to set all that anew.
    environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


if __name__ == "__main__":
    if sys.platform == "linux":
        give_back(os.environ)
    from app.cli import main

    sys.exit(main())
