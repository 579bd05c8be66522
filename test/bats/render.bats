#!/usr/bin/env bats
# `kubectl kagent render`: what it prints, and where it takes the manifests from.

load helper
load ../lib/component-combination

setup() {
  common_setup
  MANIFESTS=$REPOSITORY/kubernetes/kagent
}

# assert_same_as_kubectl DIRECTORY RENDER_ARGUMENTS...: equal bytes on standard output.
assert_same_as_kubectl() {
  local directory=$1
  shift
  need_kubectl
  "$KUBECTL" kustomize "$directory" >"$BATS_TEST_TMPDIR/expected"
  kagent render "$@" >"$BATS_TEST_TMPDIR/actual" 2>/dev/null
  diff -u "$BATS_TEST_TMPDIR/expected" "$BATS_TEST_TMPDIR/actual" ||
    fail "$KUBECTL kustomize $directory differs from render $*"
}

@test "every environment is byte for byte what every kubectl kustomize prints" {
  need_kubectl
  for KUBECTL in $(kubectls); do
    for environment in dev prod; do
      assert_same_as_kubectl "$MANIFESTS/overlays/$environment" \
        --root "$MANIFESTS" --env "$environment"
    done
  done
}

@test "every environment is byte for byte the committed rendering" {
  for environment in dev prod; do
    kagent render --root "$MANIFESTS" --env "$environment" >actual
    diff -u "$REPOSITORY/test/golden/$environment.yaml" actual
  done
}

# Each kubectl is asked in its turn: that all of them print the same is seen above.
@test "every combination of components is what kubectl kustomize prints" {
  need_kubectl
  mapfile -t programs < <(kubectls)
  number=0
  while read -r overlay components; do
    [[ $overlay != "#"* ]] || continue
    number=$((number + 1))
    component_combination "$BATS_TEST_TMPDIR/tree$number" "$overlay" $components
    KUBECTL=${programs[number % ${#programs[@]}]}
    assert_same_as_kubectl "$BATS_TEST_TMPDIR/tree$number/overlays/$overlay" \
      --root "$BATS_TEST_TMPDIR/tree$number" --env "$overlay"
  done <"$REPOSITORY/test/cases/components.txt"
  [ "$number" -ge 32 ] || fail "only $number combinations were tried"
}

@test "a changed copy of the tree changes the output, as kubectl sees it too" {
  cp -R "$MANIFESTS" tree
  sed -i.bak 's/replicas: 5/replicas: 17/' tree/overlays/prod/*.yaml
  printf 'nameSuffix: -blue\ncommonAnnotations:\n  changed: "yes"\n' \
    >>tree/overlays/prod/kustomization.yaml
  assert_same_as_kubectl tree/overlays/prod --root tree --env prod
  grep -q "replicas: 17" "$BATS_TEST_TMPDIR/actual" || fail "the change must be seen"
  grep -q "kagent-blue" "$BATS_TEST_TMPDIR/actual" || fail "the suffix must be seen"
}

@test "a new folder in overlays is a new environment" {
  cp -R "$MANIFESTS" tree
  cp -R tree/overlays/dev tree/overlays/staging
  assert_same_as_kubectl tree/overlays/staging --root tree --env staging
}

@test "away from the repository the copy inside the program is rendered, and said so" {
  run --separate-stderr kagent render --env prod
  assert_status 0
  version=$(sed -n 's/^version: //p' "$REPOSITORY/plugins.yaml")
  [ "${#stderr_lines[@]}" -eq 1 ] || fail "one line must say so"
  assert_error_has "inside this program ($version)"
  assert_error_has "--root DIR"
  assert_same_as_kubectl "$MANIFESTS/overlays/prod" --env prod
  assert_same_as_kubectl "$MANIFESTS/overlays/dev" --env=dev
}

@test "the root is --root, else \$KAGENT_ROOT, else ./kubernetes/kagent" {
  for root in flag variable; do
    mkdir -p "$root/overlays"
    make_kustomization "$root/overlays/one" "from-$root"
  done
  mkdir -p kubernetes/kagent/overlays
  make_kustomization kubernetes/kagent/overlays/one from-usual

  run --separate-stderr kagent render --env one -o name
  [ "$output" = configmap/from-usual ] || fail "the usual place must be used"
  assert_no_error
  KAGENT_ROOT=variable run --separate-stderr kagent render --env one -o name
  [ "$output" = configmap/from-variable ] || fail "the variable must win"
  KAGENT_ROOT=variable run --separate-stderr kagent render --env one -o name --root flag
  [ "$output" = configmap/from-flag ] || fail "the flag must win"
}

@test "a directory is rendered as it is, also the working directory" {
  make_kustomization some/where
  assert_same_as_kubectl some/where some/where
  assert_same_as_kubectl some/where ./some/../some/where/
  cd some/where
  assert_same_as_kubectl . .
  assert_same_as_kubectl .
}

@test "JSON is a List of the same resources" {
  command -v python3 >/dev/null || skip "python3 is missing"
  kagent render --env prod -o json >out.json
  kagent render --env prod >out.yaml
  python3 - <<'PROGRAM'
import json, yaml
found = json.load(open("out.json"))
assert (found["apiVersion"], found["kind"]) == ("v1", "List"), found
assert found["items"] == list(yaml.safe_load_all(open("out.yaml"))), "the items differ"
PROGRAM
}

@test "names are those that kubectl itself gives" {
  need_kubectl
  kagent render --env prod -o name >actual
  kagent render --env prod | "$KUBECTL" annotate --local -f - absent- -o name >expected
  diff -u expected actual
}

@test "--output writes the same bytes to a file, keeping its mode and the link to it" {
  kagent render --env dev >expected
  kagent render --env dev --output new.yaml
  cmp expected new.yaml
  printf 'old\n' >real.yaml
  chmod 640 real.yaml
  ln -s real.yaml link.yaml
  kagent render --env dev --output=link.yaml
  cmp expected real.yaml
  [ -L link.yaml ] || fail "the link must stay a link"
  [ "$(ls -l real.yaml | cut -c1-10)" = -rw-r----- ] || fail "the mode must stay"
  [ -z "$(ls -A | grep -v -e expected -e '\.yaml$')" ] || fail "nothing else may be left"
}

@test "a failed build leaves the --output file as it was" {
  printf 'old\n' >out.yaml
  mkdir broken
  printf 'resources:\n- absent.yaml\n' >broken/kustomization.yaml
  run --separate-stderr kagent render broken --output out.yaml
  assert_refusal 1 "absent.yaml"
  [ "$(cat out.yaml)" = old ] || fail "the file must be unchanged"
}

@test "--output to a device writes to it, never in its place" {
  run --separate-stderr kagent render --env dev --output /dev/null
  assert_status 0
  [ -c /dev/null ] || fail "/dev/null must still be a device"
  [ -e /dev/full ] || skip "this system has no /dev/full"
  run --separate-stderr kagent render --env dev --output /dev/full
  assert_refusal 3 "No space left on device"
}

@test "--output with the name of a format is taken for the slip that it is" {
  run --separate-stderr kagent render --env dev --output json
  assert_refusal 2 "-o json"
  [ ! -e json ] || fail "no file may be written"
}

@test "--export writes a tree that renders like the one inside" {
  run --separate-stderr kagent render --export deep/mine
  assert_status 0
  assert_no_output
  diff -r "$MANIFESTS" deep/mine
  assert_same_as_kubectl "$MANIFESTS/overlays/prod" --root deep/mine --env prod
}

@test "--export never touches existing files, and then writes nothing at all" {
  mkdir -p mine/overlays/prod
  printf 'precious\n' >mine/overlays/prod/kustomization.yaml
  run --separate-stderr kagent render --export mine
  assert_refusal 3 "mine/overlays/prod/kustomization.yaml"
  assert_error_has "never overwritten"
  [ "$(cat mine/overlays/prod/kustomization.yaml)" = precious ] || fail "the file must be unchanged"
  [ "$(find mine -type f | wc -l)" -eq 1 ] || fail "nothing else may be written"
}

@test "kubectl's deprecated flags work and warn" {
  need_kubectl
  run --separate-stderr kagent render --env dev --reorder none
  assert_status 0
  assert_error_has "Flag --reorder has been deprecated, "
  expected=$("$KUBECTL" kustomize --reorder none "$MANIFESTS/overlays/dev" 2>/dev/null)
  [ "$output" = "$expected" ] || fail "the order must be kubectl's"
  run --separate-stderr kagent render --env dev --enable-managedby-label
  assert_error_has "Flag --enable-managedby-label has been deprecated, "
  expected=$("$KUBECTL" kustomize --enable-managedby-label "$MANIFESTS/overlays/dev" 2>/dev/null)
  [ "$output" = "$expected" ] || fail "the label must be kubectl's"
}

@test "warnings about deprecated fields are kubectl's, word for word" {
  need_kubectl
  make_kustomization old
  printf 'commonLabels:\n  a: b\nbases: []\npatchesStrategicMerge: []\nvars: []\n' \
    >>old/kustomization.yaml
  "$KUBECTL" kustomize old 2>expected >/dev/null
  kagent render -- old 2>actual >/dev/null
  diff -u expected actual
}

@test "files from outside the root need --load-restrictor LoadRestrictionsNone" {
  make_kustomization inside
  mv inside/map.yaml .
  sed -i.bak 's|map.yaml|../map.yaml|' inside/kustomization.yaml
  run --separate-stderr kagent render inside
  assert_refusal 1 "map.yaml"
  run --separate-stderr kagent render inside --load-restrictor LoadRestrictionsNone
  assert_status 0
  assert_output_has "name: map"
}

@test "there is no colour in what is printed, with NO_COLOR or without" {
  NO_COLOR=1 run kagent render --env prdo
  [[ $output != *$'\e'* ]] || fail "there must be no escape sequence"
  run kagent render --env prdo
  [[ $output != *$'\e'* ]] || fail "there must be no escape sequence"
}

@test "render loads no library that it does not use" {
  run -0 ldd "$KAGENT_BIN/kubectl-kagent-render"
  [[ $output != *libcurl* && $output != *libssl* ]] || fail "no network library"
}
