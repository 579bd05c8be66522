"""Metadata and label selectors."""

from . import scalars
from .source import Raw


def metadata(world, name, pairs=None, namespaced=True, hashable=False):
    """The metadata of a resource; the name always first, the rest by chance.

    Only a hashable kind (ConfigMap, Secret) may ask for a hash suffix: on others
    kustomize hashes the state of its YAML parser, which nobody else can know.
    """
    meta = {"name": name}
    if namespaced and world.chance(0.25):
        meta["namespace"] = world.pick(world.namespaces)
    if pairs is not None and world.chance(0.7):
        meta["labels"] = dict(pairs)
    elif world.chance(0.3):
        meta["labels"] = scalars.labels(world)
    if world.chance(0.25):
        meta["annotations"] = scalars.annotations(world)
    if world.maybe(0.03, "odd-metadata"):
        odd = world.pick(["null-labels", "empty-annotations", "typed-annotations", "finalizers",
                          "owner", "local-config", "needs-hash" if hashable else "owner",
                          "typed-labels", "merge-annotation", "many"])
        _odd_metadata(world, meta, odd)
    return meta


def _odd_metadata(world, meta, odd):
    if odd == "null-labels":
        meta["labels"] = None
    elif odd == "empty-annotations":
        meta["annotations"] = {}
    elif odd == "typed-annotations":
        meta["annotations"] = {"count": 5, "flag": True, "none": None, "float": 1.50,
                               "date": Raw("2020-01-01"), "hex": Raw("0x1F")}
    elif odd == "typed-labels":
        meta["labels"] = {"count": 5, "flag": True, "app": "x"}
    elif odd == "many":
        meta[world.pick(["labels", "annotations"])] = {f"key-{number}": f"v{number}" for number in
                                                       range(world.rng.randint(30, 40))}
    elif odd == "finalizers":
        meta["finalizers"] = ["a", "kubernetes"]
    elif odd == "owner":
        meta["ownerReferences"] = [{"uid": "u-1", "kind": "X", "name": "x", "apiVersion": "v1"}]
    elif odd == "local-config":
        meta["annotations"] = {"config.kubernetes.io/local-config": "true"}
    elif odd == "needs-hash":
        meta["annotations"] = {"internal.config.kubernetes.io/needsHashSuffix": "enabled"}
    elif odd == "merge-annotation":
        meta["annotations"] = {"config.kubernetes.io/index": "3", "config.kubernetes.io/path": "x",
                               "keep": "me"}


def selector(world, pairs):
    """A label selector over these pairs."""
    value = {"matchLabels": dict(pairs)}
    if world.chance(0.15):
        value["matchExpressions"] = [{"key": "tier", "operator": "In", "values": ["a", "b"]}]
    if world.chance(0.04):
        del value["matchLabels"]
    return value
