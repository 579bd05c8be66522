#!/usr/bin/env bats
# What happens when the output cannot be written, for every command that prints.

load helper

setup() {
  common_setup
}

printing=("--help" "version" "help render" "render --help" "render --env prod" "render --env dev -o json")

@test "a full disk is an error of its own" {
  [ -e /dev/full ] || skip "this system has no /dev/full"
  for words in "${printing[@]}"; do
    status=0
    stderr=$(kagent $words 2>&1 >/dev/full) || status=$?
    assert_status 3
    assert_error_has "error: standard output cannot be written: No space left on device"
  done
}

# Opens descriptor 9 on a pipe that has no reader any more.
open_closed_pipe() {
  mkfifo pipe
  exec 8<>pipe 9>pipe 8<&-
}

@test "a closed pipe ends the program silently by SIGPIPE" {
  open_closed_pipe
  for words in "${printing[@]}"; do
    status=0
    kagent $words 2>stderr >&9 || status=$?
    assert_status 141
    ! grep -v '^Using the manifests' stderr || fail "there must be no message"
  done
}

@test "a caller that ignores SIGPIPE sees the same" {
  open_closed_pipe
  status=0
  (trap '' PIPE && exec "$KAGENT_BIN/kubectl-kagent" version 2>stderr >&9) || status=$?
  assert_status 141
  [ ! -s stderr ] || fail "$(cat stderr)"
}

@test "closed standard output is an error, closed input and error are none" {
  status=0
  "$KAGENT_BIN/kubectl-kagent" version 2>stderr >&- || status=$?
  assert_status 3
  grep -q "Bad file descriptor" stderr || fail "$(cat stderr)"
  run "$KAGENT_BIN/kubectl-kagent-render" --env dev -o name <&- 2>&-
  assert_status 0
  assert_output_has "statefulset.apps/kagent"
}

@test "a file opened by the program never takes the place of a closed stream" {
  make_kustomization one
  status=0
  "$KAGENT_BIN/kubectl-kagent-render" one --output out.yaml <&- >&- 2>&- || status=$?
  grep -q "name: map" out.yaml || fail "$(cat out.yaml)"
}
