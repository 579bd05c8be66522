"""Deliberate mistakes: what kubectl refuses must be refused."""


def kustomization(world, top):
    """The path of the topmost kustomization file."""
    for name in ("kustomization.yaml", "kustomization.yml", "Kustomization"):
        if f"{top}/{name}" in world.files:
            return f"{top}/{name}"
    raise LookupError(top)


def append(world, top, text):
    path = kustomization(world, top)
    world.put(path, world.files[path] + b"\n" + text.encode())


def unknown_field(world, top):
    append(world, top, world.pick(["unknownField: 1", "resource: [a.yaml]", "namespaces: x", "spec: {}"]))


def wrong_type(world, top):
    append(world, top, world.pick(["namePrefix: 5", "namespace: [a]", "images: nginx", "resources: a.yaml",
                                   "commonLabels: {a: 1}", "labels: {a: b}", "replicas: [{name: a, count: x}]",
                                   "patches: [a.yaml]", "commonAnnotations: {a: true}"]))


def missing_file(world, top):
    append(world, top, world.pick(["crds: [nothing.json]", "configurations: [nothing.yaml]",
                                   "components: [../nowhere]", "transformers: [nothing.yaml]",
                                   "patchesStrategicMerge: [nothing.yaml]", "resources: [nothing.yaml]",
                                   "patches: [{path: nothing.yaml}]", "replacements: [{path: no.yaml}]",
                                   "configMapGenerator: [{name: a, files: [nothing]}]"]))


def outside(world, top):
    """A file outside of the root, and what the load restrictor says to that."""
    world.put("outside.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: outside\n")
    up = "../" * (top.count("/") + 1)
    if world.maybe(0.5, "link-outside"):
        world.links[f"{top}/link.yaml"] = f"{up}outside.yaml"
        append(world, top, "resources: [link.yaml]")
    else:
        append(world, top, f"resources: [{up}outside.yaml]")
    if world.chance(0.5):
        world.flags.append("--load-restrictor=LoadRestrictionsNone")


def inside_link(world, top):
    """A file named through a symbolic link that stays inside, or a linked directory."""
    world.put(f"{top}/real/linked.yaml", "kind: X\nmetadata: {name: linked}\n")
    world.put(f"{top}/real/kustomization.yaml", "resources: [linked.yaml]\n")
    world.links[f"{top}/link"] = "real"
    append(world, top, world.pick(["resources: [link/linked.yaml]", "resources: [link]",
                                   "resources: [link/../real/linked.yaml]", "resources: [./real//linked.yaml]",
                                   "resources: [link, real]", "configMapGenerator: [{name: l, files: "
                                   "[link/linked.yaml]}]"]))


def helm(world, top):
    append(world, top, world.pick(["helmCharts: [{name: x, version: 1.0.0}]", "helmGlobals: {chartHome: x}",
                                   "helmChartInflationGenerator: [{chartName: x}]"]))


def twice(world, top):
    """The same entry twice."""
    world.put(f"{top}/twice.yaml", "kind: X\nmetadata: {name: twice}\n")
    append(world, top, "resources: [twice.yaml, ./twice.yaml]")


def cycle(world, top):
    up = "../" * (top.count("/") + 1)
    append(world, top, world.pick([f"resources: [{up}{top}]", "resources: [.]", "resources: ['..']",
                                   "components: [.]"]))


def broken_yaml(world, top):
    paths = sorted(path for path in world.files if path.endswith((".yaml", ".yml")))
    path = world.pick(paths)
    content = world.files[path]
    cut = world.rng.randrange(len(content) + 1)
    noise = world.pick([b"}", b": :", b"\n\tx: 1\n", b"\"", b"&", b"*x", b"[", b"- a: b: c", b"%", b"\xff",
                        b"\n---\n", b"'"])
    world.put(path, content[:cut] + noise + content[cut:])


def truncated(world, top):
    path = world.pick(sorted(world.files))
    content = world.files[path]
    world.put(path, content[:world.rng.randrange(len(content) + 1)])


def second_kustomization(world, top):
    have = kustomization(world, top)
    other = "Kustomization" if not have.endswith("Kustomization") else "kustomization.yaml"
    world.put(f"{top}/{other}", "resources: []\n")


def no_kustomization(world, top):
    del world.files[kustomization(world, top)]
    world.put(f"{top}/other.yaml", "a: b\n")


def bad_resource(world, top):
    world.put(f"{top}/bad.yaml", world.pick([
        "apiVersion: v1\nkind: ConfigMap\n", "kind: X\nmetadata: {generateName: x}\n", "just text\n",
        "[]\n", "apiVersion: v1\nmetadata:\n  name: x\n", "a: 1\na: 2\nkind: X\nmetadata: {name: x}\n",
        "kind: X\nmetadata: {name: x}\nspec: {1: a}\n", "kind: X\nmetadata: {name: [a]}\n",
        "kind: X\nmetadata: {name: x}\n--- oops\nkind: Y\nmetadata: {name: y}\n",
        "kind: X\nmetadata: {name: x}\nspec:\n  a: *nope\n", "kind: X\nmetadata: x\n", "", "# nothing\n",
        "kind: Pod\napiVersion: v1\nmetadata: {name: x}\nspec: {containers: {a: b}}\n",
        "kind: X\nmetadata: {name: 5}\n",
        "kind: List\napiVersion: v1\nitems: []\n", "kind: List\nitems:\n", "kind: XList\nitems: null\n",
        "kind: XList\nitems: [{kind: X, metadata: {name: a}}]\n", "kind: List\nmetadata: {name: l}\n",
        "kind: ResourceList\nitems: [{kind: X, metadata: {name: a}}]\n", "kind: List\nitems: [null]\n",
        "kind: List\nitems: [{kind: List, items: [{kind: X, metadata: {name: a}}]}]\n", "kind: 5\nmetadata: {name: x}\n", "null\n", "---\n---\n",
        "kind: X\nmetadata: {name: x, namespace: 7, labels: [a]}\n", "\xef\xbb\xbfkind: X\nmetadata: {name: x}\n",
        "{\"kind\": \"X\", \"metadata\": {\"name\": \"x\"}, \"a\": \"\\/\"}\n"]))
    append(world, top, "components: []")
    path = kustomization(world, top)
    text = world.files[path]
    if b"\nresources:" in b"\n" + text:
        text = (b"\n" + text).replace(b"\nresources:", b"\nbases: []\nresources:", 1).lstrip(b"\n")
    world.put(path, text + b"\nresources: [bad.yaml]\n")


def duplicate(world, top):
    """The same resource twice."""
    append(world, top, world.pick(["configMapGenerator: [{name: a}, {name: a}]",
                                   "secretGenerator: [{name: a}, {name: a, namespace: default}]"]))


def bad_generator(world, top):
    append(world, top, "configMapGenerator: [" + world.pick([
        "{literals: [a=b]}", "{name: a, literals: [nokey]}", "{name: a, literals: ['=v']}",
        "{name: a, literals: [a=1, a=2]}", "{name: nobody, behavior: merge}", "{name: a, files: [a=b=c]}",
        "{name: a, behavior: sideways}", "{name: a, envs: [.]}", "{name: a, files: [.]}"]) + "]")


def empty(world, top):
    world.put(kustomization(world, top), world.pick([
        "", "# nothing\n", "kind: Kustomization\n", "null\n", "resources: []\n", "[]\n", "{}\n", "text\n",
        "kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\nresources: []\n",
        "kind: Kustomization\napiVersion: v1\nresources: []\n", "kind: Other\nresources: []\n",
        "metadata: {name: x}\n", "---\n---\nresources: []\n"]))


def case_of_fields(world, top):
    """Field names match in any case."""
    path = kustomization(world, top)
    text = world.files[path].decode()
    for field in ("resources", "namePrefix", "patches", "labels", "images", "namespace"):
        if f"\n{field}:" in "\n" + text and world.chance(0.5):
            text = ("\n" + text).replace(f"\n{field}:", f"\n{field.upper()}:", 1)[1:]
    world.put(path, text)


MISTAKES = [unknown_field, wrong_type, missing_file, outside, cycle, broken_yaml, broken_yaml, truncated,
            second_kustomization, no_kustomization, bad_resource, bad_resource, duplicate, bad_generator,
            empty, case_of_fields, inside_link, helm, twice]


def make_mistake(world, top):
    """Spoil a case in one way."""
    mistake = world.pick(MISTAKES)
    world.note(f"mistake-{mistake.__name__}")
    mistake(world, top)
