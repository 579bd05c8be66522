# For benches: a cluster of nothing but an API server, with pods that all lead to one agent. To be
# sourced by a script that runs within test/cluster/inside.
#
#   pods_start WORK COUNT      PODS_KUBECONFIG, PODS_KUBECTL; pods kagent-0 … in the namespace kagent
#   pods_stop

. test/lib/kubectl.bash

pods_processes=()

# pods_begin FILE COMMAND...: a server that says "listening … PORT" on a line of FILE; its port is in PORT.
pods_begin() {
  local file=$1
  shift
  "$@" >"$file" 2>&1 &
  pods_processes+=($!)
  until grep -q '^listening' "$file"; do sleep 0.05; done
  PORT=$(sed -n 's/^listening .*[ :]//p' "$file" | head -n 1)
}

# The pods as one List: first as they are created, then with their status.
pods_list() {
  python3 - "$@" <<'END'
import json, sys
count, port, status = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == 'status'
def pod(number):
    meta = {'name': f'kagent-{number}', 'namespace': 'kagent', 'labels': {'app': 'kagent'}}
    spec = {'nodeName': 'n1', 'terminationGracePeriodSeconds': 0, 'automountServiceAccountToken': False,
            'containers': [{'name': 'agent', 'image': 'agent', 'ports': [{'name': 'http-a2a', 'containerPort': port}]}]}
    address = f'10.0.{1 + number // 250}.{1 + number % 250}'
    state = {'phase': 'Running', 'podIP': address, 'podIPs': [{'ip': address}]}
    return {'apiVersion': 'v1', 'kind': 'Pod', 'metadata': meta, 'spec': spec, **({'status': state} if status else {})}
print(json.dumps({'apiVersion': 'v1', 'kind': 'List', 'items': [pod(n) for n in range(count)]}))
END
}

pods_start() {
  local work=$1 count=$2 agents node
  agents=$(test/a2a/install)
  test/cluster/up --server-only "$work/cluster" >/dev/null
  PODS_CLUSTER=$work/cluster
  PODS_KUBECONFIG=$PODS_CLUSTER/admin.kubeconfig
  PODS_KUBECTL=("$(sed -n 's/^kubectl //p' "$PODS_CLUSTER/cluster")" --kubeconfig "$PODS_KUBECONFIG")
  pods_begin "$work/node" test/cluster/kubelet --listen 10.0.0.1:0 \
    --cert "$PODS_CLUSTER/pki/kwok.crt" --key "$PODS_CLUSTER/pki/kwok.key"
  node=$PORT
  pods_begin "$work/agent" node "$agents/agent.mjs" 1 --host 0.0.0.0
  "${PODS_KUBECTL[@]}" create serviceaccount default -n kagent >/dev/null
  "${PODS_KUBECTL[@]}" create -f - >/dev/null <<<'{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n1"}}'
  "${PODS_KUBECTL[@]}" patch node n1 --subresource=status --type=merge -p '{"status": {
    "addresses": [{"type": "InternalIP", "address": "10.0.0.1"}],
    "daemonEndpoints": {"kubeletEndpoint": {"Port": '"$node"'}}}}' >/dev/null
  pods_list "$count" "$PORT" spec | "${PODS_KUBECTL[@]}" create -f - >/dev/null
  pods_list "$count" "$PORT" status | "${PODS_KUBECTL[@]}" replace --subresource=status -f - >/dev/null
}

pods_stop() {
  [ ${#pods_processes[@]} -eq 0 ] || kill "${pods_processes[@]}" 2>/dev/null || true
  [ -z "${PODS_CLUSTER:-}" ] || test/cluster/down "$PODS_CLUSTER"
}
