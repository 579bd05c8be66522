"""JSON schemas for kubeconform, from what a running API server publishes.

A file for each kind, KIND-GROUP-VERSION.json, of the form that https://github.com/yannh/kubernetes-json-schema
has under `-standalone-strict`: a field that is not described is an error, and one that is not required may be null.
"""

import json
import re

GVK = "x-kubernetes-group-version-kind"
REFERENCE = "#/components/schemas/"
# What the OpenAPI document says of a schema beyond JSON Schema, or only for people.
LEFT_OUT = {"description", "default", "example", "title"}


def location(folder):
    """What kubeconform's --schema-location takes."""
    return f"{folder}/{{{{ .ResourceKind }}}}{{{{ .KindSuffix }}}}.json"


def write_all(server, folder):
    """Writes the schemas of all kinds that the server serves; returns how many."""
    written = 0
    for path in server.get("/openapi/v3")["paths"]:
        if not re.fullmatch(r"api/v1|apis/[^/]+/[^/]+", path):
            continue
        schemas = server.get("/openapi/v3/" + path).get("components", {}).get("schemas", {})
        for name, schema in schemas.items():
            kinds = schema.get(GVK, [])
            # What belongs to every group (DeleteOptions, Status) is nobody's manifest.
            if len(kinds) == 1 and "metadata" in schema.get("properties", {}):
                (folder / file_name(kinds[0])).write_text(json.dumps(standalone(schemas, name)))
                written += 1
    return written


def file_name(kind):
    group = kind["group"].partition(".")[0]
    return "-".join(filter(None, [kind["kind"], group, kind["version"]])).lower() + ".json"


def standalone(schemas, name):
    """The schema of one kind, with all that it refers to."""
    definitions, todo = {}, [name]
    while todo:
        current = todo.pop()
        if current not in definitions:
            definitions[current] = strict(schemas[current], todo)
    return {"$schema": "http://json-schema.org/draft-07/schema#", "$ref": f"#/definitions/{name}",
            "definitions": definitions}


def strict(schema, todo):
    """A schema as JSON Schema; the names that it refers to are added to `todo`."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(REFERENCE)
        todo.append(name)
        return {"$ref": f"#/definitions/{name}"}
    made = {key: value for key, value in schema.items()
            if key not in LEFT_OUT and not key.startswith("x-kubernetes-")}
    for key in ("allOf", "oneOf", "anyOf"):
        if key in made:
            made[key] = [strict(part, todo) for part in made[key]]
    for key in ("items", "additionalProperties"):
        if isinstance(made.get(key), dict):
            made[key] = strict(made[key], todo)
    if "properties" in made:
        required = made.get("required", [])
        made["properties"] = {field: strict(part, todo) if field in required else
                              {"anyOf": [strict(part, todo), {"type": "null"}]}
                              for field, part in made["properties"].items()}
        made["additionalProperties"] = False
    return made
