#!/usr/bin/env python3
"""Put the program for Windows together, on Linux: a portable zip and a setup.

`python3 dev.py build --windows --python-zip python-3.11.9-embed-amd64.zip` runs this inside the
project's environment. docs/release.md says where that archive comes from and what to try after.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    sys.path[0:1] = [str(root / "packaging"), str(root)]
    from windows.making import main

    sys.exit(main(sys.argv[1:]))
