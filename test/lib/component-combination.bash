# Switches components of the manifests on and off, as an operator does: by taking away or putting
# back the "#" of their lines in an overlay's kustomization.

# component_combination TARGET OVERLAY [COMPONENT...]
#
# Copies kubernetes/kagent of this repository to TARGET, which must not exist yet, and switches
# exactly the named components on in that copy of OVERLAY, every other one off. The repository
# stays as it is. Fails when the overlay has no line for a named component, so that a misspelt
# name cannot pass for a combination.
component_combination() {
  local target=$1 overlay=$2 component
  shift 2
  local repository
  repository=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd) || return
  [ ! -e "$target" ] || { echo "$target exists already" >&2; return 1; }
  cp -R "$repository/kubernetes/kagent" "$target" || return

  local kustomization=$target/overlays/$overlay/kustomization.yaml
  component_switch "$kustomization" 's|^  (- \.\./\.\./components/[^/]+)$|  # \1|' || return
  for component; do
    if ! grep -qxF "  # - ../../components/$component" "$kustomization"; then
      echo "overlay $overlay has no line for the component $component" >&2
      return 1
    fi
    component_switch "$kustomization" "s|^  # (- ../../components/$component)\$|  \\1|" || return
  done
}

# component_switch FILE SED_SCRIPT: "sed -i", which is not the same everywhere.
component_switch() {
  sed -E "$2" "$1" >"$1.new" && mv "$1.new" "$1"
}
