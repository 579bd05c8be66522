#!/usr/bin/env bats
# How kubectl finds the suite, with every kubectl on this machine.

load helper

setup() {
  common_setup
}

# The binaries as copies in a directory of their own, so that tests can take some away.
copy_suite() {
  mkdir "$BATS_TEST_TMPDIR/bin"
  cp "$KAGENT_BIN"/kubectl-kagent* "$BATS_TEST_TMPDIR/bin"
}

# PATH without the suite.
bare_path() {
  printf '%s' "${PATH#"$KAGENT_BIN":}"
}

@test "every kubectl finds each command by its file's name" {
  need_kubectl
  for KUBECTL in $(kubectls); do
    run --separate-stderr kagent version
    assert_status 0
    assert_output_has "Client Version: v"
    run --separate-stderr kagent render --help
    assert_status 0
    assert_output_has "kubectl kagent render [DIR | --env NAME]"
  done
}

@test "behind krew's single link every kubectl finds the commands beside the real file" {
  need_kubectl
  mkdir "$BATS_TEST_TMPDIR/krew"
  ln -s "$KAGENT_BIN/kubectl-kagent" "$BATS_TEST_TMPDIR/krew/kubectl-kagent"
  PATH=$BATS_TEST_TMPDIR/krew:$(bare_path)
  for KUBECTL in $(kubectls); do
    run --separate-stderr kagent render --env dev -o name
    assert_status 0
    assert_output_has "statefulset.apps/kagent"
  done
}

@test "kubectl plugin list has no complaint about the suite" {
  need_kubectl
  PATH=$KAGENT_BIN:/usr/bin:/bin
  for KUBECTL in $(kubectls); do
    run "$KUBECTL" plugin list
    [[ $output == *"$KAGENT_BIN/kubectl-kagent-render"* ]] || fail "render must be listed"
    [[ $output != *"$KAGENT_BIN"*"warning"* ]] || fail "there must be no warning"
  done
}

@test "a command that is missing beside the dispatcher is never taken from PATH" {
  copy_suite
  rm "$BATS_TEST_TMPDIR/bin/kubectl-kagent-render"
  mkdir "$BATS_TEST_TMPDIR/elsewhere"
  printf '#!/bin/sh\necho stranger\n' >"$BATS_TEST_TMPDIR/elsewhere/kubectl-kagent-render"
  chmod +x "$BATS_TEST_TMPDIR/elsewhere/kubectl-kagent-render"
  PATH=$BATS_TEST_TMPDIR/elsewhere:$(bare_path)
  run --separate-stderr "$BATS_TEST_TMPDIR/bin/kubectl-kagent" render --help
  assert_refusal 3 "kubectl-kagent-render: cannot be run"
}

@test "a word with a slash runs nothing, wherever it points" {
  mkdir sub
  printf '#!/bin/sh\necho stranger\n' >sub/kubectl-kagent-x
  chmod +x sub/kubectl-kagent-x
  run --separate-stderr "$KAGENT_BIN/kubectl-kagent" sub/kubectl-kagent-x
  assert_refusal 2 'unknown command "sub/kubectl-kagent-x"'
  run --separate-stderr "$KAGENT_BIN/kubectl-kagent" ../bin/kubectl-kagent-render
  assert_refusal 2 "unknown command"
}

@test "a file of the suite's prefix that plugins.yaml does not know is no command" {
  copy_suite
  printf '#!/bin/sh\necho stranger\n' >"$BATS_TEST_TMPDIR/bin/kubectl-kagent-stranger"
  chmod +x "$BATS_TEST_TMPDIR/bin/kubectl-kagent-stranger"
  run --separate-stderr "$BATS_TEST_TMPDIR/bin/kubectl-kagent" stranger
  assert_refusal 2 'unknown command "stranger"'
}

@test "the dispatcher hands on arguments and exit codes unchanged" {
  copy_suite
  printf '#!/bin/sh\nprintf "<%%s>" "$@"\nexit 42\n' >"$BATS_TEST_TMPDIR/bin/kubectl-kagent-render"
  run "$BATS_TEST_TMPDIR/bin/kubectl-kagent" render "a b" "" '*' --env=x
  assert_status 42
  [ "$output" = "<a b><><*><--env=x>" ] || fail "the arguments must be unchanged"
}

@test "install and uninstall leave exactly what they should" {
  make -s -C "$REPOSITORY" install PREFIX=/opt/kagent DESTDIR="$BATS_TEST_TMPDIR/root" >/dev/null
  bin=$BATS_TEST_TMPDIR/root/opt/kagent/bin
  for file in "$REPOSITORY"/cmd/kubectl-*; do
    [ -x "$bin/${file##*/}" ] || fail "${file##*/} must be installed"
  done
  while read -r link target; do
    [ "$(readlink "$bin/$link")" = "$target" ] || fail "$link must lead to $target"
  done <"$REPOSITORY/build/gen/links"
  PATH=$bin:$(bare_path) run --separate-stderr kagent version
  assert_status 0
  make -s -C "$REPOSITORY" uninstall PREFIX=/opt/kagent DESTDIR="$BATS_TEST_TMPDIR/root" >/dev/null
  left=$(find "$BATS_TEST_TMPDIR/root" ! -type d)
  [ -z "$left" ] || fail "uninstall must leave nothing: $left"
}

@test "every command with a file of its own has its source folder, and the other way round" {
  described=$(sed -n 's/^    file: //p' "$REPOSITORY/plugins.yaml" | sort -u)
  present=$(cd "$REPOSITORY/cmd" && printf '%s\n' kubectl-*)
  [ "$described" = "$present" ] || fail "plugins.yaml: $described" "cmd/: $present"
}
