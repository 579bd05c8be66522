#!/usr/bin/env python3
"""Builds new kustomizations above those of a corpus, by the engine and by the oracle.

    test/fuzz/layers.py [--seed S] [--rounds N] [--keep DIR]

The generator (kustomize.py) puts its layers above resources that it makes itself. Here they stand above
what people have written: patches, replacements and the rest reach into real manifests, custom kinds and
long texts. Round N of `--seed S` has the number S+N, and with the same corpus the same number makes the
same layers. The rest is as variations.py has it. The layers of what differs are kept below --keep.
"""

import random
import shutil
import sys

import yaml
from corpus_rounds import run
from gen import source, tree
from gen.world import Resource, World
from kustomize import other_comments, write_files


class Loader(yaml.CSafeLoader):
    """Reads as texts what is one in JSON: dates, and "="."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith((":timestamp", ":value"))]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()}


def resources_of(text):
    """What a build has printed, as the generator knows resources."""
    found = []
    for doc in yaml.load_all(text, Loader):
        meta = doc.get("metadata") if isinstance(doc, dict) else None
        if isinstance(meta, dict) and isinstance(meta.get("name"), str) and meta["name"]:
            found.append(Resource(doc, [(meta["name"], str(meta.get("namespace") or ""))]))
    return found


def make_layers(seed, resources, below):
    """A world with one layer or two above the directory, and the one to build."""
    world = World(seed)
    world.load = 0.6
    layer = tree.Layer(world, "layer")
    layer.scope = resources
    layer.fields["resources"] = [below]
    layer.own_resources(0, 1)
    tree.finish(layer, "../components")
    if world.chance(0.75):
        return world, "layer"
    top = tree.Layer(world, "top")
    top.include(layer, "../layer")
    top.own_resources(0, 1)
    tree.finish(top, "../components")
    return world, "top"


def play(bench, number, cases):
    """A round: layers are written beside the copy of a case, built, and taken away."""
    case = random.Random(number).choice([case for case in cases if case.expected])
    below = bench.copy_of(case.root) / case.below
    with other_comments([""] * len(source.COMMENTS)):
        world, top = make_layers(number, resources_of(case.expected.read_bytes()),
                                 f"../../{below.relative_to(bench.root)}")
    layers = bench.root / "layers"
    write_files(layers, world)
    try:
        outcome = bench.judge(layers / top, case.flags)
        if place := bench.kept(number, outcome):
            shutil.copytree(layers, place / "layers", dirs_exist_ok=True)
        return outcome
    finally:
        shutil.rmtree(layers)


if __name__ == "__main__":
    sys.exit(run(__doc__, play))
