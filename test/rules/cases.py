"""Reads the files of test/cases/rules (their README.md says how they are written)."""
import glob
import os
import re

import yaml


def merged(base, patch):
    """RFC 7386: mappings are merged, null takes away, everything else replaces."""
    if not isinstance(patch, dict):
        return patch
    result = dict(base) if isinstance(base, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


class Case:
    def __init__(self, path, line, text, object_):
        self.place = f"{path}:{line}"
        self.object = object_
        self.marks = sum(len(marks.split()) for marks in re.findall(r"# <- (.*)$", text, re.M))
        self.marks += len(re.findall(r"^# fails: ", text, re.M))
        self.directive = dict(re.findall(r"^# (ours|since|before|exists|server): (.+)$", text, re.M))

    def _minor(self, directive, otherwise):
        return int(self.directive.get(directive, f"1.{otherwise}").removeprefix("1."))

    def asks(self, minor):
        """Whether this version of the API server can be asked."""
        return "server" not in self.directive and minor >= self._minor("exists", 0)

    def refusals(self, minor):
        """For how many reasons this version of the API server must refuse it."""
        if "ours" in self.directive or not self._minor("since", 0) <= minor < self._minor("before", 999):
            return 0
        return self.marks


def of_file(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    base, line = None, 1
    for document in re.split(r"^---\n", text, flags=re.M):
        patch = yaml.safe_load(document)
        if base is None or document.startswith("# base"):
            base = patch
        yield Case(os.path.relpath(path), line, document, base if patch is base else merged(base, patch))
        line += document.count("\n") + 1


def all_of(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.yaml"))):
        yield from of_file(path)
