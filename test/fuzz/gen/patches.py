"""Patch entries of a kustomization: inline or by path, with and without target."""

import re

from . import jsonpatch, merge
from .source import Writer


def target(world, resource):
    """A selector that finds the resource, exactly or by patterns."""
    wanted = {}
    parts = world.weighted({"kind-name": 10, "kind": 3, "name": 2, "all": 2, "pattern": 4,
                            "labels": 2, "annotations": 1, "full": 3, "wrong": 0.2})
    world.note(f"target-{parts}")
    meta = resource.doc.get("metadata") or {}
    if parts in ("kind-name", "kind", "full", "labels"):
        wanted["kind"] = resource.kind
    if parts in ("kind-name", "name", "full"):
        wanted["name"] = world.pick(resource.ids)[0]
    if parts == "full":
        if resource.group:
            wanted["group"] = resource.group
        wanted["version"] = resource.version
        if resource.namespace:
            wanted["namespace"] = world.pick([resource.namespace, world.pick(resource.ids)[1] or
                                              "default"])
    if parts == "pattern":
        wanted.update(pattern(world, resource))
    if parts == "labels":
        wanted["labelSelector"] = label_selector(world, meta.get("labels"))
    if parts == "annotations":
        wanted["annotationSelector"] = label_selector(world, meta.get("annotations"))
    if parts == "wrong":
        wanted["name"] = world.pick(["nobody", "(", "[a", "a{2", "*"])
    return wanted


def pattern(world, resource):
    name = resource.name
    first = re.escape(name[:1])
    return world.pick([
        {"name": ".*"}, {"kind": ".*", "name": first + ".*"}, {"kind": "Deployment|StatefulSet"},
        {"name": f"{first}.+|nothing"}, {"kind": resource.kind, "name": f"(?i){name.upper()}"},
        {"kind": "(Config|Secre).*"}, {"name": name.replace(".", "\\.") + "$"},
        {"name": "^" + name}, {"namespace": "default|prod", "kind": resource.kind},
        {"name": f"[{name[0]}-{chr(ord(name[0]) + 1)}].*?"}, {"name": "\\w+(-\\w+)*"},
        {"kind": "[^D]+"}, {"version": "v1.*"}, {"group": "apps|"}, {"name": f"({name}|other)"},
        {"name": ".{1,4}"}, {"kind": "Dep"}, {"name": "[[:alpha:]]+"}, {"name": "(?:a|b|w)\\S*"},
    ])


ODD_SELECTORS = ["app>1", "x<5", "version > 0", "tier in ()", "tier in (a,)", "tier in (,a)", "app in", "app=",
                 "app!=", "app=,tier", ",", "app,", "=x", "a b", "!", "app = web", "app in (web", "app in web)",
                 "(app)", "app>x", "app>-1", "app<+7", "-app", "app=-x", "a/b/c", "app in (a b)", "app notin",
                 "app=a=b", "UPPER.case/x", "x" * 64, "app=" + "v" * 64, "app in (a),tier", "!app=web"]


def label_selector(world, pairs):
    if world.maybe(0.12, "selector-odd"):
        return world.pick(ODD_SELECTORS)
    if not isinstance(pairs, dict) or not pairs:
        return world.pick(["app", "!app", "tier in (a, b)", "app=web", "x notin (y)"])
    key = world.pick(sorted(pairs))
    value = pairs[key] if isinstance(pairs[key], str) else "x"
    simple = re.fullmatch(r"[\w./-]*", key + value, re.ASCII)
    if not simple:
        return world.pick(["app", "!other"])
    return world.pick([f"{key}={value}", f"{key}=={value}", key, f"{key} in ({value}, other)",
                       f"{key}!={value}", f"!{key}", f"{key} notin (z)", f"{key},!other"])


def choose(world, scope):
    """The resource to be patched: workloads and known things more often."""
    rich = [res for res in scope if res.kind in ("Deployment", "StatefulSet", "Pod", "Job")]
    return world.pick(rich) if rich and world.chance(0.5) else world.pick(scope)


def store(world, base, stem, text):
    """Put a patch into a file of this layer and return its name."""
    name = world.pick(["{}.yaml", "patches/{}.yaml", "{}.yml", "{}.json6902", "{}"]).format(
        world.fresh(stem))
    world.put(f"{base}/{name}", text)
    return name


def entry(world, scope, base):
    """One item of `patches`."""
    resource = choose(world, scope)
    item = {}
    if world.maybe(0.45, "patch-json"):
        item["target"] = target(world, resource)
        exact = item["target"].get("name") in [name for name, _ in resource.ids] \
            and "kind" in item["target"]
        steps = (jsonpatch.operations(world, resource.doc) if exact or world.chance(0.05)
                 else jsonpatch.common_operations(world))
        text = jsonpatch.text(world, steps, Writer(world.rng, strict=True))
        if world.maybe(0.02, "patch-json-no-target"):
            del item["target"]
    else:
        world.note("patch-smp")
        text, wanted = strategic(world, scope, resource)
        if wanted:
            item["target"] = wanted
    if world.maybe(0.5, "patch-path"):
        item["path"] = store(world, base, "patch", text)
    else:
        item["patch"] = text
    if world.maybe(0.08, "patch-options"):
        item["options"] = {option: world.chance(0.8) for option in
                           world.some(["allowNameChange", "allowKindChange"], 1, 2)}
    return item


def strategic(world, scope, resource):
    """(text, target or None) of a strategic merge patch."""
    writer = Writer(world.rng)
    identity = world.pick(resource.ids)
    patch = merge.patch_for(world, resource, identity)
    if world.maybe(0.35, "smp-target"):
        if world.maybe(0.3, "smp-other-name"):
            patch["metadata"]["name"] = world.pick(["ignored", world.name() + "-new"])
        if world.maybe(0.1, "smp-other-kind"):
            patch["kind"] = world.pick(["NotImportant", "StatefulSet"])
        return writer.document(patch), target(world, resource)
    text = writer.document(patch)
    if world.maybe(0.1, "smp-multi-document"):
        other = choose(world, scope)
        text += "---\n" + writer.document(merge.patch_for(world, other))
    return text, None


def strategic_list(world, scope, base):
    """The items of `patchesStrategicMerge`."""
    items = []
    for _ in range(world.rng.randint(1, 2)):
        text, _ = strategic_text(world, scope)
        items.append(store(world, base, "merge", text) if world.chance(0.6) else text)
    return items


def strategic_text(world, scope):
    resource = choose(world, scope)
    return Writer(world.rng).document(merge.patch_for(world, resource)), resource


def json_list(world, scope, base):
    """The items of `patchesJson6902`."""
    items = []
    for _ in range(world.rng.randint(1, 2)):
        resource = choose(world, scope)
        wanted = {"version": resource.version, "kind": resource.kind, "name": resource.name}
        if resource.group:
            wanted["group"] = resource.group
        if resource.namespace and world.chance(0.5):
            wanted["namespace"] = resource.namespace
        text = jsonpatch.text(world, jsonpatch.operations(world, resource.doc),
                              Writer(world.rng, strict=True))
        item = {"target": wanted}
        if world.chance(0.5):
            item["path"] = store(world, base, "json", text)
        else:
            item["patch"] = text
        items.append(item)
    return items
