# Where the programs of a control plane come from: a folder named by $KUBERNETES_BIN, or the user's
# cache folder, into which they are built from their Go modules (test/cluster/tools) once.

programs_cache=${XDG_CACHE_HOME:-$HOME/.cache}/kubectl-kagent/programs
programs_tools=$cluster_home/tools

# programs_releases prints the minor releases of Kubernetes that are pinned here, oldest first.
programs_releases() {
  ls "$programs_tools" | sed -n 's/^kubernetes-//p' | sort -V
}

# programs_version TOOL prints the version that a tool's go.mod pins, v1.37.2.
programs_version() {
  local module
  case $1 in
    kubernetes-*) module=k8s.io/kubernetes ;;
    etcd) module=go.etcd.io/etcd/server/v3 ;;
    kwok) module=sigs.k8s.io/kwok ;;
  esac
  sed -n "s|^\(require \)\{0,1\}[[:space:]]*$module \(v[^ ]*\).*|\2|p" "$programs_tools/$1/go.mod"
}

# programs_packages TOOL prints the packages that a tool's go.mod names, one a line.
programs_packages() {
  awk '$1 == "tool" && $2 == "(" { inside = 1; next }
       inside && $1 == ")" { exit }
       inside { print $1 }
       $1 == "tool" { print $2 }' "$programs_tools/$1/go.mod"
}

# programs_name PACKAGE prints the name of its program: the last part that is no version.
programs_name() {
  case $1 in
    go.etcd.io/etcd/server/v3) echo etcd ;;
    *) echo "${1##*/}" ;;
  esac
}

# What a program built by its release's own Makefile would say its version is.
programs_link_flags() {
  local version=$2 minor=${2#v1.}
  case $1 in
    kubernetes-*)
      set -- gitVersion="$version" gitMajor=1 gitMinor="${minor%%.*}"
      printf -- '-X k8s.io/component-base/version.%s ' "$@"
      ;;
    kwok) printf -- '-X sigs.k8s.io/kwok/pkg/consts.Version=%s ' "$version" ;;
  esac
  printf -- '-s -w'
}

# programs_folder TOOL prints where its programs are kept: a name that differs for everything that
# would make them differ.
programs_folder() {
  local version key
  version=$(programs_version "$1")
  key=$({
    cat "$programs_tools/$1/go.mod" "$programs_tools/$1/go.sum"
    (cd "$programs_tools/$1" && go env GOVERSION GOOS GOARCH CGO_ENABLED)
    programs_link_flags "$1" "$version"
  } | openssl dgst -sha256 -r | cut -c 1-12)
  echo "$programs_cache/${1%-*}-$version-$key"
}

# programs_progress TOTAL reads what `go build -v` prints, a line for each package; says how far it
# is and how long it may still take; prints everything else.
programs_progress() {
  local total=$1 done=0 percent=0 said=0 started=$SECONDS elapsed line
  while IFS= read -r line; do
    [[ $line =~ ^[A-Za-z0-9._~/-]+$ ]] || { echo "$line" && continue; }
    done=$((done + 1)) elapsed=$((SECONDS - started))
    [ "$done" -le "$total" ] || total=$done
    percent=$((done * 100 / total))
    if [ "$percent" -ge 5 ] && [ "$elapsed" -ge $((said + 15)) ]; then
      said=$elapsed
      echo "  $percent % after $(programs_time "$elapsed")," \
        "about $(programs_time $((elapsed * (total - done) / done))) left"
    fi
  done
}

programs_time() {
  if [ "$1" -lt 90 ]; then echo "$1 s"; else echo "$((($1 + 30) / 60)) min"; fi
}

# programs_build TOOL FOLDER
programs_build() {
  local tool=$1 folder=$2 version flags total new package
  local -a packages
  version=$(programs_version "$tool")
  mapfile -t packages < <(programs_packages "$tool")
  flags=(-trimpath -buildvcs=false -ldflags "$(programs_link_flags "$tool" "$version")")
  cd "$programs_tools/$tool"
  echo "${tool%-*} $version is not in $programs_cache: fetching its modules"
  total=$(go list "${flags[@]}" -deps -f '{{if .Stale}}x{{end}}' "${packages[@]}" | grep -c x || true)
  echo "building it, this once: $total packages to compile"
  new=$folder.new.$$
  mkdir -p "$new"
  for package in "${packages[@]}"; do
    printf '%s %s\n' "$(programs_name "$package")" "$package"
  done >"$new/packages"
  while read -r name package; do
    go build -v "${flags[@]}" -o "$new/$name" "$package" 2>&1 || echo "failed: $package"
  done <"$new/packages" | tee "$new/log" | programs_progress "$total"
  ! grep -q '^failed: ' "$new/log" || { rm -rf "$new" && return 1; }
  rm -f "$new/log" "$new/packages"
  mv "$new" "$folder"
}

# programs_missing_go TOOL WHAT: says what there is instead of a Go that builds it.
programs_missing_go() {
  local needed
  needed=$(awk '$1 == "go" { print $2 }' "$programs_tools/$1/go.mod")
  echo "$2 to build ${1%-*} with: install Go $needed or newer," \
    "or name a folder with the programs of a control plane in \$KUBERNETES_BIN" >&2
  return 3
}

# programs_ensure TOOL builds its programs unless they are there, and sets programs_path to their
# folder. Two that want the same wait for each other.
programs_ensure() {
  command -v go >/dev/null || programs_missing_go "$1" "there is no Go here" || return
  programs_path=$(programs_folder "$1")
  [ ! -d "$programs_path" ] || return 0
  (cd "$programs_tools/$1" && go list -m >/dev/null 2>&1) ||
    programs_missing_go "$1" "$(go env GOVERSION) is too old" || return
  mkdir -p "$programs_cache"
  (
    flock -n 9 || { echo "waiting for another build of ${1%-*}" && flock 9; }
    [ -d "$programs_path" ] || programs_build "$1" "$programs_path"
  ) 9>"$programs_cache/$1.lock" >&2
}

# programs_all RELEASE sets program[NAME] for every program of a control plane of that minor
# release. Returns 3 when they cannot be had here, having said why.
declare -A program
programs_all() {
  local tool name package
  for tool in etcd "kubernetes-$1" kwok; do
    programs_path=
    while read -r package; do
      name=$(programs_name "$package")
      if [ -x "${KUBERNETES_BIN:-}/$name" ]; then
        program[$name]=$KUBERNETES_BIN/$name
        continue
      fi
      [ -n "$programs_path" ] || programs_ensure "$tool" || return
      program[$name]=$programs_path/$name
    done < <(programs_packages "$tool")
  done
}
