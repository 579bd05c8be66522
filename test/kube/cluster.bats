#!/usr/bin/env bats
# The client and a real API server: who we are, whom we trust, and what outlasts an outage.

load helper

setup_file() {
  cluster=$BATS_FILE_TMPDIR/cluster
  local status=0
  "$BATS_TEST_DIRNAME/../cluster/up" --server-only "$cluster" >&2 3>&- || status=$?
  [ "$status" -ne 3 ] || touch "$BATS_FILE_TMPDIR/none"
  [ "$status" -eq 0 ] || [ "$status" -eq 3 ]
}

teardown_file() {
  [ -e "$BATS_FILE_TMPDIR/none" ] || "$BATS_TEST_DIRNAME/../cluster/down" "$BATS_FILE_TMPDIR/cluster"
}

setup() {
  [ ! -e "$BATS_FILE_TMPDIR/none" ] || skip "the programs of a control plane cannot be had here"
  common_setup
  cluster=$BATS_FILE_TMPDIR/cluster
  export KUBECONFIG=$cluster/admin.kubeconfig
  server=$(sed -n 's,^server https://,,p' "$cluster/cluster")
  kubectl=$(sed -n 's/^kubectl //p' "$cluster/cluster")
}

teardown() {
  common_teardown
}

# config USER: writes a kubeconfig with these lines for the user to `config`, and uses it.
config() {
  {
    printf 'current-context: x\nclusters:\n- name: x\n  cluster:\n    server: https://%s\n' "$server"
    printf '    certificate-authority: %s\n' "${authority-$cluster/pki/ca.crt}"
    printf 'contexts:\n- name: x\n  context: {cluster: x, user: x, namespace: kagent}\n'
    printf 'users:\n- name: x\n  user:\n'
    printf '    %s\n' "$@"
  } >config
  chmod 600 config
  export KUBECONFIG=$PWD/config
}

whoami() {
  run --separate-stderr client call POST /apis/authentication.k8s.io/v1/selfsubjectreviews \
    '{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}'
}

assert_user() {
  [ "$status" -eq 0 ] || fail "there must be an answer"
  assert_output_has "\"username\":\"$1\""
}

# ---- who we are ----

@test "certificates, tokens, token files and plugins say who we are" {
  whoami
  assert_user admin
  config "token: $(cat "$cluster/pki/viewer.token")"
  whoami
  assert_user viewer
  config "tokenFile: token"
  cp "$cluster/pki/deployer.token" token
  whoami
  assert_user deployer
  config "client-certificate: $cluster/pki/nobody.crt" "client-key: $cluster/pki/nobody.key"
  whoami
  assert_user nobody
}

@test "a user may act as another one" {
  run --separate-stderr -0 client --as viewer call POST \
    /apis/authentication.k8s.io/v1/selfsubjectreviews \
    '{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}'
  assert_user viewer
}

@test "a refused token is an error that says so" {
  config "token: nonsense"
  whoami
  [ "$status" -eq 3 ]
  assert_error_has "does not accept the credentials"
  [[ $stderr$output != *nonsense* ]] || fail "the token must not be shown"
}

# plugin COUNT: a plugin whose first COUNT credentials are refused, and which notes its runs.
plugin() {
  config 'exec:' '  apiVersion: client.authentication.k8s.io/v1' '  interactiveMode: Never' \
    '  command: ./plugin'
  cat >plugin <<END
#!/bin/sh
echo run >>'$PWD/runs'
token=\$(cat '$cluster/pki/viewer.token')
[ \$(wc -l <'$PWD/runs') -gt $1 ] || token=expired
echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":
  {"token":"'\$token'","expirationTimestamp":"${2:-2099-01-01T00:00:00Z}"}}'
END
  chmod 700 plugin
}

@test "an expired token is fetched again, once" {
  plugin 1
  whoami
  assert_user viewer
  [ "$(wc -l <runs)" -eq 2 ]
  rm runs
  plugin 2
  whoami
  [ "$status" -eq 3 ]
  assert_error_has "does not accept the credentials"
  [ "$(wc -l <runs)" -eq 2 ]
}

@test "a plugin is run once for many requests, and again when it said that its token expires" {
  plugin 0
  run --separate-stderr -0 client repeat 5 GET /version
  [ "$output" = +++++ ]
  [ "$(wc -l <runs)" -eq 1 ]
  rm runs
  plugin 0 2001-01-01T00:00:00.5+01:00
  run --separate-stderr -0 client repeat 5 GET /version
  [ "$(wc -l <runs)" -eq 5 ]
}

@test "a certificate from a plugin is one, too" {
  config 'exec:' '  apiVersion: client.authentication.k8s.io/v1' '  interactiveMode: Never' \
    '  command: ./plugin'
  python3 - "$cluster/pki" >answer <<'END'
import json, pathlib, sys
pki = pathlib.Path(sys.argv[1])
print(json.dumps({'kind': 'ExecCredential', 'apiVersion': 'client.authentication.k8s.io/v1',
                  'status': {'clientCertificateData': (pki / 'deployer.crt').read_text(),
                             'clientKeyData': (pki / 'deployer.key').read_text()}}))
END
  printf '#!/bin/sh\ncat %s/answer\n' "$PWD" >plugin
  chmod 700 plugin
  whoami
  assert_user deployer
}

@test "what is not allowed is an error in the server's words" {
  run --separate-stderr -3 client --kubeconfig "$cluster/nobody.kubeconfig" list pods
  assert_error_has 'not allowed: pods is forbidden: User "nobody" cannot list resource "pods"'
}

@test "one may ask what is allowed" {
  run --separate-stderr -0 client may list secrets
  [ "$output" = yes ]
  run --separate-stderr -0 client --kubeconfig "$cluster/nobody.kubeconfig" may list secrets
  [ "$output" = no ]
}

@test "others who can read credentials are pointed out" {
  config "token: $(cat "$cluster/pki/viewer.token")"
  chmod 644 config
  whoami
  assert_user viewer
  assert_error_has "warning: $PWD/config holds credentials and others can read it"
  chmod 600 config
  whoami
  [ -z "$stderr" ] || fail "no warning"
}

# ---- whom we trust ----

other_authority() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=other \
    -keyout other.key -out other.crt 2>/dev/null
}

@test "a server of another authority is refused before anything is sent" {
  other_authority
  authority=$PWD/other.crt config "token: $(cat "$cluster/pki/viewer.token")"
  whoami
  [ "$status" -eq 3 ]
  assert_error_has "signed by none of the authorities"
}

@test "it is refused also when the system trusts its authority" {
  other_authority
  authority=$PWD/other.crt config "token: $(cat "$cluster/pki/viewer.token")"
  export SSL_CERT_FILE=$cluster/pki/ca.crt
  whoami
  [ "$status" -eq 3 ]
  assert_error_has "signed by none of the authorities"
  authority= config "token: $(cat "$cluster/pki/viewer.token")"
  sed -i '/certificate-authority/d' config
  whoami
  assert_user viewer
}

@test "it is refused also when the authority is in the system's folder" {
  unshare -Umr true 2>/dev/null || skip "a file system of one's own cannot be had here"
  other_authority
  mkdir store
  cp "$cluster/pki/ca.crt" store/ca.pem
  cp "$cluster/pki/ca.crt" store/ca-certificates.crt
  openssl rehash store 2>/dev/null
  export CLIENT
  authority=$PWD/other.crt config "token: $(cat "$cluster/pki/viewer.token")"
  run --separate-stderr unshare -Umr sh -c \
    'mount --bind store /etc/ssl/certs && exec "$CLIENT" call GET /version'
  [ "$status" -eq 3 ]
  assert_error_has "signed by none of the authorities"
  sed -i '/certificate-authority/d' config
  run --separate-stderr unshare -Umr sh -c \
    'mount --bind store /etc/ssl/certs && exec "$CLIENT" call GET /version'
  [ "$status" -eq 0 ] || fail "the system's folder counts when no authority is named"
}

# ---- many, and large ----

@test "many requests at once go over one connection" {
  proxy "$server" pass
  run --separate-stderr -0 client --server "https://$address" storm 40 /version
  [ "$output" = "40 answers, 0 failures" ]
  [ "$(grep -c ^connect proxy.events)" -eq 1 ] || fail "one connection"
}

@test "a list is read in pages" {
  for i in 1 2 3 4 5 6 7; do
    client call POST /api/v1/namespaces/kagent/configmaps \
      '{"metadata":{"name":"page-'$i'"}}' >/dev/null
  done
  run --separate-stderr -0 client -n kagent list configmaps 3
  [ "$(grep -c '^ConfigMap page-' <<<"$output")" -eq 7 ]
  assert_output_has "version given"
}

@test "conflicts, missing and invalid things are a negative answer" {
  run --separate-stderr -1 client call GET /apis/apps/v1/namespaces/kagent/statefulsets/none
  assert_error_has 'statefulsets.apps "none" not found'
  client call POST /api/v1/namespaces/kagent/configmaps '{"metadata":{"name":"twice"}}' >/dev/null
  run --separate-stderr -1 client call POST /api/v1/namespaces/kagent/configmaps \
    '{"metadata":{"name":"twice"}}'
  assert_error_has "already exists"
  run --separate-stderr -1 client call PATCH /api/v1/namespaces/kagent/configmaps/twice \
    '{"metadata":{"resourceVersion":"1"}}' application/merge-patch+json
  assert_error_has "has been modified"
  run --separate-stderr -1 client call POST /api/v1/namespaces/kagent/configmaps \
    '{"metadata":{"name":"In Valid"}}'
  assert_error_has "is invalid"
}

# ---- outages ----

make_map() {
  "$kubectl" --kubeconfig "$cluster/admin.kubeconfig" -n kagent create configmap "$1" >/dev/null
}

@test "a watch hears of changes as they are made" {
  watch -n kagent watch configmaps
  await events ^synced
  make_map during
  await events "added during"
  "$kubectl" -n kagent delete configmap during >/dev/null
  await events "deleted during"
  unwatch
  assert_output_has "lists 1 streams 1"
}

@test "a watch outlasts a cut connection" {
  proxy "$server" pass
  watch --server "https://$address" -n kagent watch configmaps
  await events ^synced
  tell now cut=0
  await events ^interrupted
  make_map after-cut
  await events "added after-cut"
  unwatch
  assert_output_has "lists 1 streams 2"
}

@test "a watch outlasts a restart of the API server" {
  watch -n kagent watch configmaps
  await events ^synced
  "$BATS_TEST_DIRNAME/../cluster/component" "$cluster" kill kube-apiserver 3>&-
  await events ^interrupted
  "$BATS_TEST_DIRNAME/../cluster/component" "$cluster" start kube-apiserver 3>&-
  make_map after-restart
  await events "added after-restart"
  unwatch
}

@test "a watch whose version etcd has compacted away lists anew" {
  proxy "$server" pass
  watch --server "https://$address" -n kagent watch configmaps
  await events ^synced
  tell refuse
  tell now cut=0
  await events ^interrupted
  make_map while-away
  "$kubectl" -n kagent delete configmap while-away >/dev/null
  make_map afterwards
  version=$("$kubectl" -n kagent get configmap afterwards -o jsonpath='{.metadata.resourceVersion}')
  (cd "$cluster" && curl -sf --unix-socket etcd.sock:0 http://localhost/v3/kv/compaction \
    -d "{\"revision\":\"$version\",\"physical\":true}") >/dev/null
  # The server's own memory of changes must go, too.
  "$BATS_TEST_DIRNAME/../cluster/component" "$cluster" kill kube-apiserver 3>&-
  "$BATS_TEST_DIRNAME/../cluster/component" "$cluster" start kube-apiserver 3>&-
  tell accept
  await events "added afterwards"
  unwatch
  [ "$(grep -c ^reset events)" -eq 2 ] || fail "two lists"
  [[ $output != *"while-away"* ]] || fail "what came and went is not heard of"
}
