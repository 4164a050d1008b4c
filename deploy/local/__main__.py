"""`make run` and `make test`. This file keeps to syntax that an old Python reads, to say that it is too old."""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "Bayan needs Python %d.%d or newer, and this is %s. Name a newer one: make run PYTHON=python3.12"
        % (OLDEST + (sys.version.split()[0],))
    )

import commands  # noqa: E402  an old Python could not read it

if __name__ == "__main__":
    sys.exit(commands.main(sys.argv[1:]))
