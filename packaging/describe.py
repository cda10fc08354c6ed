"""Put licences and the list of parts into a frozen folder: `python packaging/describe.py FOLDER`.

Run by the Python of the environment that froze it.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    sys.path[0:1] = [str(here), str(here.parent)]
    from common.describe import main

    sys.exit(main(sys.argv[1:]))
