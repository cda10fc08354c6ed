"""An import that is going to be killed: says `begun` when it starts to write, `done` after it.

Arguments: data folder, list file.
"""

import sys
from pathlib import Path

from app.desk.forms import gallery
from app.desk.imports.targets import carry_out, open_targets, planner, usual_form, usual_ticks
from app.desk.workspace import Workspace


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(folder: Path, path: Path) -> None:
    space = Workspace(folder)
    file = open_targets(space, path)
    form = gallery().form(usual_form(space))
    plan = planner(space, file.tables, file.mapping, form, 2025).plan()
    assert plan is not None
    say("begun")
    carry_out(space, plan, usual_ticks(plan), path.name)
    say("done")
    space.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
