#!/usr/bin/env bats
# What is typed wrong, and where it leads.

load helper

setup() {
  scale_setup
}

# refused STATUS TEXT ARGUMENT...
refused() {
  local expected=$1 text=$2
  shift 2
  run --separate-stderr kubectl-kagent-scale "$@"
  assert_status "$expected"
  assert_error_has "$text"
  [ -z "$output" ] || fail "nothing may be on standard output"
}

@test "only digits are a number of replicas" {
  mark
  refused 2 '"seven" is no number of replicas: it must be written in digits alone' seven
  refused 2 '"-1" is no number of replicas: it cannot be negative' -1
  refused 2 '"07" is no number of replicas: it must not begin with a zero' 07
  refused 2 '"7.0" is no number of replicas' 7.0
  refused 2 '"2147483648" is no number of replicas: Kubernetes takes at most 2147483647' 2147483648
  refused 2 '"99999999999999999999999" is no number' 99999999999999999999999
  refused 2 'REPLICAS is missing'
  refused 2 'unexpected argument: "6"' 5 6
  refused 2 '"" is no number' ""
  refused 2 '--write needs --env' 5 --write
  refused 2 'unknown environment "nowhere"' 5 --env nowhere --root "$REPOSITORY/kubernetes/kagent"
  [ -z "$(requests)" ]
}

@test "places that do not exist are named, with those that do" {
  scenario healthy
  refused 1 "there is no StatefulSet nope in the namespace kagent" 5 --statefulset nope
  refused 1 "There: kagent." 5 --statefulset nope
  refused 1 "there is no namespace nowhere" 5 -n nowhere
  refused 3 'context "nope" does not exist' 5 --context nope
  refused 3 "cannot be opened" 5 --kubeconfig /nonexistent/config
  KUBECONFIG= refused 3 "there is no kubeconfig" 5
  refused 3 "connection" 5 --server https://127.0.0.1:1
}

@test "a server that is not Kubernetes is called that" {
  python3 -c '
import http.server
server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
print(server.server_port, flush=True)
server.serve_forever()' >port 2>/dev/null &
  server=$!
  await test -s port
  run --separate-stderr env KUBECONFIG= kubectl-kagent-scale 5 --server "http://127.0.0.1:$(<port)"
  kill "$server"
  assert_status 3
  assert_error_has "does not answer as a Kubernetes API server"
}

@test "a full disk is noticed" {
  [ -e /dev/full ] || skip "there is no /dev/full"
  scenario healthy
  run --separate-stderr sh -c 'kubectl-kagent-scale 5 >/dev/full'
  assert_status 3
  assert_error_has "standard output cannot be written"
}
