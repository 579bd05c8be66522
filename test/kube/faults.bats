#!/usr/bin/env bats
# What the client makes of a server, and a network, at their worst.

load helper

setup_file() {
  bad_server_start
}

teardown_file() {
  bad_server_end
}

setup() {
  common_setup
  bad_server_await
  export KUBECONFIG=$bad/admin.kubeconfig
  server=$(sed -n 's,.*server: https://,,p' "$KUBECONFIG")
}

teardown() {
  common_teardown
}

# refusal CODE ARGUMENT...: the call fails like this, without showing the token.
refusal() {
  run --separate-stderr client --request-timeout 20 "${@:2}"
  [ "$status" -eq "$1" ] || fail "the status must be $1"
  assert_error_has "error: "
  [[ $output$stderr != *top-secret* ]] || fail "the token must not be shown"
}

@test "answers that are no Kubernetes API's are told apart from failures of one" {
  for path in garbage truncated html page/404 page/200 redirect deep; do
    refusal 3 call GET "/$path"
    assert_error_has "does not answer as a Kubernetes API server"
  done
  refusal 3 call GET /page/502
  assert_error_has "the API server fails"
  refusal 3 call GET /bare/401
  assert_error_has "does not accept the credentials"
  refusal 1 call GET /status/418
  assert_error_has "status 418"
}

@test "an answer without an end is cut off at the limit" {
  refusal 3 call GET /endless
  assert_error_has "larger than allowed"
}

@test "an answer that never gets ready ends with the time limit" {
  refusal 4 --request-timeout 1s call GET /drip
  assert_error_has "does not answer in time"
}

@test "a connection that is closed instead of an answer is an error" {
  refusal 3 call GET /nothing
  assert_error_has "cut the connection"
}

@test "a server that asks to wait is asked again, with the same request" {
  for path in storm/3 overload/8; do
    run --separate-stderr -0 client call PATCH "/$path" '{"a":1}' application/merge-patch+json
    assert_output_has "200 attempts="
  done
  [ "$(grep -c 'PATCH /storm/3' "$bad/requests")" -eq 4 ]
  [ "$(grep -c 'PATCH /overload/8' "$bad/requests")" -eq 5 ]
}

@test "a storm without an end is given up after ten attempts" {
  refusal 3 call GET /retry/0
  assert_output_has "attempts=10"
  assert_error_has "asks to wait"
}

@test "a storm over everything that scale asks is given up, and nothing is changed" {
  sed 's,server: .*,&/retry/0,' "$KUBECONFIG" >storm
  chmod 600 storm
  run --separate-stderr $UNDER "${KAGENT_BIN:-$REPOSITORY/build/bin}/kubectl-kagent-scale" 4 --wait=false --kubeconfig storm
  [ "$status" -eq 3 ] || fail "the status must be 3"
  assert_error_has "asks to wait"
  [ -z "$(grep 'PATCH /retry/0' "$bad/requests" | grep -v dryRun)" ] || fail "nothing must be sent for good"
}

# scaled HOW STATUS COUNT [ARGUMENT]...: scale where HOW becomes of the change, which is sent COUNT times.
scaled() {
  local before
  before=$(changes "$1")
  sed "s,server: .*,&/agents/$1," "$KUBECONFIG" >agents
  chmod 600 agents
  run --separate-stderr $UNDER "${KAGENT_BIN:-$REPOSITORY/build/bin}/kubectl-kagent-scale" 4 --force \
    --wait=false --kubeconfig agents "${@:4}"
  [ "$status" -eq "$2" ] || fail "the status must be $2"
  [ $(($(changes "$1") - before)) -eq "$3" ] || fail "it must be sent $3 times"
}

changes() {
  grep "PATCH /agents/$1/" "$bad/requests" | grep -vc dryRun || true
}

# lost HOW STATUS [ARGUMENT]...
lost() {
  scaled "$1" "$2" 1 "${@:3}"
  [ -z "$output" ] || fail "nothing is told as done"
}

looks() {
  grep -c "GET /agents/$1/api/v1/nodes" "$bad/requests"
}

@test "a change that meets another's is judged anew if the spec is another, and sent again" {
  scaled status-changes 0 2
  [ "$(looks status-changes)" -eq 1 ] || fail "the guards stand"
  scaled spec-changes 0 2
  [ "$(looks spec-changes)" -eq 2 ] || fail "the guards look again"
  assert_output_has "scaled from 5 to 4"
}

@test "a change that meets others' again and again is given up, at once where one version was asked for" {
  scaled 409 1 8
  assert_error_has "was changed by somebody else in between: its number is not changed"
  scaled 409 1 1 --resource-version=7
  assert_error_has "was changed by somebody else in between: its number is not changed"
}

@test "a change whose answer is lost may have been made, and that is said" {
  for how in cut silence 500 502 504; do
    code=3
    [ "$how" != silence ] || code=4
    lost "$how" "$code" --request-timeout 2s
    assert_error_has "whether kagent has 4 replicas now is not known"
    assert_error_has "Look: kubectl get statefulset kagent -n kagent"
    [[ $stderr != *"not changed"* ]] || fail "$how: nobody knows that"
  done
  for how in 401 403; do
    lost "$how" 3
    assert_error_has "the number of kagent is not changed"
    [[ $stderr != *"not known"* ]] || fail "$how: the server has refused it"
  done
}

@test "no wait goes beyond the time limit" {
  refusal 3 --request-timeout 5s call GET /retry/60
  assert_output_has "attempts=1"
}

@test "no answer to an eviction is repeated" {
  refusal 3 call POST /api/v1/namespaces/x/pods/p/eviction '{}'
  assert_output_has "attempts=1"
}

@test "failures that say nothing about another attempt are not repeated" {
  refusal 3 call GET /status/503
  assert_output_has "attempts=1"
}

@test "warnings are shown once each" {
  run --separate-stderr -0 client repeat 3 GET /warning
  [ "$stderr" = 'Warning: say "new" instead
Warning: second' ] || fail "two warnings"
}

@test "-v shows requests as kubectl does, from level to level" {
  local level pattern shown
  local -A from=(["PATCH https://.*/ok 200 OK in [0-9]+ milliseconds"]=6 ["Request Headers:"]=7
    ["Response Headers:"]=8 ['Request Body: \{"a":1\}']=8 ['Response Body: \{"kind"']=8)
  for level in 5 6 7 8 9; do
    run --separate-stderr -0 client -v "$level" call PATCH /ok '{"a":1}' application/merge-patch+json
    for pattern in "${!from[@]}"; do
      shown=$(grep -cE -- "$pattern" <<<"$stderr" || true)
      [ $((shown > 0)) -eq $((level >= ${from[$pattern]})) ] || fail "at $level: $pattern"
    done
  done
  run --separate-stderr client -v 9 call POST /ok/secrets '{"data":"hush"}'
  [[ $stderr != *hush* ]] || fail "bodies of Secrets are masked"
}

@test "nothing secret is shown at any verbosity" {
  for level in 6 7 8 9 10; do
    refusal 3 -v "$level" call GET /secret
  done
  assert_error_has "Authorization: <masked>"
  assert_error_has "Set-Cookie: <masked>"
  assert_error_has "GET https://$server/secret 403 Forbidden in "
}

@test "a token file is read again when its token is refused" {
  echo old >"$bad/token"
  sed "s,token: .*,tokenFile: $bad/token," "$KUBECONFIG" >config
  chmod 600 config
  run --separate-stderr -0 client --kubeconfig config call GET /auth/fresh
  assert_output_has "200 attempts=2"
}

@test "no core file can be made" {
  "$CLIENT" call GET /drip?core >out 2>&1 3>&- &
  pid=$!
  ends+=("$pid")
  await "$bad/requests" "GET /drip.core"
  grep -qE '^Max core file size +1 ' "/proc/$pid/limits" || fail "$(cat "/proc/$pid/limits")"
}

@test "less than TLS 1.2 is not spoken" {
  cat >old <<'END'
import socket, ssl, sys
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.set_ciphers("ALL:@SECLEVEL=0")
context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
context.load_cert_chain(sys.argv[1] + "/ca.crt", sys.argv[1] + "/ca.key")
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    connection = listener.accept()[0]
    try:
        with context.wrap_socket(connection, server_side=True) as spoken:
            spoken.recv(4096)
            spoken.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"kind\":\"x\"}")
    except OSError:
        pass
END
  python3 -W ignore old "$bad" >port 3>&- &
  ends+=($!)
  await port .
  printf 'openssl_conf=a\n[a]\nssl_conf=b\n[b]\nsystem_default=c\n[c]\nMinProtocol=TLSv1\nCipherString=ALL:@SECLEVEL=0\n' >openssl.cnf
  export OPENSSL_CONF=$PWD/openssl.cnf
  curl -sf --tls-max 1.1 --cacert "$bad/ca.crt" "https://127.0.0.1:$(cat port)/" >answer || fail "the server must work"
  refusal 3 --server "https://127.0.0.1:$(cat port)" call GET /ok
  assert_error_has "no encrypted connection"
}

@test "a port that speaks no TLS is told apart" {
  proxy "$server" pass
  printf 'HTTP/1.1 400 Bad Request\r\n\r\n' >answer
  python3 -c 'import socket
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1], flush=True)
while True:
    c = s.accept()[0]; c.sendall(b"SSH-2.0-OpenSSH_9.2\r\n"); c.close()' >port 3>&- &
  ends+=($!)
  await port .
  refusal 3 --server "https://127.0.0.1:$(cat port)" call GET /ok
  assert_error_has "no encrypted connection"
}

# ---- cut at every byte ----

# through_proxy METHOD PATH [BODY TYPE]: how calls fare on connections that are cut after 0, 1, 2 ...
# bytes of what the server sends: a letter for each. Beyond the first whole answer, connections are
# kept, and cut in the middle of a later one.
through_proxy() {
  local rules=() n
  for ((n = 0; n <= 1700; n += ${step:-1})); do
    rules+=("cut-down=$n")
  done
  proxy "$server" "${rules[@]}"
  run --separate-stderr -0 client --server "https://$address" --request-timeout 20 repeat \
    "${#rules[@]}" "$@"
  [ "${#output}" -eq "${#rules[@]}" ] || fail "a letter for each call"
}

@test "an answer that is cut off at any byte is a failure" {
  through_proxy GET /ok
  [[ $output =~ ^-{1200,}\+[-+]*$ ]] || fail "failures only, up to some byte"
}

@test "a change whose answer is cut off is not sent again" {
  before=$(grep -c 'PATCH /ok' "$bad/requests" || true)
  step=7 through_proxy PATCH /ok '{"a":1}' application/merge-patch+json
  [[ $output =~ ^-{170,}\+[-+]*$ ]] || fail "failures only, up to some byte"
  [ $(($(grep -c 'PATCH /ok' "$bad/requests") - before)) -le "${#output}" ] ||
    fail "no more changes than calls"
}

@test "what was sent over a kept connection that then closed is repeated if it is a read" {
  run --separate-stderr -0 client repeat 2 GET /second
  [ "$output" = ++ ] || fail "two answers"
  for method in PATCH DELETE; do
    body='{"a":1}'
    [ "$method" = PATCH ] || body=
    run --separate-stderr -0 client repeat 2 "$method" /second "$body"
    [ "$output" = +- ] || fail "$method must not be sent again"
    [ "$(grep -c "$method /second" "$bad/requests")" -eq 2 ]
  done
}

@test "a stall at any stage ends with the time limit" {
  for n in 0 100 700 1500; do
    proxy "$server" "hang-down=$n"
    refusal 4 --server "https://$address" --request-timeout 1 call GET /ok
    assert_error_has "does not answer in time"
  done
}

@test "bytes that are turned over on the way are noticed" {
  for n in 10 200 900 1500; do
    proxy "$server" "garble-down=$n+20"
    refusal 3 --server "https://$address" call GET /ok
  done
}

# ---- watches ----

@test "a watch tells the list, then what changes" {
  watch -n good watch configmaps
  await events "deleted b"
  unwatch
  [ "$output" = "reset
added a
synced
added b
modified b
deleted b
lists 1 streams 1 events 3 bookmarks 0" ] || fail "list and events"
}

@test "an event is put together from whatever pieces it comes in" {
  watch -n split watch configmaps
  await events "added split"
  unwatch
}

@test "a watch whose version is too old lists anew" {
  for name in gone gone-at-once; do
    watch -n "$name" watch configmaps
    await events "added c"
    unwatch
    [ "$(grep -c '^reset' events)" -eq 2 ] || fail "two lists"
    tail -n 4 events | head -n 3 | diff - <(printf 'added a\nsynced\nadded c\n')
  done
}

@test "a watch that is cut off goes on from the last version that it heard of" {
  watch -n cut watch configmaps
  await events "added c"
  unwatch
  [ "$(grep -c '^reset' events)" -eq 1 ] || fail "one list"
  assert_output_has "interrupted: "
  grep -q 'namespaces/cut/configmaps?.*resourceVersion=10.*watch=true' "$bad/requests"
  grep -q 'namespaces/cut/configmaps?.*resourceVersion=11.*watch=true' "$bad/requests"
}

@test "a bookmark is a version, too" {
  watch -n bookmarks watch configmaps
  await events "added c"
  unwatch
  assert_output_has "bookmarks 1"
  grep -q 'namespaces/bookmarks/configmaps?.*resourceVersion=15.*watch=true' "$bad/requests"
}

@test "a stream of something else, a busy and a failing server are borne" {
  for name in garbage not-an-object busy broken ends; do
    watch -n "$name" watch configmaps
    await events "added c"
    unwatch
    [ "$(grep -c '^reset' events)" -eq 1 ] || fail "$name: one list"
  done
}

@test "a watch that is told to wait does, for so long at least" {
  watch -n told-to-wait watch configmaps
  await events "interrupted: .*; again in ([789]|1[0-9]) s"
  unwatch
}

@test "a list whose token expires between pages begins anew" {
  run --separate-stderr -0 client -n pages list configmaps 1
  [ "$output" = "ConfigMap a
restart
ConfigMap a
ConfigMap b
version given" ] || fail "from the start"
}

@test "a watch that is not allowed ends" {
  run --separate-stderr -3 client -n forbidden watch configmaps
  assert_error_has "not allowed"
}
