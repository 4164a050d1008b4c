"""Commands that prepare what is compared."""

import subprocess


def said_by(command, *, cwd, environment):
    """What a command said, once it has ended. Ends the program with all that it said where it failed."""
    told = {"cwd": cwd, "env": environment, "capture_output": True, "text": True}
    done = subprocess.run([str(word) for word in command], **told, check=False)
    if done.returncode:
        raise SystemExit(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout
