# Clusters for a suite (test/cluster). All that were started end when the suite does, however it
# ends; a suite with an EXIT trap of its own calls cluster_stop_all in it.
#
#   . test/lib/cluster.bash
#   cluster_start main --nodes 5 || { [ $? -eq 3 ] && skip …; }
#   cluster_as viewer get pods
#   mytool --kubeconfig "$CLUSTER/deployer.kubeconfig"

cluster_programs=test/cluster
cluster_root=$(mktemp -d "${TMPDIR:-/tmp}/kagent-cluster.XXXXXX")
CLUSTER=
trap cluster_stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# cluster_start NAME [OPTION]...: starts a cluster with the options of test/cluster/up, and makes it
# the one that $CLUSTER (its folder) and cluster_as mean. Returns 3, the reason said on standard
# error, when its programs cannot be had on this machine.
cluster_start() {
  local name=$1
  shift
  CLUSTER=
  "$cluster_programs/up" "$@" "$cluster_root/$name" >/dev/null || return
  cluster_use "$name"
}

# cluster_use NAME: another one of those that were started.
cluster_use() {
  CLUSTER=$cluster_root/$1
  cluster_kubectl=$(sed -n 's/^kubectl //p' "$CLUSTER/cluster")
}

# cluster_as USER ARGUMENT...: kubectl of the cluster's own release as admin, deployer, viewer or
# nobody, in the namespace kagent unless the arguments name another one.
cluster_as() {
  local user=$1
  shift
  "$cluster_kubectl" --kubeconfig "$CLUSTER/$user.kubeconfig" "$@"
}

# cluster_stop NAME ends one of them.
cluster_stop() {
  "$cluster_programs/down" "$cluster_root/$1"
}

cluster_stop_all() {
  local folder
  for folder in "$cluster_root"/*/; do
    [ ! -d "$folder" ] || "$cluster_programs/down" "$folder"
  done
  rmdir "$cluster_root" 2>/dev/null || true
}

# cluster_requests USER prints how many requests of a user the audit log has so far.
cluster_requests() {
  grep -c "\"username\":\"$1\"" "$CLUSTER/audit.log" || true
}
