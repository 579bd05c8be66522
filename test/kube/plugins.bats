#!/usr/bin/env bats
# Credential plugins as a program runs them; how the library does is in test/unit/exec_test.c.

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
  sed '/^users:/,/token/d' "$bad/admin.kubeconfig" >config
  cat >>config <<END
users:
- name: admin
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      interactiveMode: IfAvailable
      command: $PWD/plugin
END
  chmod 600 config
  export KUBECONFIG=$PWD/config
}

teardown() {
  common_teardown
}

# plugin LINE...: what the plugin does; `token TEXT` prints a credential.
plugin() {
  {
    printf '#!/bin/sh\ntoken() {\n'
    printf "%s\n" "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"'\$1'\"}}'"
    printf '}\n'
    printf '%s\n' "$@"
  } >plugin
  chmod 700 plugin
}

@test "requests that are refused at once have their credentials fetched anew once" {
  plugin 'echo run >>runs' '[ "$(wc -l <runs)" -gt 1 ] || { token old; exit; }' 'token new'
  run --separate-stderr -0 client storm 12 /auth/new </dev/null
  [ "$output" = "12 answers, 0 failures" ]
  [ "$(wc -l <runs)" -eq 2 ] || fail "two runs"
}

@test "a watch outlasts a plugin that fails for a while" {
  plugin 'echo run >>runs' '[ "$(wc -l <runs)" -ne 2 ] || exit 7' \
    'token x | sed "s/\"token\"/\"expirationTimestamp\":\"2001-01-01T00:00:00Z\",&/"'
  watch -n good watch configmaps
  await events "deleted b"
  unwatch
  assert_output_has "interrupted: the credential plugin $PWD/plugin failed with status 7"
  [ "$(grep -c '^reset' events)" -eq 1 ] || fail "one list"
}

@test "a plugin that hangs ends with the time limit of the request" {
  plugin 'sleep 1000'
  run --separate-stderr -4 client --request-timeout 200ms call GET /ok </dev/null
  assert_error_has "error: the credential plugin $PWD/plugin has not answered in time and was ended"
  run --separate-stderr -4 client --request-timeout 200ms watch configmaps </dev/null
  assert_error_has "has not answered in time"
}

@test "a signal that ends the program ends its plugins, too" {
  plugin 'exec 9>life' 'trap "" INT TERM HUP' 'sleep 1000'
  mkfifo life
  for signal in INT TERM HUP; do
    env --default-signal="$signal" "$CLIENT" call GET /ok </dev/null 2>/dev/null 3>&- &
    pid=$!
    exec {life}<life # the plugin has begun
    kill -"$signal" "$pid"
    status=0
    wait "$pid" || status=$?
    [ "$status" -eq $((128 + $(kill -l "$signal"))) ] || fail "ended by the signal"
    read -r -t 30 -u "$life" || [ $? -le 128 ] || fail "the plugin must end"
    exec {life}<&-
  done
}

@test "a plugin that asks at a terminal that is not its own is an error, not a wait" {
  plugin 'read -r answer </dev/tty' 'token "$answer"'
  run --separate-stderr "$AT_TERMINAL" sh -c 'exec "$0" call GET /ok </dev/null' "$CLIENT"
  [ "$status" -eq 3 ] || fail "status 3"
  assert_output_has "wants to ask at the terminal"
}

@test "a plugin that may ask at the terminal does" {
  plugin 'echo "Code:" >&2' 'read -r answer' 'token "$answer"'
  run --separate-stderr "$AT_TERMINAL" --at Code: --type $'1234\n' "$CLIENT" call GET /auth/1234
  [ "$status" -eq 0 ] || fail "status 0"
  assert_output_has "200 attempts=1"
}
