#!/usr/bin/env python3
"""Freeze the program for Linux: `python3 dev.py build [--archive] [--deb] [--old-system]`.

Nothing but Python is needed to start it. What comes out lies in dist/: the folder, and on wish the
archive and the package of it. docs/release.md says what to try after.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    sys.path[0:1] = [str(here), str(here.parent)]
    from linux.making import main

    sys.exit(main(sys.argv[1:]))
