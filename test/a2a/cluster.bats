# a2a-ping through a real API server: port-forward to the end of a node, the proxy, rights.

load helper

setup_file() {
  CLUSTER=$BATS_FILE_TMPDIR/cluster
  export CLUSTER
  "$BATS_TEST_DIRNAME/../cluster/up" --server-only "$CLUSTER" >&2 || return
  AGENTS=$("$BATS_TEST_DIRNAME/install")
  export AGENTS
  SERVERS=()
  BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR
  serve agent node "$AGENTS/agent.mjs" 1 --bearer right
  echo "$PORT" >"$BATS_FILE_TMPDIR/agent.port"
  serve plain node "$AGENTS/agent.mjs" 0.3
  echo "$PORT" >"$BATS_FILE_TMPDIR/plain.port"
  serve closing "$BATS_TEST_DIRNAME/server.py" closing
  echo "$PORT" >"$BATS_FILE_TMPDIR/closing.port"
  serve kubelet "$BATS_TEST_DIRNAME/../cluster/kubelet" --listen 127.0.0.1:0 \
    --cert "$CLUSTER/pki/kwok.crt" --key "$CLUSTER/pki/kwok.key"
  echo "${SERVERS[@]}" >"$BATS_FILE_TMPDIR/servers"
  populate "${PORT##*:}"
}

teardown_file() {
  # shellcheck disable=SC2046
  kill $(cat "$BATS_FILE_TMPDIR/servers") || true
  "$BATS_TEST_DIRNAME/../cluster/down" "$CLUSTER"
}

setup() {
  common_setup
  export KUBECONFIG=$CLUSTER/admin.kubeconfig
}

cluster_kubectl() {
  "$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")" --kubeconfig "$CLUSTER/admin.kubeconfig" "$@"
}

# A node whose kubelet is ours, and pods on it whose ports are those of the servers.
populate() {
  cluster_kubectl create serviceaccount default -n kagent >&2
  cluster_kubectl create -f - >&2 <<<'{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n1"}}'
  cluster_kubectl patch node n1 --subresource=status --type=merge -p '{"status": {
    "addresses": [{"type": "InternalIP", "address": "127.0.0.1"}],
    "daemonEndpoints": {"kubeletEndpoint": {"Port": '"$1"'}}}}' >&2
  pod kagent-0 "$(cat "$BATS_FILE_TMPDIR/plain.port")" app=kagent
  pod kagent-1 "$(cat "$BATS_FILE_TMPDIR/plain.port")" app=kagent
  pod guarded "$(cat "$BATS_FILE_TMPDIR/agent.port")" app=other
  pod closing "$(cat "$BATS_FILE_TMPDIR/closing.port")" app=other
}

pod() {
  cluster_kubectl create -f - >&2 <<END
apiVersion: v1
kind: Pod
metadata: {name: $1, namespace: kagent, labels: {${3/=/: }}}
spec:
  nodeName: n1
  containers: [{name: agent, image: agent, ports: [{name: metrics, containerPort: 1}, {name: http-a2a, containerPort: $2}]}]
END
}

ping() {
  run --separate-stderr "$PING" "$@"
}

@test "a pod is asked through one port-forward, kept between probes" {
  ping kagent-0 -c 5 -i 0 -o jsonl --split
  assert_status 0
  assert_no_error
  [ "$(field summary via)" = port-forward ] || fail "by port-forward"
  [ "$(field probe verdict | sort | uniq -c | xargs)" = "5 alive" ] || fail "all must be alive"
  [ "$(grep -c '"tunnelMs":0.000' <<<"$output")" -eq 5 ] || fail "only the card's tunnel is opened"
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
  assert_refusal 3 "no pods in namespace kagent have the labels app=nobody"
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
}

@test "who may not forward ports is told so, and the proxy is tried" {
  ping kagent-0 -c 1 --kubeconfig "$CLUSTER/viewer.kubeconfig"
  assert_status 3
  assert_error_has 'cannot get resource "pods/portforward"'
  assert_error_has "going on with the API server's proxy"
  assert_output_has "via proxy"
  assert_output_has 'cannot get resource "pods/proxy"'
  ping --all -c 1 --kubeconfig "$CLUSTER/nobody.kubeconfig"
  assert_refusal 3 'cannot list resource "pods"'
}

@test "a pod that is not there, and a port on which nothing listens, are down" {
  ping kagent-7 -c 1 --diagnose
  assert_status 1
  assert_output_has 'pods "kagent-7" not found'
  assert_output_has "Next: kubectl get pods -n kagent"
  ping kagent-0 --port 1 -c 1 --diagnose
  assert_status 1
  assert_output_has "port 1 of pod kagent-0 cannot be reached"
  assert_output_has "port         BROKEN"
}

@test "a server that cannot be reached is no verdict about an agent" {
  ping kagent-0 -c 1 --server https://127.0.0.1:1
  assert_status 3
}

@test "the API server's own refusals are not the agent's" {
  ping kagent-0 -c 1 --via proxy
  assert_status 1
  assert_output_has "address not allowed"
  ping --service nothing -c 1
  assert_refusal 1 "nothing"
}
