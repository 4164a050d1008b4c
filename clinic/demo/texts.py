"""The demo's texts: TOML files in `content/`. Two of its pages also serve a real clinic (`clinic.first_drafts`)."""

import tomllib
from pathlib import Path

CONTENT = Path(__file__).parent / "content"
# A line begins so where the demo and a real clinic have to say different things.
DEMO, REAL = "demo| ", "clinic| "


def read(name, reader=DEMO):
    """A file of texts as the demo says them, or a real clinic (`REAL`)."""
    lines = (CONTENT / f"{name}.toml").read_text(encoding="utf-8").splitlines(keepends=True)
    others = REAL if reader == DEMO else DEMO
    return tomllib.loads("".join(line.removeprefix(reader) for line in lines if not line.startswith(others)))


def page_files():
    """The pages' texts by key."""
    names = [path.stem for path in sorted(CONTENT.glob("*.toml"))]
    return {name: read(name) for name in names if name not in ("profile", "pictures", "lately")}
