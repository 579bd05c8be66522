#!/usr/bin/env python3
"""Print what the help of each command must contain, by plugins.yaml: COMMAND<TAB>TEXT lines.

Read with another YAML library than the suite's own, so that the two check each other.
"""

import sys

import yaml

ZEROS = {"bool": "false", "int": "0", "count": "0", "duration": "0s", "list": "[]"}


def flag_line(flag):
    """The line that introduces a flag: its names and its default."""
    zero = ZEROS.get(flag["type"])
    default = str(flag.get("default", "" if zero is None else zero))
    shown = f"'{default}'" if zero is None else default.lower()
    letter = f"-{flag['short']}, " if "short" in flag else ""
    return f"    {letter}--{flag['name']}={shown}:"


def parts(command, groups):
    """Every line that the help of one command must have."""
    yield from command["description"].strip().splitlines()
    flags = list(command.get("flags", []))
    own = {flag["name"] for flag in flags}
    for group in command.get("flagGroups", []):
        flags += [flag for flag in groups[group] if flag["name"] not in own]
    for flag in flags:
        if "deprecated" not in flag:
            yield flag_line(flag)
            yield flag["help"]
    for example in command["examples"]:
        yield f"  # {example['comment']}"
        yield f"  {example['command']}"
    for code in command["exitCodes"]:
        yield f"  {code['code']:<3}  {code['meaning']}"
    for permission in command.get("rbac", []):
        yield permission["reason"]


def main():
    with open(sys.argv[1], encoding="utf-8") as stream:
        suite = yaml.safe_load(stream)
    groups = {group["name"]: group["flags"] for group in suite.get("flagGroups", [])}
    for command in suite["commands"]:
        for part in parts(command, groups):
            if part:
                print(command["name"], part, sep="\t")


if __name__ == "__main__":
    main()
