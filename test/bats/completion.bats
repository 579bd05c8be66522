#!/usr/bin/env bats
# Completion: what is offered, through every kubectl and in real shells.

load helper

# An installation as `make install` makes it, with the binaries under test.
setup_file() {
  local root=$BATS_FILE_TMPDIR/root
  make -s -C "$REPOSITORY" install PREFIX=/usr DESTDIR="$root" >/dev/null
  cp "$KAGENT_BIN"/kubectl-kagent* "$root/usr/bin"
}

setup() {
  common_setup
  INSTALLED=$BATS_FILE_TMPDIR/root/usr
  PATH=$INSTALLED/bin:/usr/bin:/bin
  [ -z "$KUBECTL" ] || ln -sf "$KUBECTL" "$INSTALLED/bin/kubectl"
}

# offers WORD... : what is offered for the last word, in one line, and how the shell goes on.
offers() {
  output=$(kubectl-kagent completion words -- "$@" | cut -f 1 | paste -s -d ' ' -)
}

assert_offers() {
  local expected=$1
  shift
  offers "$@"
  [ "$output" = "$expected" ] || fail "to be offered for: $*" "$expected"
}

make_kubeconfig() {
  cat >config <<'YAML'
{apiVersion: v1, kind: Config, current-context: b,
 contexts: [{name: b, context: {cluster: c}}, {name: "arn:aws:x/y", context: {cluster: c}},
            {name: "$(touch caught)", context: {cluster: c}}],
 clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]}
YAML
}

@test "commands, flags, choices, environments and checks are offered" {
  assert_offers "render :4" r
  assert_offers "--env --explain --export :4" render --e
  assert_offers "dev prod :4" render --env ''
  assert_offers "prod :4" render -e p
  assert_offers "dev :4" verify --env prod --env=d
  assert_offers "json junit :4" verify -o j
  assert_offers "true false :4" scale 7 --wait=
  assert_offers "KV010,KV030 KV010,KV031 KV010,KV032 KV010,KV033 KV010,KV034 KV010,KV035 KV010,KV036 KV010,KV037 KV010,KV038 KV010,KV039 :4" \
    verify --only KV010,KV03
  assert_offers "completion :4" help c
  assert_offers "bash :4" completion b
  assert_offers ":0" verify -f ''
  assert_offers ":16" render ''
}

@test "what cannot be given is not offered" {
  assert_offers ":4" render --env prod --expo
  assert_offers ":4" render --env prod --env
  assert_offers "--env :4" verify --env prod --env
  assert_offers ":4" render --reord
  assert_offers ":4" bogus ''
  assert_offers ":4" render --bogus ''
}

@test "the contexts of the kubeconfig are offered, but for one that a shell would run" {
  make_kubeconfig
  assert_offers "b arn:aws:x/y :4" scale --kubeconfig config --context ''
  offers a2a-ping --kubeconfig config ''
  [ "$output" = ":4" ] || fail "a cluster that does not answer has nothing to offer"
}

@test "every kubectl completes the suite, and offers each command once" {
  need_kubectl
  for kubectl in $(kubectls); do
    output=$("$kubectl" __complete kagent '' 2>/dev/null | cut -f 1 | sort)
    expected=$({ sed -n '/^commands:/,$s/^  - name: //p' "$REPOSITORY/plugins.yaml" &&
      printf 'a2a\n:4\n'; } | sort)
    [ "$output" = "$expected" ] || fail "$kubectl must offer the commands" "$expected"
    output=$("$kubectl" __complete kagent a2a-ping --via p 2>/dev/null | paste -s -d ' ' -)
    [ "$output" = "port-forward proxy :4" ] || fail "$kubectl must complete a value"
    output=$("$kubectl" __complete kagent -n x ren 2>/dev/null | cut -f 1 | paste -s -d ' ' -)
    [ "$output" = "render :4" ] || fail "$kubectl must complete a command behind flags"
  done
}

@test "--install puts what kubectl asks beside krew's link, and the shell's script at home" {
  need_kubectl
  mkdir -p krew store
  cp "$INSTALLED/bin"/kubectl-kagent* store
  ln -s ../store/kubectl-kagent krew/kubectl-kagent
  ln -s "$KUBECTL" krew/kubectl
  PATH=$PWD/krew:/usr/bin:/bin
  for shell in bash zsh fish; do
    SHELL=/bin/$shell run --separate-stderr kubectl kagent completion --install
    assert_status 0
    [ "${lines[0]}" = "$PWD/krew/kubectl_complete-kagent" ] || fail "kubectl's must be beside the link"
    [ "${#lines[@]}" -eq 2 ] || fail "there must be one more, for $shell"
    cmp "${lines[1]}" "$REPOSITORY/completion/$shell"
  done
  output=$(kubectl __complete kagent verify --env '' 2>/dev/null | paste -s -d ' ' -)
  [ "$output" = "dev prod :4" ] || fail "kubectl must complete"
}

@test "--install never replaces a file of another origin" {
  echo mine >"$INSTALLED/bin/kubectl_complete-other"
  mkdir target
  echo mine >target/kubectl_complete-kagent
  run --separate-stderr kubectl-kagent completion --install --dir target
  assert_refusal 3 "target/kubectl_complete-kagent: is there already"
  [ "$(cat target/kubectl_complete-kagent)" = mine ] || fail "the file must be as it was"
}

@test "--install makes no directory for what kubectl asks, and says when it is not on PATH" {
  run --separate-stderr kubectl-kagent completion bash --install --dir absent
  assert_refusal 3 "absent/kubectl_complete-kagent"
  [ ! -e absent ] || fail "there must be no directory"
  mkdir aside
  PATH=$BATS_TEST_TMPDIR/work:/usr/bin:/bin run --separate-stderr "$INSTALLED/bin/kubectl-kagent" completion bash --install --dir aside
  assert_status 0
  assert_error_has "before aside is on PATH"
}

@test "a shell that is not known is refused" {
  SHELL= run --separate-stderr kubectl-kagent completion
  assert_refusal 2 "\$SHELL does not say which shell it is for"
  SHELL=/bin/tcsh run --separate-stderr kubectl-kagent completion
  assert_refusal 2 "no completion is known for the shell 'tcsh'"
  run --separate-stderr kubectl-kagent completion tcsh
  assert_refusal 2 'invalid argument "tcsh" for WHAT: must be one of bash, zsh, fish'
}

# tab LINE EXPECTED: in the shell of $TAB.
tab() {
  "$REPOSITORY/test/lib/press_tab.py" "$1" "$2" "${TAB[@]}" || fail "TAB behind: $1" "must make: $2"
}

# What shells make of lines, with kubectl's completion and with the suite's own.
press_tabs() {
  make_kubeconfig
  if [ -n "$KUBECTL" ]; then
    tab 'kubectl kagent ren' 'kubectl kagent render'
    tab 'kubectl kagent verify --env p' 'verify --env prod'
    tab 'kubectl kagent a2a-ping --via=po' '--via=port-forward'
  fi
  tab 'kubectl-kagent ren' 'kubectl-kagent render'
  tab 'kubectl-kagent verify --env=p' 'verify --env=prod'
  tab 'kubectl-kagent scale --kubeconfig config --context arn:aws' '--context arn:aws:x/y'
}

@test "in a real bash" {
  [ -e /usr/share/bash-completion/bash_completion ] || skip "bash-completion is missing"
  cat >rc <<'RC'
. /usr/share/bash-completion/bash_completion
! command -v kubectl >/dev/null || . <(kubectl completion bash)
PS1='ready> '
RC
  export XDG_DATA_DIRS=$INSTALLED/share:/usr/share
  TAB=(bash --noprofile --rcfile rc -i)
  press_tabs
}

@test "in a real zsh" {
  command -v zsh >/dev/null || skip "zsh is missing"
  cat >.zshrc <<RC
fpath=($INSTALLED/share/zsh/site-functions \$fpath)
autoload -Uz compinit && compinit -u -D
(( ! \$+commands[kubectl] )) || . <(kubectl completion zsh)
PS1='ready> '
RC
  export ZDOTDIR=$PWD
  TAB=(zsh -d -i)
  press_tabs
}

@test "in a real fish" {
  command -v fish >/dev/null || skip "fish is missing"
  make_kubeconfig
  export XDG_DATA_DIRS=$INSTALLED/share:/usr/share
  output=$(fish -c '
    command -q kubectl; and kubectl completion fish | source
    complete -C "kubectl kagent verify --env p"
    complete -C "kubectl-kagent ren"
    complete -C "kubectl-kagent verify --env=p"
    complete -C "kubectl-kagent scale --kubeconfig config --context arn"
    complete -C "kubectl-kagent verify -f conf"' | cut -f 1 | paste -s -d ' ' -)
  [ "${output#prod }" = "render --env=prod arn:aws:x/y config" ] || fail "fish must complete"
}
