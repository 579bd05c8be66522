"""Whole cases: kustomization directories that build on each other, and mistakes in them."""

import json

from . import generators, jsonpatch, patches, plugins, references, resources, scalars, transforms
from .mistakes import make_mistake
from .source import Writer
from .world import Resource, World

FILE_NAMES = ["kustomization.yaml"] * 12 + ["kustomization.yml", "Kustomization"]


class Layer:
    """One kustomization directory under construction."""

    def __init__(self, world, path, component=False, apart=None):
        self.world = world
        self.path = path
        self.component = component
        self.apart = apart or {}            # what keeps this layer's names from clashing
        self.fields = {}
        self.scope = []

    def add(self, feature, value):
        if value:
            self.fields[feature] = value

    def own_resources(self, least, most):
        """Write resource files and name them in the kustomization."""
        world = self.world
        docs = []
        for _ in range(world.rng.randint(least, most)):
            doc = resources.make_resource(world)
            meta = doc["metadata"]
            resource = Resource(doc, [(meta["name"], meta.get("namespace", ""))])
            if generators.clash(self.scope, resource) and world.chance(0.99):
                continue
            self.scope.append(resource)
            docs.append(doc)
        while docs:
            count = world.rng.choice([1, 1, 2, 3, len(docs)])
            self.fields.setdefault("resources", []).append(self.resource_file(docs[:count]))
            docs = docs[count:]

    def resource_file(self, docs):
        """One file with these resources, as documents or as a List."""
        world = self.world
        name = world.pick(["{}.yaml", "{}.yaml", "manifests/{}.yml", "{}.json.yaml"]).format(
            world.fresh(docs[0]["kind"].lower() or "resource"))
        if len(docs) == 1 and world.maybe(0.05, "json-file"):
            world.put(f"{self.path}/{name}", json.dumps(
                jsonpatch.plain(docs[0]), ensure_ascii=False, indent=world.pick([None, 2, 4])))
            return name
        writer = Writer(world.rng)
        if world.maybe(0.05, "list-document"):
            kind = world.pick(["List", "List", "List", f"{docs[0]['kind']}List"])
            docs = [{"apiVersion": "v1", "kind": kind, "items": docs}]
        texts = [writer.document(doc) for doc in docs]
        separator = world.weighted({"---\n": 10, "--- # next\n": 1, "---   \n": 1, "---\n---\n": 1})
        text = separator.join(texts)
        if world.chance(0.3):
            text = "---\n" + text
        if world.chance(0.03):
            text = text.replace("\n", "\r\n")
            world.note("crlf-file")
        if world.chance(0.05):
            text += world.pick(["---\n", "# end\n", "---\n# only a comment\n", "\n\n", "...\n"])
        if world.maybe(0.01, "bom-file"):
            text = "\ufeff" + text
        world.put(f"{self.path}/{name}", text)
        return name

    def generate(self):
        """The fields that make resources."""
        world = self.world
        for field, kind in (("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")):
            if world.wants(field):
                self.add(field, generators.items(world, self.scope, self.path, kind))
        if world.wants("generatorOptions"):
            self.add("generatorOptions", generators.options(world))
        if world.wants("generators"):
            self.add("generators", plugins.generator_plugins(world, self.scope, self.path))

    def configure(self):
        """The fields that configure kustomize itself."""
        world = self.world
        if world.wants("configurations"):
            self.add("configurations", [plugins.configuration(world, self.path)])
        if world.wants("crds"):
            self.add("crds", [plugins.crd_schema(world, self.path)])
        if world.wants("openapi"):
            self.add("openapi", plugins.openapi(world, self.path))
        if world.wants("sortOptions"):
            self.add("sortOptions", transforms.sort_options(world))
        if world.wants("buildMetadata"):
            self.add("buildMetadata", transforms.build_metadata(world))
        if world.wants("metadata"):
            self.add("metadata", {"name": "ignored", "labels": {"a": "b"}})

    def transform(self):
        """The fields that change resources."""
        world, scope = self.world, self.scope
        if not scope:
            return
        if world.wants("patches"):
            count = world.rng.choice([1, 1, 2, 3])
            self.add("patches", [patches.entry(world, scope, self.path) for _ in range(count)])
        if world.wants("patchesStrategicMerge"):
            self.add("patchesStrategicMerge", patches.strategic_list(world, scope, self.path))
        if world.wants("replicas"):
            self.add("replicas", transforms.replicas(world, scope))
        if world.wants("images"):
            field = "imageTags" if world.maybe(0.05, "imageTags") else "images"
            self.add(field, transforms.images(world))
        self.rename()
        if world.wants("labels"):
            self.add("labels", transforms.labels(world))
        if world.wants("commonLabels"):
            self.add("commonLabels", scalars.labels(world))
        if world.wants("commonAnnotations"):
            self.add("commonAnnotations", scalars.annotations(world))
        if world.wants("patchesJson6902"):
            self.add("patchesJson6902", patches.json_list(world, scope, self.path))
        if world.wants("replacements"):
            self.add("replacements", references.replacements(world, scope, self.path))
        if world.wants("transformers"):
            self.add("transformers", plugins.transformers(world, scope, self.path))
        if world.wants("validators"):
            self.add("validators", plugins.validators(world, scope, self.path, self.fields))
        if world.wants("vars"):
            self.add("vars", references.variables(world, scope))

    def rename(self):
        """namespace, namePrefix, nameSuffix; the scope follows."""
        world = self.world
        if world.wants("namespace"):
            self.add("namespace", world.pick([*world.namespaces, "other-ns"]))
        if world.wants("namePrefix"):
            self.add("namePrefix", transforms.prefix(world))
        if world.wants("nameSuffix"):
            self.add("nameSuffix", transforms.suffix(world))
        self.fields.update(self.apart)
        space, before, after = (self.fields.get(field, "")
                                for field in ("namespace", "namePrefix", "nameSuffix"))
        for resource in self.scope:
            name, namespace = resource.ids[-1]
            new = (f"{before}{name}{after}", space or namespace)
            if new != resource.ids[-1]:
                resource.ids.append(new)

    def include(self, layer, relative):
        """Build on another layer."""
        field = "bases" if self.world.maybe(0.04, "bases") else "resources"
        self.fields.setdefault(field, []).append(relative)
        for resource in layer.scope:
            copy = Resource(resource.doc, list(resource.ids), resource.generated)
            if not generators.clash(self.scope, copy):
                self.scope.append(copy)

    def write(self):
        """Write the kustomization file in a random order of fields."""
        world = self.world
        fields = list(self.fields.items())
        world.rng.shuffle(fields)
        if self.component:
            fields = [("apiVersion", "kustomize.config.k8s.io/v1alpha1"), ("kind", "Component"), *fields]
        elif world.chance(0.6) or not fields:
            fields = [("apiVersion", "kustomize.config.k8s.io/v1beta1"), ("kind", "Kustomization"),
                      *fields]
        if len(fields) <= 2 and not any(key not in ("apiVersion", "kind") for key, _ in fields):
            fields.append(("resources", []))
        text = Writer(world.rng, strict=True).document(dict(fields))
        if world.chance(0.1):
            text = "---\n" + text
        world.put(f"{self.path}/{world.pick(FILE_NAMES)}", text)


def component(world, parent, path, relative):
    """A component that works on what the parent has."""
    layer = Layer(world, path, component=True)
    layer.scope = parent.scope
    if world.chance(0.4):
        layer.own_resources(1, 2)
    layer.generate()
    if world.maybe(0.1, "component-in-component"):
        inner = component(world, layer, f"{path}-inner", f"../{path.rsplit('/', 1)[-1]}-inner")
        layer.fields.setdefault("components", []).append(inner)
    layer.transform()
    layer.write()
    return relative


def finish(layer, relative_components):
    """Everything above a layer's resources, in kustomize's own order."""
    world = layer.world
    layer.configure()
    layer.generate()
    if world.wants("components"):
        for number in range(world.rng.choice([1, 1, 2])):
            name = f"{layer.path.replace('/', '-')}-part-{number}"
            layer.fields.setdefault("components", []).append(
                component(world, layer, f"components/{name}", f"{relative_components}/{name}"))
    layer.transform()
    layer.write()


def simple_tree(world):
    layer = Layer(world, "app")
    layer.own_resources(1, 5)
    finish(layer, "../components")
    return layer


def overlay_tree(world):
    """A base, perhaps something between, and the overlay on top."""
    base = Layer(world, "base")
    base.own_resources(1, 4)
    finish(base, "../components")
    below, relative = base, "../base"
    if world.maybe(0.3, "three-layers"):
        middle = Layer(world, "middle")
        middle.include(base, "../base")
        middle.own_resources(0, 1)
        finish(middle, "../components")
        below, relative = middle, "../middle"
    top = Layer(world, "overlays/top")
    top.include(below, "../" + relative)
    top.own_resources(0, 2)
    finish(top, "../../components")
    return top


def diamond_tree(world):
    """Two overlays of one base, joined again under different names."""
    base = Layer(world, "base")
    base.own_resources(1, 3)
    finish(base, "../components")
    top = Layer(world, "top")
    for side in ("left", "right"):
        layer = Layer(world, side, apart=world.pick([
            {"namePrefix": f"{side}-"}, {"namePrefix": f"{side}-"}, {"nameSuffix": f"-{side}"},
            {"namespace": f"ns-{side}"}]) if world.chance(0.97) else None)
        layer.include(base, "../base")
        finish(layer, "../components")
        top.include(layer, f"../{side}")
    if world.maybe(0.3, "diamond-with-referrers"):
        top.own_resources(1, 2)
    finish(top, "../components")
    return top


def choose_flags(world):
    flags = []
    if world.maybe(0.03, "flag-load-restrictor"):
        flags.append("--load-restrictor=" + world.pick(["LoadRestrictionsNone",
                                                        "LoadRestrictionsRootOnly"]))
    if world.maybe(0.03, "flag-reorder"):
        flags.append("--reorder=" + world.pick(["legacy", "none"]))
    if world.maybe(0.02, "flag-managedby"):
        flags.append("--enable-managedby-label")
    return flags


def make_case(seed):
    """The case of a seed: a World with files and flags, and the directory to build."""
    world = World(seed)
    shape = world.weighted({"simple": 45, "overlay": 45, "diamond": 10})
    world.note(f"shape-{shape}")
    world.load = {"simple": 1.0, "overlay": 0.6, "diamond": 0.45}[shape]
    top = {"simple": simple_tree, "overlay": overlay_tree, "diamond": diamond_tree}[shape](world)
    world.flags = choose_flags(world)
    if world.maybe(0.05, "mistake"):
        make_mistake(world, top.path)
    return world, top.path
