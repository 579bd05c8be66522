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
        self.fails = bool(re.search(r"# <- |^# fails: ", text, re.M))
        self.directive = dict(re.findall(r"^# (ours|since|before|server): (.+)$", text, re.M))

    def refused_by(self, minor):
        """Whether this version of the API server must refuse it."""
        if not self.fails or "ours" in self.directive:
            return False
        since = self.directive.get("since", "1.0").removeprefix("1.")
        before = self.directive.get("before", "1.999").removeprefix("1.")
        return int(since) <= minor < int(before)


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
