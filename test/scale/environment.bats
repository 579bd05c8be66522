#!/usr/bin/env bats
# --env: promises that hold, contexts that do not, and manifests that say the new number.

load helper

setup() {
  scale_setup
  cp -R "$REPOSITORY/kubernetes/kagent" root
  export KAGENT_ROOT=$PWD/root
  patch=root/overlays/prod/statefulset-patch.yaml
  kustomization=root/overlays/prod/kustomization.yaml
}

@test "a context that the environment does not allow is refused before anything is sent" {
  sed -i 's|^    policy.kagent/class: prod|&\n    policy.kagent/contexts: production-*|' "$kustomization"
  mark
  run --separate-stderr kubectl-kagent-scale 5 --env prod
  assert_status 1
  assert_error_has 'prod may not be used with the context "deployer": nothing was sent'
  assert_error_has "kustomization.yaml:"
  [ -z "$(requests)" ]
}

@test "another namespace than the manifests' is refused before anything is sent" {
  mark
  run --separate-stderr kubectl-kagent-scale 5 --env prod -n elsewhere
  assert_status 1
  assert_error_has "lives in the namespace kagent, not in elsewhere"
  [ -z "$(requests)" ]
}

@test "a promised range is kept, and the line that the next apply goes by is named" {
  scenario healthy
  run --separate-stderr kubectl-kagent-scale 3 --env prod
  assert_status 1
  assert_error_has "prod promises 5 to 10 replicas"
  add_nodes 2 6
  run --separate-stderr kubectl-kagent-scale 6 --env prod
  assert_status 0
  assert_error_has "the next apply of prod puts the number back to 5, as"
  assert_error_has "statefulset-patch.yaml:8 says"
  run --separate-stderr kubectl-kagent-scale 5
  assert_error_has "guards of an environment were not applied"
}

@test "--write changes the line and nothing else" {
  scenario healthy
  sed -i 's|policy.kagent/replicas: "5"|policy.kagent/replicas: "5-10"|' "$kustomization"
  add_nodes 2 6
  cp -R root before
  run --separate-stderr kubectl-kagent-scale 7 --env prod --write
  assert_status 0
  assert_output_has "statefulset-patch.yaml:8: 5 -> 7"
  [ "$(diff -r before root | grep -c '^[<>]')" -eq 2 ]
  grep -qx '  replicas: 7' "$patch"
  [ "$(kubectl-kagent-render --env prod | grep -c 'replicas: 7')" -eq 1 ]
  mark
  run --separate-stderr kubectl-kagent-scale 7 --env prod
  assert_error_has "the manifests say 7 too"
}

@test "--write changes a broken promise only under --force" {
  scenario healthy
  cp -R root before
  mark
  run --separate-stderr kubectl-kagent-scale 4 --env prod --write
  assert_status 1
  assert_error_has "With --force the promise is changed too"
  diff -r before root
  assert_writes ""
  run --separate-stderr kubectl-kagent-scale 4 --env prod --write --force
  assert_status 0
  grep -q 'policy.kagent/scale: 4-10' "$kustomization"
  grep -q 'policy.kagent/replicas: "4"' "$kustomization"
  grep -qx '  replicas: 4' "$patch"
  run kubectl-kagent-verify --env prod --only KV018
  [ "$status" -eq 0 ]
}

@test "--write refuses what other environments share" {
  sed -i '/^  replicas: /d' "$patch"
  sed -i '/policy.kagent\/replicas/d; /policy.kagent\/scale/d' "$kustomization"
  cp -R root before
  mark
  run --separate-stderr kubectl-kagent-scale 4 --env prod --write
  assert_status 1
  assert_error_has "base/statefulset.yaml:11"
  assert_error_has "which other environments share"
  diff -r before root
  unset KAGENT_ROOT
  run --separate-stderr kubectl-kagent-scale 5 --env prod --write
  assert_status 1
  assert_error_has "the manifests inside this program cannot be written to"
  [ -z "$(requests)" ]
}

@test "a dry run writes nothing" {
  scenario healthy
  cp -R root before
  run --separate-stderr kubectl-kagent-scale 4 --env prod --write --force --dry-run=server
  assert_status 0
  diff -r before root
}

@test "where the autoscaler owns the number there is none to write" {
  sed -i 's|  # - ../../components/hpa|  - ../../components/hpa|' "$kustomization"
  run --separate-stderr kubectl-kagent-scale 6 --env prod --write
  assert_status 1
  assert_error_has "leave the number out"
}
