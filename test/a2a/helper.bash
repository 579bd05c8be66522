# Shared by the bats files about a2a-ping: servers, and what the command says of them.

. "$BATS_TEST_DIRNAME/../bats/helper.bash"

PING=$KAGENT_BIN/kubectl-kagent-a2a-ping

# Waits until a server has said which port it listens on; prints it.
await_port() {
  local log=$1 waited=0
  until grep -qs '^listening' "$log"; do
    waited=$((waited + 1))
    [ "$waited" -lt 1200 ] || { cat "$log" >&2; return 1; }
    sleep 0.05
  done
  sed -n 's/^listening .*[ :]//p' "$log" | head -n 1
}

# serve NAME COMMAND...: starts a server; its port is in $PORT and its output in $BATS_TEST_TMPDIR/NAME.log.
serve() {
  local name=$1
  shift
  "$@" >"$BATS_TEST_TMPDIR/$name.log" 2>&1 3>&- &
  SERVERS+=($!)
  PORT=$(await_port "$BATS_TEST_TMPDIR/$name.log")
}

# play_all: starts server.py for all tests of a file, which saves a process for each; to be called in
# setup_file. play_no_more, in teardown_file, ends it.
play_all() {
  mkdir "$BATS_FILE_TMPDIR/records"
  "$BATS_TEST_DIRNAME/server.py" all --record "$BATS_FILE_TMPDIR/records" >"$BATS_FILE_TMPDIR/ports" 2>&1 3>&- &
  echo $! >"$BATS_FILE_TMPDIR/players"
  await_port "$BATS_FILE_TMPDIR/ports" >/dev/null
}

play_no_more() {
  kill "$(cat "$BATS_FILE_TMPDIR/players")" || true
}

# play KIND [OPTIONS...]: one of the kinds of server.py; its URL is in $URL, what it was asked in $RECORD.
# With options it is a server of its own.
play() {
  RECORD=$BATS_FILE_TMPDIR/records/$1
  rm -f "$RECORD"
  if [ $# -gt 1 ]; then
    serve "$1" "$BATS_TEST_DIRNAME/server.py" "$1" --record "$BATS_FILE_TMPDIR/records" "${@:2}"
  else
    PORT=$(sed -n "s/^$1 //p" "$BATS_FILE_TMPDIR/ports")
  fi
  URL=http://127.0.0.1:$PORT
}

stop_servers() {
  local server
  for server in ${SERVERS[@]+"${SERVERS[@]}"}; do
    kill "$server" 2>/dev/null || true
  done
  wait 2>/dev/null || true
}

# ping OPTIONS...: asks $URL.
ping() {
  run --separate-stderr "$PING" --url "$URL" "$@"
}

# field TYPE NAME: what a run in jsonl says of its probes or summaries, one a line; "-" where it does not.
field() {
  sed -nE '/"type":"'"$1"'"/{
    s/.*"'"$2"'":("(([^"\\]|\\.)*)"|([^,}]*)).*/\2\4/
    t found
    s/.*/-/
    :found
    s/\\(["\\])/\1/g
    p
  }' <<<"$output"
}

# judge VERDICT STATUS: one probe of $URL ends so.
judge() {
  ping -c 1 -W 2 -o jsonl "${@:3}"
  [ "$(field probe verdict)" = "$1" ] || fail "the verdict must be $1"
  assert_status "$2"
}
