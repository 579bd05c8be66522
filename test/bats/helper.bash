# Shared by the bats files. Everything goes through a real kubectl, as a person would type it. Where
# there is none, the dispatcher is called directly, and the tests that are about kubectl are skipped.

bats_require_minimum_version 1.5.0

REPOSITORY=$(cd "${BATS_TEST_DIRNAME}/../.." && pwd)
. "$REPOSITORY/test/lib/kubectl.bash"

# The binaries under test: build/bin, or those of another build (sanitizers) in $KAGENT_BIN.
KAGENT_BIN=${KAGENT_BIN:-$REPOSITORY/build/bin}

# Finds the kubectls once for all files of a run.
kubectls() {
  local list=${BATS_RUN_TMPDIR:-$BATS_TMPDIR}/kubectls
  [ -e "$list" ] || kubectl_all >"$list"
  cat "$list"
}

# A clean world: the suite on PATH, nothing of the caller's settings, an empty working directory.
common_setup() {
  unset KAGENT_ROOT NO_COLOR KUBECONFIG KUBERNETES_SERVICE_HOST
  export HOME=$BATS_TEST_TMPDIR
  KUBECTL=$(kubectls | tail -n 1)
  PATH=$KAGENT_BIN:$PATH
  mkdir -p "$BATS_TEST_TMPDIR/work"
  cd "$BATS_TEST_TMPDIR/work"
}

need_kubectl() {
  [ -n "$KUBECTL" ] || skip "there is no kubectl of at least 1.27"
}

# kagent ARGUMENTS...: `kubectl kagent ARGUMENTS...`
kagent() {
  if [ -n "$KUBECTL" ]; then
    "$KUBECTL" kagent "$@"
  else
    kubectl-kagent "$@"
  fi
}

# The assertions say what was there instead.
fail() {
  printf '%s\n' "$@" >&2
  printf 'status: %s\nstdout: %s\nstderr: %s\n' "${status-}" "${output-}" "${stderr-}" >&2
  return 1
}

assert_status() {
  [ "$status" -eq "$1" ] || fail "the status must be $1"
}

assert_output_has() {
  [[ $output == *"$1"* ]] || fail "the output must have: $1"
}

assert_error_has() {
  [[ $stderr == *"$1"* ]] || fail "standard error must have: $1"
}

assert_no_output() {
  [ -z "$output" ] || fail "there must be no output"
}

assert_no_error() {
  [ -z "$stderr" ] || fail "there must be nothing on standard error"
}

# A failure as the suite promises it: this status, nothing on standard output, a message.
assert_refusal() {
  assert_status "$1"
  assert_no_output
  assert_error_has "error: "
  assert_error_has "$2"
}

# A tiny kustomization with one ConfigMap, in the directory $1.
make_kustomization() {
  mkdir -p "$1"
  printf 'resources:\n- map.yaml\n' >"$1/kustomization.yaml"
  printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %s\ndata:\n  key: value\n' \
    "${2:-map}" >"$1/map.yaml"
}
