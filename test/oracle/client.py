"""Two ways to run a kustomize build: a program, or the oracle that stays alive.

Both answer with a Result, so the corpus runner and the fuzzer can put either on
either side of a comparison.
"""

import os
import select
import shlex
import subprocess
import threading
import time
from dataclasses import dataclass

TIMEOUT = 30.0


@dataclass(frozen=True)
class Result:
    """What one build left behind. A negative rc is a signal's number."""

    rc: int
    out: bytes
    err: bytes
    timed_out: bool = False

    def trouble(self):
        """Say what is wrong with this result whatever was asked, or return None."""
        if self.timed_out:
            return "no answer in time"
        if self.rc < 0:
            return f"killed by signal {-self.rc}"
        if self.rc not in (0, 1):
            return f"exit code {self.rc}"
        if self.rc == 1 and self.out:
            return f"failed after writing {len(self.out)} bytes to stdout"
        if self.rc == 1 and not self.err.strip():
            return "failed without a message"
        return None


class Program:
    """Starts a program for each build: `COMMAND FLAGS DIR`."""

    def __init__(self, command, timeout=TIMEOUT):
        self.words = shlex.split(command)
        self.timeout = timeout

    def build(self, directory, flags=()):
        argv = [*self.words, *flags, directory]
        try:
            done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=self.timeout, check=False)
        except subprocess.TimeoutExpired as late:
            return Result(1, late.stdout or b"", late.stderr or b"", timed_out=True)
        return Result(done.returncode, done.stdout, done.stderr)

    def close(self):
        """Nothing stays open between builds."""


class Oracle:
    """Talks to one kustomize-oracle process, which is started anew when it dies.

    Safe for use by several threads, one build at a time.
    """

    def __init__(self, command, timeout=TIMEOUT):
        self.words = shlex.split(command)
        self.timeout = timeout
        self.lock = threading.Lock()
        self.process = None
        self.pending = b""

    def build(self, directory, flags=()):
        request = "\t".join([*flags, directory]) + "\n"
        with self.lock:
            try:
                return self._ask(request.encode())
            except TimeoutError:
                self.close()
                return Result(1, b"", b"time-out", timed_out=True)
            except EOFError:
                rc = self.process.wait()
                self.close()
                return Result(rc, b"", b"the oracle died")

    def close(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
        self.process = None
        self.pending = b""

    def _ask(self, request):
        if self.process is None:
            self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, bufsize=0)
        deadline = time.monotonic() + self.timeout
        try:
            self.process.stdin.write(request)
        except BrokenPipeError as gone:
            raise EOFError from gone
        while b"\n" not in self.pending:
            self._more(deadline)
        head, self.pending = self.pending.split(b"\n", 1)
        rc, out_length, err_length = map(int, head.split())
        while len(self.pending) < out_length + err_length:
            self._more(deadline)
        body, self.pending = (self.pending[:out_length + err_length],
                              self.pending[out_length + err_length:])
        return Result(rc, body[:out_length], body[out_length:])

    def _more(self, deadline):
        stream = self.process.stdout
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([stream], [], [], left)[0]:
            raise TimeoutError
        block = os.read(stream.fileno(), 1 << 20)
        if not block:
            raise EOFError
        self.pending += block
