#!/usr/bin/env python3
"""Runs a command at a terminal of its own, as a person does.

    at_terminal.py [--at TEXT --type KEYS | --at TEXT --run COMMAND]... [--] COMMAND [ARGUMENT...]

When TEXT is shown, KEYS are typed, or another COMMAND is run by a shell, once for each --at and in
that order. What the terminal has shown goes to standard output; the status is the command's, or 124
when it has not ended after a minute.
"""
import argparse
import os
import pty
import select
import signal
import subprocess
import sys
import time

PATIENCE = 60


class Do(argparse.Action):
    """What --at waits for, with what is done then."""

    def __call__(self, parser, options, value, flag=None):
        if not options.at:
            parser.error(f'{flag} wants an --at before it')
        steps = options.steps or []
        options.steps = [*steps, (options.at.encode(), flag, value)]
        options.at = None


def act(terminal, flag, value):
    if flag == '--type':
        os.write(terminal, value.encode())
    else:
        subprocess.run(value, shell=True, check=True, stdout=subprocess.DEVNULL)


def follow(terminal, steps):
    """What was shown, and whether the terminal was closed before the time was over."""
    shown, looked, deadline = b'', 0, time.monotonic() + PATIENCE
    while select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            return shown, True
        if not piece:
            return shown, True
        shown += piece
        while steps and (at := shown.find(steps[0][0], looked)) >= 0:
            text, flag, value = steps.pop(0)
            looked = at + len(text)
            act(terminal, flag, value)
    return shown, False


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('--at')
    parser.add_argument('--type', action=Do, dest='steps')
    parser.add_argument('--run', action=Do, dest='steps')
    parser.add_argument('command', nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ['--'] else options.command
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    shown, ended = follow(terminal, options.steps or [])
    if not ended:
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.stdout.buffer.write(shown)
    return status if ended else 124


if __name__ == '__main__':
    sys.exit(main())
