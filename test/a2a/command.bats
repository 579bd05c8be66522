# a2a-ping as a person uses it: options, output, statistics, signals.

load helper

setup_file() {
  play_all
}

teardown_file() {
  play_no_more
}

setup() {
  common_setup
}

teardown() {
  stop_servers
}

@test "each probe has a line, and the end its statistics" {
  play sound
  ping -c 3 -i 0.05 --split
  assert_status 0
  assert_no_error
  assert_output_has "PING 127.0.0.1:$PORT via direct: agent test-agent 1, A2A 1.0 at /"
  assert_output_has "127.0.0.1:$PORT: seq=3 a2a=1.0 http=200 alive time="
  assert_output_has "first byte"
  assert_output_has "3 sent, 3 answered, 0% lost, time "
  assert_output_has "rtt min/avg/max/mdev = "
  assert_output_has "rtt p50/p95/p99 = "
}

@test "quiet leaves the statistics, and -D puts the time before each line" {
  play sound
  ping -c 2 -i 0 -q
  [[ $output != *seq=* && $output == *"2 sent, 2 answered"* ]] || fail "only the statistics"
  ping -c 1 -D
  [[ $output =~ \[[0-9]+\.[0-9]{6}\]\ 127.0.0.1 ]] || fail "the time must stand before the line"
  ping -c 1 -q -D --split
  [[ $output != *seq=* && $output != *"["* ]] || fail "quiet means it"
}

@test "json and jsonl are JSON, and agree with each other" {
  play sound
  ping -c 2 -i 0 -o jsonl --split
  [ "$(field probe seq | paste -sd ' ')" = "1 2" ] || fail "two probes"
  [ "$(field summary sent)" = 2 ] || fail "one summary"
  python3 -c 'import json, sys
for line in sys.stdin: json.loads(line)' <<<"$output"
  ping -c 2 -i 0 -o json
  python3 -c 'import json, sys
target, = json.load(sys.stdin)["targets"]
assert target["verdict"] == "alive" and target["verdicts"] == {"alive": 2}, target
assert target["rttMs"]["min"] <= target["rttMs"]["p50"] <= target["rttMs"]["max"], target' <<<"$output"
}

@test "metrics are in Prometheus' format" {
  play sound
  ping -c 3 -i 0 -o prometheus
  assert_status 0
  assert_output_has "# TYPE kagent_a2a_ping_rtt_seconds histogram"
  assert_output_has "kagent_a2a_ping_up{target=\"127.0.0.1:$PORT\",namespace=\"\",via=\"direct\"} 1"
  assert_output_has "le=\"+Inf\"} 3"
  ! grep -vE '^# (HELP|TYPE) [a-z0-9_]+ .+$|^[a-z0-9_]+\{([a-z0-9_]+="[^"]*",?)+\} [0-9.e+-]+$' <<<"$output" ||
    fail "every line must be a sample or a comment"
}

@test "a count with a deadline waits for answers, and tells of too few" {
  play sound
  ping -c 2 -w 30 -i 0.01
  assert_status 0
  ping -c 1000 -w 0.5 -i 0.1
  assert_status 4
  URL=http://127.0.0.1:1
  ping -c 1 -w 0.3 -i 0.1
  assert_status 1
}

@test "adaptive probes follow the answers" {
  play slow
  ping -c 3 --adaptive
  assert_status 0
  assert_output_has "3 sent, 3 answered"
}

@test "Control-C ends with the statistics, Control-\\ prints some on the side and goes on" {
  play sound
  local out=$BATS_TEST_TMPDIR/out err=$BATS_TEST_TMPDIR/err
  "$PING" --url "$URL" -i 0.05 >"$out" 2>"$err" 3>&- &
  local pinger=$!
  await "$out" seq=2
  kill -QUIT "$pinger"
  await "$err" "answered, 0% lost, min/avg/max"
  kill -INT "$pinger"
  local status=0
  wait "$pinger" || status=$?
  [ "$status" -eq 0 ] || fail "the result is the status"
  grep -q "a2a-ping statistics" "$out"
}

@test "Control-C before any result is 130, SIGTERM 143" {
  play stalled
  local signal
  for signal in INT TERM; do
    "$PING" --url "$URL" -W 60 >/dev/null 3>&- &
    local pinger=$! status=0
    await "$RECORD" GET
    : >"$RECORD"
    kill "-$signal" "$pinger"
    wait "$pinger" || status=$?
    [ "$status" -eq $((128 + $(kill -l "$signal"))) ] || fail "the status is $status"
  done
}

# Waits until the file $1 holds $2.
await() {
  local waited=0
  until grep -qs -- "$2" "$1"; do
    waited=$((waited + 1))
    [ "$waited" -lt 600 ] || fail "$1 must hold $2" "$(cat "$1")"
    sleep 0.05
  done
}

@test "what makes no sense is refused before anything is sent" {
  local row words message
  while IFS='|' read -r words message; do
    # shellcheck disable=SC2086
    run --separate-stderr "$PING" $words
    assert_refusal 2 "$message"
  done <<'END'
|name a pod, or say --all, --service or --url
--url 127.0.0.1:8080|begins with neither http:// nor https://
--url http://|names no host
--url http://user:secret@h/|holds a password
--url http://h/a/../b|the path has what is not the same everywhere
--url http://h --path a2a|does not begin with a slash
--url http://h --path /%2e%2e/|the path has what is not the same everywhere
--url http://h --all|--all
--url http://h -i soon|is no time
--url http://h -i -1|is no time
--url http://h -i nan|is no time
--url http://h -i 1e3|is no time
--url http://h -W 0|takes longer than no time
--url http://h -w 0|no time is left
--url http://h -c -1|there are no -1 probes
--url http://h -c x|x
--url http://h --accept-code many|is no whole number
--url http://h --expect-version newest|is no version of A2A
--url http://h --port 70000|is no port
--url http://h --agent-cert c|need each other
--url http://h --adaptive -i 1|adaptive
Kagent_0|is no name of a pod
--url http://h --via carrier-pigeon|carrier-pigeon
END
}

@test "in every format a full disk and a closed pipe are noticed, and there is no colour in a pipe" {
  local format
  play sound
  for format in text json jsonl prometheus; do
    run --separate-stderr bash -c '"$1" --url "$2" -c 2 -i 0 -o "$3" >/dev/full' _ "$PING" "$URL" "$format"
    assert_status 3
    assert_error_has "standard output cannot be written"
    run "$PING" --url "$URL" -c 2 -i 0 -o "$format"
    [[ $output != *$'\x1b'* ]] || fail "there must be no colour"
  done
  run bash -c '"$1" --url "$2" -i 0 | head -n 1; exit "${PIPESTATUS[0]}"' _ "$PING" "$URL"
  assert_status 141
}

# on_terminal [NAME=VALUE]...: three probes as a terminal shows them.
on_terminal() {
  run env TERM=xterm "$@" "$BATS_TEST_DIRNAME/../lib/at_terminal.py" "$PING" --url "$URL" -c 3 -i 0
}

@test "a terminal gets colour and a histogram, and NO_COLOR keeps the colour away" {
  play sound
  on_terminal
  assert_status 0
  [[ $output == *$'\x1b['*alive* && $output == *'#'* ]] || fail "there must be colour and bars"
  on_terminal NO_COLOR=1
  assert_status 0
  [[ $output != *$'\x1b'* && $output == *'#'* ]] || fail "there must be bars without colour"
}
