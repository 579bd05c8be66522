#!/usr/bin/env python3
"""Differential fuzzing: random kustomizations, built by the engine and by the oracle.

Round N of `--seed S` is the case of the number S+N, so `--seed 4711 --rounds 1`
makes case 4711 again. A round passes when both print the same bytes, or when the
oracle refuses and the engine ends with exit code 1, a message on stderr and
nothing on stdout. kustomize's YAML library sometimes moves a comment to where it
cannot be read again, and refuses valid input: where it refuses and the engine does
not, the case without its comments decides; where it panics, its newest release
decides. Where the oracle answers differently when it is asked again,
or not at all, there is nothing to compare: the round counts as skipped. Where the
engine refuses what its documentation says that it refuses, the round is told, and
counts as none.

Failed cases are kept below --keep: the files, `case.json` with the entry and the
flags, and what both sides said. `--shrink` makes such a folder smaller.
"""

import argparse
import difflib
import json
import multiprocessing.util
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPOSITORY / "test" / "oracle"), str(REPOSITORY / "test" / "fuzz")]
sys.dont_write_bytecode = True

from client import Oracle, Program  # noqa: E402
from gen import source  # noqa: E402
from gen.tree import make_case  # noqa: E402

DEFAULT_ENGINE = REPOSITORY / "build" / "bin" / "kubectl-kagent-render"
DEFAULT_ORACLE = REPOSITORY / "build" / "test" / "kustomize-oracle"
REPEATS = 8
ORACLE_HANGS = "the oracle took too long, the engine did not"
DIFFERS = "differs"
REFUSED_BY_ORACLE = "built what the oracle refuses"
REFUSED_BY_ENGINE = "refused what the oracle builds"
# What docs/KUSTOMIZE.md says is refused, and a random kustomization may ask for.
REFUSED_KNOWINGLY = (b"can get a hash suffix, not a", b"lives outside namespaces")
MARK = "\ue000"
worker_bench = None                   # of each worker process


@dataclass
class Outcome:
    """What one round came to."""

    seed: int
    verdict: str                       # passed, failed, skipped, documented
    reason: str = ""
    built: bool = False                # the oracle built it
    complaint: str = ""                # the oracle's message where it refused
    features: dict = field(default_factory=dict)
    kept: str = ""


class Bench:
    """Both sides of the comparison, and the folder where cases are built."""

    def __init__(self, options):
        self.oracle = (Program(options.oracle_program, options.timeout) if options.oracle_program
                       else Oracle(options.oracle, options.timeout))
        if options.against_oracle:
            self.engine = Oracle(options.against_oracle, options.timeout)
        else:
            self.engine = Program(options.engine, options.timeout)
        newest = Path(options.oracle + "-newest")
        stays = newest.exists() and not options.oracle_program
        self.newest = Oracle(str(newest), options.timeout) if stays else None
        self.root = Path(tempfile.mkdtemp(prefix="kustomize-fuzz-"))

    def close(self):
        self.oracle.close()
        self.engine.close()
        if self.newest:
            self.newest.close()
        shutil.rmtree(self.root, ignore_errors=True)

    def compare(self, directory, flags):
        """Build with both; return (oracle's result, engine's result, what is wrong or "")."""
        wanted = self.oracle.build(str(directory), flags)
        got = self.engine.build(str(directory), flags)
        return wanted, got, judge(wanted, got)

    def steady(self, directory, flags, first):
        """Whether the oracle gives the same answer each time."""
        for _ in range(REPEATS):
            again = self.oracle.build(str(directory), flags)
            if (again.rc, again.out) != (first.rc, first.out):
                return False
        return True


def judge(wanted, got):
    """Say how the engine's answer is wrong, or return ""."""
    trouble = got.trouble()
    if trouble and not got.rc == wanted.rc == 2:    # kubectl's panics, when it is the engine
        return trouble
    if wanted.timed_out:
        return ORACLE_HANGS
    if wanted.rc < 0:
        return "the oracle died"
    if wanted.rc == 0 and got.rc == 0:
        return "" if wanted.out == got.out else DIFFERS
    if wanted.rc == 0:
        return REFUSED_BY_ENGINE
    return "" if got.rc != 0 else REFUSED_BY_ORACLE


@contextmanager
def other_comments(comments):
    """While this holds, cases are made with these comments."""
    usual = source.COMMENTS
    source.COMMENTS = comments
    try:
        yield
    finally:
        source.COMMENTS = usual


def made_without_comments(seed):
    """The case with empty comments. Where the form of a text depends on its length, it may become
    another one."""
    with other_comments([""] * len(source.COMMENTS)):
        return make_case(seed)


def stripped_of_comments(seed):
    """The case with its comments taken out of the files, also of texts inside of texts. So that
    nothing else is taken for one, they are made with a letter that stands nowhere else."""
    marked = [re.sub(r"\w(?=\W*$)", MARK, comment) if len(comment) > 1 else MARK
              for comment in source.COMMENTS]
    with other_comments(marked):
        world, top = make_case(seed)
    some = "|".join(re.escape(comment).replace("\"", r"\\*\"") for comment in marked)
    whole_lines = re.compile(f"^ *(?:{some})\n", re.MULTILINE)
    others = re.compile(rf"(?:\\+n *| +)(?:{some})")
    for path, content in world.files.items():
        if MARK.encode() in content:
            text = whole_lines.sub("", content.decode("utf-8", "surrogateescape"))
            world.files[path] = others.sub("", text).encode("utf-8", "surrogateescape")
    return world, top


def stumbles_over_comments(bench, seed, got):
    """Whether the oracle, without the case's comments, prints what the engine printed with them."""
    home = bench.root / f"{seed}-bare"
    for world, top in (made_without_comments(seed), stripped_of_comments(seed)):
        write_files(home, world)
        bare = bench.oracle.build(str(home / top), world.flags)
        shutil.rmtree(home, ignore_errors=True)
        if bare.rc == 0 and bare.out == got.out:
            return True
    return False


def panics_no_more(bench, directory, flags, wanted, got):
    """Whether the oracle panicked, and the newest kustomize prints what the engine printed."""
    if wanted.rc != 2 or bench.newest is None:
        return False
    newer = bench.newest.build(str(directory), flags)
    return newer.rc == 0 and newer.out == got.out


def write_files(root, world):
    for path, content in world.files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    for path, target in world.links.items():
        (root / path).symlink_to(target)


def verdict_on(bench, directory, flags, answers, stumbles=None):
    """(passed, failed, skipped or documented; why), given what compare() returned. `stumbles`, where the
    case can be built without its comments, says whether only they make the difference."""
    wanted, got, reason = answers
    alike = (reason == REFUSED_BY_ORACLE or reason == DIFFERS) and stumbles is not None and stumbles()
    if reason == REFUSED_BY_ORACLE and (alike or panics_no_more(bench, directory, flags, wanted, got)):
        reason = ""
    if not reason:
        return "passed", ""
    if reason == ORACLE_HANGS:
        return "skipped", reason
    if reason == REFUSED_BY_ENGINE and any(known in got.err for known in REFUSED_KNOWINGLY):
        return "documented", f"{reason}, as docs/KUSTOMIZE.md says"
    if reason == DIFFERS and alike:
        return "documented", f"{reason}: a comment was searched, as docs/KUSTOMIZE.md says"
    return ("failed" if bench.steady(directory, flags, wanted) else "skipped"), reason


def round_of(bench, seed, keep):
    """Make and judge the case of one seed."""
    world, top = make_case(seed)
    home = bench.root / str(seed)
    write_files(home, world)
    try:
        answers = wanted, got, _ = bench.compare(home / top, world.flags)
        searched = any(b"replacements" in text for text in world.files.values())
        verdict, reason = verdict_on(
            bench, home / top, world.flags, answers,
            lambda: (wanted.rc != 0 or searched) and stumbles_over_comments(bench, seed, got))
        outcome = Outcome(seed, verdict, reason, wanted.rc == 0, features=world.features)
        if wanted.rc != 0:
            outcome.complaint = wanted.err.decode(errors="replace").replace(str(home), "")
        if verdict == "failed" and keep:
            outcome.kept = keep_case(Path(keep), home, seed, top, world.flags, wanted, got)
        return outcome
    finally:
        shutil.rmtree(home, ignore_errors=True)


def keep_case(keep, home, seed, top, flags, wanted, got):
    """Copy a failed case to where it can be looked at."""
    place = keep / str(seed)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(home, place / "in", symlinks=True)
    (place / "case.json").write_text(json.dumps({"seed": seed, "entry": top, "flags": flags}) + "\n")
    write_answers(place, wanted, got)
    return str(place)


def write_answers(place, wanted, got):
    """What both sides said, beside the case."""
    (place / "oracle.yaml").write_bytes(wanted.out)
    (place / "engine.yaml").write_bytes(got.out)
    (place / "oracle.err").write_bytes(wanted.err)
    (place / "engine.err").write_bytes(got.err)
    lines = [text.decode(errors="backslashreplace").splitlines(keepends=True)
             for text in (wanted.out, got.out)]
    (place / "diff").write_text("".join(difflib.unified_diff(*lines, "oracle", "engine")))


def open_bench(options):
    """Give a worker process a bench of its own until it ends."""
    global worker_bench
    worker_bench = Bench(options)
    multiprocessing.util.Finalize(None, worker_bench.close, exitpriority=1)


def rounds(keep, numbers):
    """Run these rounds one after the other in a worker process."""
    return [round_of(worker_bench, number, keep) for number in numbers]


def fuzz(options):
    """Run all rounds, report the failures, return the exit code."""
    numbers = range(options.seed, options.seed + options.rounds)
    slices = [numbers[start:start + 50] for start in range(0, len(numbers), 50)]
    started = time.monotonic()
    verdicts, reasons = Counter(), Counter()
    outcomes = []
    with ProcessPoolExecutor(options.jobs, initializer=open_bench, initargs=[options]) as pool:
        for part in pool.map(rounds, [options.keep] * len(slices), slices):
            for outcome in part:
                verdicts[outcome.verdict] += 1
                outcomes.append(outcome)
                if outcome.verdict != "passed":
                    reasons[outcome.reason] += 1
                    print(f"{outcome.verdict.upper()} seed {outcome.seed}: {outcome.reason} "
                          f"{outcome.kept}", flush=True)
            if 0 < options.max_failures <= verdicts["failed"]:
                pool.shutdown(cancel_futures=True)
                break
    if options.statistics:
        print_statistics(outcomes, time.monotonic() - started)
    for reason, count in reasons.most_common():
        print(f"{count:6} {reason}")
    print(f"{verdicts['passed']} passed, {verdicts['failed']} failed, {verdicts['skipped']} skipped")
    return 1 if verdicts["failed"] or not outcomes else 0


def print_statistics(outcomes, seconds):
    """How many built, which features were met how often, and what was refused for."""
    built = sum(outcome.built for outcome in outcomes)
    print(f"{len(outcomes)} rounds in {seconds:.1f} s ({len(outcomes) / seconds:.0f}/s); "
          f"the oracle built {built} ({100 * built / len(outcomes):.0f} %)")
    met, well = Counter(), Counter()
    for outcome in outcomes:
        for feature in outcome.features:
            met[feature] += 1
            well[feature] += outcome.built
    for feature, count in sorted(met.items()):
        print(f"  {feature:40} {count:6} cases, {100 * well[feature] // count:3} % built")
    for complaint, count in Counter(gist(outcome.complaint) for outcome in outcomes
                                    if not outcome.built).most_common(60):
        print(f"  {count:5} {complaint!r}")


def gist(complaint):
    """The part of an error message that several cases share."""
    text = re.sub(r"0x[0-9a-f]+|'[^']*'|\"[^\"]*\"|[0-9]+", "_", complaint)
    return text[-100:].replace("\n", " ")


def replay(options, place, bench):
    """Judge a kept case again, in place."""
    case = json.loads((place / "case.json").read_text())
    return bench.compare(place / "in" / case["entry"], case["flags"])


def shrink(options):
    """Take files and lines out of a kept case while it stays wrong in the same way."""
    bench, place = Bench(options), Path(options.shrink)
    try:
        *_, reason = replay(options, place, bench)
        if not reason:
            print(f"{place} shows no difference")
            return 1
        files = {path: path.read_bytes() for path in sorted((place / "in").rglob("*")) if path.is_file()}

        def still_wrong():
            return replay(options, place, bench)[2] == reason

        changed = True
        while changed:
            changed = any([shrink_file(path, files, still_wrong) for path in list(files)])
        wanted, got, _ = replay(options, place, bench)
        write_answers(place, wanted, got)
        lines = sum(content.count(b"\n") for content in files.values())
        print(f"{reason}: {len(files)} files, {lines} lines left in {place}")
        return 0
    finally:
        bench.close()


def shrink_file(path, files, still_wrong):
    """Remove the file, or as many of its lines as possible; say whether anything went."""
    original = files[path]
    path.unlink()
    if still_wrong():
        del files[path]
        return True
    lines = original.splitlines(keepends=True)
    size = max(len(lines) // 2, 1)
    while size:
        start = 0
        while start < len(lines):
            fewer = lines[:start] + lines[start + size:]
            path.write_bytes(b"".join(fewer))
            if still_wrong():
                lines = fewer
            else:
                start += size
        size //= 2
    files[path] = b"".join(lines)
    path.write_bytes(files[path])
    return files[path] != original


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="number of the first case")
    parser.add_argument("--rounds", type=int, default=1000, metavar="N")
    parser.add_argument("--engine", default=str(DEFAULT_ENGINE), metavar="CMD",
                        help="program to test, called as CMD FLAGS DIR (default: %(default)s)")
    parser.add_argument("--oracle", default=str(DEFAULT_ORACLE), metavar="CMD",
                        help="what is right (default: %(default)s)")
    parser.add_argument("--oracle-program", metavar="CMD",
                        help="take this program for the oracle, called as CMD FLAGS DIR")
    parser.add_argument("--against-oracle", metavar="CMD",
                        help="compare the oracle with this other oracle instead of an engine")
    parser.add_argument("--keep", metavar="DIR", help="keep the failed cases below DIR")
    parser.add_argument("--jobs", type=int, default=max(1, os.cpu_count() // 2), metavar="N")
    parser.add_argument("--timeout", type=float, default=30.0, metavar="SECONDS")
    parser.add_argument("--max-failures", type=int, default=0, metavar="N",
                        help="stop after about N failures (0: never)")
    parser.add_argument("--statistics", action="store_true", help="print what was met and how often")
    parser.add_argument("--show", action="store_true", help="print the first case and build nothing")
    parser.add_argument("--shrink", metavar="DIR", help="make a kept case smaller")
    return parser.parse_args()


def show(seed):
    """Print the files of one case."""
    world, top = make_case(seed)
    print(f"# seed {seed}, entry {top}, flags {world.flags}, features {sorted(world.features)}")
    for path, target in sorted(world.links.items()):
        print(f"@@ {path} -> {target}")
    for path, content in sorted(world.files.items()):
        print(f"@@ {path}\n{content.decode(errors='backslashreplace')}")


def main():
    options = parse_arguments()
    if options.show:
        show(options.seed)
        return 0
    if options.shrink:
        return shrink(options)
    return fuzz(options)


if __name__ == "__main__":
    sys.exit(main())
