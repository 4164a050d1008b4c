"""`make run` and `make test`. This file keeps to syntax that an old Python reads, to say that it is too old."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  an old Python does get here
    sys.exit(
        "Bayan needs Python 3.11 or newer, and this is "
        + sys.version.split()[0]
        + ". Name a newer one: make run PYTHON=python3.12"
    )

import commands

if __name__ == "__main__":
    sys.exit(commands.main(sys.argv[1:]))
