"""The simple transformer fields: names, labels, annotations, images, replicas, order."""

from . import scalars

PATHS = ["spec/labels", "spec/template/labels", "spec/list/tags", "spec/podLabels", "metadata/tags"]
DEFAULT_PATHS = ["metadata/labels", "spec/template/metadata/labels", "spec/selector/matchLabels",
                 "spec/jobTemplate/metadata/labels", "metadata/annotations"]


def field_spec(world, path=None):
    """A field spec: path, perhaps a kind, group, version, create."""
    if not path:
        path = world.pick(DEFAULT_PATHS if world.maybe(0.08, "default-field-spec") else PATHS)
    spec = {"path": path}
    if world.chance(0.6):
        spec["kind"] = world.pick(["Deployment", "Widget", "Rollout", "Service", "ConfigMap", "StatefulSet"])
    if world.chance(0.15):
        spec["group"] = world.pick(["apps", "example.com"])
    if world.chance(0.1):
        spec["version"] = "v1"
    if world.chance(0.6):
        spec["create"] = world.chance(0.8)
    return spec


def labels(world):
    """The `labels` field."""
    items = []
    for _ in range(world.rng.choice([1, 1, 2])):
        item = {"pairs": scalars.labels(world)}
        if world.maybe(0.35, "labels-selectors"):
            item["includeSelectors"] = world.chance(0.9)
        if world.maybe(0.35, "labels-templates"):
            item["includeTemplates"] = world.chance(0.9)
        if world.maybe(0.2, "labels-fields"):
            item["fields"] = [field_spec(world) for _ in range(world.rng.randint(1, 2))]
        items.append(item)
    return items


def prefix(world):
    return world.pick(["dev-", "prod-", "p", "team.", "my-long-prefix-", "1", "x-y-"])


def suffix(world):
    return world.pick(["-dev", "-v1", "s", ".x", "-a-rather-long-suffix", "-1"])


def image(world):
    item = {"name": world.pick(["nginx", "busybox", "app", "registry.example.com:5000/team/app",
                                "ghcr.io/org/app", "redis", "ngin", "docker.io/library/nginx", ".*"])}
    if item["name"] == ".*":
        world.note("image-regexp")
    for part in world.some(["newName", "newTag", "digest", "tagSuffix"], 0, 2):
        item[part] = {
            "newName": world.pick(["other/name", "registry.example.com/nginx", "n"]),
            "newTag": world.pick(["1.26", "latest", "v2", "1.0", "2020-01-01", ""]),
            "digest": "sha256:" + "0123456789abcdef" * 4,
            "tagSuffix": "-suffix",
        }[part]
        world.note(f"image-{part}")
    return item


def images(world):
    return [image(world) for _ in range(world.rng.randint(1, 3))]


def scalable(scope):
    return [res for res in scope if res.kind in ("Deployment", "StatefulSet")]


def replicas(world, scope):
    """The `replicas` field, or None when nothing here can have replicas."""
    able = scalable(scope)
    if not able and world.chance(0.995):
        return None
    name = world.pick(world.pick(able).ids)[0] if able and world.chance(0.99) else world.name()
    return [{"name": name, "count": world.pick([0, 1, 5, 10])}]


def sort_options(world):
    if world.chance(0.35):
        return {"order": "fifo"}
    value = {"order": "legacy"}
    if world.chance(0.6):
        kinds = ["Deployment", "Service", "ConfigMap", "Namespace", "Widget", "Secret", "Role"]
        chosen = world.some(kinds, 2, 5)
        cut = world.rng.randint(0, len(chosen))
        value["legacySortOptions"] = {"orderFirst": chosen[:cut], "orderLast": chosen[cut:]}
    if world.maybe(0.05, "sort-wrong"):
        value = world.pick([{"order": "random"}, {"order": "fifo", "legacySortOptions": {}}, {}])
    return value


def build_metadata(world):
    return world.some(["originAnnotations", "transformerAnnotations", "managedByLabel",
                       "managedByLabel"], 1, 3)
