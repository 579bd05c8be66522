#!/usr/bin/env bats
# What the documentation shows is what happens.

load helper

setup() {
  common_setup
  cd "$REPOSITORY"
}

kubectl() {
  "$KUBECTL" "$@"
}

# transcripts FILE: each command of its console blocks that calls the suite and shows an answer, as
# a line "$ COMMAND", with the answer behind it.
transcripts() {
  awk '
    function flush() { if (command != "" && answer != "") printf "%s\n%s", command, answer; command = answer = "" }
    /^```console$/ { inside = 1; next }
    /^```$/ { flush(); inside = 0; next }
    !inside { next }
    /^\$ / { flush(); command = /^\$ kubectl kagent / ? $0 : ""; next }
    { answer = answer $0 "\n" }
  ' "$1"
}

# check_transcripts FILE
check_transcripts() {
  local line command= expected= number=0
  while IFS= read -r line; do
    if [[ $line == '$ '* ]]; then
      check_transcript
      command=${line#'$ '}
      expected=
    else
      expected+=$line$'\n'
    fi
  done < <(transcripts "$1")
  check_transcript
  [ "$number" -gt 0 ] || fail "$1 has no transcript"
}

check_transcript() {
  [ -n "$command" ] || return 0
  number=$((number + 1))
  eval "$command" >"$BATS_TEST_TMPDIR/actual" 2>&1 || true
  diff -u <(printf '%s' "$expected") "$BATS_TEST_TMPDIR/actual" || fail "not what happens: $command"
}

@test "the transcripts in README.md are what happens" {
  check_transcripts README.md
}

@test "the transcripts in docs/PROVENANCE.md are what happens" {
  check_transcripts docs/PROVENANCE.md
}
