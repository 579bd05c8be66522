#!/usr/bin/env bats
# What `doctor` finds in installations, kubectls, manifests and kubeconfigs that are not in order.

load helper

# A suite of its own to break, beside a kubectl that says which one it is.
setup() {
  common_setup
  BIN=$BATS_TEST_TMPDIR/bin
  mkdir "$BIN"
  ln "$KAGENT_BIN"/kubectl-kagent* "$KAGENT_BIN"/kagent-verify-live "$BIN" 2>/dev/null ||
    cp "$KAGENT_BIN"/kubectl-kagent* "$KAGENT_BIN"/kagent-verify-live "$BIN"
  kubectl_says v1.33.2
  PATH=$BIN:/usr/bin:/bin
}

kubectl_says() {
  rm -f "$BIN/kubectl"
  printf '#!/bin/sh\necho '\''{"clientVersion": {"gitVersion": "%s"}}'\''\n' "$1" >"$BIN/kubectl"
  chmod +x "$BIN/kubectl"
}

doctor() {
  run --separate-stderr "${DOCTOR:-$BIN/kubectl-kagent-doctor}" "$@"
}

# replace FILE: a copy in the place of the link, to be written to.
replace() {
  cp "$BIN/$1" "$BIN/copy"
  mv -f "$BIN/copy" "$BIN/$1"
}

# A kubeconfig of a server that nobody is.
make_kubeconfig() {
  cat >config <<'YAML'
{apiVersion: v1, kind: Config, current-context: here,
 contexts: [{name: here, context: {cluster: here, user: me, namespace: agents}}],
 clusters: [{name: here, cluster: {server: "https://127.0.0.1:1"}}],
 users: [{name: me, user: {token: secret}}]}
YAML
  chmod 600 config
}

@test "a sound installation without a cluster is in order, and the cluster is not checked" {
  doctor
  assert_status 0
  assert_no_error
  assert_output_has "all of kagent v"
  assert_output_has "kubectl finds $BIN/kubectl-kagent"
  assert_output_has "v1.33.2"
  assert_output_has "the copy inside the program: dev, prod render"
  assert_output_has "-        kubeconfig: no kubeconfig names a cluster"
  doctor --strict
  assert_status 1
}

@test "a program that is missing, or of another version, is named with what mends it" {
  rm "$BIN/kubectl-kagent-scale"
  doctor
  assert_status 1
  assert_output_has "no       programs: $BIN/kubectl-kagent-scale is missing"
  assert_output_has "> sudo make install"
  replace kubectl-kagent-render
  sed -i 's/kubectl-kagent suite v[0-9]/kubectl-kagent suite v~/' "$BIN/kubectl-kagent-render"
  doctor
  assert_output_has "$BIN/kubectl-kagent-render is v~"
  printf '#!/bin/sh\n' >"$BIN/copy"
  chmod +x "$BIN/copy"
  mv -f "$BIN/copy" "$BIN/kubectl-kagent-render"
  doctor
  assert_output_has "$BIN/kubectl-kagent-render is no program of this suite"
}

@test "what verify becomes to ask a cluster must be there too" {
  rm "$BIN/kagent-verify-live"
  doctor
  assert_status 1
  assert_output_has "$BIN/kagent-verify-live is missing"
}

@test "a program on PATH that kubectl would run instead is named" {
  mkdir front
  cp "$BIN/kubectl" front/kubectl-kagent-a2a_ping
  cp "$BIN/kubectl" front/kubectl-kagent
  PATH=$PWD/front:$PATH
  doctor
  assert_status 1
  assert_output_has "kubectl runs $PWD/front/kubectl-kagent instead of the one in $BIN"
  assert_output_has "kubectl runs $PWD/front/kubectl-kagent-a2a_ping instead"
  PATH=$BIN:/usr/bin:/bin:$PWD/front
  doctor
  assert_status 1
  assert_output_has "note     path: there is another one, which is not run: $PWD/front/kubectl-kagent"
}

@test "a suite that is not on PATH is told how to get there" {
  PATH=/usr/bin:/bin
  doctor
  assert_status 1
  assert_output_has 'no       path: kubectl-kagent is not on PATH'
  assert_output_has "> export PATH=\"$BIN:\$PATH\""
}

@test "an installation by krew is known, and mended by krew" {
  mkdir -p krew/bin krew/store/kagent
  mv "$BIN" krew/store/kagent/v0.1.0
  BIN=$PWD/krew/store/kagent/v0.1.0
  ln -s ../store/kagent/v0.1.0/kubectl-kagent krew/bin/kubectl-kagent
  mv "$BIN/kubectl" krew/bin
  PATH=$PWD/krew/bin:/usr/bin:/bin
  doctor
  assert_status 0
  assert_output_has "in $BIN, installed by krew"
  assert_output_has "kubectl finds $PWD/krew/bin/kubectl-kagent"
  rm "$BIN/kubectl-kagent-verify"
  doctor
  assert_output_has "> kubectl krew uninstall kagent && kubectl krew install kagent"
}

@test "a kubectl that is missing, too old, or says nothing is told" {
  kubectl_says v1.20.2
  doctor
  assert_status 1
  assert_output_has "no       version: $BIN/kubectl is v1.20.2"
  printf '#!/bin/sh\nexit 7\n' >"$BIN/kubectl"
  doctor
  assert_status 3
  assert_output_has "unknown  version: $BIN/kubectl failed"
  rm "$BIN/kubectl"
  run --separate-stderr env PATH="$BIN" "$BIN/kubectl-kagent-doctor"
  assert_status 1
  assert_output_has "there is no kubectl on PATH"
}

@test "a root is rendered, and compared with the copy inside" {
  "$BIN/kubectl-kagent" render --export kubernetes/kagent 2>/dev/null
  doctor
  assert_status 0
  assert_output_has "kubernetes/kagent renders as the copy inside the program"
  sed -i 's/replicas: 5/replicas: 6/' kubernetes/kagent/overlays/prod/statefulset-patch.yaml
  doctor
  assert_status 0
  assert_output_has "note     same: kubernetes/kagent differs from the copy inside the program: prod"
  echo "resources: [missing.yaml]" >kubernetes/kagent/overlays/dev/kustomization.yaml
  doctor
  assert_status 1
  assert_output_has "no       root: kubernetes/kagent/overlays/dev/kustomization.yaml:1"
}

@test "a kubeconfig that others can read is not in order, and never shown" {
  make_kubeconfig
  chmod 644 config
  doctor --kubeconfig config
  assert_status 1
  assert_no_error
  assert_output_has "context here: cluster here, user me, namespace agents"
  assert_output_has "> chmod 600 "
  [[ $output != *secret* ]] || fail "there must be no token"
}

@test "a server that does not answer could not be found out about" {
  make_kubeconfig
  doctor --kubeconfig config
  assert_status 3
  assert_output_has "unknown  server: the API server https://127.0.0.1:1"
  doctor --kubeconfig nowhere
  assert_status 3
  assert_output_has "unknown  kubeconfig:"
}

@test "completions that are not there are told with the command that installs them" {
  SHELL=/bin/bash doctor
  assert_status 0
  assert_output_has "note     programs: not on PATH, where kubectl looks for them: kubectl_complete-kagent, "
  assert_output_has "> kubectl kagent completion --install"
  "$BIN/kubectl-kagent" completion bash --install >/dev/null 2>&1
  echo '. <(kubectl completion bash)' >"$HOME/.bashrc"
  SHELL=/bin/bash doctor
  assert_output_has "ok       programs: kubectl finds kubectl_complete-kagent"
  assert_output_has "ok       shell: bash loads kubectl's completion: "
  SHELL=/bin/tcsh doctor
  assert_output_has "-        shell: "
}

@test "-o json says the same to programs" {
  rm "$BIN/kubectl-kagent-scale"
  doctor -o json
  assert_status 1
  python3 - "$output" <<'PY'
import json, sys
report = json.loads(sys.argv[1])
assert report["kind"] == "DoctorReport" and report["exitCode"] == 1 and not report["passed"]
states = [finding["state"] for finding in report["findings"]]
assert states.count("bad") == report["summary"]["bad"] == 1
bad = report["findings"][states.index("bad")]
assert bad["part"] == "installation" and "make install" in bad["mend"]
PY
}

@test "the roles of doctor hold all that those of verify ask for, but for its dry runs" {
  "$BIN/kubectl-kagent-doctor" --print-rbac >doctor.yaml
  "$BIN/kubectl-kagent-verify" --print-rbac >verify.yaml
  python3 - <<'PY'
import yaml

def rights(path, names):
    return {(role["kind"], group, resource, verb)
            for role in yaml.safe_load_all(open(path)) if role["metadata"]["name"] in names
            for rule in role["rules"] for group in rule["apiGroups"]
            for resource in rule["resources"] for verb in rule["verbs"]}

doctor = rights("doctor.yaml", ["kagent-verify"])
verify = rights("verify.yaml", ["kagent-verify", "kagent-verify-wait", "kagent-verify-nodes"])
assert doctor == verify, doctor ^ verify
PY
}
