#!/usr/bin/env python3
"""Makes merge_schema_kubernetes.c, the built-in schema, from what kustomize embeds.

    merge_schema.py KYAML/openapi > merge_schema_kubernetes.c

KYAML is the folder of the Go module sigs.k8s.io/kustomize/kyaml v0.18.1 (the one
that kubectl 1.32 and kustomize 5.5 are linked with). It holds two OpenAPI v2
documents: that of Kubernetes 1.21.2 (kubernetesapi/v1_21_2/swagger.pb, a protobuf
message of google/gnostic's OpenAPIv2.proto) and that of kustomize's own kinds
(kustomizationapi/swagger.json).

What is kept is what a strategic merge can ask: the fields of mappings, the
elements and keys of lists whose x-kubernetes-patch-strategy contains "merge",
and whether objects of a kind live in a namespace (whether one of its GET paths
has a namespace parameter). Descriptions, formats and scalar types go; lists that
do not merge are leaves, because a merge never looks into them; equal types
become one. Nothing of the documents' text but names is left.
"""

import json
import re
import sys
import textwrap
from pathlib import Path

STRATEGY = "x-kubernetes-patch-strategy"
MERGE_KEY = "x-kubernetes-patch-merge-key"
MAP_KEYS = "x-kubernetes-list-map-keys"
GVK = "x-kubernetes-group-version-kind"
EXTENSIONS = (STRATEGY, MERGE_KEY, MAP_KEYS, GVK)
UNKNOWN, PLAIN = ("unknown",), ("plain",)


# ---- protobuf: only as much as OpenAPIv2.proto needs ----

def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def message(data):
    """Split a message into {field number: [raw values]}."""
    fields, at = {}, 0
    while at < len(data):
        tag, at = varint(data, at)
        wire = tag & 7
        if wire == 0:
            value, at = varint(data, at)
        elif wire == 2:
            length, at = varint(data, at)
            value, at = data[at:at + length], at + length
        else:
            length = {1: 8, 5: 4}[wire]
            value, at = data[at:at + length], at + length
        fields.setdefault(tag >> 3, []).append(value)
    return fields


def text(fields, number):
    return fields[number][0].decode() if number in fields else ""


def named(data):
    """A map entry: name = 1, value = 2."""
    fields = message(data)
    return text(fields, 1), message(fields[2][0]) if 2 in fields else {}


def small_yaml(source):
    """Read the YAML of an extension: a scalar, a list of scalars, or (a list of) flat maps."""
    lines = [line for line in source.splitlines() if line.strip()]
    unquote = lambda word: word.strip().strip("\"'")
    pair = re.compile(r"([A-Za-z]+): ?(.*)$")
    if not lines[0].startswith("- "):
        maps = [pair.match(line) for line in lines]
        return {m[1]: unquote(m[2]) for m in maps} if all(maps) else unquote(lines[0])
    items = []
    for line in lines:
        found = pair.match(line[2:])
        if line.startswith("- "):
            items.append({} if found else unquote(line[2:]))
        if found:
            items[-1][found[1]] = unquote(found[2])
    return items


def extensions(fields, number):
    found = (named(entry) for entry in fields.get(number, []))
    return {name: small_yaml(text(value, 2)) for name, value in found if name in EXTENSIONS}


def json_schema(fields):
    """A Schema message as the JSON it was made from, without what is not needed."""
    schema = extensions(fields, 31)
    if 1 in fields:
        schema["$ref"] = text(fields, 1)
    if 22 in fields:
        schema["type"] = [word.decode() for word in message(fields[22][0])[1]]
    if 23 in fields:
        schema["items"] = json_schema(message(message(fields[23][0])[1][0]))
    if 21 in fields:
        more = message(fields[21][0])
        schema["additionalProperties"] = json_schema(message(more[1][0])) if 1 in more else True
    if 25 in fields:
        entries = (named(entry) for entry in message(fields[25][0]).get(1, []))
        schema["properties"] = {name: json_schema(value) for name, value in entries}
    return schema


def read_kubernetes(path):
    document = message(path.read_bytes())
    entries = (named(entry) for entry in message(document[9][0])[1])
    definitions = {name: json_schema(value) for name, value in entries}
    scopes = {}
    for entry in message(document[8][0])[2]:
        name, item = named(entry)
        gvk = extensions(message(item[2][0]), 13).get(GVK) if 2 in item else None
        if gvk:
            key = kind_of(gvk)
            scopes[key] = scopes.get(key, False) or "namespaces/{namespace}" in name
    return definitions, scopes


def kind_of(gvk):
    group, version = gvk.get("group", ""), gvk["version"]
    return gvk["kind"], f"{group}/{version}" if group else version


# ---- schemas to types ----

class Types:
    """The types of the table. A type is a tuple that names other schemas by reference."""

    def __init__(self, definitions):
        self.shapes = {name: shape(schema) for name, schema in definitions.items()}
        self.order = []
        self.places = {}
        self.place(UNKNOWN)
        self.place(PLAIN)

    def place(self, this):
        while this[0] == "ref":
            this = self.shapes[this[1]]
        if this not in self.places:
            self.places[this] = len(self.order)
            self.order.append(this)
            for below in parts(this):
                self.place(below)
        return self.places[this]

    def unite(self):
        """Number the types so that those that behave alike get one number."""
        numbers = [0] * len(self.order)
        while True:
            seen = {}
            finer = []
            for this in self.order:
                lower = tuple(numbers[self.place(below)] for below in parts(this))
                finer.append(seen.setdefault((head(this), lower), len(seen)))
            if len(seen) == len(set(numbers)):
                return finer
            numbers = finer


def parts(this):
    if this[0] == "list":
        return [this[2]]
    if this[0] == "map":
        return [*(below for _, below in this[1]), this[2]]
    return []


def head(this):
    if this[0] == "list":
        return this[:2]
    if this[0] == "map":
        return "map", tuple(name for name, _ in this[1])
    return this


def shape(schema):
    if "$ref" in schema:
        return "ref", schema["$ref"].removeprefix("#/definitions/")
    is_list = schema.get("type") in ("array", ["array"])
    if "merge" in schema.get(STRATEGY, "").split(","):
        keys = schema.get(MAP_KEYS) or ([schema[MERGE_KEY]] if MERGE_KEY in schema else [])
        return "list", tuple(keys), shape(schema["items"]) if is_list else UNKNOWN
    fields = () if is_list else tuple(
        sorted((name, shape(below)) for name, below in schema.get("properties", {}).items()))
    more = schema.get("additionalProperties")
    rest = shape(more) if isinstance(more, dict) and not is_list else UNKNOWN
    return ("map", fields, rest) if fields or rest != UNKNOWN else PLAIN


# ---- types to C ----

class Names:
    """One text with every name once."""

    def __init__(self):
        self.offsets = {}
        self.length = 0

    def at(self, name):
        if name not in self.offsets:
            self.offsets[name] = self.length
            self.length += len(name.encode()) + 1
        return self.offsets[name]

    def literal(self):
        lines = [""]
        for name in self.offsets:
            if len(lines[-1]) + len(name) + 2 > 90:
                lines.append("")
            lines[-1] += name + "\\0"
        return "\n".join(f'    "{line}"' for line in lines)


def rows(cells):
    return textwrap.fill(" ".join(cell.replace(" ", "\x01") for cell in cells), 98,
                         initial_indent="    ", subsequent_indent="    ",
                         break_on_hyphens=False).replace("\x01", " ")


def array(kind, name, cells):
    return f"static const {kind} {name}[] = {{\n{rows(cells)}\n}};\n"


def split_name(name):
    """io.k8s.api.core.v1.Pod: the names share their beginnings."""
    short = name.rpartition(".")[2]
    return short, name[:len(name) - len(short)]


def write(types, numbers, kinds, definitions, out):
    names, fields, keys, cells = Names(), [], [], []
    for number in range(max(numbers) + 1):
        this = types.order[numbers.index(number)]
        lower = [numbers[types.place(below)] for below in parts(this)]
        first_field, first_key = len(fields), len(keys)
        if this[0] == "map":
            fields += [f"{{{names.at(name)}, {below}}}," for (name, _), below in zip(this[1], lower)]
            cells.append(f"{{{first_field}, {len(this[1])}, {lower[-1]}, 0, 0, 0, 0}},")
        elif this[0] == "list":
            keys += [f"{names.at(name)}," for name in this[1]]
            cells.append(f"{{0, 0, 0, {lower[0]}, {first_key}, {len(this[1])}, 1}},")
        else:
            cells.append("{0, 0, 0, 0, 0, 0, 0},")
    kind_cells = [f"{{{names.at(kind)}, {names.at(api)}, {number}, {scope}}},"
                  for (kind, api), (number, scope) in sorted(kinds.items())]
    definition_cells = [f"{{{names.at(short)}, {names.at(package)}, {number}}},"
                        for (short, package), number in sorted(definitions.items())]
    out.write("/* Made by merge_schema.py; do not edit. merge_schema_table.h explains it. */\n"
              '#include "merge_schema_table.h"\n\n/* clang-format off */\n'
              f"static const char names[] =\n{names.literal()};\n\n")
    out.write(array("struct kg_merge_schema_type", "types", cells) + "\n")
    out.write(array("struct kg_merge_schema_field", "fields", fields) + "\n")
    out.write(array("uint16_t", "keys", keys) + "\n")
    out.write(array("struct kg_merge_schema_kind", "kinds", kind_cells) + "\n")
    out.write(array("struct kg_merge_schema_definition", "definitions", definition_cells))
    out.write("/* clang-format on */\n\nconst struct kg_merge_schema_table kg_merge_schema_kubernetes = {\n"
              "    .names = names,\n    .types = types,\n    .fields = fields,\n    .keys = keys,\n"
              "    .kinds = kinds,\n    .kind_count = sizeof(kinds) / sizeof(kinds[0]),\n"
              "    .definitions = definitions,\n"
              "    .definition_count = sizeof(definitions) / sizeof(definitions[0]),\n};\n")


def main():
    openapi = Path(sys.argv[1])
    definitions, scopes = read_kubernetes(openapi / "kubernetesapi" / "v1_21_2" / "swagger.pb")
    own = json.loads((openapi / "kustomizationapi" / "swagger.json").read_text())
    definitions.update(own["definitions"])
    types = Types(definitions)
    places = {kind_of(gvk): types.place(types.shapes[name])
              for name, schema in definitions.items() for gvk in schema.get(GVK, [])}
    by_name = {split_name(name): types.place(shape) for name, shape in types.shapes.items()}
    numbers = types.unite()
    kinds = {key: (numbers[place], 0) for key, place in places.items()}
    for key, namespaced in scopes.items():
        kinds[key] = (kinds[key][0] if key in kinds else 0, 2 if namespaced else 1)
    by_name = {name: numbers[place] for name, place in by_name.items()}
    write(types, numbers, kinds, by_name, sys.stdout)


if __name__ == "__main__":
    main()
