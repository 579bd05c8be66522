"""Replacements and vars: values that are copied from one resource to others."""

from .jsonpatch import places
from .patches import label_selector
from .source import Raw, Writer


def scalar_places(doc):
    return [(path, value) for path, value in places(doc)
            if not isinstance(value, (dict, list)) and value is not None]


def dotted(world, doc, path):
    """The path in the syntax of replacements."""
    parts, value = [], doc
    for step in path:
        child = value[step]
        if isinstance(step, int):
            parts.append(element(world, child, step))
        elif "." in step or not step:
            parts.append(world.pick([f"[{step}]", step.replace(".", "\\.")]))
        else:
            parts.append(step)
        value = child
    return ".".join(parts)


def element(world, child, index):
    """One list element: by index, by a field's value, or all of them."""
    kind = world.weighted({"index": 4, "field": 5, "star": 1})
    if kind == "star":
        world.note("path-star")
        return "*"
    if kind == "field" and isinstance(child, dict) and isinstance(child.get("name"), str):
        world.note("path-field")
        return f"[name={child['name']}]"
    if kind == "field" and isinstance(child, str) and child.isalnum():
        world.note("path-value")
        return f"[={child}]"
    return str(index)


def selection(world, resource, exact=False):
    """A selector for replacements; exact ones find a single resource."""
    wanted = {"kind": resource.kind}
    if exact or world.chance(0.7):
        wanted["name"] = world.pick(resource.ids)[0]
    if resource.namespace and (exact or world.chance(0.4)):
        wanted["namespace"] = resource.namespace
    if world.chance(0.15):
        wanted["version"] = resource.version
        if resource.group:
            wanted["group"] = resource.group
    labels = (resource.doc.get("metadata") or {}).get("labels")
    if not exact and world.chance(0.1):
        wanted["labelSelector"] = label_selector(world, labels)
    return wanted


def options(world, target):
    value = {}
    if world.maybe(0.25, "replacement-delimiter"):
        value["delimiter"] = world.pick(["/", ":", "-", ".", ","])
        if world.chance(0.7):
            value["index"] = world.pick([0, 1, 2, -1])
    if target and world.maybe(0.3, "replacement-create"):
        value["create"] = True
    return value


def replacement(world, scope):
    source = world.pick(scope)
    item = {"source": selection(world, source, exact=True)}
    spots = scalar_places(source.doc)
    if spots and world.chance(0.75):
        item["source"]["fieldPath"] = dotted(world, source.doc, world.pick(spots)[0])
    chosen = options(world, target=False)
    if chosen and world.chance(0.4):
        item["source"]["options"] = chosen
    item["targets"] = [replacement_target(world, scope) for _ in range(world.rng.choice([1, 1, 2]))]
    return item


def replacement_target(world, scope):
    resource = world.pick(scope)
    target = {"select": selection(world, resource)}
    if world.maybe(0.15, "replacement-reject"):
        target["reject"] = [selection(world, world.pick(scope))]
    spots = scalar_places(resource.doc)
    paths = []
    for _ in range(world.rng.choice([1, 1, 2])):
        if spots and world.chance(0.8):
            paths.append(dotted(world, resource.doc, world.pick(spots)[0]))
        else:
            paths.append(world.pick(["metadata.labels.added", "metadata.annotations.[a/b.c]",
                                     "spec.new.field", "spec.template.spec.containers.[name=new].image",
                                     "spec.template.spec.containers.*.image", "metadata.name",
                                     "spec.list.[name=two].value", "metadata.annotations.a\\.b"]))
    if world.chance(0.95):
        target["fieldPaths"] = paths
    chosen = options(world, target=True)
    if any("added" in path or "new" in path or "[a/b" in path for path in paths) and world.chance(0.8):
        chosen["create"] = True
    if chosen:
        target["options"] = chosen
    return target


def replacements(world, scope, base):
    items = []
    for _ in range(world.rng.choice([1, 1, 2])):
        item = replacement(world, scope)
        if world.maybe(0.2, "replacement-path"):
            name = world.fresh("replacement") + ".yaml"
            content = item if world.chance(0.6) else [item]
            world.put(f"{base}/{name}", Writer(world.rng, strict=True).document(content))
            item = {"path": name}
        items.append(item)
    return items


def variable(world, scope, name):
    resource = world.pick(scope)
    reference = {"kind": resource.kind, "apiVersion": resource.doc.get("apiVersion", "v1"),
                 "name": resource.ids[0][0]}
    if resource.namespace and world.chance(0.5):
        reference["namespace"] = resource.namespace
    item = {"name": name, "objref": reference}
    spots = [path for path, value in scalar_places(resource.doc) if not isinstance(value, Raw)]
    if spots and world.chance(0.7):
        path = world.pick(spots)
        text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        item["fieldref"] = {"fieldpath": text[1:]}
    return item


def variables(world, scope):
    used = world.some(world.var_names, 1, 3)
    world.var_names = [name for name in world.var_names if name not in used] or ["LATE"]
    return [variable(world, scope, name) for name in used]
