#!/usr/bin/env bats
# `kubectl kagent` itself: help, version, and what it says to mistakes.

load helper

setup() {
  common_setup
}

@test "without a command, and with --help or -h, the commands are listed" {
  for words in "" --help -h help; do
    run --separate-stderr kagent $words
    assert_status 0
    assert_no_error
    assert_output_has "Available Commands:"
    assert_output_has "kubectl kagent COMMAND [options]"
  done
}

@test "the list names exactly the commands of plugins.yaml" {
  run --separate-stderr kagent
  listed=$(sed -n '/^Available Commands:/,/^$/s/^  \([a-z0-9-]*\) .*/\1/p' <<<"$output")
  described=$(sed -n '/^commands:/,$s/^  - name: //p' "$REPOSITORY/plugins.yaml")
  [ "$listed" = "$described" ] || fail "listed: $listed" "described: $described"
}

@test "help about a command is the command's own help" {
  run --separate-stderr kagent help render
  by_help=$output
  run --separate-stderr kagent render --help
  [ "$output" = "$by_help" ] || fail "the two must be equal"
  run --separate-stderr kagent -h render
  [ "$output" = "$by_help" ] || fail "help in front must be the same"
}

@test "help has the flags, defaults, examples and exit codes of plugins.yaml" {
  command -v python3 >/dev/null || skip "python3 is missing"
  shown=
  while IFS=$'\t' read -r command part; do
    [ "$command" = "$shown" ] || run --separate-stderr kagent help "$command"
    shown=$command
    assert_status 0
    assert_output_has "$part"
  done < <(python3 "$REPOSITORY/test/lib/help_parts.py" "$REPOSITORY/plugins.yaml")
}

@test "version prints the version of plugins.yaml, also as JSON and YAML" {
  version=$(sed -n 's/^version: //p' "$REPOSITORY/plugins.yaml")
  run --separate-stderr kagent version
  [ "${lines[0]}" = "Client Version: $version" ] || fail "the version must be $version"
  run --separate-stderr kagent version -o json
  assert_output_has "\"gitVersion\": \"$version\""
  run --separate-stderr kagent version --output=yaml
  assert_output_has "gitVersion: $version"
}

@test "an unknown command ends with 2 and the nearest one" {
  run --separate-stderr kagent rendr
  assert_refusal 2 'unknown command "rendr" for "kubectl kagent"'
  assert_error_has "Did you mean render?"
  run --separate-stderr kagent help rendr
  assert_refusal 2 "Did you mean render?"
}

@test "kubectl's connection flags may stand in front of the command" {
  run --separate-stderr kagent -n apps version
  assert_refusal 2 "unknown shorthand flag: 'n' in -n"
  assert_error_has "'version' works offline"
  run --separate-stderr kagent --context prod render --env dev
  assert_refusal 2 "'render' works offline and takes none of the connection flags of kubectl"
}

@test "an unknown flag in front of the command ends with 2" {
  run --separate-stderr kagent --env prod render
  assert_refusal 2 "unknown flag: --env"
  run --separate-stderr kagent --version
  assert_refusal 2 "Did you mean 'kubectl kagent version'?"
}
