#!/usr/bin/env bats
# The programs of the build: what they make of plugins.yaml and of the manifests.

load helper

setup() {
  GENERATE=$REPOSITORY/build/host/generate
  EMBED=$REPOSITORY/build/host/embed
  cd "$BATS_TEST_TMPDIR"
  cp "$REPOSITORY/plugins.yaml" .
}

# refuses MESSAGE: the generator must end non-zero, with this message and no output.
refuses() {
  run --separate-stderr "$GENERATE" tables plugins.yaml
  [ "$status" -ne 0 ] || fail "the description must be refused"
  assert_no_output
  assert_error_has "$1"
}

# change SED_SCRIPT: edits the copy of plugins.yaml, which must change.
change() {
  sed -i.bak "$1" plugins.yaml
  ! cmp -s plugins.yaml plugins.yaml.bak || fail "the edit '$1' changed nothing"
}

@test "the tables are the same wherever and whenever they are made" {
  "$GENERATE" tables plugins.yaml >one
  touch -d 2001-01-01 plugins.yaml
  (cd / && "$GENERATE" tables "$BATS_TEST_TMPDIR/plugins.yaml") >two
  cmp one two
  cmp one "$REPOSITORY/build/gen/suite.c"
}

@test "the embedded tree depends on names and contents alone" {
  mkdir one two
  for name in b a c/z c/a c.yaml; do
    mkdir -p "one/$(dirname "$name")"
    echo "$name" >"one/$name"
  done
  for name in c.yaml c/a c/z a b; do
    mkdir -p "two/$(dirname "$name")"
    echo "$name" >"two/$name"
    touch -d 2001-01-01 "two/$name"
    chmod 600 "two/$name"
  done
  (cd one && "$EMBED" tree /mount .) >first
  (cd two && "$EMBED" tree /mount .) >second
  cmp first second
  names=$(sed -n 's/^    {"\(.*\)",$/\1/p' first | paste -s -d ' ' -)
  [ "$names" = "a b c.yaml c/a c/z" ] || fail "the files must be sorted: $names"
}

@test "every byte of an embedded file comes through" {
  mkdir tree
  awk 'BEGIN { for (i = 1; i < 256; i++) printf "%c", i }' >tree/bytes
  printf '??/ "\\ %%d 1\0012\n\nlast line' >tree/tricky
  printf '' >tree/empty
  "$EMBED" tree /mount tree >tree.c
  cat >show.c <<'C'
#include <stdio.h>
#include "kagent/fs.h"
extern const struct kg_fs_tree tree;
int main(void)
{
    for (const struct kg_fs_embedded_file *file = tree.files; file->path != NULL; file++)
        fwrite(file->data, 1, file->size, stdout);
    return 0;
}
C
  "${CC:-gcc}" -std=gnu11 -Wall -Werror -I"$REPOSITORY/include" -o show show.c tree.c
  ./show >actual
  cat tree/bytes tree/empty tree/tricky >expected
  cmp expected actual
}

@test "an unknown field is refused with its line" {
  line=$(grep -n 'since: v0.1.0' plugins.yaml | head -n 1 | cut -d: -f1)
  change "${line}s/since/sinse/"
  refuses "plugins.yaml:$line:5: commands: unknown field 'sinse'"
}

@test "a missing field is refused" {
  change '/^    synopsis: "\[COMMAND\]"/d'
  refuses "the field 'synopsis' is missing"
}

@test "a flag is refused whose type is unknown or whose default it would refuse itself" {
  change '0,/type: bool/s//type: boolean/'
  refuses "is no type of a flag"
  cp "$REPOSITORY/plugins.yaml" .
  change 's/default: yaml/default: yml/'
  refuses "render: format: the flag would refuse its own default"
}

@test "what would not fit into C or a manual page is refused" {
  change "s/short: o/short: \"'\"/"
  refuses "must be one letter"
  cp "$REPOSITORY/plugins.yaml" .
  change 's/title: connection flags of kubectl/title: ""/'
  refuses "must be a line of text"
  cp "$REPOSITORY/plugins.yaml" .
  change '0,/^    summary: .*/s//    summary: "one\\n.Sh two"/'
  refuses "must be a line of text"
  cp "$REPOSITORY/plugins.yaml" .
  change 's/\[export, format\]/[]/'
  refuses "must not be empty"
  cp "$REPOSITORY/plugins.yaml" .
  change 's/^  - name: kubectl$/  - name: Kubectl/; s/flagGroups: \[kubectl\]/flagGroups: [Kubectl]/'
  refuses "flagGroups: Kubectl: must be lower case words"
}

@test "what nothing can complete is refused" {
  change 's/complete: environment/complete: planet/'
  refuses "is nothing that can be completed"
}

@test "names and letters that are used twice are refused" {
  change 's/short: o/short: e/'
  refuses "the letter is used twice"
  cp "$REPOSITORY/plugins.yaml" .
  change 's/- name: root$/- name: env/'
  refuses "render: env: the name is used twice"
  cp "$REPOSITORY/plugins.yaml" .
  change 's/- name: version$/- name: help/'
  refuses "help: the name is used twice"
}

@test "the letter h and the name help belong to help" {
  change 's/short: o/short: h/'
  refuses "-h is for help"
}

@test "exclusions of things that do not exist are refused" {
  change 's/\[export, format\]/[export, colour]/'
  refuses "render: colour: is listed as exclusive"
}

@test "a file that kubectl would not look for is refused" {
  change 's/file: kubectl-kagent-render/file: kagent-render/'
  refuses "render: kagent-render: is not the file that kubectl looks for"
}

@test "a command with a dash gets a link for kubectl's spelling" {
  run "$GENERATE" links plugins.yaml
  [ "${lines[*]:2:2}" = "kubectl-kagent-a2a_ping kubectl-kagent-a2a-ping kubectl_complete-kagent-a2a_ping kubectl_complete-kagent" ] ||
    fail "a link to its program and one to what completes it are needed"
}

@test "a command may share the connection flags, described once" {
  change 's/^    since: v0.1.0$/&\n    flagGroups: [kubectl]/'
  "$GENERATE" header plugins.yaml >suite.h
  "$GENERATE" tables plugins.yaml >suite.c
  grep -q KAGENT_RENDER_NAMESPACE suite.h
  grep -q KAGENT_VERSION_KUBECONFIG suite.h
  "${CC:-gcc}" -std=gnu11 -Wall -Wextra -Werror -I"$REPOSITORY/include" -c -o suite.o suite.c
}
