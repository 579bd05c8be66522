#!/usr/bin/env python3
"""Types a line into a real interactive shell, presses TAB, and waits for a text on the terminal.

    press_tab.py LINE EXPECTED SHELL [ARGUMENT...]

The shell must print "ready> " as its prompt. Ends with 0 as soon as EXPECTED is there, with 1, what
was there instead on standard error, when the shell ends or half a minute has passed.
"""

import os
import pty
import re
import select
import sys
import time

PATIENCE = 30
ESCAPE = re.compile(rb"\x1b(\[[0-9;?]*[A-Za-z]|[()][A-B]|[=>]|\][^\x07]*\x07)|[\r\x07\x08]")


def wait_for(terminal, text, deadline, seen=b""):
    """Read until the text is there; what was read, or None."""
    while text not in ESCAPE.sub(b"", seen):
        ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
        try:
            piece = os.read(terminal, 65536) if ready else b""
        except OSError:
            piece = b""
        if not piece:
            return False, seen
        seen += piece
    return True, seen


def main():
    line, expected, *shell = sys.argv[1:]
    deadline = time.monotonic() + PATIENCE
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "vt100"
        os.execvp(shell[0], shell)
    found, seen = wait_for(terminal, b"ready> ", deadline)
    if found:
        os.write(terminal, line.encode() + b"\t")
        found, seen = wait_for(terminal, expected.encode(), deadline)
    os.close(terminal)
    os.waitpid(child, 0)
    if not found:
        sys.stderr.write(ESCAPE.sub(b"", seen).decode(errors="replace") + "\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
