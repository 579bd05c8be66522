#!/usr/bin/env bats
# Bad input to `kubectl kagent render`: a message, a non-zero exit, nothing on standard output.

load helper

setup() {
  common_setup
}

# One kustomization whose text is on standard input, in the directory bad.
bad() {
  mkdir -p bad
  cat >bad/kustomization.yaml
}

@test "without a directory, an environment or a kustomization here, the environments are listed" {
  run --separate-stderr kagent render
  assert_refusal 2 "holds no kustomization"
  assert_error_has "dev, prod"
}

@test "an unknown environment is refused with the known ones" {
  run --separate-stderr kagent render --env prdo
  assert_refusal 2 'unknown environment "prdo"'
  assert_error_has "Did you mean prod?"
  assert_error_has "dev, prod"
}

@test "a path is no environment" {
  make_kustomization x
  for name in ../x ../../x ./dev /etc overlays/dev ..; do
    run --separate-stderr kagent render --env "$name"
    assert_refusal 2 "environment"
  done
}

@test "a root that is not there is refused" {
  run --separate-stderr kagent render --root nowhere --env dev
  assert_refusal 2 '--root: there is no directory "nowhere"'
  KAGENT_ROOT=nowhere run --separate-stderr kagent render --env dev
  assert_refusal 2 '$KAGENT_ROOT: there is no directory "nowhere"'
}

@test "flags that exclude one another, and too many arguments, are refused" {
  make_kustomization here
  run --separate-stderr kagent render --env dev -- here
  assert_refusal 2 "DIR and --env cannot be given together"
  run --separate-stderr kagent render --root x -- here
  assert_refusal 2 "DIR and --root cannot be given together"
  run --separate-stderr kagent render -- here there
  assert_refusal 2 'unexpected argument: "there"'
}

@test "wrong flags are refused with what was probably meant" {
  run --separate-stderr kagent render --evn prod
  assert_refusal 2 "unknown flag: --evn"
  assert_error_has "Did you mean --env?"
  run --separate-stderr kagent render -o jsno
  assert_refusal 2 "must be one of yaml, json, name"
  run --separate-stderr kagent render --env
  assert_refusal 2 "flag needs an argument: --env"
  run --separate-stderr kagent render -Z
  assert_refusal 2 "unknown shorthand flag: 'Z' in -Z"
}

@test "a directory that is missing, is a file, or holds no kustomization is refused" {
  run --separate-stderr kagent render -- nowhere
  assert_refusal 1 "nowhere"
  touch file
  run --separate-stderr kagent render -- file
  assert_refusal 1 "file"
  mkdir empty
  run --separate-stderr kagent render -- empty
  assert_refusal 1 "empty"
}

@test "a missing resource is refused with the line that names it" {
  bad <<<$'namespace: x\nresources:\n- absent.yaml'
  run --separate-stderr kagent render bad
  assert_refusal 1 "bad/kustomization.yaml:3:"
  assert_error_has "absent.yaml"
}

@test "bad YAML is refused with file, line and column" {
  bad <<<$'resources:\n- a.yaml\n'
  printf 'kind: A\nmetadata:\n  name: [\n' >bad/a.yaml
  run --separate-stderr kagent render bad
  assert_status 1
  assert_no_output
  [[ $stderr =~ a\.yaml:[0-9]+:[0-9]+: ]] || fail "file, line and column must be named"
}

@test "a field that no kustomization has is refused with its line" {
  bad <<<$'resources: []\nresorces: []'
  run --separate-stderr kagent render bad
  assert_refusal 1 "kustomization.yaml:2:"
  assert_error_has "resorces"
}

@test "a cycle of kustomizations is refused" {
  mkdir a b
  echo 'resources: [../b]' >a/kustomization.yaml
  echo 'resources: [../a]' >b/kustomization.yaml
  run --separate-stderr kagent render a
  assert_refusal 1 "cycle"
}

@test "a component among the resources, and a kustomization among the components, are refused" {
  mkdir part
  printf 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: x-\n' >part/kustomization.yaml
  bad <<<'resources: [../part]'
  run --separate-stderr kagent render bad
  assert_refusal 1 "kustomization.yaml:1:13: \`../part\` is a Component"
  assert_error_has "List it under \`components\`."
  printf 'namePrefix: x-\n' >part/kustomization.yaml
  bad <<<'components: [../part]'
  run --separate-stderr kagent render bad
  assert_refusal 1 "kustomization.yaml:1:14: \`../part\` is listed under \`components\` but is no Component"
  assert_error_has "kind: Component"
}

@test "a reference that may mean two objects is refused with both, and the way out" {
  bad <<<'{resources: [accounts.yaml], namePrefix: x-}'
  cat >bad/accounts.yaml <<'END'
apiVersion: v1
kind: ServiceAccount
metadata: {name: agent, namespace: one}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: agent, namespace: two}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: binding}
subjects:
- {kind: ServiceAccount, name: agent}
END
  run --separate-stderr kagent render bad
  assert_refusal 1 "accounts.yaml:13:32:"
  assert_error_has "which may mean ServiceAccount.v1/x-agent.one or ServiceAccount.v1/x-agent.two"
  assert_error_has "Say here which \`namespace\` it is in."
  sed -i 's/agent}$/agent, namespace: two}/' bad/accounts.yaml
  run kagent render bad
  [ "$status" -eq 0 ]
}

@test "a patch without a target is refused" {
  make_kustomization one
  cat >>one/kustomization.yaml <<'YAML'
patches:
- patch: |-
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: absent
YAML
  run --separate-stderr kagent render one
  assert_refusal 1 "absent"
}

@test "binary junk is refused" {
  bad <<<'resources: [junk.yaml]'
  head -c 65536 "$KAGENT_BIN/kubectl-kagent" >bad/junk.yaml
  run --separate-stderr kagent render bad
  assert_refusal 1 "junk.yaml"
  mv bad/junk.yaml bad/kustomization.yaml
  run --separate-stderr kagent render bad
  assert_refusal 1 "kustomization.yaml"
}

@test "a directory without read permission is refused" {
  [ "$(id -u)" -ne 0 ] || command -v setpriv >/dev/null || skip "root may read everything"
  make_kustomization closed
  chmod 0 closed
  if [ "$(id -u)" -eq 0 ]; then
    chmod 755 "$BATS_TEST_TMPDIR" "$BATS_TEST_TMPDIR/.." "$BATS_TEST_TMPDIR/../.." "$PWD"
    cp "$KAGENT_BIN/kubectl-kagent-render" render
    chown 65534 closed
    run --separate-stderr setpriv --reuid 65534 --clear-groups ./render closed
  else
    run --separate-stderr kagent render closed
  fi
  chmod 755 closed
  assert_refusal 1 "closed"
}

@test "aliases that expand to gigabytes are refused within the memory of a small machine" {
  bad <<<'resources: [bomb.yaml]'
  {
    printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bomb\n'
    printf 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n'
    for level in 1 2 3 4 5 6 7 8 9; do
      printf 'a%d: &a%d [' "$level" "$level"
      for _ in 1 2 3 4 5 6 7 8 9; do printf '*a%d, ' "$((level - 1))"; done
      printf '*a%d]\n' "$((level - 1))"
    done
  } >bad/bomb.yaml
  run --separate-stderr kagent render bad
  assert_refusal 1 "bomb.yaml"
}

@test "nesting a hundred thousand deep is refused" {
  bad <<<'resources: [deep.yaml]'
  {
    printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: deep\ndata: '
    head -c 100000 /dev/zero | tr '\0' '['
  } >bad/deep.yaml
  run --separate-stderr kagent render bad
  assert_refusal 1 "deep.yaml"
}

@test "what would need a network is refused with the line that asks for it" {
  bad <<<$'resources:\n- https://example.com/base.yaml'
  run --separate-stderr kagent render bad
  assert_refusal 1 "kustomization.yaml:2:"
}

@test "control characters of file names do not reach the terminal" {
  run --separate-stderr kagent render -- $'no\e[31mwhere'
  assert_refusal 1 'no\x1b[31mwhere'
  [[ $stderr != *$'\e'* ]] || fail "there must be no escape sequence"
}

@test "labels and annotations that are a list are refused where kubectl panics" {
  make_kustomization lists
  printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: map\n  annotations: [a]\n' >lists/map.yaml
  run --separate-stderr kagent render lists
  assert_refusal 1 "lists/map.yaml:5:16: metadata.annotations is a list"
  sed -i 's/annotations/labels/' lists/map.yaml
  printf 'patches: [{target: {kind: ConfigMap}, patch: "- {op: remove, path: /data}"}]\n' \
    >>lists/kustomization.yaml
  run --separate-stderr kagent render lists
  assert_refusal 1 "lists/map.yaml:5:11: metadata.labels is a list"
}

@test "operations without quotes in brackets are refused as the JSON that they are not" {
  make_kustomization quotes
  printf '%s\n' "patches: [{target: {kind: ConfigMap}, patch: '[{op: remove, path: /data}]'}]" \
    >>quotes/kustomization.yaml
  run --separate-stderr kagent render quotes
  assert_refusal 1 "not valid JSON"
  assert_refusal 1 "quotes around keys and texts"
}

@test "an annotation whose name loses its quotes is refused where it is ordered" {
  make_kustomization numbers
  printf 'commonAnnotations: {"1": one}\n' >>numbers/kustomization.yaml
  run --separate-stderr kagent render numbers
  assert_refusal 1 'numbers/kustomization.yaml'
  assert_refusal 1 'Choose another'
}
