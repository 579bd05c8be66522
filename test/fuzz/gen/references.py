"""Replacements and vars: values that are copied from one resource to others."""

import re

from .jsonpatch import places
from .patches import label_selector
from .source import Raw, Writer


SELF_MATCHING = re.compile(r"[A-Za-z0-9./_-]+")
WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet", "Job")
IDENTITY = (("apiVersion",), ("kind",), ("metadata", "name"), ("metadata", "namespace"))


def scalar_places(doc):
    return [(path, value) for path, value in places(doc)
            if not isinstance(value, (dict, list)) and value is not None and path not in IDENTITY
            and not any(isinstance(step, str) and step.isdigit() for step in path)]


def dotted(world, doc, path, single=False):
    """The path in the syntax of replacements; a single one finds one place only."""
    parts, value = [], doc
    for step in path:
        child = value[step]
        if isinstance(step, int):
            parts.append(element(world, child, step, single))
        elif "." in step or not step:
            parts.append(world.pick([f"[{step}]", step.replace(".", "\\.")]))
        else:
            parts.append(step)
        value = child
    return ".".join(parts)


def element(world, child, index, single):
    """One list element: by index, by a field's value, or all of them."""
    kind = world.weighted({"index": 4, "field": 5, "star": 0 if single else 1})
    if kind == "star":
        world.note("path-star")
        return "*"
    # The name is a regular expression that must match itself: where it does not,
    # kubectl goes on creating elements for ever.
    if kind == "field" and isinstance(child, dict) and SELF_MATCHING.fullmatch(str(child.get("name", ""))):
        world.note("path-field")
        return f"[name={child['name']}]"
    if kind == "field" and isinstance(child, str) and child.isalnum():
        world.note("path-value")
        return f"[={child}]"
    return str(index)


# Patterns that are searched in elements as they were written: in texts, mappings, lists.
PATTERNS = ["[name=.]", "[name=^[a-m]]", "[name=^w.*$]", "[name=(a|i|o)]", "[resources=cpu]", "[ports=80]",
            "[env=name: ]", "[env=value]", "[command=sh]", "[image=nginx]", "[image=:1]", "[=^[a-z]]", "[=.$]",
            "[=\"]", "[=[0-9]+]", "[protocol=TCP|UDP]", "[mountPath=/]", "[=name]", "[containerPort=8]"]
ODD_STEPS = ["-", "[name]", "[=]", "[]", "99", "0", "1", "+0", "-1", "*", "", "[a.b]", "01"]


def odd_path(world, path, create):
    """The path with one step changed: into a pattern that finds several, or into one that fits
    ill. A pattern that does not match itself must not create: kubectl would never end."""
    steps = re.split(r"\.(?![^\[]*\])", path)
    lists = [at for at, step in enumerate(steps) if step.startswith("[") or step.isdigit() or step == "*"]
    if lists and not create and world.chance(0.7):
        world.note("path-pattern")
        steps[world.pick(lists)] = world.pick(PATTERNS)
    else:
        world.note("path-odd")
        steps[world.rng.randrange(len(steps))] = world.pick(ODD_STEPS)
    return ".".join(steps)


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
    if not exact and world.chance(0.05):
        wanted["annotationSelector"] = label_selector(
            world, (resource.doc.get("metadata") or {}).get("annotations"))
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
        item["source"]["fieldPath"] = dotted(world, source.doc, world.pick(spots)[0], single=True)
        if world.chance(0.04):
            item["source"]["fieldPath"] = odd_path(world, item["source"]["fieldPath"], create=True)
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
    spots = [(path, value) for path, value in scalar_places(resource.doc)
             if world.chance(0.1) or (isinstance(value, str) and not isinstance(value, Raw))]
    paths = []
    for _ in range(world.rng.choice([1, 1, 2])):
        if spots and world.chance(0.93):
            paths.append(dotted(world, resource.doc, world.pick(spots)[0]))
        else:
            pod = "spec.template.spec.containers"
            if resource.kind in WORKLOADS and world.chance(0.5):
                paths.append(world.pick([f"{pod}.*.image", f"{pod}.[name=new].image", f"{pod}.*.name"]))
                continue
            if any("spec" in res.doc and res.doc["spec"] is None for res in scope):
                paths.append("metadata.labels.added")  # below a null it would be seen too late
                continue
            paths.append(world.pick(["metadata.labels.added", "metadata.annotations.[a/b.c]",
                                     "spec.new.field", "metadata.name",
                                     "spec.new.[name=two].value", "metadata.annotations.added\\.b"]))
    chosen = options(world, target=True)
    paths = [odd_path(world, path, "create" in chosen) if world.chance(0.12) else path for path in paths]
    if world.chance(0.95):
        target["fieldPaths"] = paths
    new = any("added" in path or "new" in path or "[a/b" in path for path in paths)
    if new and world.chance(0.95) and not any(step in path for path in paths for step in PATTERNS):
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
    alone = [res for res in scope if 1 == sum(
        other.kind == res.kind and res.ids[0][0] in [known for known, _ in other.ids]
        for other in scope)]
    resource = world.pick(alone or scope)
    reference = {"kind": resource.kind, "apiVersion": resource.doc.get("apiVersion", "v1"),
                 "name": resource.ids[0][0]}
    if resource.namespace and world.chance(0.5):
        reference["namespace"] = resource.namespace
    item = {"name": name, "objref": reference}
    spots = [path for path, value in scalar_places(resource.doc)
             if (not isinstance(value, Raw) or world.chance(0.1))
             and all(isinstance(step, int) or step.isalpha() for step in path)
             and not any(isinstance(a, int) and isinstance(b, int) for a, b in zip(path, path[1:]))]
    if spots and world.chance(0.7):
        path = world.pick(spots)
        text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        item["fieldref"] = {"fieldpath": text[1:]}
    return item


def variables(world, scope):
    used = world.some(world.var_names, 1, 3)
    world.var_names = [name for name in world.var_names if name not in used] or ["LATE"]
    return [variable(world, scope, name) for name in used]
