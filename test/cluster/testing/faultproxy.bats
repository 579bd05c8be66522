#!/usr/bin/env bats
# The fault proxy does what its rules say: tests that stand on it may believe it.

bats_require_minimum_version 1.5.0

FAULTPROXY=$BATS_TEST_DIRNAME/../faultproxy

# A server that answers as `serve` is told, and the proxy before it with the rules given. What is to
# be seen of the connections comes from `client`.
setup() {
  cd "$BATS_TEST_TMPDIR"
  exec {server_events}< <(exec "$BATS_TEST_DIRNAME/echo" server 3>&-)
  read -r server_pid server <&"$server_events"
}

teardown() {
  [ -z "${proxy_pid-}" ] || kill "$proxy_pid" 2>/dev/null || true
  kill "$server_pid" 2>/dev/null || true
}

proxy() {
  exec {proxy_events}< <(exec "$FAULTPROXY" --to "$server" --control control "$@" 3>&-)
  proxy_pid=$!
  read -r -t 20 _ address <&"$proxy_events"
}

tell() {
  "$FAULTPROXY" --tell control "$@"
}

# client BYTES [CLOSE]: sends that many bytes of a known pattern, ends its side, and prints what came
# back: how many bytes, at which positions they differ, how it ended.
client() {
  "$BATS_TEST_DIRNAME/echo" client "$address" "$@"
}

@test "without a rule everything comes through, with the half-closes" {
  proxy
  run -0 client 300000
  [ "$output" = "300000 bytes, end" ]
}

@test "a cut lets exactly the bytes before it through" {
  proxy cut-down=1000
  run -0 client 5000
  [ "$output" = "1000 bytes, end" ]
  tell await cut
}

@test "a cut can be a reset" {
  proxy cut-down=1000,reset
  run -0 client 5000
  [ "$output" = "1000 bytes, reset" ]
}

@test "a cut of what the client sends ends the whole connection" {
  proxy cut-up=10
  run -0 client 5000
  [[ $output == *" bytes, "* ]]
  run -0 tell stats
  [[ $output == *'"cut": 1'* ]]
}

@test "a cut at byte 0 ends the connection before anything came" {
  proxy cut-down=0
  run -0 client 10
  [ "$output" = "0 bytes, end" ]
}

@test "garbled bytes are the ones that are named" {
  proxy garble-down=70000+2
  run -0 client 100000
  [ "$output" = "100000 bytes, end, wrong at 70000 70001" ]
}

@test "garbling on the way up is seen by the server" {
  proxy garble-up=3
  run -0 client 10
  [ "$output" = "10 bytes, end, wrong at 3" ]
}

@test "a hang leaves the connection open and silent" {
  proxy hang-down=100
  run -0 client 500 until 100
  [ "$output" = "100 bytes, silence" ]
  tell await hang
}

@test "a connection that stands can be made to hang, and cut" {
  proxy
  exec {client_events}< <(client 10 keep-open 3>&-)
  read -r first <&"$client_events"
  [ "$first" = "10 bytes" ]
  tell now hang=0
  tell now cut=0,reset
  read -r second <&"$client_events"
  [ "$second" = "reset" ]
  tell await end
}

@test "each connection gets the next rule, the last stays" {
  proxy cut-down=1 cut-down=2 pass
  run -0 client 10 && [ "$output" = "1 bytes, end" ]
  run -0 client 10 && [ "$output" = "2 bytes, end" ]
  run -0 client 10 && [ "$output" = "10 bytes, end" ]
  run -0 client 10 && [ "$output" = "10 bytes, end" ]
  tell rules cut-down=3
  run -0 client 10 && [ "$output" = "3 bytes, end" ]
}

@test "it refuses, and accepts again on the same port" {
  proxy
  tell refuse
  run -0 client 10
  [ "$output" = "refused" ]
  tell accept
  run -0 client 10
  [ "$output" = "10 bytes, end" ]
}

@test "a delay and a throttle take at least their time and lose nothing" {
  proxy delay=50
  run -0 client 1000 at-least 0.1
  [ "$output" = "1000 bytes, end" ]
  tell rules throttle-down=10000
  run -0 client 3000 at-least 0.2
  [ "$output" = "3000 bytes, end" ]
}

@test "a server that is not there resets the client" {
  proxy
  kill "$server_pid"
  read -r closed <&"$server_events" || true
  run -0 client 10
  [ "$output" = "0 bytes, reset" ]
  tell await unreachable
}

@test "events are told, and counted" {
  proxy cut-down=5
  client 10
  tell await end
  read -r event <&"$proxy_events" && [ "$event" = "connect 1" ]
  read -r event <&"$proxy_events" && [ "$event" = "cut 1 down 5" ]
  read -r event <&"$proxy_events" && [ "$event" = "end 1 up 10 down 5" ]
}

@test "it ends on SIGTERM with connections open, and leaves no socket" {
  proxy
  exec {client_events}< <(client 10 keep-open 3>&-)
  read -r _ <&"$client_events"
  kill "$proxy_pid"
  read -r rest <&"$proxy_events" && [[ $rest == connect* ]]
  run ! read -r rest <&"$proxy_events"
  wait "$proxy_pid" || [ $? -eq 127 ]
  [ ! -e control ]
}

@test "bad rules and commands are refused with a message" {
  run -1 "$FAULTPROXY" --to "$server" cut-sideways=3
  [[ $output == *"no such rule: 'cut-sideways=3'"* ]]
  run -1 "$FAULTPROXY" --to "$server" delay=soon
  [[ $output == *"not a number: 'soon'"* ]]
  run -1 "$FAULTPROXY" --to "$server" throttle=0
  [[ $output == *"a throttle of 0 is a hang"* ]]
  run -2 "$FAULTPROXY"
  proxy
  run -1 tell bogus
  [[ $output == *"no such command: 'bogus'"* ]]
  run -1 tell now
  [[ $output == *"wrong number of arguments"* ]]
}
