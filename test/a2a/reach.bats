# a2a-ping through a real API server: port-forward to the ends of nodes, the proxy, Services, rights.
#
# Run within test/cluster/inside by test/cluster/testing/reach, whose cluster $CLUSTER is: kwok's nodes, and
# one whose kubelet is the project's own (faulty). Pods of kwok's have addresses at which agents listen.

load helper

setup_file() {
  [ -n "${CLUSTER:-}" ] || { echo "these tests are run by test/suites/75-reach" >&2 && return 1; }
  AGENTS=$("$BATS_TEST_DIRNAME/install")
  export AGENTS
  SERVERS=()
  BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR
  serve plain node "$AGENTS/agent.mjs" 0.3 --host 0.0.0.0 --port 8080
  serve guarded node "$AGENTS/agent.mjs" 1 --bearer right --host 0.0.0.0 --port 8081
  serve leaving node "$AGENTS/agent.mjs" 1 --host 0.0.0.0 --port 8082
  echo $! >"$BATS_FILE_TMPDIR/leaving.pid"
  serve closing "$BATS_TEST_DIRNAME/server.py" closing
  echo "${SERVERS[@]}" >"$BATS_FILE_TMPDIR/servers"
  populate "$PORT"
}

teardown_file() {
  # shellcheck disable=SC2046
  kill $(cat "$BATS_FILE_TMPDIR/servers") 2>/dev/null || true
}

setup() {
  common_setup
  export KUBECONFIG=$CLUSTER/admin.kubeconfig
}

teardown() {
  stop_servers
}

cluster_kubectl() {
  "$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")" --kubeconfig "$CLUSTER/admin.kubeconfig" -n agents "$@"
}

populate() {
  cluster_kubectl create namespace agents >&2
  cluster_kubectl wait --for=create serviceaccount/default --timeout=60s >&2
  {
    pod kagent-0 8080 app=kagent
    pod kagent-1 8080 app=kagent
    pod guarded 8081 app=other
    pod leaving 8082 app=leaving
    pod closing "$1" app=other 'nodeName: faulty'
    service agents app=kagent http-a2a
    service nobodys app=nobody http-a2a
    service misled app=kagent http
  } | cluster_kubectl apply -f - >&2
  cluster_kubectl wait --for=condition=Ready pod/kagent-0 pod/kagent-1 pod/guarded pod/leaving --timeout=60s >&2
  "$BATS_TEST_DIRNAME/../cluster/connect" "$CLUSTER" 9999 >&2
}

# pod NAME PORT LABEL=VALUE [MORE]
pod() {
  cat <<END
---
apiVersion: v1
kind: Pod
metadata: {name: $1, labels: {${3/=/: }}}
spec:
  ${4:-}
  containers: [{name: agent, image: agent, ports: [{name: metrics, containerPort: 9090}, {name: http-a2a, containerPort: $2}]}]
END
}

# service NAME LABEL=VALUE TARGET_PORT
service() {
  cat <<END
---
apiVersion: v1
kind: Service
metadata: {name: $1}
spec:
  selector: {${2/=/: }}
  ports: [{name: http, port: 80, targetPort: $3}]
END
}

# ping ARGUMENTS...: in the namespace of the agents.
ping() {
  run --separate-stderr "$PING" -n agents "$@"
}

# as USER ARGUMENTS...: a user's ping.
as() {
  ping --kubeconfig "$CLUSTER/$1.kubeconfig" "${@:2}"
}

# The agents have noticed nothing: not run, no line in their logs.
unnoticed() {
  local log
  for log in "$BATS_FILE_TMPDIR"/{plain,guarded,leaving}.log; do
    [ "$(wc -l <"$log")" -eq 1 ] || fail "an agent must not have run or logged" "$(cat "$log")"
  done
}

@test "a pod is asked through one port-forward, kept between probes" {
  ping kagent-0 -c 5 -i 0 -o jsonl --split
  assert_status 0
  assert_no_error
  [ "$(field summary via)" = port-forward ] || fail "by port-forward"
  [ "$(field probe verdict | sort | uniq -c | xargs)" = "5 alive" ] || fail "all must be alive"
  [ "$(grep -c '"tunnelMs":0.000' <<<"$output")" -eq 5 ] || fail "only the card's tunnel is opened"
  unnoticed
}

@test "a pod is asked through the API server's proxy" {
  ping kagent-0 --via proxy -c 5 -i 0 -o jsonl
  assert_status 0
  assert_no_error
  [ "$(field summary via)" = proxy ] || fail "by the proxy"
  [ "$(field probe verdict | sort | uniq -c | xargs)" = "5 alive" ] || fail "all must be alive"
  unnoticed
}

@test "a pod is asked at its own address" {
  ping kagent-0 --via direct -c 2 -i 0 -o jsonl
  assert_status 0
  [ "$(field summary via)" = direct ] || fail "directly"
}

@test "a Service is asked through the proxy" {
  ping --service agents -c 2 -i 0 -o jsonl
  assert_status 0
  [ "$(field summary target) $(field summary via)" = "svc/agents proxy" ] || fail "by the proxy"
  unnoticed
}

@test "pods are named as people name them" {
  ping 0 pod/kagent-1 -c 1 -o jsonl
  assert_status 0
  [ "$(field summary target | paste -sd ' ')" = "kagent-0 kagent-1" ] || fail "both must be asked"
}

@test "all pods of a label are asked at once" {
  ping --all -c 2 -i 0.1 -o jsonl
  assert_status 0
  [ "$(field summary target | sort | paste -sd ' ')" = "kagent-0 kagent-1" ] || fail "both must be asked"
  ping --all -c 1 -o jsonl -l "app in (kagent, other)"
  [ "$(field summary target | wc -l)" = 4 ] || fail "four must be asked"
  ping --all -l app=nobody -c 1
  assert_refusal 3 "no pods in namespace agents have the labels app=nobody"
}

@test "an agent that closes its connections gets a tunnel for each" {
  ping closing -c 3 -i 0 -o jsonl
  assert_status 0
  [ "$(field summary answered)" = 3 ] || fail "all must be answered"
}

@test "an agent's own token goes through the tunnel, and the proxy is not tried with it" {
  ping guarded -c 1
  assert_status 5
  echo right >token
  ping guarded -c 1 --bearer-file token
  assert_status 0
  ping guarded -c 1 --bearer-file token --via proxy
  assert_status 5 # the API server keeps it back
}

# may NAME VERBS RESOURCE: nobody gets a right.
may() {
  cluster_kubectl create role "$1" --verb "$2" --resource "$3" >&2
  cluster_kubectl create rolebinding "$1" --role "$1" --user nobody >&2
}

may_no_longer() {
  cluster_kubectl delete role,rolebinding "$@" >&2
}

@test "who may not forward ports is told which right is missing, and the proxy is tried" {
  as viewer kagent-0 -c 1
  assert_status 3
  assert_error_has 'cannot get resource "pods/portforward"'
  assert_error_has "going on with the API server's proxy"
  assert_output_has "via proxy"
  assert_output_has 'cannot get resource "pods/proxy"'
  as nobody --all -c 1
  assert_refusal 3 'cannot list resource "pods"'
}

@test "half of a right is not enough, and the other half is named" {
  may forward get pods/portforward
  may card get pods/proxy
  as nobody kagent-0 --port 8080 -c 1
  may_no_longer forward card
  assert_status 3
  # Before 1.35 to get was enough, and then there is nothing to fall back from.
  assert_error_has "\`create\` on pods/portforward is missing"
  assert_output_has 'cannot create resource "pods/proxy"'
}

@test "who may use the proxy alone is served by it" {
  may proxy get,create pods/proxy
  as nobody kagent-0 --port 8080 -c 1 -o jsonl
  may_no_longer proxy
  assert_status 0
  assert_error_has 'cannot get resource "pods/portforward"'
  [ "$(field summary via) $(field summary verdict)" = "proxy alive" ] || fail "by the proxy"
}

@test "who may not use the proxy of a Service is told so" {
  as nobody --service agents --port 80 -c 1
  assert_status 3
  assert_output_has 'cannot get resource "services/proxy"'
}

@test "a pod that is deleted in the middle of a run is down, over each way" {
  local via
  SERVERS=()
  for via in port-forward proxy; do
    "$PING" -n agents leaving --via "$via" -i 0.1 -W 2 >"$BATS_TEST_TMPDIR/$via" 2>&1 3>&- &
    SERVERS+=($!)
  done
  for via in port-forward proxy; do await_line "$BATS_TEST_TMPDIR/$via" alive 2; done
  kill "$(cat "$BATS_FILE_TMPDIR/leaving.pid")"
  cluster_kubectl delete pod leaving --wait --timeout=60s >&2
  for via in port-forward proxy; do await_line "$BATS_TEST_TMPDIR/$via" 'down: .*pods "leaving" not found' 1; done
  kill -INT "${SERVERS[@]}"
  wait "${SERVERS[0]}"
  wait "${SERVERS[1]}"
}

# Waits until COUNT lines of the file $1 hold $2.
await_line() {
  local waited=0
  until [ "$(grep -cs -- "$2" "$1")" -ge "$3" ]; do
    waited=$((waited + 1))
    [ "$waited" -lt 600 ] || fail "there must be lines with $2" "$(tail -n 5 "$1")"
    sleep 0.05
  done
}

@test "a pod that is not there, and a port on which nothing listens, are down" {
  ping kagent-7 -c 1 --diagnose
  assert_status 1
  assert_output_has 'pods "kagent-7" not found'
  assert_output_has "Next: kubectl get pods -n agents"
  ping kagent-0 --port 9999 -c 1 --diagnose
  assert_status 1
  assert_output_has "port 9999 of pod kagent-0 cannot be reached"
  assert_output_has "port         BROKEN"
  assert_output_has "Next: kubectl kagent a2a-ping kagent-0 --port 8080 -n agents"
}

@test "what is advised reaches the same cluster when it is pasted" {
  local copy="$BATS_TEST_TMPDIR/it's a copy" advice
  cp "$CLUSTER/admin.kubeconfig" "$copy"
  KUBECONFIG=/dev/null ping kagent-0 --port 9999 -c 1 --diagnose --kubeconfig "$copy" --context admin
  advice=$(sed -n 's/^Next: kubectl kagent a2a-ping //p' <<<"$output")
  [ -n "$advice" ] || fail "something must be advised"
  run env KUBECONFIG=/dev/null sh -c "$PING -c 1 $advice"
  assert_status 0
}

@test "a Service that leads nowhere is told by where it breaks off" {
  ping --service nobodys -c 1 --diagnose
  assert_status 1
  assert_output_has "endpoints   BROKEN   no pod has the labels app=nobody"
  ping --service misled -c 1 --diagnose
  assert_output_has "target port   BROKEN   no container of its pods has a port with the name http"
  ping --service agents --port 99 -c 1 --diagnose
  assert_output_has "Service   BROKEN   it has no port 99, but http 80"
}

@test "a server that cannot be reached is no verdict about an agent" {
  ping kagent-0 -c 1 --server https://127.0.0.1:1
  assert_status 3
}

@test "the API server's own refusals are not the agent's" {
  ping closing -c 1 --via proxy
  assert_status 1
  assert_output_has "address not allowed"
  ping --service nothing -c 1
  assert_refusal 1 "nothing"
}
