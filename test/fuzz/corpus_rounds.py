"""Rounds of builds that start from a corpus: its cases, copies of them, and the verdict of each round."""

import argparse
import importlib.machinery
import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import kustomize

BYTES_MOST = 60000


@dataclass(frozen=True)
class Case:
    """A build that is not too large to be done many times."""

    root: Path             # the folder with all that it reads
    below: Path            # the directory to build, in there
    flags: list
    expected: Path | None  # what it prints


def load_corpus():
    """The module test/corpus/run, whose name has no ending."""
    loader = importlib.machinery.SourceFileLoader("corpus_run", str(kustomize.REPOSITORY / "test" / "corpus" / "run"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("corpus_run", loader))
    sys.modules["corpus_run"] = module
    loader.exec_module(module)
    return module


def read_cases():
    """Those of the corpus that test/corpus/run finds too."""
    corpus = load_corpus()
    folder = corpus.find_corpus()
    if folder is None:
        sys.exit("no corpus: set KUSTOMIZE_CORPUS to the folder or archive that holds it")
    for case in (*corpus.real_cases(folder / "real"), *corpus.suite_cases(folder / "suite")):
        if case.expected is not None and case.expected.stat().st_size > BYTES_MOST:
            continue
        root = folder.joinpath(*case.directory.relative_to(folder).parts[:3]) # a repository, a case's in/
        yield Case(root, case.directory.relative_to(root), case.flags, case.expected)


@dataclass(frozen=True)
class Outcome:
    verdict: str       # passed, failed, skipped or documented
    why: str
    answers: dict      # what each side said, by a name for it
    built: bool        # the oracle built it


class Bench(kustomize.Bench):
    """Both sides, and copies of the corpus's folders, of each when it is first needed."""

    def __init__(self, options):
        super().__init__(options)
        self.keep = options.keep and Path(options.keep)
        self.copies = {}

    def copy_of(self, root):
        if root not in self.copies:
            self.copies[root] = self.root / str(len(self.copies))
            shutil.copytree(root, self.copies[root], symlinks=True)
        return self.copies[root]

    def judge(self, directory, flags):
        answers = wanted, got, _ = self.compare(directory, flags)
        verdict, why = kustomize.verdict_on(self, directory, flags, answers)
        said = {"oracle": wanted.out + wanted.err, "engine": got.out + got.err}
        return Outcome(verdict, why, said, wanted.rc == 0)

    def kept(self, number, outcome):
        """A folder for what a failed round has left, with what both sides said; None where nothing is kept."""
        if outcome.verdict != "failed" or not self.keep:
            return None
        place = self.keep / str(number)
        place.mkdir(parents=True, exist_ok=True)
        for name, said in outcome.answers.items():
            (place / name).write_bytes(said)
        return place


def run(description, play):
    """All rounds: play(bench, number, cases) plays one and gives its outcome."""
    parser = argparse.ArgumentParser(description=description.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--rounds", type=int, default=1000, metavar="N")
    parser.add_argument("--engine", default=str(kustomize.DEFAULT_ENGINE), metavar="CMD")
    parser.add_argument("--oracle", default=str(kustomize.DEFAULT_ORACLE), metavar="CMD")
    parser.add_argument("--keep", metavar="DIR")
    parser.set_defaults(oracle_program=None, against_oracle=None, timeout=20.0)
    options = parser.parse_args()
    cases, bench = list(read_cases()), Bench(options)
    count = dict.fromkeys(("passed", "failed", "skipped", "documented", "built"), 0)
    try:
        for number in range(options.seed, options.seed + options.rounds):
            outcome = play(bench, number, cases)
            count[outcome.verdict] += 1
            count["built"] += outcome.built
            if outcome.verdict != "passed":
                print(f"{number}: {outcome.verdict}: {outcome.why}", flush=True)
    finally:
        bench.close()
    print("the oracle built %(built)d; %(documented)d documented differences" % count)
    print("%(passed)d passed, %(failed)d failed, %(skipped)d skipped" % count)
    return 1 if count["failed"] else 0
