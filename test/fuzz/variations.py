#!/usr/bin/env python3
"""Builds kustomizations of a corpus with small random changes, by the engine and by the oracle.

    test/fuzz/variations.py [--seed S] [--rounds N] [--keep DIR]

The generator (kustomize.py) makes what somebody has thought of; the files that people write, changed
here and there, are something else: a line twice, a value of another type, a field of another file, one
more transformer. Round N of `--seed S` has the number S+N, and with the same corpus the same number makes
the same change.

What counts is what counts for kustomize.py. Where the oracle panics or gives no answer there is nothing to
compare: the round counts as skipped. The corpus is found as test/corpus/run finds it; the oracle is
made by test/oracle/build. Changed files and answers of what differs are kept below --keep.
"""

import os
import random
import re
import sys
from pathlib import Path

from corpus_rounds import run

NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
READ = (".yaml", ".yml", ".json", ".env", ".properties", ".txt", ".conf", "")
DIRECTORIES_MOST = 12

SCALARS = (*"""null ~ "" '' true "true" yes 0 -1 1.0 1e3 0x1F 0o17 017 +1 .5 1_000 100m 0.10 1:30 {} [] it's é "*" %x @x
<< = on 2020-01-01 12345678901234567890""".split(), "{a: b}", "[a, b]", '"#c"', "!!str 1", '!!int "3"', "&a v", '"q\\"x"',
           '"\\u00e9"', "|\n  ", "'a\n\n  b'", "a b", "a #c")

# What may be added to a kustomization; IMAGE, NAME and KIND are taken from its resources.
ADDITIONS = """namePrefix: px-
nameSuffix: -sx
namespace: other
namespace: ""
commonLabels: {one: more, app: x}
labels: [{pairs: {one: "1"}, includeSelectors: true}]
labels: [{pairs: {app: b}, includeTemplates: true}]
labels: [{pairs: {one: more}}]
commonAnnotations: {note: "on", b: c}
configMapGenerator: [{name: made, literals: [a=1, "b=x y"]}]
secretGenerator: [{name: made, type: Opaque, literals: [p=q]}]
generatorOptions: {disableNameSuffixHash: true, labels: {g: o}, immutable: true}
sortOptions: {order: fifo}
sortOptions: {order: legacy}
buildMetadata: [managedByLabel]
buildMetadata: [originAnnotations]
buildMetadata: [transformerAnnotations]
buildMetadata: [originAnnotations, managedByLabel, transformerAnnotations]
images: [{name: IMAGE, newTag: other}]
images: [{name: IMAGE, newName: registry.example.com/x/y, digest: "sha256:abc"}]
images: [{name: IMAGE, tagSuffix: -s}]
replicas: [{name: NAME, count: 7}]
patches: [{target: {kind: KIND}, patch: '[{"op": "add", "path": "/metadata/annotations", "value": {"n": "1"}}]'}]
patches: [{target: {kind: KIND, name: NAME}, patch: '[{"op": "remove", "path": "/metadata/labels"}]'}]
patches: [{target: {kind: KIND}, patch: '[{"op": "replace", "path": "/metadata/name", "value": "renamed"}]'}]
patches: [{target: {name: ".*"}, patch: '{apiVersion: v1, kind: K, metadata: {name: n, annotations: {x: y}}}'}]
patches: [{patch: '{$patch: delete, apiVersion: v1, kind: KIND, metadata: {name: NAME}}'}]
patches: [{target: {kind: KIND}, options: {allowNameChange: true, allowKindChange: true}, patch: '{apiVersion: v1, kind: Other, metadata: {name: other}}'}]
patches: [{target: {kind: Deployment}, patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {replicas: null, template: {spec: {containers: [{name: sidecar, image: "s:1"}], $setElementOrder/containers: [{name: sidecar}]}}}}'}]
replacements: [{source: {kind: KIND, fieldPath: metadata.name}, targets: [{select: {kind: KIND}, fieldPaths: [metadata.annotations.from], options: {create: true}}]}]
replacements: [{source: {kind: KIND, name: NAME}, targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.*.name"], options: {delimiter: "-", index: 1}}]}]
vars: [{name: VAR, objref: {kind: KIND, name: NAME, apiVersion: v1}}]
transformers: ['{apiVersion: builtin, kind: PrefixTransformer, metadata: {name: t}, prefix: tp-, fieldSpecs: [{path: metadata/name}]}']
transformers: ['{apiVersion: builtin, kind: NamespaceTransformer, metadata: {name: t, namespace: tn}, unsetOnly: true, setRoleBindingSubjects: allServiceAccounts}']
transformers: ['{apiVersion: builtin, kind: LabelTransformer, metadata: {name: t}, labels: {l: v}, fieldSpecs: [{path: metadata/labels, create: true}]}']
generators: ['{apiVersion: builtin, kind: ConfigMapGenerator, metadata: {name: made}, literals: [k=v]}']
crds: []
openapi: {}
resources: []
components: []
configurations: []
helmCharts: []
metadata: {name: kz}
unknown: field
kind: Component
kind: Kustomization""".splitlines()


def kustomization_of(directory):
    return next((directory / name for name in NAMES if (directory / name).is_file()), None)


def files_of_build(directory):
    """The kustomizations that a build reads, and the files that stand in them; the first is its own."""
    files, seen, left = [], set(), [directory]
    while left and len(seen) < DIRECTORIES_MOST:
        here = Path(os.path.normpath(left.pop()))
        kustomization = None if here in seen else kustomization_of(here)
        seen.add(here)
        if kustomization is None:
            continue
        files.append(kustomization)
        for word in re.findall(r"[\w./@+-]+", kustomization.read_text(errors="replace")):
            place = here / word
            if len(word) > 200 or word in (".", "..", "/"):
                continue
            if place.is_dir():
                left.append(place)
            elif place.is_file() and place.suffix in READ and place not in files:
                files.append(place)
    return files


def indent_of(line):
    return len(line) - len(line.lstrip())


def block_end(lines, start):
    """Behind what is indented more than the line."""
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or indent_of(lines[end]) > indent_of(lines[start])):
        end += 1
    return end


class Variation:
    """The changes of one round."""

    def __init__(self, rng, files):
        self.rng, self.files = rng, files

    def value_in(self, key):
        """A value that the key has somewhere in the files."""
        found = [value for file in self.files for value in
                 re.findall(rf"^\s*(?:- )?{key}: *[\"']?([\w./:-]+)", file.read_text(errors="replace"), re.MULTILINE)]
        return self.rng.choice(found) if found else "x"

    def add_field(self, text):
        """One more entry of a list that is there, another value of a field that is there, or a field."""
        addition = self.rng.choice(ADDITIONS)
        for word, key in (("IMAGE", "image"), ("NAME", "name"), ("KIND", "kind")):
            value = self.value_in(key)
            addition = addition.replace(word, value.partition(":")[0] if word == "IMAGE" else value)
        field, _, value = addition.partition(": ")
        entry = value[1:-1] if value.startswith("[") else ""
        if entry and re.search(rf"^{field}:[ ]*\n- ", text, re.MULTILINE):
            return re.sub(rf"^({field}:[ ]*\n)", lambda match: f"{match[1]}- {entry}\n", text, count=1, flags=re.MULTILINE)
        if re.search(rf"^{field}:", text, re.MULTILINE):
            return re.sub(rf"^{field}:.*$", lambda _: addition, text, count=1, flags=re.MULTILINE)
        return text.rstrip("\n") + f"\n{addition}\n"

    def change_value(self, lines, at):
        head = re.match(r"^(\s*(?:- )*(?:[\"']?[\w./-]+[\"']?:)?)", lines[at])[1]
        lines[at] = f"{head} {self.rng.choice(SCALARS)}"

    def quote_value(self, lines, at):
        head, value = re.match(r"^(\s*(?:- )*(?:[\"']?[\w./-]+[\"']?:)?\s*)(.*)$", lines[at]).groups()
        lines[at] = head + "'" + value.strip().replace("'", "''") + "'"

    def drop_line(self, lines, at):
        del lines[at]

    def double_line(self, lines, at):
        lines.insert(at, lines[at])

    def swap_lines(self, lines, at):
        other = self.rng.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]

    def add_comment(self, lines, at):
        lines.insert(at, " " * indent_of(lines[at]) + "# changed")

    def end_with_comment(self, lines, at):
        lines[at] += " # changed"

    def add_empty_line(self, lines, at):
        lines.insert(at, "")

    def drop_block(self, lines, at):
        del lines[at:block_end(lines, at)]

    def double_block(self, lines, at):
        alike = [i for i, line in enumerate(lines) if line.strip() and indent_of(line) == indent_of(lines[at])]
        place = self.rng.choice(alike)
        lines[place:place] = lines[at:block_end(lines, at)]

    def borrow_block(self, lines, at):
        """A block of another file, where it fits by its indentation."""
        others = self.rng.choice(self.files).read_text(errors="replace").split("\n")
        alike = [i for i, line in enumerate(others) if line.strip() and indent_of(line) == indent_of(lines[at])]
        if alike:
            start = self.rng.choice(alike)
            lines[at:at] = others[start:block_end(others, start)]

    def change_ends(self, lines, _):
        """How the text begins, ends, and breaks its lines."""
        text = "\n".join(lines)
        changed = self.rng.choice((text.replace("\n", "\r\n"), f"---\n{text}", text.rstrip("\n"), f"{text}\n---\n"))
        lines[:] = changed.split("\n")

    CHANGES = (change_value, change_value, change_value, quote_value, drop_line, double_line, swap_lines, add_comment,
               end_with_comment, add_empty_line, drop_block, double_block, borrow_block, change_ends)

    def apply(self, file, text):
        if file.name in NAMES and self.rng.random() < 0.55:
            return self.add_field(text)
        lines = text.split("\n")
        full = [i for i, line in enumerate(lines) if line.strip()]
        if full:
            self.rng.choice(self.CHANGES)(self, lines, self.rng.choice(full))
        return "\n".join(lines)


def keep_files(place, home, before):
    """The changed files, and beside each what it was."""
    for file, content in before.items():
        copy = place / file.relative_to(home)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
        copy.with_name(copy.name + ".before").write_bytes(content)


def play(bench, number, cases):
    """A round: a case is changed, built, and put back as it was."""
    rng = random.Random(number)
    case = rng.choice(cases)
    directory = bench.copy_of(case.root) / case.below
    files, before = files_of_build(directory), {}
    variation = Variation(rng, files)
    try:
        for _ in range(rng.choice((1, 1, 1, 2, 3)) if files else 0):
            file = rng.choice(files) if rng.random() < 0.6 else files[0]
            content = file.read_bytes()
            before.setdefault(file, content)
            text = content.decode("utf-8", "surrogateescape")
            file.write_bytes(variation.apply(file, text).encode("utf-8", "surrogateescape"))
        outcome = bench.judge(directory, case.flags)
        if place := bench.kept(number, outcome):
            keep_files(place, bench.root, before)
        return outcome
    finally:
        for file, content in before.items():
            file.write_bytes(content)


if __name__ == "__main__":
    sys.exit(run(__doc__, play))
