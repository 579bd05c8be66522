#!/usr/bin/env bats
# The manual pages that are made from plugins.yaml.

load helper

setup() {
  common_setup
  make -s -C "$REPOSITORY" man
  PAGES=$REPOSITORY/build/man
}

@test "there is a page for the suite and for each command, and mandoc has nothing against them" {
  command -v mandoc >/dev/null || skip "mandoc is missing"
  expected=$({ echo kubectl-kagent.1 &&
    sed -n '/^commands:/,$s/^  - name: \(.*\)/kubectl-kagent-\1.1/p' "$REPOSITORY/plugins.yaml"; } | sort)
  cd "$PAGES"
  [ "$(printf '%s\n' *.1 | sort)" = "$expected" ] || fail "the pages must be:" "$expected"
  # From their folder, where it finds the pages that they refer to.
  run mandoc -Tlint *.1
  [ -z "$output" ] || fail "mandoc must be content"
}

@test "a page has every flag, exit code and example of its command" {
  command -v mandoc >/dev/null || skip "mandoc is missing"
  command -v python3 >/dev/null || skip "python3 is missing"
  mandoc -T utf8 -O width=900 "$PAGES/kubectl-kagent-scale.1" | col -bx >page
  python3 - "$REPOSITORY/plugins.yaml" <<'PY'
import sys, yaml
command = next(c for c in yaml.safe_load(open(sys.argv[1]))["commands"] if c["name"] == "scale")
page = " ".join(open("page").read().replace("‘", "'").replace("’", "'").split())
wanted = [f"--{flag['name']}" for flag in command["flags"]]
wanted += [example["command"] for example in command["examples"]]
wanted += [f"{code['code']} {code['meaning']}" for code in command["exitCodes"]]
wanted += [" ".join(command["summary"].split()), "--kubeconfig=FILE"]
missing = [part for part in wanted if " ".join(str(part).split()) not in page]
assert not missing, missing
PY
}
