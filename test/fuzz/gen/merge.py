"""Strategic merge patches for resources that are known."""

import copy

from . import scalars, workloads

# List field -> the fields by which its elements are told apart.
MERGE_KEYS = {
    "containers": ["name"], "initContainers": ["name"], "env": ["name"], "volumes": ["name"],
    "volumeMounts": ["mountPath"], "imagePullSecrets": ["name"], "hostAliases": ["ip"],
    "ports": ["containerPort", "port", "protocol"], "webhooks": ["name"], "secrets": ["name"],
    "topologySpreadConstraints": ["topologyKey", "whenUnsatisfiable"], "conditions": ["type"],
    "ownerReferences": ["uid"], "list": ["name"],
}
IDENTITY = {"apiVersion", "kind", "metadata"}


def head(resource, identity=None):
    """The part of a patch that says which resource is meant."""
    name, namespace = identity or resource.ids[-1]
    meta = {"name": name}
    if namespace:
        meta["namespace"] = namespace
    return {"apiVersion": resource.doc.get("apiVersion", "v1"), "kind": resource.kind, "metadata": meta}


def patch_for(world, resource, identity=None):
    """A patch document that fits the resource (most of the time)."""
    patch = head(resource, identity)
    if world.maybe(0.04, "smp-delete-resource"):
        patch["$patch"] = "delete"
        return patch
    if world.maybe(0.03, "smp-replace-resource"):
        patch["$patch"] = world.pick(["replace", "merge"])
    body = {key: value for key, value in resource.doc.items() if key not in IDENTITY}
    if world.chance(0.85):
        changes = change_map(world, body)
        patch.update({key: value for key, value in changes.items() if key not in IDENTITY})
    if world.chance(0.3):
        meta = patch["metadata"]
        part = world.pick(["labels", "annotations"])
        meta[part] = scalars.labels(world) if part == "labels" else scalars.annotations(world)
        if world.maybe(0.15, "smp-null-label"):
            meta[part][world.pick(sorted(meta[part]))] = None
    return patch


def change_map(world, value, depth=0):
    """A patch for a mapping: some keys changed, removed, added."""
    patch = {}
    keys = [key for key in value if isinstance(key, str)]
    for key in world.some(keys, 1, 2 if depth else 3) if keys else []:
        patch[key] = change(world, value[key], key, depth + 1)
    if world.maybe(0.15, "smp-add"):
        key, added = addition(world, depth)
        patch.setdefault(key, added)
    if world.maybe(0.03, "smp-map-directive"):
        patch["$patch"] = world.pick(["delete", "replace", "replace", "merge"])
    elif world.maybe(0.01, "smp-odd-directive"):
        patch.update(world.pick([{"$patch": "other"}, {"$retainKeys": ["type"]},
                                 {"$setElementOrder/env": [{"name": "A"}]},
                                 {"$deleteFromPrimitiveList/finalizers": ["a"]}]))
    return patch


def addition(world, depth):
    """A key with a value that a mapping may gain."""
    if depth and world.chance(0.5):
        part = world.pick(sorted(workloads.CONTAINER_PARTS) + sorted(workloads.POD_PARTS))
        maker = workloads.CONTAINER_PARTS.get(part) or workloads.POD_PARTS[part]
        return part, maker(world)
    return scalars.random_key(world, plain=True), scalars.random_tree(world, 2)


def change(world, value, key, depth):
    """What a patch says about one value."""
    if world.maybe(0.07, "smp-null"):
        return None
    if isinstance(value, dict):
        if world.maybe(0.02, "smp-empty-map"):
            return {}
        return change_map(world, value, depth) if value else scalars.random_map(world, 1)
    if isinstance(value, list):
        return change_list(world, value, key, depth)
    if world.maybe(0.01, "smp-kind-mismatch"):
        return world.pick([{}, [], {"a": 1}, ["x"]])
    if isinstance(value, int) and world.chance(0.6):
        return world.pick([1, 5, 8081, "7", True])
    return scalars.random_scalar(world) if world.chance(0.5) else world.pick(
        ["patched", "nginx:patched", "p", "yes", "3"])


def change_list(world, value, key, depth):
    """What a patch says about a list, by merge key where it has one."""
    keys = [name for name in MERGE_KEYS.get(key, ())
            if value and all(isinstance(item, dict) and name in item for item in value)]
    if not keys:
        return replace_list(world, value)
    if world.maybe(0.02, "smp-empty-list"):
        return []
    items = []
    for item in world.some(value, 1, 2):
        part = {name: item[name] for name in keys}
        kind = world.weighted({"change": 8, "delete": 2, "replace": 0.5, "same": 0.5})
        if kind == "change":
            rest = {name: child for name, child in item.items() if name not in part}
            part.update(change_map(world, rest, depth + 1))
            part.update({name: item[name] for name in keys})
            world.note("smp-list-merge")
        elif kind in ("delete", "replace"):
            part["$patch"] = kind
            world.note(f"smp-element-{kind}")
        items.append(part)
    if world.maybe(0.3, "smp-list-add"):
        items.append(new_element(world, key, value[0]))
    if world.maybe(0.05, "smp-list-directive"):
        items.insert(world.rng.randint(0, len(items)),
                     {"$patch": world.pick(["replace", "replace", "delete", "merge"])})
    world.rng.shuffle(items)
    return items


def replace_list(world, value):
    """A list without merge key is replaced."""
    items = copy.deepcopy(value)
    world.note("smp-list-replace")
    if world.maybe(0.05, "smp-atomic-directive"):
        return [{"$patch": world.pick(["delete", "replace"])}]
    if items and world.chance(0.5):
        items.pop(world.rng.randrange(len(items)))
    items.append(scalars.random_tree(world, 1) if world.chance(0.3) else
                 copy.deepcopy(items[0]) if items else "new")
    return items


def new_element(world, key, like):
    """A new element for a list that merges by key."""
    makers = {
        "containers": lambda: workloads.container(world, world.pick(["extra", "main"])),
        "initContainers": lambda: workloads.container(world, "extra-init"),
        "env": lambda: workloads.env_entry(world, world.pick(["NEW", "LOG_LEVEL", "PORT"])),
        "volumes": lambda: workloads.volume(world, world.pick(["extra", "data"])),
        "volumeMounts": lambda: {"name": "extra", "mountPath": "/extra"},
        "imagePullSecrets": lambda: {"name": world.name()},
        "webhooks": lambda: {"name": "new.example.com", "sideEffects": "None"},
    }
    if key in makers:
        return makers[key]()
    if key == "ports":
        name = "containerPort" if "containerPort" in like else "port"
        return {name: world.pick([80, 8080, 7000]), **world.pick(
            [{}, {"protocol": "UDP"}, {"protocol": "TCP"}, {"name": "extra"}])}
    element = copy.deepcopy(like)
    element.update(scalars.random_map(world, 1, 1))
    return element
