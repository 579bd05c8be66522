#!/usr/bin/env bats
# What `kubectl kagent verify` says of environments and files, offline.

load helper

setup() {
  common_setup
}

# A copy of the manifests to break. Without it the tests use those inside the program.
copy_manifests() {
  cp -R "$REPOSITORY/kubernetes/kagent" root
}

# add_patch ENVIRONMENT: standard input as one more patch of the environment, behind its own.
add_patch() {
  cat >"root/overlays/$1/broken.yaml"
  sed -i 's|^  - path: statefulset-patch.yaml|&\n  - path: broken.yaml|' \
    "root/overlays/$1/kustomization.yaml"
}

# line_of FILE TEXT: the number of the first line that has it.
line_of() {
  grep -nF -- "$2" "$1" | head -n 1 | cut -d : -f 1
}

# assert_caught ENVIRONMENT SEVERITY ID FILE TEXT: verify fails with this finding, in the line of
# FILE that has TEXT.
assert_caught() {
  local line
  line=$(line_of "$4" "$5")
  [ -n "$line" ] || fail "$4 must have: $5"
  run --separate-stderr kagent verify --offline --root root --env "$1"
  [ "$2" != error ] || assert_status 1
  grep -A 1 -F "$2 $3:" <<<"$output" | grep -qF "$4:$line:" ||
    fail "there must be $2 $3 at $4:$line"
}

@test "the shipped environments keep what they promise, also strictly" {
  run --separate-stderr kagent verify --env prod --offline --strict
  assert_status 0
  run --separate-stderr kagent verify --env dev --offline --strict
  assert_status 0
  copy_manifests
  run --separate-stderr kagent verify --all-envs --root root --strict
  assert_status 0
  assert_no_error
  assert_output_has "dev: 8 objects"
  assert_output_has "prod: 9 objects"
}

@test "every combination of components passes in both environments" {
  . "$REPOSITORY/test/lib/component-combination.bash"
  local environment combination trees=0
  while read -r environment combination; do
    trees=$((trees + 1))
    component_combination "tree$trees" "$environment" $combination
    run --separate-stderr kagent verify --root "tree$trees" --env "$environment"
    assert_status 0
    ! grep warning <<<"$output" | grep -vE "KV032|1 warning," ||
      fail "$environment with $combination must have no warning but that it has no budget"
  done < <(
    for environment in dev prod; do
      for combination in "" hpa istio network-policy pdb "hpa istio network-policy pdb"; do
        echo "$environment $combination"
      done
    done
  )
  [ "$trees" -eq 12 ]
}

# ---- the promises of the ADR, broken in the overlay's source ----

@test "a wrong number of replicas is caught where the overlay sets it" {
  copy_manifests
  sed -i 's/replicas: 5/replicas: 3/' root/overlays/prod/statefulset-patch.yaml
  assert_caught prod error KV018 root/overlays/prod/statefulset-patch.yaml "replicas: 3"
  assert_output_has "spec.replicas is 3, and prod promises 5"
  assert_output_has "root/overlays/prod/kustomization.yaml:11"
}

@test "a lost number of replicas is caught in the overlay, not in the base that has another" {
  copy_manifests
  sed -i '/replicas: 5/d' root/overlays/prod/statefulset-patch.yaml
  run --separate-stderr kagent verify --root root --env prod
  assert_status 1
  assert_output_has "error KV018: spec.replicas is 1, and prod promises 5"
  assert_output_has "root/overlays/prod/statefulset-patch.yaml:"
}

@test "a dev environment with the replicas of prod is caught" {
  copy_manifests
  sed -i 's/replicas: 1/replicas: 5/' root/overlays/dev/statefulset-patch.yaml
  assert_caught dev error KV018 root/overlays/dev/statefulset-patch.yaml "replicas: 5"
}

@test "anti-affinity of the other kind is caught" {
  copy_manifests
  cp root/overlays/dev/statefulset-patch.yaml patch.yaml
  sed 's/replicas: 1/replicas: 5/' patch.yaml >root/overlays/prod/statefulset-patch.yaml
  assert_caught prod error KV016 root/overlays/prod/statefulset-patch.yaml "podAntiAffinity:"
  sed 's/replicas: 5/replicas: 1/' "$REPOSITORY/kubernetes/kagent/overlays/prod/statefulset-patch.yaml" \
    >root/overlays/dev/statefulset-patch.yaml
  assert_caught dev error KV016 root/overlays/dev/statefulset-patch.yaml "requiredDuring"
}

@test "anti-affinity that was taken out is caught in the overlay" {
  copy_manifests
  sed -i '/template:/,$d' root/overlays/prod/statefulset-patch.yaml
  run --separate-stderr kagent verify --root root --env prod
  assert_status 1
  assert_output_has "error KV016: the pods have no required anti-affinity, which prod promises"
  assert_output_has "root/overlays/prod/statefulset-patch.yaml:8:13"
}

@test "anti-affinity by another topology, or of other pods, is caught" {
  copy_manifests
  sed -i 's|kubernetes.io/hostname|topology.kubernetes.io/zone|' root/overlays/prod/statefulset-patch.yaml
  assert_caught prod error KV016 root/overlays/prod/statefulset-patch.yaml "topologyKey"
  rm -r root
  copy_manifests
  sed -i 's/app: kagent/app: other/' root/overlays/prod/statefulset-patch.yaml
  assert_caught prod error KV017 root/overlays/prod/statefulset-patch.yaml "labelSelector:"
}

@test "startup out of order is caught" {
  copy_manifests
  add_patch prod <<'YAML'
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: kagent, namespace: kagent}
spec:
  podManagementPolicy: Parallel
YAML
  assert_caught prod error KV019 root/overlays/prod/broken.yaml Parallel
}

@test "names that are no longer predictable are caught" {
  copy_manifests
  add_patch dev <<'YAML'
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: kagent, namespace: kagent}
spec:
  serviceName: agents
YAML
  assert_caught dev error KV011 root/overlays/dev/broken.yaml agents
}

@test "pods that -l app=kagent does not find are caught" {
  copy_manifests
  sed -i 's/app: kagent$/app: agents/' root/base/*.yaml root/components/*/*.yaml root/overlays/*/*.yaml
  assert_caught dev error KV010 root/base/statefulset.yaml "        app: agents"
}

@test "an A2A endpoint without a Service is caught" {
  copy_manifests
  add_patch dev <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: kagent, namespace: kagent}
spec:
  type: NodePort
YAML
  run --separate-stderr kagent verify --root root --env dev
  assert_status 1
  assert_output_has "error KV013: no Service of type ClusterIP or LoadBalancer"
}

@test "an environment without the StatefulSet is caught" {
  copy_manifests
  make_kustomization root/overlays/empty
  sed -i '1i metadata: {annotations: {policy.kagent/statefulset: kagent}}' \
    root/overlays/empty/kustomization.yaml
  run --separate-stderr kagent verify --root root --env empty
  assert_status 1
  assert_output_has "error KV004: empty has no StatefulSet kagent"
  assert_output_has "root/overlays/empty/kustomization.yaml:1:"
}

@test "a wrong A2A setting is caught where it is written" {
  copy_manifests
  sed -i 's|http://vapora-a2a.vapora.svc:8003|vapora-a2a:8003|' root/base/configmap.yaml
  assert_caught prod error KV025 root/base/configmap.yaml "vapora-a2a:8003"
  sed -i 's/DISCOVERY_INTERVAL: 30s/DISCOVERY_INTERVAL: 30/' root/base/configmap.yaml
  assert_caught dev error KV025 root/base/configmap.yaml "DISCOVERY_INTERVAL: 30"
}

@test "debug logging in prod is caught in the overlay that orders it" {
  copy_manifests
  add_patch prod <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata: {name: kagent-config, namespace: kagent}
data:
  LOG_LEVEL: debug
YAML
  assert_caught prod warning KV040 root/overlays/prod/broken.yaml "LOG_LEVEL: debug"
  assert_status 0
  run --separate-stderr kagent verify --root root --env prod --strict
  assert_status 1
}

@test "an overlay that changes the structure is caught" {
  copy_manifests
  add_patch prod <<'YAML'
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: kagent, namespace: kagent}
spec:
  template:
    spec:
      containers:
        - name: sidecar
          image: example.com/sidecar:1.0
YAML
  assert_caught prod error KV022 root/overlays/prod/broken.yaml "name: sidecar"
}

@test "an autoscaler beside a number of replicas is caught" {
  copy_manifests
  sed -i -e 's|# - ../../components/hpa$|- ../../components/hpa|' -e '/^transformers:/,$d' \
    root/overlays/prod/kustomization.yaml
  assert_caught prod error KV020 root/overlays/prod/statefulset-patch.yaml "replicas: 5"
}

@test "a budget that lets no pod go is caught" {
  copy_manifests
  sed -i 's/maxUnavailable: 1/minAvailable: 5/' root/components/pdb/pdb.yaml
  assert_caught prod error KV021 root/components/pdb/pdb.yaml "minAvailable: 5"
}

@test "an object in another namespace is caught" {
  copy_manifests
  sed -i 's/namespace: kagent/namespace: default/' root/base/configmap.yaml
  sed -i '/- patch: |/,/debug/d' root/overlays/dev/kustomization.yaml
  assert_caught dev error KV024 root/base/configmap.yaml "namespace: default"
}

@test "what the API server would refuse is caught where the overlay writes it" {
  copy_manifests
  sed -i 's/replicas: 5/replicaz: 5/' root/overlays/prod/statefulset-patch.yaml
  assert_caught prod error KV002 root/overlays/prod/statefulset-patch.yaml "replicaz: 5"
  assert_output_has '"replicas"'
}

@test "an overlay that cannot be built is a finding at its line, and nothing passes" {
  copy_manifests
  sed -i 's/path: statefulset-patch.yaml/path: missing.yaml/' root/overlays/prod/kustomization.yaml
  run --separate-stderr kagent verify --root root --env prod
  assert_status 1
  assert_output_has "error KV001"
  assert_output_has "root/overlays/prod/kustomization.yaml:"
}

# ---- promises and suppressions ----

@test "a new environment brings its own promises, without a new release" {
  copy_manifests
  cp -R root/overlays/prod root/overlays/staging
  sed -i -e 's/policy.kagent\/replicas: "5"/policy.kagent\/replicas: 2-4/' -e '/policy.kagent\/scale/d' \
    root/overlays/staging/kustomization.yaml
  run --separate-stderr kagent verify --root root --env staging
  assert_status 1
  assert_output_has "spec.replicas is 5, and staging promises 2 to 4"
  sed -i 's/replicas: 5/replicas: 3/' root/overlays/staging/statefulset-patch.yaml
  run --separate-stderr kagent verify --root root --env staging
  assert_status 0
}

@test "an environment that declares nothing is of the class general" {
  copy_manifests
  sed -i '/^metadata:/,/anti-affinity:/d' root/overlays/prod/kustomization.yaml
  run --separate-stderr kagent verify --root root --env prod
  assert_status 0
  assert_output_has "class general"
}

@test "a suppression holds with its reason, but for no error in prod" {
  copy_manifests
  sed -i -e 's/replicas: 1/replicas: 2/' root/overlays/dev/statefulset-patch.yaml
  sed -i 's|^  annotations:|&\n    policy.kagent/ignore-KV018: two for the demonstration|' \
    root/overlays/*/kustomization.yaml
  run --separate-stderr kagent verify --root root --env dev
  assert_status 0
  assert_output_has "two for the demonstration"
  sed -i 's/replicas: 5/replicas: 4/' root/overlays/prod/statefulset-patch.yaml
  run --separate-stderr kagent verify --root root --env prod
  assert_status 1
  assert_output_has "error KV018"
  assert_output_has "KV018 is an error in an environment of the class prod, and is not ignored there"
}

@test "promises and suppressions that mean nothing are findings" {
  copy_manifests
  sed -i 's|^  annotations:|&\n    policy.kagent/replica: "5"\n    policy.kagent/ignore-KV030: no reason|' \
    root/overlays/dev/kustomization.yaml
  run --separate-stderr kagent verify --root root --env dev
  assert_status 0
  assert_output_has "warning KV005: policy.kagent/replica promises nothing known"
  assert_output_has "Did you mean policy.kagent/replicas?"
  assert_output_has "warning KV005: KV030 is to be ignored, but finds nothing here"
}

@test "kubectl renders the same with and without promises" {
  need_kubectl
  copy_manifests
  cp -R root bare
  sed -i '/^metadata:/,/anti-affinity:/d' bare/overlays/*/kustomization.yaml
  for environment in dev prod; do
    ! grep -q policy.kagent "bare/overlays/$environment/kustomization.yaml"
    for KUBECTL in $(kubectls); do
      cmp <("$KUBECTL" kustomize "root/overlays/$environment") \
        <("$KUBECTL" kustomize "bare/overlays/$environment")
    done
  done
}

# ---- files ----

@test "manifests from a pipe are judged, alone and by the promises of an environment" {
  copy_manifests
  kagent render --root root --env dev >dev.yaml
  run --separate-stderr kagent verify -f - <dev.yaml
  assert_status 0
  run --separate-stderr kagent verify -f - --env dev --root root <dev.yaml
  assert_status 0
  run --separate-stderr kagent verify -f <(cat dev.yaml) --env prod --root root
  assert_status 1
  assert_output_has "error KV018"
}

@test "one broken file does not hide what is in the others" {
  mkdir -p files/inner
  printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n data: {}\n' >files/a.yaml
  printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\ndate: {}\n' >files/inner/b.yml
  printf '\0\0\0' >files/c.json
  printf 'resources: []\n' >files/kustomization.yaml
  run --separate-stderr kagent verify -f files
  assert_status 1
  assert_output_has "files/a.yaml:5"
  assert_output_has "files/inner/b.yml:5:1"
  assert_output_has "this is no text"
  assert_output_has "files/kustomization.yaml"
}

@test "what is referred to and not among the files is said to be unchecked" {
  cat >set.yaml <<'YAML'
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: kagent}
spec:
  serviceName: elsewhere
  selector: {matchLabels: {app: kagent}}
  template:
    metadata: {labels: {app: kagent}}
    spec:
      containers:
        - {name: agent, image: "example.com/agent:1"}
YAML
  run --separate-stderr kagent verify -f set.yaml
  assert_status 0
  assert_output_has "Service elsewhere, to which StatefulSet/kagent refers"
  run --separate-stderr kagent verify -f set.yaml --strict --skip KV015,KV030,KV036
  assert_status 3
}

@test "custom kinds are judged by the definitions that are given" {
  cat >crd.yaml <<'YAML'
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: agents.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Agent, plural: agents}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: {type: object, properties: {size: {type: integer}}}
YAML
  printf 'apiVersion: example.com/v1\nkind: Agent\nmetadata: {name: a}\nspec: {size: big}\n' >agent.yaml
  run --separate-stderr kagent verify -f agent.yaml
  assert_status 0
  assert_output_has "there is no schema of example.com/v1 Agent"
  run --separate-stderr kagent verify -f agent.yaml --schema crd.yaml
  assert_status 1
  assert_output_has "error KV002"
  assert_output_has "agent.yaml:4:14"
}

@test "changes that the API server refuses are found against an earlier rendering" {
  copy_manifests
  kagent render --root root --env prod >before.yaml
  run --separate-stderr kagent verify --root root --env prod --against before.yaml
  assert_status 0
  add_patch prod <<'YAML'
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: kagent, namespace: kagent}
spec:
  persistentVolumeClaimRetentionPolicy: {whenScaled: Delete}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 1Gi}}
YAML
  run --separate-stderr kagent verify --root root --env prod --against before.yaml --only KV023
  assert_status 1
  assert_output_has "error KV023"
  [[ $output != *RetentionPolicy* ]] || fail "that may change"
  assert_output_has "spec.volumeClaimTemplates is new"
  assert_output_has "root/overlays/prod/broken.yaml:6"
}

@test "a changed ConfigMap that nothing restarts is found against an earlier rendering" {
  copy_manifests
  kagent render --root root --env prod >before.yaml
  sed -i 's/INTERVAL: 30s/INTERVAL: 60s/' root/base/configmap.yaml
  run --separate-stderr kagent verify --root root --env prod --against before.yaml
  assert_status 0
  assert_output_has "warning KV039: kagent-config changes"
  assert_output_has "kubectl rollout restart statefulset/kagent -n kagent"
}

# ---- the command line ----

@test "checks are listed and explained" {
  run --separate-stderr kagent verify --list
  assert_status 0
  [ "$(wc -l <<<"$output")" -ge 40 ]
  assert_output_has "KV016  anti-affinity"
  run --separate-stderr kagent verify --explain KV016
  assert_status 0
  assert_output_has "# KV016 anti-affinity"
  run --separate-stderr kagent verify --explain replicas
  assert_status 0
  assert_output_has "KV018"
}

@test "only the checks that are wanted run" {
  copy_manifests
  sed -i 's/replicas: 5/replicas: 3/' root/overlays/prod/statefulset-patch.yaml
  run --separate-stderr kagent verify --root root --env prod --only KV016,kv017
  assert_status 0
  assert_output_has "2 checks passed"
  run --separate-stderr kagent verify --root root --env prod --skip replicas
  assert_status 0
}

@test "what keeps the wanted checks from looking is told, whichever they are" {
  mkdir unbuilt
  echo 'resources: [nope.yaml]' >unbuilt/kustomization.yaml
  run --separate-stderr kagent verify --offline unbuilt --only KV010
  assert_status 1
  assert_output_has "error KV001: \`nope.yaml\`: cannot be found"
  run --separate-stderr kagent verify --offline unbuilt --skip KV001
  assert_status 1
  run --separate-stderr kagent verify --offline -f unbuilt/nope.yaml --only KV010
  assert_status 3
  run --separate-stderr kagent verify --env prod --live --server http://127.0.0.1:1 --only KL101
  assert_status 3
  assert_output_has "refuses the connection"
  run --separate-stderr kagent verify --env prod --offline --only KV010
  assert_status 0
}

@test "a directory in overlays/ is judged like the environment of that name" {
  copy_manifests
  cd root/overlays/prod
  run --separate-stderr kagent verify
  assert_status 0
  assert_output_has "class prod"
  sed -i 's/replicas: 5/replicas: 3/' statefulset-patch.yaml
  run --separate-stderr kagent verify .
  assert_status 1
  assert_output_has "statefulset-patch.yaml:8:13"
}

@test "what cannot be asked is refused with what can" {
  copy_manifests
  run --separate-stderr kagent verify --root root --env prd
  assert_refusal 2 "unknown environment \"prd\""
  assert_error_has "Did you mean prod?"
  run --separate-stderr kagent verify --env prod --only KV01
  assert_refusal 2 "unknown check \"KV01\""
  run --separate-stderr kagent verify --explain nothing
  assert_refusal 2 "unknown check \"nothing\""
  run --separate-stderr kagent verify --env prod --kubernetes-version 1.99
  assert_refusal 2 "Known are"
  run --separate-stderr kagent verify
  assert_refusal 2 "nothing to verify"
  run --separate-stderr kagent verify --env prod --all-envs
  assert_refusal 2 "--all-envs"
  run --separate-stderr kagent verify --env prod --output json
  assert_refusal 2 "--output names a file, not a format"
  run --separate-stderr kagent verify --all-envs --root root --against root
  assert_refusal 2 "--against compares with one environment"
}

@test "what cannot be read is no passing" {
  run --separate-stderr kagent verify -f missing.yaml
  assert_refusal 3 "missing.yaml"
  run --separate-stderr kagent verify -f - </dev/null
  assert_refusal 3 "there is no object in standard input"
  mkdir empty
  run --separate-stderr kagent verify -f empty
  assert_refusal 3 "holds no file"
  run --separate-stderr kagent verify empty
  assert_refusal 2 "holds no kustomization"
  printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' >a.yaml
  run --separate-stderr kagent verify -f a.yaml --schema a.yaml
  assert_refusal 3 "holds no CustomResourceDefinition"
  run --separate-stderr kagent verify -f a.yaml --against missing
  assert_refusal 3 "missing"
}

@test "secrets are in no output" {
  cat >secret.yaml <<'YAML'
apiVersion: v1
kind: Secret
metadata: {name: a}
data:
  password: "hunter2 is not base64"
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b}
data:
  password: hunter2
YAML
  for format in text json yaml junit sarif tap github html name; do
    run --separate-stderr kagent verify -f secret.yaml -o "$format"
    [[ $output != *hunter2* ]] || fail "-o $format must not show the password"
  done
}

@test "offline work links neither libcurl nor OpenSSL" {
  run ldd "$KAGENT_BIN/kubectl-kagent-verify"
  [[ $output != *curl* && $output != *ssl* && $output != *crypto* ]] || fail "no network library"
}

@test "docs/CHECKS.md says of the checks what the program says" {
  cd "$REPOSITORY"
  diff docs/CHECKS.md <(test/checks/document)
}

@test "the head of a report names the commit that git names, in worktrees and packed too" {
  cp -R "$REPOSITORY/kubernetes/kagent" root
  git=(git -C root -c user.name=test -c user.email=test@example.com -c commit.gpgsign=false)
  "${git[@]}" init -q
  run --separate-stderr kagent verify --root root --env prod --offline
  assert_output_has "root/overlays/prod, class prod"
  "${git[@]}" add . && "${git[@]}" commit -q -m one
  commit=$("${git[@]}" rev-parse HEAD)
  run --separate-stderr kagent verify --root root --env prod --offline
  assert_output_has "root/overlays/prod, git ${commit:0:7}, class prod"
  "${git[@]}" pack-refs --all
  "${git[@]}" worktree add -q ../tree
  for root in root tree; do
    run --separate-stderr kagent verify --root "$root" --env prod --offline -o json
    assert_output_has "\"revision\": \"$commit\""
  done
}

@test "an overlay that cannot be looked at is not judged without its promises" {
  copy_manifests
  ln -sf kustomization.yaml root/overlays/prod/kustomization.yaml
  run --separate-stderr kagent verify --offline --env prod --root root
  assert_refusal 3 "overlays/prod/kustomization.yaml"
}

# ---- watching the manifests ----

# until_line TEXT: reads what the watch of the test says, up to a line with TEXT in it.
until_line() {
  local line
  while read -r -t 60 -u "$lines" line; do
    [[ $line != *"$1"* ]] || return 0
  done
  fail "there must be a line with $1"
}

@test "--watch judges manifests anew when their files change, and those of before while there are none" {
  copy_manifests
  sed 's/^    //' >dead <<'END'
    apiVersion: v1
    kind: Config
    current-context: dead
    clusters: [{name: dead, cluster: {server: "http://127.0.0.1:1"}}]
    contexts: [{name: dead, context: {cluster: dead}}]
END
  exec {lines}< <(exec "$KAGENT_BIN/kubectl-kagent-verify" --env prod --root root --kubeconfig dead --watch 2>&1 3>&-)
  local pid=$! status=0
  until_line "= errors: 0"
  sed -i 's/replicas: 5/replicas: 0/' root/overlays/prod/*.yaml
  until_line "+ prod: error KV018 StatefulSet/kagent: spec.replicas is 0"
  mv root/overlays/prod root/prod
  until_line "The manifests of before are judged on: unknown environment"
  sed -i 's/replicas: 0/replicas: 5/' root/prod/*.yaml
  mv root/prod root/overlays/prod
  until_line "- prod: error KV018"
  kill -INT "$pid"
  wait "$pid" || status=$?
  [ "$status" -eq 3 ] || fail "the status is $status"
}

@test "what is said while manifests are read is said once, also where another binary goes on" {
  copy_manifests
  sed -i '1a commonLabels: {a: b}' root/overlays/prod/kustomization.yaml
  run --separate-stderr kagent verify --env prod --root root --server http://127.0.0.1:1 --live
  assert_status 3
  [ "$(grep -c commonLabels <<<"$stderr")" -eq 1 ] || fail "once" "$stderr"
}

@test "manifests that say where they go are not looked for in another namespace" {
  run --separate-stderr kagent verify --env prod --server http://127.0.0.1:1 -n elsewhere
  assert_refusal 2 "put StatefulSet kagent into the namespace kagent, not into elsewhere"
}

# ---- recorded clusters ----

@test "every recorded state of a cluster is judged as the cluster itself was" {
  VERIFY=$KAGENT_BIN/kubectl-kagent-verify run "$REPOSITORY/test/live/scenarios" --replay
  assert_status 0
  [ "$(grep -c '^ok' <<<"$output")" -eq "$(find "$REPOSITORY/test/snapshots/live" -name '*.json' | wc -l)" ] ||
    fail "all recordings must be judged"
}
