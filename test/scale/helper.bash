# What the tests of scale share. $CLUSTER is the folder of a running cluster (test/cluster/up).

load ../bats/helper

scale_setup() {
  common_setup
  cluster_kubectl=$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")
  export KUBECONFIG=$CLUSTER/deployer.kubeconfig
}

# scenario NAME: brings the cluster into a known state.
scenario() {
  "$REPOSITORY/test/cluster/scenario" up "$CLUSTER" "$1"
}

# k ARGUMENT...: the cluster's kubectl, as admin.
k() {
  "$cluster_kubectl" --kubeconfig "$CLUSTER/admin.kubeconfig" "$@"
}

# component ACTION NAME: a process that it starts must not keep bats waiting.
component() {
  "$REPOSITORY/test/cluster/component" "$CLUSTER" "$@" 3>&-
}

# add_nodes COUNT FIRST: nodes that pods can go to.
add_nodes() {
  "$REPOSITORY/test/cluster/nodes" "$@" | k apply -f - >/dev/null
  await nodes_are_free
}

nodes_are_free() {
  [ -z "$(k get nodes -o 'jsonpath={.items[*].spec.taints}')" ]
}

replicas() {
  k get statefulset kagent -o 'jsonpath={.spec.replicas}'
}

has_replicas() {
  [ "$(replicas)" = "$1" ]
}

assert_replicas() {
  [ "$(replicas)" = "$1" ] || fail "there must be $1 replicas, not $(replicas)"
}

# Everything in the namespace that people write, without the number and what the server keeps for
# itself.
world() {
  k get statefulset,service,configmap,poddisruptionbudget,hpa,resourcequota,role,serviceaccount -o json |
    python3 -c '
import json, sys
for item in json.load(sys.stdin)["items"]:
    for name in ("managedFields", "resourceVersion", "generation"):
        item["metadata"].pop(name, None)
    item.pop("status", None)
    item.get("spec", {}).pop("replicas", None)
    print(json.dumps(item, sort_keys=True))'
}

# From here on, writes tells what was written.
mark() {
  marked=$(wc -l <"$CLUSTER/audit.log")
}

# What a user has sent since mark: "get statefulsets", "patch statefulsets/scale?dryRun", one a line.
# Reviews of access are no change of anything.
requests() {
  tail -n +"$((marked + 1))" "$CLUSTER/audit.log" | python3 -c '
import json, sys
for line in sys.stdin:
    event = json.loads(line)
    if event["user"]["username"] != sys.argv[1]:
        continue
    what = event.get("objectRef", {})
    name = what.get("resource", "") + ("/" + what["subresource"] if "subresource" in what else "")
    print(event["verb"], name + ("?dryRun" if "dryRun" in event["requestURI"] else ""))' "${1:-deployer}"
}

writes() {
  requests "$@" | grep -vE '^(get|list|watch) ' || true
}

# assert_writes LIST: parted by commas. One that was sent again because of a conflict counts once.
assert_writes() {
  local found
  found=$(writes | uniq | paste -s -d ,)
  [ "$found" = "$1" ] || fail "must be written: $1; was: $found"
}

# Nothing was kept: the server has tried the change, while the guards looked.
assert_only_tried() {
  assert_writes "patch statefulsets/scale?dryRun"
}

# await COMMAND...: until it succeeds. For what no watch tells of: other processes.
await() {
  local tries=0
  until "$@"; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || return 1
    read -r -t 0.1 <> <(:) || true
  done
}
