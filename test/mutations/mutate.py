"""Changes of manifests: every place of an object times every way to get it wrong.

An object is what json.loads gives. A mutation is a name, the place it is about and the text of the
changed object: a text, because a key that stands twice fits no dictionary.
"""

import json
import re


class Twice:
    """A mapping one of whose keys stands twice."""

    def __init__(self, mapping, key):
        self.pairs = [*mapping.items(), (key, mapping[key])]


def text(value):
    """JSON, also of Twice. Characters stand as they are: YAML does not know JSON's escapes for those
    beyond 16 bits."""
    if isinstance(value, Twice):
        return "{%s}" % ", ".join(f"{scalar(k)}: {text(v)}" for k, v in value.pairs)
    if isinstance(value, dict):
        return "{%s}" % ", ".join(f"{scalar(k)}: {text(v)}" for k, v in value.items())
    if isinstance(value, list):
        return "[%s]" % ", ".join(map(text, value))
    return scalar(value)


def scalar(value):
    return json.dumps(value, ensure_ascii=False)


def places(value, path=()):
    """All places of an object but the object itself, as (path, value)."""
    inside = (value.items() if isinstance(value, dict) else
              enumerate(value) if isinstance(value, list) else ())
    for key, part in inside:
        yield (*path, key), part
        yield from places(part, (*path, key))


def changed(value, path, change):
    """A copy in which `change(container, key)` was applied to the container of the path's end. What
    `change` returns, unless None, stands in the container's place."""
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1:
        instead = change(copy, path[0])
        return copy if instead is None else instead
    copy[path[0]] = changed(copy[path[0]], path[1:], change)
    return copy


def put(new):
    def change(container, key):
        container[key] = new
    return change


def remove(container, key):
    del container[key]


def repeat(container, key):
    if isinstance(container, list):
        container.insert(key, container[key])
        return None
    return Twice(container, key)


def rename(new):
    def change(container, key):
        items = [(new if k == key else k, v) for k, v in container.items()]
        container.clear()
        container.update(items)
    return change


# One value of each type of JSON; whatever stands at a place, the others are of a wrong type there.
OF_EACH_TYPE = ["text", 7, 1.5, True, [], {}, ["x"], {"x": "y"}]
WORDS = ["Garbage", "", " ", "-x", "UPPER_case!", "a" * 300, "a.b/c", "0", "10%", "x y", "../x"]
NUMBERS = [-1, 0, 1, 65535, 65536, 2**31 - 1, 2**31, 2**53, 2**63]


def json_type(value):
    return float if isinstance(value, float) else type(value)


def changes_of(key, value):
    """(name, change) for what stands at a place, whatever place it is."""
    for other in OF_EACH_TYPE:
        if json_type(other) is not json_type(value):
            yield f"type {json.dumps(other)}", put(other)
    yield "null", put(None)
    yield "missing", remove
    yield "twice", repeat
    if isinstance(key, str):
        yield "misspelt", rename(key[:-1] + "z" if len(key) > 1 else key + "z")
    if isinstance(value, str):
        for word in WORDS + [value.lower(), value.upper(), value + "-absent"]:
            if word != value:
                yield f"word {json.dumps(word[:20])}", put(word)
    if isinstance(value, int) and not isinstance(value, bool):
        for number in NUMBERS:
            yield f"number {number}", put(number)
    if isinstance(value, dict):
        yield "unknown", put({**value, "unknownToAll": 1})


def mutations(value):
    """All (name, path, text) of an object."""
    for path, part in places(value):
        for name, change in changes_of(path[-1], part):
            yield name, path, text(changed(value, path, change))


# ---- fields that are not there ----

def row_of(table, type_name, key):
    """The table's type of a field, an element or a value; None where nothing is known."""
    if type_name is None:
        return None
    if type_name.startswith("["):
        return type_name[1:type_name.rindex("]")]
    if type_name.startswith("{"):
        return type_name[1:-1]
    for line in table.types.get(type_name, {}):
        words = line.split(" ")
        if words[0].rstrip("!") == key:
            return words[1]
    return None


def values_for(table, type_name):
    """Values of the right type that may yet be wrong, and a few of a wrong one."""
    if type_name in table.types:
        return [{}, "text", [{}]]
    if type_name.startswith("["):
        return [[], [{}], ["x"], ["", ""], [None], {}]
    if type_name.startswith("{"):
        return [{}, {"x": "y"}, {"": ""}, {"a b": None}, []]
    if "(" in type_name:
        allowed = re.search(r"\((.*)\)", type_name)[1].split("|")
        return ["", "Garbage", *allowed[:8], allowed[0].lower(), 7]
    return {
        "string": ["", "x", "A_b", "a" * 300, 7],
        "boolean": [True, False, "true"],
        "int32": [-1, 0, 1, 65536, 2**31, "1"],
        "int64": [-1, 0, 1, 2**31, 2**63, "1"],
        "int-or-string": [-1, 0, 1, 65536, "x", "50%", "101%", "-1%", "", True],
        "quantity": ["1", "-1", "1Gi", "0", "x", "", 1.5, True],
        "time": ["2024-05-01T12:00:00Z", "2024-05-01", 7],
        "micro-time": ["2024-05-01T12:00:00.000000Z", "2024-05-01T12:00:00Z", 7],
        "bytes": ["aGk=", "aGk", 7],
    }.get(type_name, [{}, [], "x", 7])


def additions(table, value, type_name, whole=None, path=()):
    """(name, path, text) for the fields of the table that the object's mappings do not have."""
    whole = value if whole is None else whole
    inside = (value.items() if isinstance(value, dict) else
              enumerate(value) if isinstance(value, list) else ())
    for key, part in inside:
        yield from additions(table, part, row_of(table, type_name, key), whole, (*path, key))
    if not isinstance(value, dict) or type_name not in table.types:
        return
    for line in table.types[type_name]:
        field, field_type = line.split(" ")[:2]
        field = field.rstrip("!")
        if field in value or field == "status" or (path and path[-1] == "managedFields"):
            continue
        for new in values_for(table, field_type):
            place = (*path, field)
            yield f"added {json.dumps(new)[:30]}", place, text(changed(whole, place, put(new)))
