# The five processes, told to work together: who they are, and with what arguments they start.

control_plane_users=(admin deployer viewer nobody)

# control_plane_identities FOLDER: keys, certificates and tokens of everybody.
control_plane_identities() {
  local user
  cd "$1/pki"
  pki_authority
  pki_certificate kube-apiserver /CN=kube-apiserver \
    IP:127.0.0.1,IP:10.96.0.1,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default.svc
  pki_certificate kubelet-client /O=system:masters/CN=kube-apiserver-kubelet-client
  for user in kube-controller-manager kube-scheduler; do
    pki_certificate "$user" "/CN=system:$user"
  done
  pki_certificate kwok /O=system:masters/CN=kwok
  pki_certificate admin /O=system:masters/CN=admin
  for user in deployer viewer nobody; do
    pki_certificate "$user" "/CN=$user"
  done
  pki_key service-accounts
  for user in "${control_plane_users[@]}"; do
    openssl rand -hex 16 >"$user.token"
    echo "$(cat "$user.token"),$user,$user$([ "$user" != admin ] || echo ,system:masters)"
  done >tokens.csv
}

# control_plane_kubeconfigs FOLDER SERVER
control_plane_kubeconfigs() {
  local user
  for user in "${control_plane_users[@]}"; do
    pki_kubeconfig "$user" "$2" "$1/pki" >"$1/$user.kubeconfig"
  done
  for user in kube-controller-manager kube-scheduler kwok; do
    pki_kubeconfig "$user" "$2" "$1/pki" >"$1/pki/$user.kubeconfig"
  done
}

# A socket in the folder instead of a port: nobody else on the machine gets at it, and none can be
# taken already.
control_plane_define_etcd() {
  component_define "$1" etcd "${program[etcd]}" --data-dir=etcd --unsafe-no-fsync \
    --listen-client-urls=unix://etcd.sock:0 --advertise-client-urls=unix://etcd.sock:0 \
    --listen-peer-urls=unix://peer.sock:0 --initial-advertise-peer-urls=unix://peer.sock:0 \
    --initial-cluster=default=unix://peer.sock:0 --log-level=warn
}

control_plane_define_apiserver() {
  component_define "$1" kube-apiserver "${program[kube-apiserver]}" \
    --bind-address=127.0.0.1 --advertise-address=127.0.0.1 --secure-port="$2" \
    --endpoint-reconciler-type=none --service-cluster-ip-range=10.96.0.0/16 \
    --etcd-servers=unix://etcd.sock:0 \
    --tls-cert-file=pki/kube-apiserver.crt --tls-private-key-file=pki/kube-apiserver.key \
    --client-ca-file=pki/ca.crt --token-auth-file=pki/tokens.csv \
    --kubelet-client-certificate=pki/kubelet-client.crt \
    --kubelet-client-key=pki/kubelet-client.key \
    --kubelet-preferred-address-types=InternalIP,Hostname \
    --service-account-issuer=https://kubernetes.default.svc \
    --service-account-key-file=pki/service-accounts.key \
    --service-account-signing-key-file=pki/service-accounts.key \
    --authorization-mode=Node,RBAC --allow-privileged=true \
    --audit-policy-file="$cluster_home/config/audit-policy.yaml" --audit-log-path=audit.log \
    ${all_apis:+--runtime-config=api/all=true} --profiling=false
}

control_plane_define_controllers() {
  component_define "$1" kube-controller-manager "${program[kube-controller-manager]}" \
    --kubeconfig=pki/kube-controller-manager.kubeconfig --leader-elect=false --secure-port=0 \
    --use-service-account-credentials --root-ca-file=pki/ca.crt \
    --service-account-private-key-file=pki/service-accounts.key \
    --cluster-signing-cert-file=pki/ca.crt --cluster-signing-key-file=pki/ca.key \
    --horizontal-pod-autoscaler-sync-period=1s \
    --node-monitor-period=1s --node-monitor-grace-period=20s --kube-api-qps=500 --kube-api-burst=1000 \
    --profiling=false
  component_define "$1" kube-scheduler "${program[kube-scheduler]}" \
    --kubeconfig=pki/kube-scheduler.kubeconfig --leader-elect=false --secure-port=0 \
    --kube-api-qps=500 --kube-api-burst=1000 --profiling=false
  local kubelet=(--node-port=0)
  [ "$kubelet_port" -eq 0 ] ||
    kubelet=(--node-port="$kubelet_port" --enable-crds=PortForward,Logs)
  component_define "$1" kwok "${program[kwok]}" \
    --kubeconfig=pki/kwok.kubeconfig "${kubelet[@]}" \
    --manage-nodes-with-label-selector='test.kagent/kubelet!=stopped' \
    --node-lease-duration-seconds=40 \
    --cidr="$pod_cidr" --node-ip="$node_ip" --config="$cluster_home/config/kwok.yaml"
}

control_plane_server_answers() {
  [ "$(curl -s --max-time 5 --noproxy '*' --cacert "$1/pki/ca.crt" "$2/readyz")" = ok ]
}

control_plane_etcd_answers() {
  (cd "$1" && curl -sf --max-time 5 --unix-socket etcd.sock:0 http://localhost/health)
}

# control_plane_port prints one that nobody listens on, below those that the system gives away.
control_plane_port() {
  local port
  while :; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# control_plane_start_server FOLDER: kube-apiserver on a port that was free a moment ago; another
# one when somebody was faster. Sets server to its address.
control_plane_start_server() {
  local try port
  for try in 1 2 3 4 5; do
    port=$(control_plane_port)
    server=https://127.0.0.1:$port
    control_plane_define_apiserver "$1" "$port"
    component_start "$1" kube-apiserver
    component_await "$1" kube-apiserver control_plane_server_answers "$1" "$server" && return
    grep -q 'address already in use' "$1/log/kube-apiserver.log" || return 1
  done
  return 1
}
