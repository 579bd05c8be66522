#!/usr/bin/env bats
# How the number is changed, waited for, and told of.

load helper

setup() {
  scale_setup
}

teardown() {
  component thaw kube-controller-manager
}

@test "down and up again: only the number is changed, and success means ready" {
  scenario healthy
  before=$(world)
  mark
  run --separate-stderr kubectl-kagent-scale 3
  assert_status 0
  assert_output_has "statefulset.apps/kagent scaled from 5 to 3, 3 of 3 ready"
  assert_output_has "kagent-4   node-"
  [ "$(k get pods -o name | wc -l)" -eq 3 ]
  run --separate-stderr kubectl-kagent-scale 5
  assert_status 0
  [ "$(k get statefulset kagent -o 'jsonpath={.status.readyReplicas}')" -eq 5 ]
  assert_writes "patch statefulsets/scale?dryRun,patch statefulsets/scale,patch statefulsets/scale?dryRun,patch statefulsets/scale"
  [ "$(world)" = "$before" ]
}

@test "what is so already is not sent" {
  scenario healthy
  mark
  run --separate-stderr kubectl-kagent-scale 5
  assert_status 0
  assert_output_has "has 5 replicas already, 5 of 5 ready"
  assert_only_tried
}

@test "without waiting there are no more requests than the guards need" {
  scenario healthy
  mark
  run --separate-stderr kubectl-kagent-scale 4 --wait=false
  assert_status 0
  [ "$(requests | sort | paste -s -d ,)" = "get statefulsets,list horizontalpodautoscalers,list nodes,list poddisruptionbudgets,list pods,list resourcequotas,patch statefulsets/scale,patch statefulsets/scale?dryRun" ] ||
    fail "$(requests)"
}

@test "dry runs keep nothing" {
  scenario healthy
  mark
  run --separate-stderr kubectl-kagent-scale 3 --dry-run=client
  assert_status 0
  assert_output_has "scaled from 5 to 3 (dry run)"
  assert_writes ""
  run --separate-stderr kubectl-kagent-scale 3 --dry-run=server
  assert_status 0
  assert_output_has "scaled from 5 to 3 (server dry run)"
  assert_writes "patch statefulsets/scale?dryRun"
  assert_replicas 5
}

@test "a present that is not as expected is refused" {
  scenario healthy
  mark
  run --separate-stderr kubectl-kagent-scale 3 --current-replicas=4
  assert_status 1
  assert_error_has "expected 4 replicas of kagent, and there are 5"
  run --separate-stderr kubectl-kagent-scale 3 --resource-version=1
  assert_status 1
  assert_error_has "expected the version 1"
  assert_only_tried
  run --separate-stderr kubectl-kagent-scale 3 --current-replicas=5
  assert_status 0
}

@test "the answer for programs holds the guards and the times" {
  scenario healthy
  run --separate-stderr kubectl-kagent-scale 4 -o json
  assert_status 0
  [ -z "$stderr" ]
  python3 -c '
import json, sys
answer = json.load(sys.stdin)
assert (answer["from"], answer["to"], answer["outcome"], answer["changed"]) == (5, 4, "ready", True)
assert [pod["pod"] for pod in answer["pods"]] == ["kagent-4"] and answer["pods"][0]["goneAfterSeconds"] >= 0
assert {guard["id"] for guard in answer["guards"]} >= {"SC1", "SC2", "SC3", "SC4", "SC5", "SC6"}' <<<"$output"
  run --separate-stderr kubectl-kagent-scale 9 -o json
  assert_status 1
  python3 -c 'import json, sys; assert json.load(sys.stdin)["outcome"] == "refused"' <<<"$output"
  run --separate-stderr kubectl-kagent-scale 4 -o name
  [ "$output" = statefulset.apps/kagent ]
  run --separate-stderr kubectl-kagent-scale 4 -o yaml
  [[ $'\n'$output == *$'\nto: 4'* ]] || fail "the same as YAML"
}

@test "on a terminal a table of the pods stays current" {
  scenario healthy
  component freeze kube-controller-manager
  TERM=xterm run "$REPOSITORY/test/lib/at_terminal.py" \
    --at $'\r\nkagent-4 ' --run "'$REPOSITORY/test/cluster/component' '$CLUSTER' thaw kube-controller-manager" \
    kubectl-kagent-scale 4
  assert_status 0
  for part in 'POD +ORDINAL +NODE +STATE +READY +AGE' 'kagent-4 +4 +node-' $'\e\\[[0-9]+A' '4 of 4 ready'; do
    [[ $output =~ $part ]] || fail "the screen must have $part"
  done
}

# In the background, with the controllers frozen so that nothing comes of it: $pid, and its files.
start_waiting() {
  component freeze kube-controller-manager
  kubectl-kagent-scale "$@" >out 2>err &
  pid=$!
  await has_replicas 4
}

# The exit status of what was started, with what it said.
finish_waiting() {
  status=0
  wait "$pid" || status=$?
  stderr=$(<err) output=$(<out)
}

@test "interrupted, it leaves the number and says so" {
  scenario healthy
  start_waiting 4
  await grep -q 'kagent-4' err
  kill -INT "$pid"
  finish_waiting
  assert_status 130
  assert_error_has "Interrupted. The number stays set to 4"
  assert_error_has "kubectl kagent scale 5"
  assert_replicas 4
}

@test "when the time is over it says what is missing, and with 4" {
  scenario healthy
  component freeze kube-controller-manager
  run --separate-stderr kubectl-kagent-scale 4 --timeout 2s
  assert_status 4
  assert_error_has "kagent is not at 4 after 2."
  assert_error_has "The number stays set"
  assert_replicas 4
}

# The controllers go and come with it: those that live on take the nodes' leases for expired.
@test "an API server that restarts in the middle is waited for" {
  scenario healthy
  component kill kube-controller-manager
  kubectl-kagent-scale 4 >out 2>err &
  pid=$!
  await has_replicas 4
  await grep -q 'disruption-budget' err
  component kill kube-apiserver
  await grep -q 'trying again in' err
  component start kube-apiserver
  component start kube-controller-manager
  finish_waiting
  assert_status 0
  assert_output_has "4 of 4 ready"
}

@test "a number that somebody else sets meanwhile is no success" {
  scenario healthy
  start_waiting 4
  await grep -q 'kagent-4' err
  k scale statefulset/kagent --replicas=5
  finish_waiting
  assert_status 1
  assert_error_has "has set the number to 5 meanwhile"
}
