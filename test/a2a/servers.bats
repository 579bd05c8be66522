# Servers that are no SDK's, and what goes wrong with them: each verdict as the table says.

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

asked() {
  [ "$(cat "$RECORD")" = "$1" ] || fail "it must have been asked:" "$1" "and was:" "$(cat "$RECORD")"
}

@test "VAPORA's server is alive, by its own code and path" {
  play vapora
  judge alive 0
  asked 'GET /.well-known/agent-card.json
GET /.well-known/agent.json
POST /a2a tasks/get'
}

@test "trpc's server is alive, though it answers with 500" {
  play trpc
  judge alive 0
  asked 'GET /.well-known/agent-card.json
POST / tasks/get'
}

@test "a2a-go's server is alive" {
  play a2a_go
  judge alive 0
  asked 'GET /.well-known/agent-card.json
POST / tasks/get [0.3]'
}

@test "a controller of kagent 0.7 is degraded, or alive where that code is accepted" {
  play kagent07
  judge degraded 1 --path /api/a2a/kagent/weather
  asked 'GET /api/a2a/kagent/weather/.well-known/agent-card.json
POST /api/a2a/kagent/weather tasks/get'
  judge alive 0 --path /api/a2a/kagent/weather --accept-code -32603
  judge not-a2a 1 --path /api/a2a/kagent/nobody
}

@test "a controller of kagent 0.9 is alive in both versions, below its path" {
  play kagent09
  URL=$URL/api/a2a/kagent/weather
  judge alive 0
  judge alive 0 --expect-version 0.3
  [ "$(sort -u "$RECORD")" = 'GET /api/a2a/kagent/weather/.well-known/agent-card.json
GET /api/a2a/kagent/weather/.well-known/agent-card.json [1.0]
POST /api/a2a/kagent/weather GetTask [1.0]
POST /api/a2a/kagent/weather tasks/get [0.3]' ] || [ "$(grep -c POST "$RECORD")" -eq 2 ] ||
    fail "both must have been asked" "$(cat "$RECORD")"
}

@test "what is no sound agent is told apart" {
  local row kind verdict status reason
  while read -r kind verdict status reason; do
    play "$kind"
    judge "$verdict" "$status"
    [[ $(field probe reason) == *"$reason"* ]] || fail "$kind: the reason must say: $reason"
  done <<'END'
web          not-a2a     1 HTTP 405
foreign      unknown     3 gRPC
escape       warning     0 not safe to follow
other_id     degraded    1 not to this request
html_500     degraded    1 HTTP 500
gateway      unavailable 1 HTTP 503
moved        not-a2a     1 which is not followed: http://127.0.0.1:1/elsewhere
throttled    degraded    1 HTTP 429
truncated    degraded    1 ended amid the answer
truncated_card degraded  1 ended amid the card
gigantic     not-a2a     1 larger than 1024 KiB
binary       not-a2a     1 no JSON-RPC
deep         not-a2a     1 no JSON-RPC
events       not-a2a     1 no JSON-RPC
empty        down        1 
reset        down        1 
END
}

@test "what does not speak HTTP is no agent" {
  play ssh
  judge not-a2a 1
  play huge_head
  ping -c 1 -W 5
  assert_status 1
}

@test "nothing listens on a closed port" {
  URL=http://127.0.0.1:1
  judge down 1
}

@test "a host without an address is down" {
  URL=http://nowhere.invalid
  judge down 1
}

@test "an agent that never answers is given up after the wait, and asked again over a new connection" {
  local kind
  for kind in stalled stalled_body; do
    play "$kind"
    ping -c 2 -i 0 -W 0.3
    assert_status 1
    assert_output_has "no answer within 0.3 s to GET /.well-known/agent-card.json"
    assert_output_has "2 sent, 0 answered, 100% lost"
  done
}

@test "slow and dripping answers are whole answers" {
  play drip
  judge alive 0
  play slow
  judge alive 0
  judge unexpected 1 --max-rtt 100ms
  [[ $(field probe reason) == *"more than 100 ms" ]] || fail "the limit must be told"
}

@test "an agent that closes after each answer is alive" {
  play closing
  ping -c 5 -i 0 -o jsonl
  assert_status 0
  [ "$(field summary answered)" = 5 ] || fail "all must be answered"
}

@test "another agent at the same place is found out" {
  play restarts
  ping -c 8 -i 0 -o jsonl
  assert_status 0
  [ "$(field probe a2a | sort -u | paste -sd ' ')" = "0.x 1.0" ] || fail "both must have been spoken"
}

@test "an agent cannot write to the terminal" {
  play terminal
  ping -c 1
  assert_status 1
  [[ $output != *$'\x1b'* && $output != *$'\r'* ]] || fail "there must be no control characters"
  [[ $output == *"red  fake line"* ]] || fail "the message must be on one line"
}

@test "only cards and tasks that cannot exist are asked for, whatever comes back" {
  local kind
  for kind in web other_id html_500 kagent07 vapora trpc sound bearer foreign; do
    play "$kind"
    ping -c 3 -i 0 -W 2 >/dev/null
    ! grep -vE '^GET [^ ]*/.well-known/agent(-card)?.json( \[1.0\])?$|^POST [^ ]+ (tasks/get|GetTask)( \[[0-9.]+\])?$' \
      "$RECORD" || fail "nothing else may be asked" "$(cat "$RECORD")"
  done
}

# ---- TLS ----

certificates() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 2 -subj /CN=ca 2>/dev/null
  openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=agent.test 2>/dev/null
  printf 'subjectAltName=DNS:agent.test\n' >san
  openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -days 2 -extfile san -out server.crt 2>/dev/null
}

@test "an https agent is asked with its own CA, name and client certificate" {
  certificates
  play sound --tls server.crt server.key ca.crt
  URL=https://127.0.0.1:$PORT
  judge unknown 3
  judge unknown 3 --agent-ca ca.crt
  judge alive 0 --agent-ca ca.crt --agent-server-name agent.test --agent-cert server.crt --agent-key server.key
  judge alive 0 --agent-insecure --agent-cert server.crt --agent-key server.key
}

@test "a port without TLS is no https agent" {
  play sound
  URL=https://127.0.0.1:$PORT
  judge not-a2a 1
}

# ---- which layer is broken ----

# broken_at LAYER NEXT [OPTIONS...]: that layer of $URL is the first that is broken, and this is advised.
broken_at() {
  ping -c 1 -W 2 --diagnose "${@:3}"
  grep -qE "^$1 +BROKEN" <<<"$output" || fail "$1 must be broken"
  assert_output_has "Next: $2"
}

@test "--diagnose names the first step to a URL that fails, and a command that shows more of it" {
  URL=http://nowhere.invalid
  broken_at name "getent hosts nowhere.invalid"
  URL=http://kagent.agents.svc:8080
  broken_at name "kubectl kagent a2a-ping --service kagent --port 8080 -n agents"
  URL=http://127.0.0.1:1/a2a
  broken_at connection "curl -iv --max-time 10 http://127.0.0.1:1/a2a/.well-known/agent-card.json"
  certificates
  play sound --tls server.crt server.key ca.crt
  URL=https://127.0.0.1:$PORT
  broken_at TLS "echo | openssl s_client -showcerts -connect 127.0.0.1:$PORT"
  run sh -c "${output##*Next: } 2>&1"
  grep -q 'CN *= *agent.test' <<<"$output" || fail "what is advised must show the certificate"
  broken_at TLS "echo | openssl s_client -showcerts -connect 127.0.0.1:$PORT -CAfile ca.crt" --agent-ca ca.crt
}

@test "--diagnose names what answers at a URL and is no agent" {
  play bearer
  broken_at agent "kubectl kagent a2a-ping --url $URL --bearer-file FILE"
  play web
  broken_at card "kubectl kagent a2a-ping --url $URL --path /PATH/OF/THE/AGENT"
  play stalled
  broken_at HTTP "curl -iv --max-time 10 $URL/.well-known/agent-card.json"
}

# ---- credentials ----

@test "the token goes to the agent and nowhere else" {
  play bearer
  judge credentials 5
  echo secret-of-agents >token
  judge alive 0 --bearer-file token
  grep -q auth "$RECORD"
  ping -c 1 --bearer-file token -v 9 --split
  [[ $output$stderr != *secret-of-agents* ]] || fail "the token must not be shown"
  printf 'two words' >token
  ping -c 1 --bearer-file token
  assert_refusal 3 "token holds no bearer token"
  ping -c 1 --bearer-file missing
  assert_refusal 3 "missing"
}
