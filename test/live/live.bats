#!/usr/bin/env bats
# verify and clusters: rights, contexts, snapshots, outages. Needs $CLUSTER, a running cluster of
# test/cluster/up, which suite 86-verify-live makes.

bats_require_minimum_version 1.5.0

setup_file() {
  : "${CLUSTER:?a running cluster}"
  test/cluster/scenario up "$CLUSTER" healthy >/dev/null
  export KAGENT_BIN=${KAGENT_BIN:-$PWD/build/bin}
  export VERIFY=$KAGENT_BIN/kubectl-kagent-verify
  export HOME=$BATS_FILE_TMPDIR
  unset KUBECONFIG
}

setup() {
  cd "$BATS_TEST_DIRNAME/../.."
}

# as USER ARGUMENT...: verify prod as that user.
as() {
  local user=$1
  shift
  run --separate-stderr "$VERIFY" --env prod --kubeconfig "$CLUSTER/$user.kubeconfig" "$@"
}

requests() {
  wc -l <"$CLUSTER/audit.log"
}

@test "a healthy environment is verified, manifests and cluster" {
  as admin
  [ "$status" -eq 0 ]
  [[ $output == *"in context admin, cluster test, user admin, namespace kagent"* ]]
  [[ $output != *error* ]]
}

@test "the transcripts in the documents that take a cluster are what happens" {
  mkdir "$BATS_TEST_TMPDIR/bin"
  ln -s "$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")" "$BATS_TEST_TMPDIR/bin/kubectl"
  KUBECONFIG=$CLUSTER/admin.kubeconfig PATH=$KAGENT_BIN:$BATS_TEST_TMPDIR/bin:$PATH \
    run test/docs/transcripts --cluster docs/*.md
  echo "$output"
  [ "$status" -eq 0 ]
}

@test "what a reader may not read is named with the right that it takes, and stops nothing" {
  as viewer
  [ "$status" -eq 0 ]
  [[ $output == *"not checked"*"KL106 whether agents keep apart: needs list nodes"* ]]
  [[ $output == *"needs get roles"* ]]
  [[ $output == *"needs patch "*"compared field by field instead"* ]]
  as viewer --strict
  [ "$status" -ne 0 ]
}

@test "the roles of --print-rbac are enough to read everything" {
  "$VERIFY" --print-rbac >"$BATS_TEST_TMPDIR/rbac.yaml"
  kubectl=$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")
  admin=("$kubectl" --kubeconfig "$CLUSTER/admin.kubeconfig")
  "${admin[@]}" apply -f "$BATS_TEST_TMPDIR/rbac.yaml"
  user=$("$kubectl" --kubeconfig "$CLUSTER/nobody.kubeconfig" auth whoami -o jsonpath='{.status.userInfo.username}')
  for role in kagent-verify kagent-verify-dry-run; do
    "${admin[@]}" -n kagent create rolebinding "try-$role" --role "$role" --user "$user"
  done
  "${admin[@]}" create clusterrolebinding try-nodes --clusterrole kagent-verify-nodes --user "$user"
  as nobody
  "${admin[@]}" -n kagent delete rolebinding try-kagent-verify try-kagent-verify-dry-run
  "${admin[@]}" delete clusterrolebinding try-nodes
  "${admin[@]}" delete -f "$BATS_TEST_TMPDIR/rbac.yaml"
  [ "$status" -eq 0 ]
  [[ $output != *"needs list"* && $output != *"needs get"* ]]
  # Namespaces are patched by who manages clusters.
  [[ $output != *"not checked"* || $output == *"needs patch namespaces"* ]]
}

@test "the roles that doctor prints are enough for doctor to miss no right" {
  doctor=$KAGENT_BIN/kubectl-kagent-doctor
  kubectl=$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")
  admin=("$kubectl" --kubeconfig "$CLUSTER/admin.kubeconfig")
  user=$("$kubectl" --kubeconfig "$CLUSTER/nobody.kubeconfig" auth whoami -o jsonpath='{.status.userInfo.username}')
  "$doctor" --print-rbac >"$BATS_TEST_TMPDIR/roles.yaml"
  "${admin[@]}" apply -f "$BATS_TEST_TMPDIR/roles.yaml"
  for role in verify a2a-ping scale; do
    "${admin[@]}" -n kagent create rolebinding "doctor-$role" --role "kagent-$role" --user "$user"
  done
  for role in verify scale; do
    "${admin[@]}" create clusterrolebinding "doctor-$role" --clusterrole "kagent-$role" --user "$user"
  done
  run "$doctor" --kubeconfig "$CLUSTER/nobody.kubeconfig" -n kagent
  "${admin[@]}" -n kagent delete rolebinding doctor-verify doctor-a2a-ping doctor-scale
  "${admin[@]}" delete clusterrolebinding doctor-verify doctor-scale
  "${admin[@]}" delete -f "$BATS_TEST_TMPDIR/roles.yaml"
  [ "$(grep -c "ok       [a-z0-9-]*: may do all that it needs" <<<"$output")" -eq 3 ]
  run "$doctor" --kubeconfig "$CLUSTER/nobody.kubeconfig" -n kagent
  [[ $output == *"scale: may do nothing of what it needs in kagent"* ]]
}

@test "what is in the cluster is completed" {
  completion=$KAGENT_BIN/kubectl-kagent-completion
  run "$completion" words -- a2a-ping --kubeconfig "$CLUSTER/admin.kubeconfig" -n kagent kagent-
  [[ $output == *kagent-0*kagent-1* ]]
  run "$completion" words -- scale 3 --kubeconfig "$CLUSTER/admin.kubeconfig" -n kagent --statefulset ''
  [[ $output == kagent* ]]
}

@test "a user without any right gets an answer about the manifests, and what it takes for more" {
  as nobody
  [ "$status" -eq 0 ]
  [[ $output == *"needs get statefulsets"* ]]
}

@test "--offline asks nothing" {
  before=$(requests)
  as admin --offline
  [ "$status" -eq 0 ]
  [ "$(requests)" -eq "$before" ]
  [[ $output != *"in context"* ]]
}

@test "one request for each kind, one review, one dry run for each object" {
  before=$(requests)
  as admin
  [ "$status" -eq 0 ]
  # 9 lists, 5 objects that no list has (StatefulSet, 2 Services, ServiceAccount, Namespace) and 2 of
  # RBAC, the review, 9 dry runs
  sent=$(($(requests) - before))
  echo "sent $sent"
  [ "$sent" -le 27 ]
}

@test "no kubeconfig: the manifests are judged, and --live says that it cannot" {
  run --separate-stderr "$VERIFY" --env prod
  [ "$status" -eq 0 ]
  run --separate-stderr "$VERIFY" --env prod --live
  [ "$status" -eq 3 ]
  [[ $output$stderr == *kubeconfig* ]]
}

@test "a cluster that is out of reach is no finding, but with --live an answer that is missing" {
  sed 's#server: .*#server: https://127.0.0.1:1#' "$CLUSTER/admin.kubeconfig" >"$BATS_TEST_TMPDIR/dead"
  run --separate-stderr "$VERIFY" --env prod --kubeconfig "$BATS_TEST_TMPDIR/dead"
  [ "$status" -eq 0 ]
  [[ $output == *"not checked"*"the cluster of"* ]]
  run --separate-stderr "$VERIFY" --env prod --kubeconfig "$BATS_TEST_TMPDIR/dead" --live
  [ "$status" -eq 3 ]
}

@test "several contexts are asked at once, and each has its verdict" {
  kubectl=$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")
  KUBECONFIG=$CLUSTER/admin.kubeconfig:$CLUSTER/viewer.kubeconfig "$kubectl" config view --flatten >"$BATS_TEST_TMPDIR/both"
  run --separate-stderr "$VERIFY" --env prod --kubeconfig "$BATS_TEST_TMPDIR/both" --context admin --context viewer
  [ "$status" -eq 0 ]
  [[ $output == *"prod in admin: "*"prod in viewer: "*"all: "* ]]
  run --separate-stderr "$VERIFY" --env prod --kubeconfig "$BATS_TEST_TMPDIR/both" --all-contexts
  [ "$status" -eq 0 ]
  [[ $output == *"prod in admin: "*"prod in viewer: "* ]]
}

@test "a context that the environment does not allow is refused before anything is sent" {
  cp -R kubernetes/kagent "$BATS_TEST_TMPDIR/root"
  sed -i 's#policy.kagent/class: prod#&\n    policy.kagent/contexts: production-*#' \
    "$BATS_TEST_TMPDIR/root/overlays/prod/kustomization.yaml"
  before=$(requests)
  as admin --root "$BATS_TEST_TMPDIR/root" --live
  [ "$status" -eq 2 ]
  [[ $stderr == *"prod may not be used with the context admin"* ]]
  as admin --root "$BATS_TEST_TMPDIR/root"
  [ "$status" -eq 0 ]
  [[ $output == *"not checked"*"may not be used with the context admin"* ]]
  [ "$(requests)" -eq "$before" ]
}

@test "a snapshot holds the case: judged again without a cluster it gives the same verdict" {
  as admin --snapshot "$BATS_TEST_TMPDIR/case.json" -o json
  first=$output
  run --separate-stderr "$VERIFY" --env prod --replay "$BATS_TEST_TMPDIR/case.json" -o json
  [ "$output" = "$first" ]
}

@test "no value of a Secret is in the output or in a snapshot" {
  cp -R kubernetes/kagent "$BATS_TEST_TMPDIR/root"
  cat >"$BATS_TEST_TMPDIR/root/overlays/prod/secret.yaml" <<'SECRET'
apiVersion: v1
kind: Secret
metadata: {name: kagent-secret, namespace: kagent, labels: {app: kagent}}
stringData: {password: Hunter2Hunter2, token: from-the-manifest}
SECRET
  sed -i 's#^resources:#&\n  - secret.yaml#' "$BATS_TEST_TMPDIR/root/overlays/prod/kustomization.yaml"
  kubectl=$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")
  admin=("$kubectl" --kubeconfig "$CLUSTER/admin.kubeconfig" -n kagent)
  "${admin[@]}" apply -f "$BATS_TEST_TMPDIR/root/overlays/prod/secret.yaml"
  "${admin[@]}" patch secret kagent-secret -p '{"stringData":{"token":"ChangedByHand1"}}'
  for form in text json yaml sarif html; do
    as admin --root "$BATS_TEST_TMPDIR/root" --snapshot "$BATS_TEST_TMPDIR/case.json" -o "$form"
    printf '%s\n%s\n' "$output" "$stderr" >>"$BATS_TEST_TMPDIR/all"
  done
  as admin --root "$BATS_TEST_TMPDIR/root" --diff
  printf '%s\n' "$output" >>"$BATS_TEST_TMPDIR/all"
  cat "$BATS_TEST_TMPDIR/case.json" >>"$BATS_TEST_TMPDIR/all"
  "${admin[@]}" delete secret kagent-secret
  grep -q "another value" "$BATS_TEST_TMPDIR/all"
  for value in Hunter2Hunter2 from-the-manifest ChangedByHand1; do
    ! grep -qF -e "$value" -e "$(printf %s "$value" | base64)" "$BATS_TEST_TMPDIR/all"
  done
}

@test "--diff says what an apply would change, and nothing when that is nothing" {
  as admin --diff
  [ "$status" -eq 0 ]
  [ -z "$output" ]
  kubectl=$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")
  "$kubectl" --kubeconfig "$CLUSTER/admin.kubeconfig" -n kagent patch configmap kagent-config -p '{"data":{"LOG_LEVEL":"debug"}}'
  as admin --diff
  [ "$status" -eq 1 ]
  [[ $output == *"-  LOG_LEVEL: debug"*"+  LOG_LEVEL: info"* ]]
  "$kubectl" --kubeconfig "$CLUSTER/admin.kubeconfig" apply -k kubernetes/kagent/overlays/prod
}

@test "--wait gives up at its time limit, with 4" {
  test/cluster/scenario up "$CLUSTER" updating >/dev/null
  run --separate-stderr "$VERIFY" test/cluster/scenarios/updating --load-restrictor LoadRestrictionsNone \
    --kubeconfig "$CLUSTER/admin.kubeconfig" --wait --timeout 1s --only KL101
  [ "$status" -eq 4 ]
}

# until_line TEXT: reads what the watch of the test says, up to a line with TEXT in it.
until_line() {
  local line
  while read -r -t 60 -u "$lines" line; do
    echo "# $line"
    [[ $line != *"$1"* ]] || return 0
  done
  return 1
}

@test "--watch tells what comes and goes, and ends with the exit code of the last state" {
  test/cluster/scenario up "$CLUSTER" healthy >/dev/null
  kubectl=$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")
  admin=("$kubectl" --kubeconfig "$CLUSTER/admin.kubeconfig" -n kagent)
  exec {lines}< <(exec "$VERIFY" --env prod --kubeconfig "$CLUSTER/admin.kubeconfig" --only KL108 --strict --watch 3>&-)
  pid=$!
  until_line "= errors: 0, warnings: 0"
  before=$(requests)
  "${admin[@]}" patch configmap kagent-config -p '{"data":{"LOG_LEVEL":"debug"}}'
  until_line "+ prod: warning KL108 ConfigMap/kagent-config: data.LOG_LEVEL is debug in the cluster"
  until_line "= errors: 0, warnings: 1"
  # The patch's own two, one round, and what the controllers make of it: a poll would send more.
  [ $(($(requests) - before)) -le 60 ]
  kill -INT "$pid"
  status=0
  wait "$pid" || status=$?
  [ "$status" -eq 1 ]
  "${admin[@]}" apply -k kubernetes/kagent/overlays/prod
}

@test "what is advised reaches the cluster that was judged" {
  kubectl=$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")
  copy="$BATS_TEST_TMPDIR/it's a copy"
  cp "$CLUSTER/admin.kubeconfig" "$copy"
  "$kubectl" --kubeconfig "$copy" -n kagent scale statefulset kagent --replicas=6
  cp -R kubernetes/kagent "$BATS_TEST_TMPDIR/my root"
  run --separate-stderr "$VERIFY" --env prod --root "$BATS_TEST_TMPDIR/my root" --kubeconfig "$copy" --context admin --only KL107
  "$kubectl" --kubeconfig "$copy" apply -k kubernetes/kagent/overlays/prod
  quoted=${copy//\'/\'\\\'\'}
  echo "$output"
  [[ $output == *"kubectl kagent scale 6 --env prod --root '$BATS_TEST_TMPDIR/my root' --write -n kagent --kubeconfig '$quoted' --context admin"* ]]
  run --separate-stderr "$KAGENT_BIN/kubectl-kagent-scale" 3 -n nowhere --kubeconfig "$copy"
  [[ $stderr == *"kubectl get namespaces --kubeconfig '$quoted'"* ]]
  advice=$(sed -n 's/.*which there are: kubectl //p' <<<"$stderr")
  run env KUBECONFIG=/dev/null sh -c "$kubectl $advice"
  [[ $output == *kagent* ]]
}

@test "--watch has no other form than text" {
  as admin --watch -o json
  [ "$status" -eq 2 ]
  [[ $stderr == *"--watch tells in text"* ]]
}

@test "on a terminal --watch draws the report anew in its place" {
  TERM=xterm run test/lib/at_terminal.py --at "Control-C ends." --type $'\x03' \
    "$VERIFY" --env prod --kubeconfig "$CLUSTER/admin.kubeconfig" --only KL108 --watch
  [ "$status" -eq 0 ]
  [[ $output == $'\e[H\e[2J'*"in context admin"* ]]
}
