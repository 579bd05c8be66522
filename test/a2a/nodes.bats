# Each fault of a node's end of port-forward, and each refusal of an API server (test/cluster/kubelet):
# what is said of it, and with which status. Where the fault is none to us, the answer comes through; it
# is no agent's.

load helper

setup() {
  common_setup
}

teardown() {
  stop_servers
}

@test "each fault of a node, and each refusal of the API server, is told for what it is" {
  local pod wanted text wrong=0 known
  serve kubelet "$REPOSITORY/test/cluster/kubelet" --grace 0.01
  known=$("$REPOSITORY/test/cluster/kubelet" --list)
  while IFS='|' read -r pod wanted text; do
    known=$(grep -vxF "$pod" <<<"$known") || true
    run "$PING" "$pod" --server "http://127.0.0.1:$PORT" --via port-forward -c 1 -W 0.5
    [[ $status -eq $wanted && $output == *"$pod: seq=1 "*$text* ]] && continue
    printf '%s: wanted %s, %s\n%s, %s\n' "$pod" "$wanted" "$text" "$status" "$output" >&2
    wrong=$((wrong + 1))
  done <<'END'
fault-pings|1|not-a2a time=* ms: HTTP 200, but no JSON-RPC
fault-fragments|1|not-a2a time=* ms: HTTP 200, but no JSON-RPC
fault-long-length|1|not-a2a time=* ms: HTTP 200, but no JSON-RPC
fault-byte-frames|1|not-a2a time=* ms: HTTP 200, but no JSON-RPC
fault-one-packet|1|not-a2a time=* ms: HTTP 200, but no JSON-RPC
fault-continue-first|1|not-a2a time=* ms: HTTP 200, but no JSON-RPC
fault-error-after-half|1|degraded time=* ms: HTTP 200, but the connection ended amid the card
fault-refused|1|down: port 8080 of pod fault-refused cannot be reached: connection refused, so nothing listens on it
fault-no-names|3|unknown: the port-forward did not open in time
fault-no-answer|3|unknown: the port-forward did not open in time
fault-cut-after-names|3|unknown: the connection to 127.0.0.1:* broke
fault-cut-in-frame|3|unknown: the port-forward to pod fault-cut-in-frame was cut
fault-no-close-frame|3|unknown: the port-forward to pod fault-no-close-frame was cut
fault-wrong-port|3|unknown: the node of pod fault-wrong-port forwards something else than port 8080
fault-masked|3|unknown: a WebSocket frame of the server is masked
fault-close-1011|3|unknown: * ended the port-forward with code 1011 (internal error): runtime went away
fault-text|3|unknown: the node of pod fault-text sends text where v4.channel.k8s.io has bytes
fault-wrong-accept|3|unknown: * something between here and the server answers from memory
fault-wrong-protocol|3|unknown: the server chose the protocol 'v5.channel.k8s.io'
fault-huge-length|3|unknown: the server announces a WebSocket frame of 4611686018427387904 bytes
fault-redirect|3|unknown: * is 302 Found and not 101: a proxy on the way does not pass WebSocket on
fault-ok|3|unknown: * is 200 OK and not 101: a proxy on the way does not pass WebSocket on
fault-unauthorized|3|unknown: the node of pod fault-unauthorized, or a proxy, wants to know who asks
fault-other-channel|3|unknown: the node of pod fault-other-channel sends on channel 7, which nobody asked for
fault-half-a-code|3|unknown: the server's close frame has half a code
fault-reserved-bit|3|unknown: a WebSocket frame of the server has a reserved bit set
fault-node-error|3|unknown: the node of pod fault-node-error, or a proxy, refuses the port-forward: 500 rpc error
fault-protocol-refused|3|unknown: the node of pod fault-protocol-refused does not speak v4.channel.k8s.io
status-unauthorized|3|unknown: port-forward to pod status-unauthorized is refused: Unauthorized
status-forbidden|3|unknown: * cannot get resource "pods/portforward"
status-forbidden-in-chunks|3|unknown: * cannot get resource "pods/portforward"
status-half-forbidden|3|unknown: * `create` on pods/portforward is missing
status-no-pod|1|down: port-forward to pod status-no-pod is refused: pods "status-no-pod" not found
status-no-node|1|down: pod status-no-node is on the node node-9, which does not exist any more
status-no-host|1|down: * does not have a host assigned
status-kubelet-down|3|unknown: * error dialing backend
status-busy|3|unknown: * too many requests
END
  [ -z "$known" ] || fail "these must be in the table too:" "$known"
  [ "$wrong" -eq 0 ]
}
