"""Writes values as YAML source text in any of the styles that YAML has.

A writer is random in everything that does not change the value: block or flow,
quoting, indentation, comments, anchors and merge keys. Folded scalars may change
the value; both sides of the comparison read the same text.
"""

import re

STRICT_PLAIN = re.compile(r"[A-Za-z_/][\w./@=-]*(?: [A-Za-z_/][\w./@=-]*)*", re.ASCII)
LOOSE_PLAIN = re.compile(r"[A-Za-z0-9_/.$(+][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff#:,\[\]{}&*!|>'\"%@`\\]*")
TYPED = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
PRINTABLE = re.compile(r"[\n\t\x20-\x7e\u00a1-\u1fff\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]*")
NAMED_ESCAPES = {"\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0",
                 "\x07": "\\a", "\x1b": "\\e", "\u0085": "\\N", "\u2028": "\\L", "\u2029": "\\P",
                 "\u00a0": "\\_", "\x08": "\\b", "\x0b": "\\v", "\x0c": "\\f"}
COMMENTS = ["# a comment", "#", "# key: value", "# - item", "#!shebang", "# ünïcode", "#  \"quoted\"",
            "# {not json", "# --- not a separator"]


class Raw(str):
    """Text that stands in the source as it is."""


class Folded(str):
    """Body of a folded scalar, written as it is below `>` and these indicators."""

    indicators = ""


def escape(text, rng=None):
    """The text as a double-quoted scalar, some characters escaped without need."""
    parts = []
    for char in text:
        code = ord(char)
        if char in NAMED_ESCAPES:
            parts.append(NAMED_ESCAPES[char])
        elif code > 0xffff:
            parts.append(char if rng and rng.random() < 0.5 else f"\\U{code:08x}")
        elif code < 0x20 or 0x7f <= code < 0xa0 or code == 0xfeff or 0xd800 <= code < 0xe000:
            parts.append(f"\\u{code:04x}")
        elif rng and rng.random() < 0.01:
            parts.append(f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")
        else:
            parts.append(char)
    return "\"" + "".join(parts) + "\""


class Writer:
    """Writes documents in one consistent, random hand."""

    def __init__(self, rng, strict=False, tidy=False):
        """Strict: strings must also be strings for a YAML 1.1 reader. Tidy: no oddities."""
        self.rng = rng
        self.strict = strict
        self.step = rng.choice([2, 2, 2, 4, 3]) if not tidy else 2
        self.list_indent = rng.choice([0, 0, self.step])
        self.flow = 0 if tidy else rng.choice([0, 0, 0.05, 0.3])
        self.comments = 0 if tidy else rng.choice([0, 0, 0.05, 0.2])
        self.quotes = rng.choice([0.02, 0.1, 0.5])
        self.anchoring = 0 if tidy else rng.choice([0, 0, 0, 0.5])
        self.repeats = {}
        self.anchors = {}
        self.labels = 0

    def document(self, value, block=False):
        """The text of one document, ending in a newline; in block style if need be."""
        self.repeats, self.anchors = {}, {}
        if self.anchoring:
            self._count(value)
        if not block and self.rng.random() < self.flow / 5 and isinstance(value, (dict, list)):
            return self._brackets(value) + "\n"
        body = self._body(value)
        if self.rng.random() < self.comments:
            body = [self.rng.choice(COMMENTS), *body]
        if self.rng.random() < self.comments:
            body.append(self.rng.choice(COMMENTS))
        return "\n".join(body) + "\n"

    def _count(self, value):
        if isinstance(value, (dict, list)) and value:
            text = repr(value)
            self.repeats[text] = self.repeats.get(text, 0) + 1
            for child in value.values() if isinstance(value, dict) else value:
                self._count(child)

    def _anchor(self, value):
        """Return (alias, None), or (None, "&name " or "") for a value to be written out."""
        if not isinstance(value, (dict, list)) or self.repeats.get(repr(value), 0) < 2:
            return None, ""
        text = repr(value)
        if text in self.anchors:
            return "*" + self.anchors[text][0], None
        if self.rng.random() >= self.anchoring:
            return None, ""
        self.labels += 1
        label = self.rng.choice(["a{}", "x-{}", "anchor_{}"]).format(self.labels)
        self.anchors[text] = (label, value)
        return None, "&" + label

    def _body(self, value):
        """Lines of a value that starts on its own line."""
        if isinstance(value, dict) and value:
            return self._map_lines(value)
        if isinstance(value, list) and value:
            return self._list_lines(value)
        head, body = self._scalar(value)
        return [head, *("  " + line for line in body)]

    def _map_lines(self, value):
        lines = []
        items = list(value.items())
        merged = self._mergeable(value)
        if merged:
            label, part = merged
            items = [(key, child) for key, child in items if key not in part]
            lines.append(f"<<: *{label}")
        for key, child in items:
            if self.rng.random() < self.comments:
                lines.append(self.rng.choice([*COMMENTS, ""]))
            lines.extend(self._entry(self._key(key), child))
        return lines

    def _mergeable(self, value):
        """An anchored mapping that is part of this one, to be written as a merge key."""
        if not self.anchoring or self.rng.random() < 0.5:
            return None
        for label, part in self.anchors.values():
            if (isinstance(part, dict) and len(part) < len(value) and "<<" not in part
                    and all(key in value and value[key] == part[key] for key in part)):
                return label, part
        return None

    def _entry(self, key, child):
        if len(key) > 60 or self.rng.random() < self.comments / 10:
            first, *rest = self._value("", child)
            return ["? " + key, first, *rest]
        return self._value(key, child)

    def _value(self, key, child):
        """`key: value`, where the key is empty after an explicit `? key`."""
        alias, anchor = self._anchor(child)
        if alias:
            return [f"{key}: {alias}{self._trailing()}"]
        gap = self.rng.choice(["  ", "   ", "\t"]) if self.rng.random() < self.comments / 20 else " "
        lead = f"{key}:{gap}{anchor}".rstrip()
        if isinstance(child, (dict, list)) and child:
            if self.rng.random() < self.flow:
                return [f"{lead} {self._brackets(child)}{self._trailing()}"]
            indent = self.list_indent if isinstance(child, list) else self.step
            return [lead + self._trailing(), *self._indented(self._body(child), indent)]
        head, body = self._scalar(child)
        comment = "" if body else self._trailing()
        text = f"{lead}{' ' if anchor else gap}{head}".rstrip()
        return [text + comment, *self._indented(body, self.step)]

    def _list_lines(self, value):
        lines = []
        for child in value:
            if self.rng.random() < self.comments:
                lines.append(self.rng.choice(COMMENTS))
            lines.extend(self._item(child))
        return lines

    def _item(self, child):
        alias, anchor = self._anchor(child)
        if alias:
            return [f"- {alias}"]
        if isinstance(child, (dict, list)) and child:
            if self.rng.random() < self.flow:
                return [f"- {anchor} ".replace("  ", " ") + self._brackets(child)]
            body = self._body(child)
            if anchor or body[0].startswith("#") or not body[0]:
                return [f"- {anchor}".rstrip(), *self._indented(body, self.step)]
            return ["- " + body[0], *self._indented(body[1:], 2)]
        head, body = self._scalar(child)
        return [f"- {head}".rstrip(), *self._indented(body, self.step)]

    @staticmethod
    def _indented(lines, width):
        return [" " * width + line if line else line for line in lines]

    def _trailing(self):
        return " " + self.rng.choice(COMMENTS) if self.rng.random() < self.comments / 2 else ""

    def _flow(self, value):
        alias, anchor = self._anchor(value)
        if alias:
            return alias + " "
        if isinstance(value, (dict, list)):
            return (anchor + " " if anchor else "") + self._brackets(value)
        if isinstance(value, Raw):
            return value if value != "!!str" else "!!str ''"
        if isinstance(value, str):
            return self._inline(value, flow=True)
        return "null" if value is None else self._scalar(value)[0]

    def _brackets(self, value):
        """A mapping or list in flow style, over several lines at times."""
        gap = ",\n    " if self.rng.random() < 0.05 else ", "
        if isinstance(value, list):
            return "[" + gap.join(self._flow(child) for child in value) + "]"
        return "{" + gap.join(f"{self._key(key, flow=True)}: {self._flow(child)}"
                              for key, child in value.items()) + "}"

    def _key(self, key, flow=False):
        return self._inline(key, flow, key=True)

    def _inline(self, text, flow=False, key=False):
        """A string on one line."""
        if isinstance(text, Raw):
            return text
        plain = STRICT_PLAIN if self.strict or key or flow else LOOSE_PLAIN
        typed = text.lower() in TYPED and (self.strict or key or flow or self.rng.random() < 0.5)
        fits = plain.fullmatch(text) and not typed and text == text.rstrip(" ")
        if fits and not text.startswith(("...", "---")) and self.rng.random() >= self.quotes:
            return text
        printable = PRINTABLE.fullmatch(text) and "\n" not in text
        if printable and self.rng.random() < 0.5:
            return "'" + text.replace("'", "''") + "'"
        return escape(text, None if self.strict else self.rng)

    def _scalar(self, value):
        """(text behind the key or dash, further lines to be indented)"""
        if isinstance(value, Folded):
            return ">" + value.indicators, value.split("\n")
        if isinstance(value, Raw):
            head, *body = value.split("\n")
            return head, body
        if isinstance(value, str):
            return self._string(value)
        if value is None:
            return self.rng.choice(["null", "null", "~", ""] if not self.strict else ["null"]), []
        if isinstance(value, bool):
            return ("true" if value else "false"), []
        if isinstance(value, (dict, list)):
            return ("{}" if isinstance(value, dict) else "[]"), []
        return repr(value), []

    def _string(self, text):
        if "\n" in text and PRINTABLE.fullmatch(text) and self.rng.random() < 0.8:
            return self._literal(text)
        if len(text) > 40 and " " in text and PRINTABLE.fullmatch(text):
            return self._long(text)
        return self._inline(text), []

    def _literal(self, text):
        """A literal block scalar, if the text can be one."""
        body = text.rstrip("\n")
        if not body or "\t" in body.split("\n", 1)[0][:1]:
            return escape(text), []
        tail = len(text) - len(body)
        chomp = {0: "-", 1: ""}.get(tail, "+")
        lines = body.split("\n") + [""] * (tail - 1)
        digit = str(self.step) if lines[0].startswith(" ") or not lines[0] else ""
        if not digit and self.rng.random() < 0.1:
            digit = str(self.step)
        return "|" + self.rng.choice([digit + chomp, chomp + digit]), lines

    def _long(self, text):
        """A long string: on one line, over several lines, or folded."""
        style = self.rng.choice(["line", "line", "folded", "double", "plain"])
        words = text.split(" ")
        if style == "folded" and all(words) and "\n" not in text:
            body = Folded(self._wrap(words, "\n"))
            body.indicators = self.rng.choice(["-", "-", "", "+"])
            return self._scalar(body)
        if style == "double" and all(words) and "\n" not in text:
            quoted = self._wrap(escape(text).split(" "), "\n")
            head, *body = quoted.split("\n")
            return head, body
        if (style == "plain" and not self.strict and LOOSE_PLAIN.fullmatch(text) and all(words)
                and words[0] not in ("---", "...")):
            head, *body = self._wrap(words, "\n").split("\n")
            return head, body
        return self._inline(text), []

    def _wrap(self, words, separator):
        lines, line = [], []
        for word in words:
            line.append(word)
            if self.rng.random() < 0.2:
                lines.append(" ".join(line))
                line = []
        if line:
            lines.append(" ".join(line))
        return separator.join(lines)
