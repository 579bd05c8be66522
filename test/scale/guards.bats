#!/usr/bin/env bats
# What scale refuses, before anything is changed, and what becomes of it when it is forced.

load helper

setup() {
  scale_setup
}

@test "more replicas than nodes under required anti-affinity are refused with the arithmetic" {
  scenario healthy
  mark
  run --separate-stderr kubectl-kagent-scale 7
  assert_status 1
  assert_error_has "5 eligible nodes, required anti-affinity on kubernetes.io/hostname: 7 replicas need 7"
  assert_error_has "At most 5 replicas fit"
  assert_error_has "--force"
  assert_only_tried
  assert_replicas 5
}

@test "forced, it fails with the pod that fits nowhere; kubectl reports success" {
  scenario healthy
  before=$(world)
  run --separate-stderr kubectl-kagent-scale 6 --force
  assert_status 1
  assert_error_has "kagent-5 fits on no node"
  assert_error_has "event: FailedScheduling"
  assert_error_has "kubectl kagent scale 5"
  assert_replicas 6
  [ "$(world)" = "$before" ]
  run k scale statefulset/kagent --replicas=6 --timeout=30s
  [ "$status" -eq 0 ] || fail "kubectl has learned it: change the README"
  run --separate-stderr kubectl-kagent-scale 5
  assert_status 0
}

@test "nodes that take no pod do not count, and are named" {
  scenario nodes-cordoned
  run --separate-stderr kubectl-kagent-scale 7
  assert_status 1
  assert_error_has "cordoned (node-"
}

@test "a quota is told before it refuses; forced, its refusal is quoted" {
  scenario quota-tight
  mark
  number=$(($(replicas) + 1))
  run --separate-stderr kubectl-kagent-scale "$number"
  assert_status 1
  assert_error_has "quota "
  assert_error_has "used, 1 more replica needs 1"
  assert_only_tried
  run --separate-stderr kubectl-kagent-scale "$number" --force
  assert_status 1
  assert_error_has "exceeded quota"
  assert_error_has "event: FailedCreate"
  run k rollout status statefulset/kagent --timeout=1s
  [ "$status" -ne 0 ]
  [[ $output != *quota* ]] || fail "kubectl has learned it: change docs/SCALE.md"
}

@test "what a quota refused earlier says nothing about a new number" {
  scenario quota-exceeded
  number=$(replicas)
  run --separate-stderr kubectl-kagent-scale 2 --force
  assert_status 0
  k delete resourcequota --all
  run --separate-stderr kubectl-kagent-scale "$number"
  assert_status 0
}

@test "a number outside of the autoscaler's range is refused; forced, its reset is told" {
  scenario hpa-resets
  mark
  run --separate-stderr kubectl-kagent-scale 3
  assert_status 1
  assert_error_has "would put 3 back to 5"
  assert_error_has "kubectl patch hpa kagent --type merge -p '{\"spec\":{\"minReplicas\":3}}' -n kagent"
  assert_only_tried
  run --separate-stderr kubectl-kagent-scale 3 --force
  assert_status 1
  assert_error_has "kube-controller-manager has set the number to 5 meanwhile"
  run k scale statefulset/kagent --replicas=3 --timeout=30s
  [ "$status" -eq 0 ] || fail "kubectl has learned it: change docs/SCALE.md"
  await has_replicas 5
}

@test "an update under way is not scaled down into" {
  scenario updating
  mark
  run --separate-stderr kubectl-kagent-scale 2
  assert_status 1
  assert_error_has "an update is under way"
  assert_only_tried
}

@test "the rollback trap is named with the command that opens it, which helps" {
  scenario rollback-trap
  run --separate-stderr kubectl-kagent-scale 5
  assert_status 1
  assert_error_has "kagent-4 is of revision"
  command=$(grep -o 'kubectl delete pod kagent-4 -n kagent' <<<"$stderr")
  run k rollout status statefulset/kagent --timeout=1s
  [ "$status" -ne 0 ] || fail "kubectl has learned it: change docs/SCALE.md"
  k ${command#kubectl }
  run --separate-stderr kubectl-kagent-scale 5
  assert_status 0
}

@test "a pod that crashes keeps higher ones from being asked for" {
  scenario crash-loop
  run --separate-stderr kubectl-kagent-scale 5
  assert_status 1
  assert_error_has "CrashLoopBackOff"
  assert_error_has "creates no pod above it"
}

@test "0 must be meant" {
  scenario healthy
  mark
  run --separate-stderr kubectl-kagent-scale 0
  assert_status 1
  assert_error_has "0 replicas stop every agent of kagent"
  assert_only_tried
  run --separate-stderr kubectl-kagent-scale 0 --yes
  assert_status 0
  assert_output_has "scaled from 5 to 0"
  assert_replicas 0
}

@test "who may not read nodes is told what was not checked, and who may not write, that" {
  scenario healthy
  run --separate-stderr env KUBECONFIG="$CLUSTER/viewer.kubeconfig" kubectl-kagent-scale 6
  assert_status 3
  assert_error_has "whether 6 replicas fit is not known: needs list nodes"
  assert_error_has "not allowed"
  assert_error_has "statefulsets/scale"
  assert_replicas 5
  run --separate-stderr env KUBECONFIG="$CLUSTER/nobody.kubeconfig" kubectl-kagent-scale 4
  assert_status 3
  assert_replicas 5
}
