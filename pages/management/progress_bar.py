"""How far a command is, on a terminal: one line that is written over."""

WIDTH = 30


def show(out, done, total, told):
    """Draws the bar on `out` (a command's stdout), with `told` beside it; ends the line where all is done."""
    filled = WIDTH * done // total
    out.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {told}", ending="")
    out.write("\n" if done == total else "", ending="")
    out.flush()
