#!/usr/bin/env bats
# `kubectl kagent render --explain`, `--origin` and `--diff`: where fields come from.

load helper
load ../lib/component-combination

setup() {
  common_setup
  ROOT=$REPOSITORY/kubernetes/kagent
  # Places are as the manifests are named: relative names keep the expectations short.
  ln -s "$ROOT" manifests
}

# line_of FILE PATTERN: the number of the first line that has the pattern.
line_of() {
  grep -n -m 1 -e "$2" "$ROOT/$1" | cut -d: -f1
}

# ---- explain ----

@test "--explain tells the value, the line that set it, and every step on the way" {
  run --separate-stderr kagent render manifests/overlays/prod --explain StatefulSet/kagent:spec.replicas
  assert_status 0
  assert_no_error
  base=base/statefulset.yaml:$(line_of base/statefulset.yaml "  replicas:")
  patch=overlays/prod/statefulset-patch.yaml:$(line_of overlays/prod/statefulset-patch.yaml "  replicas:")
  [ "${lines[0]}" = "StatefulSet/kagent spec.replicas is 5" ] || fail "the value must come first"
  [ "${lines[1]}" = "set at manifests/$patch:13" ] || fail "then the line that set it"
  [[ ${lines[3]} == "1 "*"manifests/$base:13 "*"resources["*"] of manifests/base/kustomization.yaml:"* ]] ||
    fail "the base must be the first layer"
  [[ ${lines[4]} == "5 "*"manifests/$patch:13 "*"patches[0] of manifests/overlays/prod/kustomization.yaml:"* ]] ||
    fail "the patch must be the last layer"
  [ "${#lines[@]}" -eq 5 ] || fail "there must be two layers"
}

@test "--explain works for --env too, and from the copy inside the program" {
  run --separate-stderr kagent render --env prod --explain sts/kagent:spec.replicas
  assert_status 0
  assert_error_has "inside this program"
  assert_output_has "overlays/prod/statefulset-patch.yaml:"
  run --separate-stderr kagent render --root manifests --env dev --explain cm/kagent-config:data.LOG_LEVEL
  assert_status 0
  assert_no_error
  assert_output_has "is debug"
  assert_output_has "manifests/overlays/dev/kustomization.yaml:$(line_of overlays/dev/kustomization.yaml LOG_LEVEL)"
}

@test "a field that an overlay takes away is explained, with who took it" {
  component_combination "$BATS_TEST_TMPDIR/tree" prod hpa
  run --separate-stderr kagent render --root "$BATS_TEST_TMPDIR/tree" --env prod \
    --explain StatefulSet/kagent:spec.replicas
  assert_status 0
  assert_output_has "spec.replicas is not there any more"
  assert_output_has "removed by transformers: PatchTransformer/replicas-leave-the-statefulset"
  run --separate-stderr kagent render --root "$BATS_TEST_TMPDIR/tree" --env prod \
    --explain hpa/kagent:spec.minReplicas
  assert_output_has "is 5"
  assert_output_has "overlays/prod/statefulset-patch.yaml:"
  assert_output_has "replacements[0] of $BATS_TEST_TMPDIR/tree/components/hpa/hand-over/replicas.yaml:"
}

@test "--explain of a mapping lists every value in it, with its place" {
  run --separate-stderr kagent render manifests/overlays/dev \
    --explain 'StatefulSet/kagent:spec.template.spec.containers[name=kagent].resources'
  assert_status 0
  [ "${lines[0]}" = "StatefulSet/kagent spec.template.spec.containers[name=kagent].resources holds 4 values" ] ||
    fail "the first line must say what it holds"
  [ "${#lines[@]}" -eq 6 ] || fail "one line for each value"
  assert_output_has "limits.memory"
  [[ ${lines[2]} == 'limits.cpu '*'"1" '*"manifests/overlays/dev/statefulset-patch.yaml:"* ]] ||
    fail "each line has the field, the value and the place"
}

@test "--explain -o json and -o yaml say the same as data" {
  command -v python3 >/dev/null || skip "python3 is missing"
  kagent render manifests/overlays/prod --explain StatefulSet/kagent:spec.replicas -o json >out.json
  kagent render manifests/overlays/prod --explain StatefulSet/kagent:spec.replicas -o yaml >out.yaml
  python3 - <<'PROGRAM'
import json, yaml
answer = json.load(open("out.json"))
assert answer == yaml.safe_load(open("out.yaml")), "JSON and YAML differ"
assert answer["value"] == 5 and answer["path"] == "spec.replicas", answer
assert answer["resource"]["kind"] == "StatefulSet", answer
assert [layer["after"] for layer in answer["layers"]] == [1, 5], answer
assert [layer["before"] for layer in answer["layers"]] == [None, 1], answer
assert answer["setAt"] == answer["layers"][-1]["setAt"], answer
assert answer["setAt"]["file"] == "manifests/overlays/prod/statefulset-patch.yaml", answer
assert answer["layers"][1]["by"]["step"] == "patches", answer
PROGRAM
}

@test "what cannot be explained is refused with what there is" {
  run --separate-stderr kagent render --env prod --explain StatefulSet/kagent:spec.replcas
  assert_refusal 1 "spec has no replcas"
  assert_error_has "Did you mean replicas?"
  run --separate-stderr kagent render --env prod --explain StatefulSet/kagnet
  assert_refusal 1 "Did you mean StatefulSet/kagent?"
  run --separate-stderr kagent render --env prod --explain replicas
  assert_refusal 2 "KIND/NAME:PATH"
  run --separate-stderr kagent render --env prod --explain StatefulSet/kagent:spec. -o json
  assert_refusal 2 "the name of a field is missing"
  run --separate-stderr kagent render --env prod --explain StatefulSet/kagent -o name
  assert_refusal 2 "-o name"
}

@test "the values of secrets are in what is rendered, and not in reports" {
  mkdir -p base
  printf 'secretGenerator:\n- name: token\n  literals: [key=hunter2]\n' >base/kustomization.yaml
  mkdir other
  printf 'secretGenerator:\n- name: token\n  literals: [key=hunter3]\n' >other/kustomization.yaml
  run kagent render base
  assert_output_has aHVudGVyMg==
  for arguments in "base --explain secret/token" "base --explain secret/token:data.key" \
    "base --explain secret/token:data -o json" "--diff base other" "--diff ./base ./other -o yaml"; do
    run kagent render $arguments
    [[ $output != *aHVudGVy* ]] || fail "render $arguments must not show the value"
    assert_output_has "***"
    assert_output_has "base/kustomization.yaml"
  done
}

# ---- origin ----

# Every comment must be true: the line that it names has the key, or the value, of its own line.
untrue_origins() {
  awk '
    !/ # [^ ]*:[0-9]+$/ { next }
    {
      place = $NF
      sub(/ +# [^ ]*$/, "")
      gsub(/^[ -]*/, "")
      split(place, at, ":")
      wanted = $0
      if (wanted !~ /:$/) sub(/^[^ ]*: /, "", wanted)
      gsub(/^["\x27]|["\x27]$/, "", wanted)
      number = 0
      while ((getline line <at[1]) > 0)
        if (++number == at[2]) break
      close(at[1])
      if (index(line, wanted) == 0) print place ": " line " -- " $0
    }'
}

@test "--origin names the line of each value, and the line has it" {
  for environment in dev prod; do
    kagent render "manifests/overlays/$environment" --origin >annotated
    bare=$(grep -c -v -e '# [^ ]*:[0-9]*$' -e '^---$' annotated || true)
    literal=$(kagent render "manifests/overlays/$environment" | grep -c '^ *[{}] *$\|^ *"\|^ *{".*}$\|^ *\]' || true)
    [ "$bare" -eq "$literal" ] || fail "$bare lines have no place, $literal lines are inside texts"
    untrue=$(untrue_origins <annotated)
    [ -z "$untrue" ] || fail "$untrue"
  done
}

@test "--origin changes nothing but comments, under every combination of components" {
  command -v python3 >/dev/null || skip "python3 is missing"
  number=0
  while read -r overlay components; do
    [[ $overlay != "#"* ]] || continue
    number=$((number + 1))
    component_combination "$BATS_TEST_TMPDIR/tree$number" "$overlay" $components
    kubectl-kagent render --root "$BATS_TEST_TMPDIR/tree$number" --env "$overlay" >"plain$number"
    kubectl-kagent render --root "$BATS_TEST_TMPDIR/tree$number" --env "$overlay" --origin >"annotated$number"
  done <"$REPOSITORY/test/cases/components.txt"
  python3 - "$number" <<'PROGRAM'
import sys, yaml
for number in range(1, int(sys.argv[1]) + 1):
    plain, annotated = open(f"plain{number}").read(), open(f"annotated{number}").read()
    lines = list(zip(plain.split("\n"), annotated.split("\n"), strict=True))
    assert all(b.startswith(a) for a, b in lines), "a line has changed"
    assert list(yaml.safe_load_all(plain)) == list(yaml.safe_load_all(annotated)), "the meaning has changed"
PROGRAM
}

@test "--origin output is what kubectl takes" {
  kagent render manifests/overlays/prod --origin | "$KUBECTL" annotate --local -f - absent- -o name >actual
  kagent render manifests/overlays/prod -o name >expected
  diff -u expected actual
}

@test "--origin is for YAML" {
  run --separate-stderr kagent render --env prod --origin -o json
  assert_refusal 2 "which only YAML has"
  run --separate-stderr kagent render --env prod --origin -o yaml
  assert_status 0
}

# ---- diff ----

@test "--diff names each field that differs, with both values and both lines" {
  run --separate-stderr kagent render --root manifests --diff dev prod
  assert_status 1
  assert_no_error
  dev=manifests/overlays/dev/statefulset-patch.yaml:$(line_of overlays/dev/statefulset-patch.yaml "  replicas:")
  prod=manifests/overlays/prod/statefulset-patch.yaml:$(line_of overlays/prod/statefulset-patch.yaml "  replicas:")
  [ "${lines[0]}" = "--- dev" ] || fail "the first must be named"
  [ "${lines[1]}" = "+++ prod" ] || fail "the second must be named"
  assert_output_has "~ StatefulSet/kagent
  ~ spec.replicas
      - 1   $dev:13
      + 5   $prod:13"
  assert_output_has "  ~ spec.template.spec.containers[name=kagent].resources.limits.memory"
  assert_output_has "+ PodDisruptionBudget/kagent   manifests/components/pdb/pdb.yaml:1:1"
}

@test "what does not differ ends with 0 and says nothing" {
  run --separate-stderr kagent render --root manifests --diff dev dev
  assert_status 0
  assert_no_output
  assert_no_error
  run --separate-stderr kagent render --root manifests --diff dev dev -o json
  assert_status 0
  assert_output_has '"resources": []'
}

@test "--diff takes directories and environments, the second one also by --env" {
  run --separate-stderr kagent render --diff manifests/overlays/dev manifests/overlays/prod
  assert_status 1
  assert_output_has "--- manifests/overlays/dev"
  run --separate-stderr kagent render --root manifests --diff dev --env prod
  assert_status 1
  assert_output_has "+++ prod"
  cp -R "$ROOT" copy
  KAGENT_ROOT=copy run --separate-stderr kagent render --diff manifests/overlays/dev dev
  assert_status 0
  cd manifests/overlays
  run --separate-stderr kagent render --diff dev prod
  assert_status 1
  assert_no_error
  assert_output_has " dev/statefulset-patch.yaml:"
}

@test "resources are paired by what they were called before prefixes and hashes" {
  for side in one two; do
    mkdir -p $side
    printf 'namePrefix: %s-\nconfigMapGenerator:\n- name: map\n  literals: [key=%s, same=x]\n' \
      $side $side >$side/kustomization.yaml
  done
  run --separate-stderr kagent render --diff one two
  assert_status 1
  [[ ${lines[2]} == "~ ConfigMap/one-map-"*", two-map-"* ]] || fail "the two must be one resource"
  assert_output_has "  ~ data.key
      - one   one/kustomization.yaml:4:14
      + two   two/kustomization.yaml:4:14"
  [[ $output != *data.same* ]] || fail "what is equal must not be listed"
}

@test "--diff -o json says the same as data" {
  command -v python3 >/dev/null || skip "python3 is missing"
  run kagent render --root manifests --diff dev prod -o json
  assert_status 1
  printf '%s' "$output" >out.json
  python3 - <<'PROGRAM'
import json
answer = json.load(open("out.json"))
assert (answer["first"], answer["second"]) == ("dev", "prod"), answer
sets = [r for r in answer["resources"] if r["kind"] == "StatefulSet"]
fields = {f["path"]: f for f in sets[0]["fields"]}
assert fields["spec.replicas"]["difference"] == "changed", fields
assert (fields["spec.replicas"]["first"]["value"], fields["spec.replicas"]["second"]["value"]) == (1, 5)
assert fields["spec.replicas"]["first"]["setAt"]["file"].endswith("overlays/dev/statefulset-patch.yaml")
assert [r["difference"] for r in answer["resources"] if r["kind"] == "PodDisruptionBudget"] == ["added"]
PROGRAM
}

@test "what cannot be compared ends with 3, so that 1 always means that there are differences" {
  mkdir -p broken
  printf 'resources: [absent.yaml]\n' >broken/kustomization.yaml
  run --separate-stderr kagent render --diff broken manifests/overlays/dev
  assert_refusal 3 "absent.yaml"
  run --separate-stderr kagent render --diff dve dev
  assert_refusal 2 'unknown environment "dve"'
  run --separate-stderr kagent render --diff dev
  assert_refusal 2 "nothing to render"
}

@test "one question at a time" {
  run --separate-stderr kagent render --env dev --explain a/b --diff prod
  assert_refusal 2 "--explain and --diff cannot be given together"
  run --separate-stderr kagent render --env dev --origin --diff prod
  assert_refusal 2 "--origin and --diff cannot be given together"
  run --separate-stderr kagent render --env dev --diff prod -o name
  assert_refusal 2 "-o name"
}

# ---- terminals ----

@test "colour is for terminals, and for those who want it" {
  command -v python3 >/dev/null || skip "python3 is missing"
  for question in "--origin" "--explain sts/kagent:spec.replicas" "--diff dev"; do
    TERM=xterm run "$REPOSITORY/test/lib/at_terminal.py" "$KUBECTL" kagent render --root manifests --env prod $question
    assert_output_has $'\e['
    TERM=xterm NO_COLOR=1 run "$REPOSITORY/test/lib/at_terminal.py" "$KUBECTL" kagent render --root manifests --env prod $question
    [[ $output != *$'\e['* ]] || fail "NO_COLOR must be respected"
    TERM=dumb run "$REPOSITORY/test/lib/at_terminal.py" "$KUBECTL" kagent render --root manifests --env prod $question
    [[ $output != *$'\e['* ]] || fail "a dumb terminal gets no colour"
    TERM=xterm run kagent render --root manifests --env prod $question
    [[ $output != *$'\e['* ]] || fail "a pipe gets no colour"
  done
}
