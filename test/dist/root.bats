#!/usr/bin/env bats
# A root with nothing in it but a static kubectl and the archive, unpacked by hand: what no system
# around the programs can lend them, they have.

load helper

setup_file() {
  export ROOT=$BATS_FILE_TMPDIR/root PORT
  mkdir -p "$ROOT"/{bin,dev,etc/ssl/certs,home,tmp}
  tar -xzf "$ARCHIVE" -C "$ROOT/bin"
  # A kubectl that needs nothing either; else the dispatcher stands where kubectl would.
  local kubectl
  kubectl=$(kubectls | tail -n 1)
  if [ -n "$kubectl" ] && ! readelf -lW "$kubectl" | grep -q INTERP; then
    cp "$kubectl" "$ROOT/bin/kubectl"
    export KAGENT="kubectl kagent"
  else
    export KAGENT=kubectl-kagent
  fi
  mknod -m 666 "$ROOT/dev/null" c 1 3 2>/dev/null || : >"$ROOT/dev/null"

  # An agent behind TLS, whose certificate the root's own authorities have signed.
  cd "$BATS_FILE_TMPDIR"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority \
    -keyout ca.key -out ca.crt 2>openssl.log
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=agent \
    -keyout server.key -out server.csr 2>>openssl.log
  openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -out server.crt \
    -extfile <(echo subjectAltName=IP:127.0.0.1) 2>>openssl.log
  start agent "$REPOSITORY/test/a2a/server.py" sound --tls server.crt server.key
  PORT=$(await "$BATS_FILE_TMPDIR/agent.log" 'listening.*[ :]([0-9]+)$')
}

teardown_file() {
  stop_all
}

setup() {
  common_setup
}

# alone ARGUMENTS...: `kubectl kagent ARGUMENTS...` in the root, with nothing of this environment.
alone() {
  local -a change=("$(PATH=$PATH:/usr/sbin:/sbin command -v chroot)")
  [ "$(id -u)" -eq 0 ] || change=(unshare --map-root-user "${change[@]}")
  run --separate-stderr env -i HOME=/home PATH=/bin "${change[@]}" "$ROOT" /bin/$KAGENT "$@"
}

@test "there is no library in the root, and no program but these" {
  run bash -c 'cd "$ROOT" && find . -type f ! -path "./bin/*" && find bin -type f ! -name "k*" ! -name LICENSE ! -name THIRD-PARTY-NOTICES ! -path "*/man/*"'
  [ -z "$(grep -v /dev/null <<<"$output")" ] || fail "the root must be bare"
}

@test "every command answers" {
  for command in $(commands) help version; do
    alone "$command" --help
    assert_status 0
    assert_output_has "kubectl kagent $command"
  done
  alone version
  assert_output_has "$VERSION"
}

@test "manifests are rendered and judged" {
  alone render --env prod
  [ "$output" = "$(cat "$REPOSITORY/test/golden/prod.yaml")" ] || fail "prod must be rendered to the byte"
  alone verify --env prod --offline
  assert_status 0
  assert_output_has "checks passed"
  alone render --export /tmp/mine
  assert_status 0
  alone render --root /tmp/mine --env dev
  [ "$output" = "$(cat "$REPOSITORY/test/golden/dev.yaml")" ] || fail "dev must be rendered to the byte"
}

@test "an agent behind TLS is believed when the authorities of the system have signed it" {
  alone a2a-ping --url "https://127.0.0.1:$PORT" -c 1 -W 5
  [ "$status" -ne 0 ] || fail "nobody vouches for the agent"
  assert_output_has certificate
  cp "$BATS_FILE_TMPDIR/ca.crt" "$ROOT/etc/ssl/certs/ca-certificates.crt"
  alone a2a-ping --url "https://127.0.0.1:$PORT" -c 1 -W 5
  rm "$ROOT/etc/ssl/certs/ca-certificates.crt"
  assert_status 0
}

@test "names of hosts are looked up" {
  printf '127.0.0.1 agent.test\n' >"$ROOT/etc/hosts"
  alone a2a-ping --url "http://agent.test:9" -c 1 -W 5
  rm "$ROOT/etc/hosts"
  assert_output_has 'refuses the connection'
}

@test "what asks a cluster says what it needs" {
  for command in "scale 3" "a2a-ping kagent-0" "verify --context none --env prod"; do
    alone $command
    assert_status 3
    [[ $output$stderr == *kubeconfig* ]] || fail "what is missing must be said"
  done
  alone doctor
  assert_output_has "all of kagent $VERSION in /bin"
}
