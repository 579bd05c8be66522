# Real agents, made with the SDKs: judged right, never run, and silent.

load helper

setup_file() {
  AGENTS=$("$BATS_TEST_DIRNAME/install")
  export AGENTS
}

setup() {
  common_setup
}

teardown() {
  stop_servers
}

# agent FLAVOUR [OPTIONS...]: an agent of the SDK for JavaScript.
agent() {
  serve agent node "$AGENTS/agent.mjs" "$@"
  URL=http://127.0.0.1:$PORT
}

# python_agent VERSION [OPTIONS...]: one of the SDK for Python.
python_agent() {
  serve agent "$AGENTS/python-$1" "$AGENTS/agent.py" "${@:2}"
  URL=http://127.0.0.1:$PORT
}

# alive VERSION [OPTIONS...]: three probes are answered in this version; the agent has noticed nothing.
alive() {
  ping -c 3 -i 0 -o jsonl "${@:2}"
  assert_status 0
  [ "$(field probe verdict | paste -sd ' ')" = "alive alive alive" ] || fail "all three must be alive"
  [ "$(field summary a2a)" = "$1" ] || fail "the version must be $1"
  unnoticed
}

# The agent was not run, and has written no line to its log.
unnoticed() {
  [ "$(cat "$BATS_TEST_TMPDIR/agent.log")" = "listening on $PORT" ] ||
    fail "the agent must not have run or logged" "$(cat "$BATS_TEST_TMPDIR/agent.log")"
}

@test "@a2a-js/sdk 0.2 is alive" {
  agent 0.2
  alive 0.2.5
}

@test "@a2a-js/sdk 0.3 is alive" {
  agent 0.3
  alive 0.3.0
}

@test "@a2a-js/sdk 1.x is alive" {
  agent 1
  alive 1.0
}

@test "@a2a-js/sdk 1.x for clients of 0.3 too is alive in both" {
  agent 1-compat
  alive 1.0 --expect-version 1.0
  alive 0.3 --expect-version 0.3
}

@test "a2a-sdk 0.2 for Python is alive" {
  python_agent 0.2
  alive 0.2.6
}

@test "a2a-sdk 0.3 for Python is alive" {
  python_agent 0.3
  alive 0.3.0
}

@test "a2a-sdk 1.x for Python is alive" {
  python_agent 1
  alive 1.0
}

@test "a2a-sdk 1.x for Python and clients of 0.3 too is alive in both" {
  python_agent 1 --compat
  alive 1.0 --expect-version 1.0
  alive 0.3 --expect-version 0.3
}

# wants_credentials: what was started is refused without the token `right`, and alive with it.
wants_credentials() {
  judge credentials 5
  [[ $(field probe reason) == *'Bearer realm="agent"'* ]] || fail "the challenge must be told"
  echo wrong >token
  judge credentials 5 --bearer-file token
  echo right >token
  judge alive 0 --bearer-file token
  KAGENT_A2A_TOKEN=right judge alive 0
  unnoticed
  stop_servers
}

@test "an agent behind a bearer check wants credentials, and is alive with them" {
  local flavour
  for flavour in 0.2 0.3 1 1-compat; do
    agent "$flavour" --bearer right
    wants_credentials
  done
}

@test "so does an agent made with the SDK for Python" {
  local version
  for version in 0.2 0.3 1; do
    python_agent "$version" --bearer right
    wants_credentials
  done
}

@test "another version than the expected one is unexpected" {
  agent 0.3
  judge unexpected 1 --expect-version 1.0
  [[ $(field probe reason) == "it speaks A2A 0.3.0, not 1.0" ]] || fail "both must be named"
}

@test "an agent that goes away is down, and alive again when it is back" {
  local port
  agent 1
  port=$PORT
  "$PING" --url "$URL" -i 0.1 -W 5 -o jsonl >"$BATS_TEST_TMPDIR/out" 3>&- &
  local pinger=$!
  await_line alive 2
  stop_server_of agent
  await_line down 2
  serve again node "$AGENTS/agent.mjs" 0.3 --port "$port"
  await_line '"a2a":"0.3.0"' 2
  kill -INT "$pinger"
  status=0 output='' stderr=''
  wait "$pinger" || status=$?
  assert_status 0
  grep -q '"type":"summary"' "$BATS_TEST_TMPDIR/out"
}

# Waits until COUNT lines of the output hold TEXT.
await_line() {
  local waited=0
  until [ "$(grep -cs -- "$1" "$BATS_TEST_TMPDIR/out")" -ge "$2" ]; do
    waited=$((waited + 1))
    [ "$waited" -lt 600 ] || fail "there must be lines with $1" "$(cat "$BATS_TEST_TMPDIR/out")"
    sleep 0.05
  done
}

stop_server_of() {
  kill "${SERVERS[0]}"
  wait "${SERVERS[0]}" 2>/dev/null || true
}
