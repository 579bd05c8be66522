#!/usr/bin/env bats
# The archive, what is told of it, and who vouches for it.

load helper

setup() {
  common_setup
}

unpack() {
  mkdir -p unpacked
  tar -xzf "$ARCHIVE" -C unpacked
}

# programs: those of the archive, one path a line.
programs() {
  find unpacked -maxdepth 1 -name '*kagent*' -type f | sort
}

@test "the archive is flat but for the manual, without links, and at most 6 MB" {
  run tar -tvzf "$ARCHIVE"
  [ -z "$(grep -v '^-' <<<"$output" | grep -v '^d.* man/$')" ] || fail "only files may be in it"
  run tar -tzf "$ARCHIVE"
  [ -z "$(grep / <<<"$output" | grep -v '^man/[^/]*$')" ] || fail "it must be flat"
  for command in $(commands); do
    grep -qx "kubectl-kagent-$command" <<<"$output" || fail "$command is missing"
  done
  [ "$(grep -c '^man/.*\.1$' <<<"$output")" -gt "$(commands | wc -l)" ] || fail "each command has a page"
  grep -qx LICENSE <<<"$output" || fail "krew asks for a licence"
  [ "$(stat -c %s "$ARCHIVE")" -le 6000000 ] || fail "$(stat -c %s "$ARCHIVE") bytes are too many"
}

@test "packing the same programs again gives the same bytes" {
  cd "$REPOSITORY"
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) krew/archive "$PLATFORM" "$BATS_TEST_TMPDIR/again.tar.gz"
  cmp "$ARCHIVE" "$BATS_TEST_TMPDIR/again.tar.gz"
}

@test "every program is static, placed anywhere, and cannot be written to while it runs" {
  unpack
  for program in $(programs); do
    run readelf -hldW "$program"
    [[ $output == *"DYN (Position-Independent Executable"* ]] || fail "$program: not position independent"
    [[ $output != *INTERP* ]] || fail "$program: asks for an interpreter"
    [[ $output != *NEEDED* ]] || fail "$program: asks for a shared library"
    [[ $output == *GNU_RELRO* && $output == *BIND_NOW* ]] || fail "$program: tables stay writable"
    [[ $output =~ GNU_STACK[^$'\n']*\ RW\  ]] || fail "$program: the stack can be executed"
    [[ ! $output =~ LOAD[^$'\n']*\ RWE\  ]] || fail "$program: memory is writable and executable"
    run readelf -SW "$program"
    [[ $output != *.symtab* && $output != *.debug_* ]] || fail "$program: not stripped"
  done
}

@test "no program tells of the machine it was built on" {
  unpack
  run grep -alE "$REPOSITORY|$HOME|$XDG_CACHE_HOME" $(programs)
  assert_no_output
}

@test "functions with arrays guard the stack" {
  objects=$REPOSITORY/build/static/$PLATFORM/obj
  nm "$objects/lib/doc/number.o" | grep -q __stack_chk_fail || fail "a function with an array is not guarded"
}

@test "the bill of materials is SPDX, and names every file and every library with its sum" {
  "$SPDX" --infile "$DIST"/*.spdx.json
  unpack
  python3 - "$DIST"/*.spdx.json "$REPOSITORY/krew/static/sources.txt" <<'P'
import hashlib, json, pathlib, sys
document = json.load(open(sys.argv[1]))
said = {f['fileName'][2:]: f['checksums'][1]['checksumValue'] for f in document['files']}
root = pathlib.Path('unpacked')
found = {str(p.relative_to(root)): hashlib.sha256(p.read_bytes()).hexdigest() for p in root.rglob('*') if p.is_file()}
assert said == found, set(said.items()) ^ set(found.items())
names = {p['name'] for p in document['packages']}
wanted = {line.split()[0] for line in open(sys.argv[2]) if not line.startswith('#')}
assert wanted <= names, wanted - names
P
}

@test "the sums hold, and the signature as the documentation says to verify it" {
  minisign -G -W -p kubectl-kagent.pub -s key >/dev/null
  cp "$DIST"/* .
  printf '\n' | minisign -S -s key -m SHA256SUMS -t "kubectl-kagent $VERSION" >/dev/null
  verify=$(grep -E '^(minisign -V|sha256sum) ' "$REPOSITORY/docs/INSTALL.md")
  [ "$(wc -l <<<"$verify")" -eq 2 ] || fail "two commands are expected: $verify"
  run bash -e -c "$verify"
  assert_status 0
  assert_output_has "Signature and comment signature verified"

  printf 'x' >>"$(ls kubectl-kagent_*.tar.gz)"
  run bash -e -c "$verify"
  [ "$status" -ne 0 ] || fail "a changed archive must be noticed"
  cp "$DIST"/*.tar.gz .
  sha256sum -- *.tar.gz *.deb | sed 's/^./0/' >SHA256SUMS
  run bash -e -c "$verify"
  [ "$status" -ne 0 ] || fail "changed sums must be noticed"
}

@test "the Debian package installs, works and goes without leaving anything" {
  command -v dpkg >/dev/null || skip "there is no dpkg"
  mkdir -p root/var/lib/dpkg
  touch root/var/lib/dpkg/status
  dpkg="dpkg --root=$PWD/root --force-not-root --force-bad-path --log=$PWD/log"
  $dpkg --install "$DIST"/*.deb
  run --separate-stderr env PATH="$PWD/root/usr/bin:$PATH" kubectl-kagent render --env prod
  [ "$output" = "$(cat "$REPOSITORY/test/golden/prod.yaml")" ] || fail "prod must be rendered to the byte"
  run env PATH="$PWD/root/usr/bin:$PATH" kubectl-kagent-a2a_ping --help
  assert_status 0
  run $dpkg --verify kubectl-kagent
  assert_status 0
  assert_no_output
  $dpkg --remove kubectl-kagent
  [ -z "$(find root/usr -mindepth 1)" ] || fail "$(find root/usr)"
}
