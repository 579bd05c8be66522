"""Strings, keys and odd scalars.

Keys are made so that a run of digits is never followed by a letter: kubectl's
order of such keys depends on Go's random map order, and no answer is right.
"""

from .source import Raw

LOOKALIKES = ["yes", "no", "on", "off", "y", "n", "Yes", "NO", "true", "False", "null", "Null",
              "~", "", "123", "-5", "+12", "0x1F", "0o17", "017", "08", "1_000", "1e3", "1.0",
              ".5", "5.", "12:30", "190:20:30", "1:02", ".inf", "-.Inf", ".nan", "0b101",
              "2020-01-01", "2020-1-1", "2020-01-01T00:00:00Z", "2020-01-01 10:00:00", "<<", "=",
              "0.1", "1e400", "-0", "0", "1,000", "1__2", "0x", "_", "-", "--", "---", "...",
              "-a", "- a", "? a", "?", ":", ": a", ":a", "a:", "a: b", "a:b", "#", " #a", "a #b",
              "a#b", "!", "!!str", "&a", "*a", "[a]", "{a}", "]", "}", ",", "a, b", "|", ">",
              "%", "%a", "@", "@a", "`", "`a`", "'", "\"", "it's", "\"q\"", "'q'", "a'b\"c",
              "\\", "a\\nb", "C:\\dir", "$", "$$", "${X}", "{{ .Values.x }}", "*", "**", "*.com",
              "a|b", "tRUE", "TRUE", "nULL", "NaN", "0.0.0.0", "1.2.3", "v1.2.3", "10.0.0.0/8",
              "<none>", "a=b", "k=v,x=y", "!a", "~a", "1 2", "0777", "1e", "e1", "+", "+.5"]

SPACED = [" leading", "trailing ", "  both  ", "two  spaces", "tab\there", "\ttab", "tab\t",
          " ", "  ", "\t", "a \n b", "\n", "\n\n", "a\n", "a\n\n", "\na", "a\n\nb", "a\n b\n",
          " a\nb\n", "  a\n b", "a \nb", "a\t\nb", "a\n\tb", "a\n# b\n", "---\na", "a\n---\nb\n",
          "...\n", "key: value\nother: [1, 2]\n", "a\r\nb", "\r", "# no comment\n", "a\n  \nb",
          "a\n\n\n\nb\n", "\n  a\n", "- x\n- y\n", "a: |\n  b\n"]

UNICODE = ["é", "über straße", "日本語のテキスト", "emoji 😀 here", "😀", "a\u00a0b", "a\u0085b",
           "a\u2028b", "a\u2029b", "\ufeffbom", "a\u200bb", "\u0301", "ж: ж", "→ x", "naïve #1",
           "\ufffd", "\ue000", "\U0010ffff", "\ud7ff", "Ω≈ç√∫", "\u0661\u0662"]

CONTROL = ["\x00", "a\x01b", "\x07", "\x1b[0m", "a\x08b", "\x0b", "\x0c"]

WORDS = ("the quick brown fox jumps over lazy dog and then some more configuration values for "
         "https://example.com/a/path?x=1&y=2 --flag=value key:value [x] {y} # 'q' \"d\" \\ é").split()

SCRIPT = """#!/bin/sh
set -eu
for f in "$@"; do
  echo "$f" | sed 's/a/b/'   # comment
\tprintf '%s\\n' "${f}"
done
"""

# What stands in a manifest as it is; YAML decides on its type.
RAW = ["0x1F", "0xff", "0o17", "017", "08", "09.5", "1_000", "+12", "-0", "-0.0", "1e3", "1.0",
       "1.50", ".5", "5.", "1e400", "0b101", "-0x10", "~", "null", "Null", "yes", "No", "on",
       "2020-01-01", "2020-01-01T00:00:00Z", "2001-12-14t21:59:43.10-05:00", "1_0.5",
       "2020-01-01 10:00:00", "2020-01-01 10:00:00.123456789 +02:00", "2020-13-45", "!!str 123",
       "!!int \"5\"", "!!float 1", "!!str", "!!binary aGVsbG8=", "! 5", "!custom x", "!!bool \"true\"",
       "!!null \"\"", "!!int \"0x1F\"", "!!float \"1.5\"", "=", "12:30", "0.1", "123456.5",
       "1234567.5", "1e-7", "0.00001", "1e20", "1e21", "1.5e300", "9007199254740993",
       "18446744073709551615", "18446744073709551616", "-9223372036854775808",
       "-9223372036854775809", "123456789012345678901234567890", "1e-400", "+1.5", "1.0e+2", "0o8",
       "0x", "\"\\x41\\u00e9\\t\"", "'it''s'", "\"a\\\n    b\"", "TRUE", "False", "true", "0", "-1",
       "4294967296", "3.14159265358979", "100000", "1000000.0", "\"\\e\\a\\_\\N\"", "'multi\n    line'",
       "plain\n    multi\n    line", "\"two\n\n    parts\"", "0.1e1", "00", "-00", "0_", "1__0"]
RAW_KEYS = ["1", "-1", "0x1F", "true", "No", "1.50", "2020-01-01", ".inf", "!!int 5", "!!binary aGk=", "!own x",
            "! y", "!!str 7", "1e3", "017", "2020-01-01 10:00:00", "-0", "!!bool \"true\"", "1_0", "=", "!!str"]
RAW_REFUSED = [".inf", "-.inf", ".nan", "!!int abc", "!!bool x", "\"\x7f\"", "!!float x"]

KEYS = ["name", "key", "Alpha", "beta_x", "a-b", "a_b", "a.b", "dotted.key.name", "slash/key",
        "example.com/thing", "app.kubernetes.io/part-of", "UPPER", "x", "y", "Y", "n", "No", "on",
        "yes", "null", "~", "true", "with space", "colon: key", "ключ", "日本", "émile", "-dash",
        "_under", ".dotfile", "item-1", "item-2", "item-10", "item-02", "item", "10", "9", "01",
        "1.5", "#hash", "q\"uote", "it's", "[b]", "{c}", "&amp", "*star", "!bang", "%pct", "@at",
        "a:b", "$patchy", "$(VAR)", "a=b", "a b  c", "😀", "tab\tkey", "nl\nkey", "", "?", "-",
        "<<"]


def random_key(world, plain=False):
    """A mapping key; plain ones may be written anywhere without surprises."""
    if plain or world.chance(0.7):
        return world.pick(KEYS[:12])
    if world.maybe(0.02, "key-over-128"):
        return "long-" + "k" * world.rng.randint(120, 140)
    return world.pick(KEYS)


def random_text(world):
    """Words up to a few lines long, to meet the folding at 80 columns."""
    words = [world.pick(WORDS) for _ in range(world.rng.randint(2, 40))]
    text = " ".join(words)
    if world.chance(0.15):
        text = text.replace(" ", "  ", world.rng.randint(1, 3))
    if world.chance(0.1):
        text = world.pick([" ", "'", "\"", "# ", "é"]) + text
    if world.chance(0.1):
        text += world.pick([" ", ":", "\n", "\t", "😀"])
    if world.chance(0.15):
        text = "\n".join(text.split(" ", 6))
    return text


def random_string(world):
    """A string value of any kind that a manifest may hold."""
    kind = world.weighted({"word": 40, "lookalike": 20, "spaced": 8, "unicode": 7, "text": 14,
                           "script": 3, "var": 3, "control": 1, "long": 2})
    if kind != "word":
        world.note(f"string-{kind}")
    if kind == "word":
        return world.pick(["value", "nginx:1.25", "http://web:8080/x", "/etc/app", "info", "a b",
                           "100m", "1Gi", "RollingUpdate", "--verbose", "key=value"])
    if kind == "lookalike":
        return world.pick(LOOKALIKES)
    if kind == "spaced":
        return world.pick(SPACED)
    if kind == "unicode":
        return world.pick(UNICODE) + world.pick(["", "", " tail", "\n"])
    if kind == "text":
        return random_text(world)
    if kind == "script":
        return SCRIPT * world.rng.randint(1, 2)
    if kind == "var":
        return world.pick(["$({})", "x-$({})-y", "$$({})", "$({}", "$({})$({})"]).format(
            *(world.pick(world.var_names) for _ in range(2)))
    if kind == "long":
        return "x" * world.rng.randint(75, 200)
    return world.pick(CONTROL)


def random_scalar(world):
    """Any scalar, typed by YAML or by Python."""
    kind = world.weighted({"string": 50, "int": 15, "bool": 8, "null": 4, "float": 4, "raw": 18})
    if kind == "string":
        return random_string(world)
    if kind == "int":
        return world.pick([0, 1, 3, 8080, 65535, -1, 600, 2147483648])
    if kind == "bool":
        return world.chance(0.5)
    if kind == "null":
        return None
    if kind == "float":
        return world.pick([0.5, 1.25, 99.9, 1e-5, 1e6, 123456.75, 2.0])
    world.note("raw-scalar")
    if world.maybe(0.004, "raw-refused"):
        return Raw(world.pick(RAW_REFUSED))
    return Raw(world.pick(RAW))


def random_tree(world, depth=3):
    """Any value: mappings, lists and scalars nested a few levels deep."""
    kind = world.weighted({"scalar": 50, "map": 25 if depth else 0, "list": 20 if depth else 0,
                           "empty": 5})
    if kind == "scalar":
        return random_scalar(world)
    if kind == "empty":
        return world.pick([{}, [], None, ""])
    if kind == "list":
        return [random_tree(world, depth - 1) for _ in range(world.rng.randint(1, 4))]
    return random_map(world, depth)


def random_map(world, depth=2, most=4):
    """A mapping with odd keys and values."""
    return {random_key(world): random_tree(world, depth - 1)
            for _ in range(world.rng.randint(1, most))}


def label_value(world):
    """A string that is valid as the value of a label, which may look like another type."""
    return world.pick(["web", "db", "prod", "v1", "a.b", "x-y", "team_a", "1", "true", "yes", "1.0",
                       "null", "012", "", "n", "2020-01-01", "1e3"])


def label_key(world):
    return world.pick(world.label_keys)


def labels(world, most=2):
    return {label_key(world): label_value(world) for _ in range(world.rng.randint(1, most))}


def annotation_value(world):
    return world.pick(["x", "true", "123", "a: b", "", "yes", "1.0", "[1]", "multi\nline\n",
                       "a long annotation that goes on and on until it must be folded somewhere, "
                       "which happens after column eighty", "é", "{\"a\": 1}", "'"])


def annotations(world, most=2):
    keys = ["note", "example.com/owner", "description", "a-b", "zz/top", "Upper", "prometheus.io/port",
            "with space"]
    return {key: annotation_value(world) for key in world.some(keys, 1, most)}
