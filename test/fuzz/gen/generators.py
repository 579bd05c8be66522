"""configMapGenerator and secretGenerator with all their sources."""

from . import scalars
from .world import Resource

FILE_TEXTS = ["plain text\n", "no newline", "", "a: b\nc:\n  - d\n", "tab\there\n", "é ü 日本\n", "😀\n",
              "trailing space \nline\n", "line\r\nline\r\n", "\n\n", " leading\n", "{\"json\": true}\n",
              "x" * 200 + "\n", "\ufeffbom\n", "bell\x07\n", "a\n\n\nb", "#!/bin/sh\necho \"$1\"\n"]
ENV_TEXTS = ["A=1\nB=two\n", "# comment\n\nKEY=value=with=equals\n", "  INDENTED=x\nEMPTY=\n",
             "QUOTED=\"q\"\nSINGLE='s'\n", "\ufeffBOM=1\n", "CR=1\r\nLF=2\r\n", "NOVALUE\nX=1\n",
             "TRAIL=a  \n", "UNI=é\nLAST=no newline", "export E=1\n", "sp ace=1\n", "\tTAB=\tx\t\n"]
LITERALS = ["key=value", "a=b=c", "quoted=\"q\"", "single='s'", "empty=", "half=\"q", "space=a b ",
            "uni=é", "emoji=😀", "number=5", "bool=true", "multi=a\nb\n", "both=\"'x'\"",
            "date=2020-01-01", "html=<a&b>", "back=a\\b", "tab=a\tb", "long=" + "word " * 30]
BEHAVIORS = {"merge": 6, "replace": 3, "create": 0.1, "": 0.1, "odd": 0.1}


def binary(world):
    """Bytes that are no UTF-8, long enough at times for the base64 to wrap."""
    length = world.pick([1, 3, 50, 51, 52, 53, 54, 104, 105, 106, 160])
    return bytes([0xff, 0xfe]) + bytes(world.rng.randrange(256) for _ in range(length))


def file_source(world, base):
    name = world.pick(["config.txt", "app.properties", "settings.json", "data", "with-dash.cfg",
                       "sub/nested.yaml"])
    path = f"{base}/{name}"
    if path not in world.files:
        if world.maybe(0.15, "generator-binary"):
            content = binary(world)
        else:
            content = world.pick(FILE_TEXTS) if world.chance(0.8) else scalars.random_string(world)
        world.put(path, content)
    key = world.weighted({"": 6, "renamed": 2, "other.key": 1, "UPPER_key": 1})
    return f"{key}={name}" if key else name


def env_source(world, base):
    name = world.fresh("vars") + world.pick([".env", ".properties", ""])
    world.put(f"{base}/{name}", world.pick(ENV_TEXTS))
    return name


def options(world):
    value = {}
    if world.chance(0.5):
        value["disableNameSuffixHash"] = world.chance(0.7)
    if world.chance(0.35):
        value["labels"] = scalars.labels(world)
    if world.chance(0.35):
        value["annotations"] = scalars.annotations(world)
    if world.chance(0.15):
        value["immutable"] = world.chance(0.8)
    return value or {"disableNameSuffixHash": True}


def sources(world, item, base):
    """Add the key-value sources to a generator entry."""
    for kind in world.some(["literals", "literals", "files", "files", "envs", "env"], 0, 2):
        if kind == "literals":
            item["literals"] = distinct(world.some(LITERALS, 1, 4))
            if world.maybe(0.01, "generator-odd-key"):
                item["literals"].append(world.pick(["null=null", "true=x", "5=x", "~=x", "1.5=x"]))
        elif kind == "files":
            item["files"] = [file_source(world, base)]
        elif kind == "envs":
            item["envs"] = [env_source(world, base)]
        else:
            item["env"] = env_source(world, base)
        world.note(f"generator-{kind}")


def known_data(item):
    """The keys that literals and files are sure to make, for patches to find."""
    keys = [literal.split("=")[0] for literal in item.get("literals", ())]
    keys += [source.split("=")[0].split("/")[-1] for source in item.get("files", ())]
    return {key: "value" for key in keys}


def distinct(literals):
    """Literals with different keys."""
    return list({literal.split("=")[0]: literal for literal in literals}.values())


def entry(world, scope, base, kind):
    """One generator entry, and the resource that it makes, or None when it changes one."""
    item = {}
    made = [res for res in scope if res.generated and res.kind == kind]
    plain = [res for res in scope if res.kind == kind]
    changes = made if world.chance(0.85) else plain
    if changes and world.maybe(0.45, "generator-behavior"):
        old = world.pick(changes)
        behavior = world.weighted(BEHAVIORS)
        world.note(f"behavior-{behavior}")
        item["name"] = world.pick(old.ids)[0]
        if old.namespace:
            item["namespace"] = old.namespace
        if behavior:
            item["behavior"] = behavior
        result = None
    else:
        item["name"] = world.name()
        if world.chance(0.15):
            item["namespace"] = world.pick(world.namespaces)
        doc = {"apiVersion": "v1", "kind": kind, "metadata": {"name": item["name"]}}
        result = Resource(doc, [(item["name"], item.get("namespace", ""))], generated=True)
    sources(world, item, base)
    if result:
        result.doc["data"] = known_data(item)
    if kind == "Secret" and world.chance(0.35):
        item["type"] = world.pick(["Opaque", "kubernetes.io/tls", "custom"])
    if world.maybe(0.25, "generator-options"):
        item["options"] = options(world)
    return item, result


def items(world, scope, base, kind):
    """The items of one generator field; new resources are added to the scope."""
    made = []
    for _ in range(world.rng.choice([1, 1, 2])):
        item, resource = entry(world, scope, base, kind)
        if resource:
            if clash(scope, resource):
                world.note("generator-clash")
                if world.chance(0.97):
                    continue
            scope.append(resource)
        made.append(item)
    return made


def clash(scope, resource):
    """Whether a resource of the scope has, or had, this identity."""
    wanted = (resource.name, resource.namespace or "default")
    return any(old.kind == resource.kind and old.group == resource.group
               and any((name, space or "default") == wanted for name, space in old.ids)
               for old in scope)
