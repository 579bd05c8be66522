#!/usr/bin/env bats
# scale over a network and to a server at their worst: whatever happens, it ends with a message, and
# the number is what it was or what was asked for, and never called changed when it is not.

load helper

setup() {
  scale_setup
  begin_somewhere
  server=$(sed -n 's,^server https://,,p' "$CLUSTER/cluster")
  exec {proxy_events}< <(exec "$REPOSITORY/test/cluster/faultproxy" --to "$server" --control "$BATS_TEST_TMPDIR/control" pass 3>&-)
  proxy_pid=$!
  read -r -t 20 _ address <&"$proxy_events"
  sed "s,\(.*\)server: .*,\1server: https://$address\n\1tls-server-name: ${server%:*}," "$KUBECONFIG" >"$BATS_TEST_TMPDIR/far"
  chmod 600 "$BATS_TEST_TMPDIR/far"
  export KUBECONFIG=$BATS_TEST_TMPDIR/far
}

teardown() {
  kill "$proxy_pid" 2>/dev/null || true
}

# Nobody waits for pods here.
begin_somewhere() {
  k get statefulset kagent >/dev/null 2>&1 || scenario healthy
  k scale statefulset kagent --replicas=5 >/dev/null
  before=5
}

tell() {
  "$REPOSITORY/test/cluster/faultproxy" --tell "$BATS_TEST_TMPDIR/control" "$@" >/dev/null
}

# Scales from 5 to 4 or back, whichever is another number, and holds the outcome against the cluster.
scale_under_fault() {
  local after
  wanted=$((9 - before))
  run --separate-stderr ${UNDER-} kubectl-kagent-scale "$wanted" --wait=false --force "$@"
  after=$(replicas)
  [[ $status == [0134] ]] || fail "it must end with a known code"
  [ "$after" = "$before" ] || [ "$after" = "$wanted" ] || fail "the number must not be $after"
  [ "$status" -ne 0 ] || [ "$after" = "$wanted" ] || fail "it must not say that it did what it did not"
  [ "$status" -eq 0 ] || assert_error_has "error: "
  [[ $stderr != *"is not changed"* ]] || [ "$after" = "$before" ] || fail "it must not deny what it did"
  before=$after
}

@test "connections that are cut somewhere in an answer" {
  # Within the handshake, and among the answers to the guards, to the trial and to the change.
  offsets=(0 900 2500 8000 1500 20000 35000 50000 65000 75000 82000 86500)
  for offset in "${offsets[@]:0:${OFFSETS:-100}}"; do
    tell rules "cut-down=$offset" pass
    scale_under_fault
    tell rules "cut-down=$offset,reset"
    scale_under_fault --request-timeout 5s
    [ "$status" -eq 0 ] || assert_error_has "$address"
  done
}

@test "a connection that stands still ends with the time limit" {
  for offset in 0 2500; do
    tell rules "hang-down=$offset"
    scale_under_fault --request-timeout 1s
    [ "$status" -eq 4 ] || fail "the status must be 4"
    assert_error_has "does not answer in time"
    assert_replicas "$((9 - wanted))"
  done
}

@test "an answer with wrong bytes is none" {
  for offset in 3 700 2500 9000; do
    tell rules "garble-down=$offset+4"
    scale_under_fault --request-timeout 5s
    [ "$status" -eq 3 ] || fail "the status must be 3"
    assert_replicas "$((9 - wanted))"
  done
}
