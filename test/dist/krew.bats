#!/usr/bin/env bats
# krew itself, built from its module: installs what was made from the manifest that was made, from the
# archive and from an index of its own.

load helper

setup_file() {
  export LOCAL=$BATS_FILE_TMPDIR/local URL
  mkdir "$LOCAL"
  cp "$DIST"/*.tar.gz "$LOCAL"
  start server python3 -u -m http.server --bind 127.0.0.1 --directory "$LOCAL" 0
  URL=http://127.0.0.1:$(await "$BATS_FILE_TMPDIR/server.log" 'port ([0-9]+)')
  "$REPOSITORY/krew/fill" --url "$URL" --homepage "$URL/" "$LOCAL"/*.tar.gz >"$LOCAL/kagent.yaml"

  git init -q --initial-branch=master "$LOCAL/index"
  mkdir "$LOCAL/index/plugins"
  publish "$LOCAL/kagent.yaml"
}

teardown_file() {
  stop_all
}

# publish MANIFEST: the index has it from now on.
publish() {
  cp "$1" "$LOCAL/index/plugins/kagent.yaml"
  git -C "$LOCAL/index" add .
  git -C "$LOCAL/index" -c user.name=n -c user.email=e@example.invalid commit -q -m "$1"
}

setup() {
  common_setup
  need_kubectl
  mkdir bin
  ln -s "$KUBECTL" bin/kubectl
  ln -s "$KREW_PROGRAMS/krew" bin/kubectl-krew
  export KREW_ROOT=$BATS_TEST_TMPDIR/krew KREW_NO_UPGRADE_CHECK=1 KREW_DEFAULT_INDEX_URI=$LOCAL/index
  # Nothing of the build is on PATH.
  PATH=$KREW_ROOT/bin:$PWD/bin:${PATH#"$KAGENT_BIN:"}
}

# Every command answers, and is that of the store.
assert_all_work() {
  local command
  for command in $(commands); do
    run --separate-stderr kubectl kagent "$command" --help
    assert_status 0
    assert_output_has "kubectl kagent $command"
  done
  run --separate-stderr kubectl kagent render --env prod
  [ "$output" = "$(cat "$REPOSITORY/test/golden/prod.yaml")" ] || fail "prod must be rendered to the byte"
  run --separate-stderr kubectl kagent verify --env prod --offline
  assert_status 0
  # These have looked for a cluster, each in its own way.
  for command in "scale 3" "a2a-ping kagent-0" "verify --context none --env prod"; do
    run --separate-stderr kubectl kagent $command
    assert_status 3
    [[ $output$stderr == *kubeconfig* ]] || fail "what is missing must be said"
  done
  run --separate-stderr kubectl kagent doctor
  assert_output_has "all of kagent $1 in $(realpath "$KREW_ROOT")/store/kagent/$2, installed by krew"
}

@test "the manifest keeps the rules of krew's index" {
  cp "$LOCAL/kagent.yaml" .
  run "$KREW_PROGRAMS/validate-krew-manifest" -manifest kagent.yaml
  assert_status 0
  assert_output_has "installed fine"
}

@test "what krew shows of the plugin is what plugins.yaml says" {
  kubectl krew update
  run kubectl krew info kagent
  assert_output_has "VERSION: $VERSION"
  for command in $(commands); do
    assert_output_has "- $command: "
  done
  run awk 'length > 80' <<<"$output"
  assert_no_output
  run kubectl krew search kagent
  assert_output_has "$(sed -n 's/^summary: //p' "$REPOSITORY/plugins.yaml")"
}

@test "installed from the manifest and the archive, one link makes every command work" {
  kubectl krew install --manifest="$LOCAL/kagent.yaml" --archive="$ARCHIVE" </dev/null
  [ "$(ls "$KREW_ROOT/bin")" = kubectl-kagent ] || fail "krew links one file: $(ls "$KREW_ROOT/bin")"
  assert_all_work "$VERSION" "$VERSION"
}

@test "from an index of its own: installed, upgraded, uninstalled" {
  kubectl krew index add own "$LOCAL/index"
  kubectl krew install own/kagent
  assert_all_work "$VERSION" "$VERSION"

  sed "s/^  version: .*/  version: v999.0.0/" "$LOCAL/kagent.yaml" >newer.yaml
  publish newer.yaml
  kubectl krew update
  kubectl krew upgrade
  [ "$(ls "$KREW_ROOT/store/kagent")" = v999.0.0 ] || fail "the old version must be gone"
  assert_all_work "$VERSION" v999.0.0

  kubectl krew uninstall kagent
  run kubectl kagent version
  [ "$status" -ne 0 ] || fail "nothing must be left"
  [ -z "$(ls "$KREW_ROOT/bin")" ] || fail "nothing must be left"
}
