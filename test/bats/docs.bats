#!/usr/bin/env bats
# What the documentation shows is what happens, and where it leads there is something.

load helper

setup() {
  common_setup
  cd "$REPOSITORY"
}

@test "the transcripts in the documents are what happens" {
  command -v python3 >/dev/null || skip "python3 is missing"
  need_kubectl
  make -s install PREFIX=/usr DESTDIR="$BATS_TEST_TMPDIR/root" >/dev/null
  cp "$KAGENT_BIN"/kubectl-kagent* "$BATS_TEST_TMPDIR/root/usr/bin"
  ln -s "$KUBECTL" "$BATS_TEST_TMPDIR/root/usr/bin/kubectl"
  PATH=$BATS_TEST_TMPDIR/root/usr/bin:/usr/bin:/bin run test/docs/transcripts README.md docs/*.md
  [ "$status" -eq 0 ] || fail "a transcript no longer holds"
}

@test "the pictures are of what happens" {
  command -v python3 >/dev/null || skip "python3 is missing"
  need_kubectl
  ln -s "$KUBECTL" "$BATS_TEST_TMPDIR/kubectl"
  for name in overview render verify; do
    cp "docs/pictures/$name.run" "$BATS_TEST_TMPDIR"
    PATH=$BATS_TEST_TMPDIR:$PATH docs/pictures/draw "$BATS_TEST_TMPDIR/$name.run"
    diff "docs/pictures/$name.svg" "$BATS_TEST_TMPDIR/$name.svg" || fail "run: make pictures"
  done
}

@test "docs/COMMANDS.md says what plugins.yaml says" {
  build/host/generate reference plugins.yaml | diff -u docs/COMMANDS.md - ||
    fail "run: make docs/COMMANDS.md"
}

@test "every document is in the index" {
  for page in docs/*.md; do
    [ "$page" = docs/README.md ] || grep -qF "(${page#docs/}" docs/README.md || fail "docs/README.md must have $page"
  done
}

@test "the links between the documents lead somewhere" {
  command -v python3 >/dev/null || skip "python3 is missing"
  run test/docs/links README.md CHANGELOG.md docs/*.md
  [ "$status" -eq 0 ] || fail "a link leads nowhere"
}

@test "every threat of docs/SECURITY.md has its tests" {
  names=$(sed -n '/^## Threats/,/^## /p' docs/SECURITY.md | grep '^| ' | tail -n +2 | awk -F '|' '{ print $5 }' |
    grep -o '`[^`]*`' | tr -d '`')
  [ "$(wc -l <<<"$names")" -ge 20 ] || fail "where are they?"
  while read -r name; do
    grep -rqF "\"$name\"" test/unit test/bats test/kube test/a2a test/live test/scale ||
      fail "no test is called: $name"
  done <<<"$names"
}
