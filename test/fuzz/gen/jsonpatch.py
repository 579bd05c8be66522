"""JSON 6902 patches for resources that are known."""

import json

from . import scalars
from .source import Raw

IDENTITY = ("/apiVersion", "/kind", "/metadata/name")


def pointer(parts):
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def places(value, prefix=()):
    """Every (path, value) in a document, the document itself left out."""
    found = []
    if isinstance(value, dict):
        children = list(value.items())
    elif isinstance(value, list):
        children = list(enumerate(value))
    else:
        return found
    for key, child in children:
        path = (*prefix, key)
        found.append((path, child))
        found.extend(places(child, path))
    return found


def plain(value):
    """The value as JSON can hold it; raw source text as the string it may be."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return {key: plain(child) for key, child in value.items()}
    if isinstance(value, list):
        return [plain(child) for child in value]
    return value


def new_value(world):
    value = scalars.random_scalar(world) if world.chance(0.6) else scalars.random_tree(world, 2)
    return plain(value)


def operation(world, doc):
    """One operation, right for the document as it was written."""
    spots = [(path, value) for path, value in places(doc)
             if pointer(path) not in IDENTITY and path != ("metadata",)]
    if not spots:
        return {"op": "add", "path": "/spec", "value": {}}
    path, value = world.pick(spots)
    name = world.weighted({"replace": 9, "add": 10, "remove": 5, "test": 2, "copy": 1.5, "move": 1})
    world.note(f"json-{name}")
    if name == "replace":
        return {"op": "replace", "path": pointer(path), "value": new_value(world)}
    if name == "remove":
        return {"op": "remove", "path": pointer(path)}
    if name == "test":
        expected = plain(value) if world.chance(0.95) else new_value(world)
        return {"op": "test", "path": pointer(path), "value": expected}
    if name in ("copy", "move"):
        goal = (*path[:-1], world.pick(["copied", "moved-here"])) if isinstance(path[-1], str) \
            else (*path[:-1], "-")
        return {"op": name, "from": pointer(path), "path": pointer(goal)}
    return {"op": "add", "path": added_path(world, path, value), "value": new_value(world)}


def added_path(world, path, value):
    """Where an add can go: into a mapping, into a list, or over something."""
    if isinstance(value, list):
        index = world.weighted({"-": 6, "0": 2, str(len(value)): 1, "-1": 0.3, "99": 0.03, "x": 0.02})
        world.note("json-list-add")
        return pointer((*path, index))
    if isinstance(value, dict):
        key = scalars.random_key(world, plain=world.chance(0.8))
        return pointer((*path, key))
    return pointer(path)


def operations(world, doc):
    """A few operations; later ones seldom depend on earlier ones."""
    steps = [operation(world, doc) for _ in range(world.rng.choice([1, 1, 1, 2, 3]))]
    if world.maybe(0.03, "json-rename"):
        steps.append({"op": "replace", "path": "/metadata/name", "value": world.name() + "-renamed"})
    if world.maybe(0.015, "json-wrong"):
        steps.append(world.pick([{"op": "remove", "path": "/nowhere/at/all"}, {"op": "jump", "path": "/a"},
                                 {"op": "add", "path": "no-slash", "value": 1}, {"op": "add"},
                                 {"op": "replace", "path": "/missing", "value": 1},
                                 {"op": "test", "path": "/kind", "value": "Nothing"},
                                 {"op": "remove", "path": "/metadata/name"},
                                 {"op": "replace", "path": "", "value": {}}]))
    return steps


def common_operations(world):
    """Operations that fit any resource, for targets that find several."""
    return [world.pick([
        {"op": "add", "path": "/metadata/labels", "value": scalars.labels(world)},
        {"op": "add", "path": "/metadata/annotations", "value": {"a": scalars.annotation_value(world)}},
        {"op": "add", "path": "/spec", "value": {"list": new_value(world)}},
        {"op": "replace", "path": "/added", "value": new_value(world)},
        {"op": "add", "path": "/data", "value": {"k": "v"}},
        {"op": "test", "path": "/metadata/none", "value": None},
        {"op": "copy", "from": "/metadata/name", "path": "/copied"},
        {"op": "copy", "from": "/metadata", "path": "/kept"},
    ]) for _ in range(world.rng.randint(1, 2))]


def text(world, steps, writer):
    """The patch as JSON or as YAML."""
    if world.maybe(0.3, "json-as-json"):
        return json.dumps(steps, indent=world.pick([None, 2]), ensure_ascii=world.chance(0.3)) + "\n"
    # Text that starts with a bracket must be JSON.
    return writer.document(steps, block=world.chance(0.98))
