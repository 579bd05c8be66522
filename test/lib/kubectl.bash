# The kubectls of this machine.

# kubectl_minor PROGRAM prints the minor version, 32 for v1.32.4, nothing when it has none.
kubectl_minor() {
  "$1" version --client -o json 2>/dev/null |
    sed -n 's/.*"gitVersion": "v1\.\([0-9]*\)\..*/\1/p' | head -n 1
}

# kubectl_all prints every kubectl from 1.27 up, one path a line: the versioned programs of the
# cloud SDK's package where that is installed (its plain `kubectl` only picks one of them by asking
# a server), else the one on PATH. $KUBECTL, a list of paths, overrides the search.
kubectl_all() {
  local program minor
  {
    if [ -n "${KUBECTL:-}" ]; then
      printf '%s\n' $KUBECTL
    elif command -v dpkg >/dev/null && dpkg -L kubectl 2>/dev/null | grep -q '/kubectl\.1\.'; then
      dpkg -L kubectl | grep '/kubectl\.1\.[0-9]*$' | sort -V
    else
      command -v kubectl || true
    fi
  } | while read -r program; do
    minor=$(kubectl_minor "$program")
    [ "${minor:-0}" -lt 27 ] || printf '%s\n' "$program"
  done
}

# kubectl_one prints the newest of them, or nothing.
kubectl_one() {
  kubectl_all | tail -n 1
}
