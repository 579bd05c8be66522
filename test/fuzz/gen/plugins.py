"""Configuration of transformers, schemas, and built-in plugins given as files."""

import json

from . import generators, jsonpatch, merge, patches, references, scalars, transforms
from .source import Writer


def store(world, base, stem, documents):
    """Write documents into a file of the layer and return its name."""
    name = world.fresh(stem) + ".yaml"
    writer = Writer(world.rng, strict=True)
    world.put(f"{base}/{name}", "---\n".join(writer.document(doc) for doc in documents))
    return name


def name_reference(world):
    return {"kind": world.pick(["ConfigMap", "Secret", "Service", "Widget", "Deployment"]),
            **world.pick([{}, {"version": "v1"}, {"group": ""}]),
            "fieldSpecs": [{"path": path, "kind": world.pick(["Widget", "Gadget", "Rollout", "Agent"])}
                           for path in world.some(["spec/configRef", "spec/secretName",
                                                   "spec/serviceName"], 1, 2)]}


CONFIGURATION = {
    "nameReference": lambda w: [name_reference(w) for _ in range(w.rng.randint(1, 2))],
    "varReference": lambda w: [transforms.field_spec(w, path) for path in w.some(
        ["spec/image", "spec/list/value", "metadata/annotations", "data", "spec/key"], 1, 2)],
    "commonLabels": lambda w: [transforms.field_spec(w)],
    "labels": lambda w: [transforms.field_spec(w)],
    "commonAnnotations": lambda w: [transforms.field_spec(w, "spec/annotations")],
    "images": lambda w: [transforms.field_spec(w, w.pick(["spec/image", "spec/list/image"]))],
    "namespace": lambda w: [transforms.field_spec(w, w.pick(["spec/namespace", "spec/ref/namespace"]))],
    "namePrefix": lambda w: [transforms.field_spec(w, "spec/name")],
    "nameSuffix": lambda w: [transforms.field_spec(w, "spec/name")],
    "replicas": lambda w: [transforms.field_spec(w, "spec/size")],
    "templateLabels": lambda w: [transforms.field_spec(w, "spec/template/labels")],
}


def configuration(world, base):
    """A file for the `configurations` field."""
    fields = world.some(sorted(CONFIGURATION), 1, 3)
    for field in fields:
        world.note(f"configuration-{field}")
    return store(world, base, "config", [{field: CONFIGURATION[field](world) for field in fields}])


def crd_schema(world, base):
    """A file for the `crds` field: OpenAPI definitions with references by annotation."""
    reference = {"x-kubernetes-object-ref-api-version": "v1",
                 "x-kubernetes-object-ref-kind": world.pick(["ConfigMap", "Secret", "Service"])}
    if world.chance(0.3):
        reference["x-kubernetes-object-ref-name-key"] = "name"
    spec = {"properties": {"configRef": reference, "serviceName": {"type": "string"}}}
    if world.chance(0.3):
        spec["properties"]["labels"] = {"x-kubernetes-label-selector": "", "type": "object"}
    schema = {"example.com/v1.Widget": {"Schema": {"properties": {
        "kind": {"type": "string"}, "apiVersion": {"type": "string"}, "metadata": {"type": "object"},
        "spec": {"$ref": "example.com/v1.WidgetSpec"}}}},
        "example.com/v1.WidgetSpec": {"Schema": spec}}
    name = world.fresh("crd") + ".json"
    world.put(f"{base}/{name}", json.dumps(schema, indent=2))
    return name


SCHEMA_KINDS = [("example.com/v1", "Widget"), ("example.com/v1alpha1", "Gadget"), ("x.io/v2", "Deployment"),
                ("argoproj.io/v1alpha1", "Rollout"), ("apps/v1", "Deployment"), ("v1", "Service")]


def definition(world, version, kind):
    """What a schema says of one kind: some lists merge, by one key, by several or by themselves."""
    items = world.pick([{"$ref": "#/definitions/v1.Item"}, {"type": "object"}, {"$ref": "#/definitions/nowhere"},
                        {"$ref": "https://example.com/elsewhere"}])
    listed = {"type": world.pick(["array", "array", ["array"], "object"]), "items": items, **world.pick([
        {}, {"x-kubernetes-patch-strategy": "merge", "x-kubernetes-patch-merge-key": "name"},
        {"x-kubernetes-patch-strategy": "merge,retainKeys", "x-kubernetes-patch-merge-key": "name"},
        {"x-kubernetes-patch-strategy": "merge", "x-kubernetes-list-map-keys": ["name", "value"]},
        {"x-kubernetes-patch-strategy": "replace"}, {"x-kubernetes-patch-strategy": "merge"}])}
    template = {"$ref": "#/definitions/" + world.pick(["io.k8s.api.core.v1.PodTemplateSpec", "v1.Item",
                                                        "io.k8s.api.core.v1.NoSuchThing"])}
    spec = {"properties": {"list": listed, "template": template}}
    if world.chance(0.2):
        spec["additionalProperties"] = listed
    group, _, number = version.rpartition("/")
    return {"type": "object", "properties": {"spec": spec},
            "x-kubernetes-group-version-kind": [{"group": group, "version": number, "kind": kind}]}


def openapi(world, base):
    """The `openapi` field."""
    if world.chance(0.3):
        return {"version": world.weighted({"v1.21.2": 9, "v1.20.4": 1})}
    schema = {"definitions": {"v1.Item": {"type": "object", "properties": {"name": {"type": "string"}}}}}
    for number, (version, kind) in enumerate(SCHEMA_KINDS):
        if world.chance(0.75):
            schema["definitions"][f"made.v{number}.{kind}"] = definition(world, version, kind)
    if world.chance(0.3):
        places = world.weighted({"namespaces/{namespace}/widgets": 6, "widgets/{name}": 0.5,
                                 "widgets/{name} namespaces/{namespace}/widgets/{name}": 3})
        schema["paths"] = {f"/apis/example.com/v1/{place}": {"get": {
            "x-kubernetes-group-version-kind": {"group": "example.com", "version": "v1", "kind": "Widget"}}}
            for place in places.split()}
    name = world.fresh("schema") + ".json"
    world.put(f"{base}/{name}", json.dumps(schema))
    return {"path": name}


def plugin(world, kind, body):
    return {"apiVersion": "builtin", "kind": kind, "metadata": {"name": world.fresh("plugin")}, **body}


def strategic_text(world, scope):
    return Writer(world.rng).document(merge.patch_for(world, patches.choose(world, scope)))


def json_text(world, resource):
    return jsonpatch.text(world, jsonpatch.operations(world, resource.doc),
                          Writer(world.rng, strict=True))


def json_plugin(world, scope):
    resource = patches.choose(world, scope)
    wanted = {"kind": resource.kind, "name": resource.name, "version": resource.version}
    if resource.group:
        wanted["group"] = resource.group
    return {"target": wanted, "jsonOp": json_text(world, resource)}


def value_add(world, scope):
    resource = patches.choose(world, scope)
    return {"value": world.pick(["added", "dir"]),
            "targets": [{"selector": {"kind": resource.kind},
                         "fieldPath": world.pick(["metadata/namespace", "spec/value", "metadata/name"]),
                         **world.pick([{}, {"filePathPosition": 1}, {"filePathPosition": 2},
                                       {"filePathPosition": world.pick([-1, 3, 9])}])}]}


TRANSFORMERS = {
    "AnnotationsTransformer": lambda w, s: {"annotations": scalars.annotations(w), "fieldSpecs": [
        {"path": "metadata/annotations", "create": True}]},
    "LabelTransformer": lambda w, s: {"labels": scalars.labels(w), "fieldSpecs": [
        {"path": "metadata/labels", "create": True}, transforms.field_spec(w, "spec/labels")]},
    "NamespaceTransformer": lambda w, s: {
        "metadata": {"name": "ns", "namespace": w.pick(w.namespaces)},
        **w.pick([{}, {"unsetOnly": True}, {"setRoleBindingSubjects": "allServiceAccounts"},
                  {"setRoleBindingSubjects": "none"}, {"setRoleBindingSubjects": "defaultOnly"}]),
        **w.pick([{}, {"fieldSpecs": [{"path": "metadata/namespace", "create": True}]}])},
    "PatchTransformer": lambda w, s: w.pick([
        {"patch": strategic_text(w, s)},
        {"patch": strategic_text(w, s), "target": patches.target(w, w.pick(s)),
         "options": {"allowNameChange": w.chance(0.3), "allowKindChange": w.chance(0.1)}},
        {"patch": json.dumps(jsonpatch.common_operations(w)), "target": patches.target(w, w.pick(s))}]),
    "PatchJson6902Transformer": json_plugin,
    "PatchStrategicMergeTransformer": lambda w, s: {"patches": strategic_text(w, s)},
    "PrefixTransformer": lambda w, s: {"prefix": transforms.prefix(w), "fieldSpecs": [
        {"path": "metadata/name"}]},
    "SuffixTransformer": lambda w, s: {"suffix": transforms.suffix(w), "fieldSpecs": [
        {"path": "metadata/name"}]},
    "PrefixSuffixTransformer": lambda w, s: {"prefix": transforms.prefix(w), "suffix": "-z",
                                             "fieldSpecs": [{"path": "metadata/name"}]},
    "ImageTagTransformer": lambda w, s: {"imageTag": transforms.image(w), "fieldSpecs": [
        {"path": "spec/image"}]},
    "ReplicaCountTransformer": lambda w, s: {
        "replica": transforms.replicas(w, s)[0],
        "fieldSpecs": [{"path": "spec/replicas", "create": True, "kind": "Deployment"},
                       {"path": "spec/replicas", "create": True, "kind": "StatefulSet"}]},
    "ReplacementTransformer": lambda w, s: {"replacements": [references.replacement(w, s)]},
    "ValueAddTransformer": value_add,
    "HashTransformer": lambda w, s: {},
    "NoSuchTransformer": lambda w, s: {},
    "ConfigMapGenerator": lambda w, s: {"literals": ["a=b"]},
    "SortOrderTransformer": lambda w, s: {"sortOptions": {"order": "fifo"}},
}
RARE = {"NoSuchTransformer": 0.05, "ConfigMapGenerator": 0.05, "SortOrderTransformer": 0.05, "HashTransformer": 0.5}


def transformers(world, scope, base):
    """The items of `transformers`: files, inline documents, a folder."""
    items = []
    for _ in range(world.rng.choice([1, 1, 2])):
        kind = world.weighted({kind: RARE.get(kind, 1) for kind in TRANSFORMERS})
        if kind == "ReplicaCountTransformer" and not transforms.scalable(scope):
            kind = "LabelTransformer"
        world.note(f"plugin-{kind}")
        body = TRANSFORMERS[kind](world, scope)
        items.append(place(world, base, plugin(world, kind, body)))
    return items


def place(world, base, doc):
    """Write a plugin's configuration into a file, a folder, or inline."""
    where = world.weighted({"file": 5, "inline": 3, "folder": 1})
    if where == "inline":
        return Writer(world.rng, strict=True).document(doc)
    if where == "file":
        return store(world, base, "plugin", [doc])
    folder = world.fresh("plugins")
    name = store(world, f"{base}/{folder}", "plugin", [doc])
    world.put(f"{base}/{folder}/kustomization.yaml", f"resources:\n- {name}\n")
    return folder


def generator_plugins(world, scope, base):
    """The items of `generators`."""
    if world.maybe(0.1, "plugin-IAMPolicyGenerator"):
        doc = plugin(world, "IAMPolicyGenerator", {
            "cloud": world.weighted({"gke": 9, "aks": 1}),
            "kubernetesService": {"name": f"{world.name()}-account",
                                  **world.pick([{}, {"namespace": world.pick(world.namespaces)}])},
            "serviceAccount": {"name": world.name(), **world.pick([{}, {"projectId": "project-1"}])}})
        return [place(world, base, doc)]
    if world.maybe(0.02, "plugin-external"):
        return [store(world, base, "generator", [{"apiVersion": "example.com/v1", "kind": "Maker",
                                                  "metadata": {"name": "maker"}}])]
    kind = world.pick(["ConfigMap", "ConfigMap", "Secret"])
    item, resource = generators.entry(world, scope, base, kind)
    if resource:
        if generators.clash(scope, resource):
            return None
        scope.append(resource)
    meta = {"name": item.pop("name")}
    if "namespace" in item:
        meta["namespace"] = item.pop("namespace")
    doc = {"apiVersion": "builtin", "kind": f"{kind}Generator", "metadata": meta, **item}
    world.note(f"plugin-{kind}Generator")
    return [store(world, base, "generator", [doc]) if world.chance(0.7)
            else Writer(world.rng, strict=True).document(doc)]


def json_tests(world, scope):
    """A patch that only asks."""
    resource = patches.choose(world, scope)
    spots = jsonpatch.places(resource.doc)
    steps = [{"op": "test", "path": jsonpatch.pointer(path), "value": jsonpatch.plain(value)}
             for path, value in world.some(spots, 1, 2)]
    return {"target": {"kind": resource.kind, "name": resource.name},
            "jsonOp": jsonpatch.text(world, steps, Writer(world.rng, strict=True))}


def validators(world, scope, base, fields):
    """The items of `validators`: transformers that should change nothing, or do. Some are those of
    `transformers` once more: what they write stands there already."""
    how = world.weighted({"idle": 2, "repeated": 5, "asking": 2, "changing": 1})
    world.note(f"validator-{how}")
    if how == "repeated":
        items = fields.setdefault("transformers", [])
        if not items or world.chance(0.3):
            items.extend(transformers(world, scope, base))
        return world.some(items, 1, 2)
    if how == "changing":
        return transformers(world, scope, base)
    if how == "asking":
        return [place(world, base, plugin(world, "PatchJson6902Transformer", json_tests(world, scope)))]
    doc = plugin(world, "LabelTransformer", {"labels": world.pick([{"app": "x"}, {"validated-by": "x"}]),
                                             "fieldSpecs": [world.pick([
                                                 {"path": "no/such/path"},
                                                 {"path": "metadata/labels", "create": True}])]})
    return [place(world, base, doc)]
