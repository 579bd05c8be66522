# Shared by the tests of the Kubernetes client: they drive it with test/kube/client.

bats_require_minimum_version 1.5.0

REPOSITORY=$(cd "${BATS_TEST_DIRNAME}/../.." && pwd)
FAULTPROXY=$REPOSITORY/test/cluster/faultproxy
AT_TERMINAL=$REPOSITORY/test/lib/at_terminal.py

# The client, as released or of another build; and what to run it under (valgrind).
CLIENT=${KUBE_CLIENT:-$REPOSITORY/build/test/kube/client}

client() {
  $UNDER "$CLIENT" "$@"
}

# A clean world, in an empty folder.
common_setup() {
  unset KUBECONFIG HTTPS_PROXY https_proxy HTTP_PROXY http_proxy NO_PROXY no_proxy SSL_CERT_FILE
  export HOME=$BATS_TEST_TMPDIR
  UNDER=${UNDER-}
  ends=()
  cd "$BATS_TEST_TMPDIR"
}

# Ends what the test has started.
common_teardown() {
  local pid
  for pid in "${ends[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
}

fail() {
  printf '%s\n' "$@" >&2
  printf 'status: %s\nstdout: %s\nstderr: %s\n' "${status-}" "${output-}" "${stderr-}" >&2
  return 1
}

assert_output_has() {
  [[ $output == *"$1"* ]] || fail "the output must have: $1"
}

assert_error_has() {
  [[ $stderr == *"$1"* ]] || fail "standard error must have: $1"
}

# A server at fault for all tests of a file (badserver), from setup_file to teardown_file; its folder
# is $bad once it has been awaited in setup.
bad_server_start() {
  mkdir "$BATS_FILE_TMPDIR/bad"
  "$BATS_TEST_DIRNAME/badserver" "$BATS_FILE_TMPDIR/bad" >"$BATS_FILE_TMPDIR/bad/out" 3>&- &
  echo $! >"$BATS_FILE_TMPDIR/pid"
}

bad_server_await() {
  bad=$BATS_FILE_TMPDIR/bad
  await "$bad/out" listening
}

bad_server_end() {
  kill "$(cat "$BATS_FILE_TMPDIR/pid")"
}

# await FILE PATTERN: returns when a line of the growing file matches.
await() {
  local line fd pid found=
  exec {fd}< <(exec tail -n +1 -F "$1" 2>/dev/null 3>&-)
  pid=$!
  while [ -z "$found" ] && read -r -t 60 -u "$fd" line; do
    [[ ! $line =~ $2 ]] || found=yes
  done
  kill "$pid" 2>/dev/null || true
  exec {fd}<&-
  [ -n "$found" ] || { cat "$1" >&2 && fail "$1 must get: $2"; }
}

# watch ARGUMENT...: watches in the background; what it says is in `events` and `complaints`.
watch() {
  rm -f events complaints # of an earlier watch
  $UNDER "$CLIENT" "$@" >events 2>complaints 3>&- &
  watcher=$!
  ends+=("$watcher")
}

# unwatch: ends the watch, which must end well. Its last line counts what it did.
unwatch() {
  kill "$watcher"
  status=0
  wait "$watcher" || status=$?
  output=$(cat events) stderr=$(cat complaints)
  [ "$status" -eq 0 ] || fail "the watch must end well"
}

# proxy SERVER RULE...: a fault proxy before SERVER (host:port); its address is in $address.
proxy() {
  rm -f control
  "$FAULTPROXY" --to "$1" --control control "${@:2}" >proxy.events 3>&- &
  ends+=($!)
  await proxy.events ^listening
  address=$(sed -n 's/^listening //p' proxy.events)
}

tell() {
  "$FAULTPROXY" --tell control "$@"
}
