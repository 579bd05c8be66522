# Shared by the bats files about what is released: the folder with it is in $DIST, the platform of this
# machine in $PLATFORM, and krew in $KREW_PROGRAMS (test/suites/90-dist).

. "$BATS_TEST_DIRNAME/../bats/helper.bash"

# Tests have a home of their own, and not a cache of their own.
export XDG_CACHE_HOME=${XDG_CACHE_HOME:-$HOME/.cache}

ARCHIVE=$(printf '%s\n' "$DIST"/kubectl-kagent_v*_"$PLATFORM".tar.gz)
VERSION=${ARCHIVE##*/kubectl-kagent_}
VERSION=${VERSION%"_$PLATFORM.tar.gz"}

# The commands of plugins.yaml that have a program of their own.
commands() {
  sed -n 's/^    file: kubectl-kagent-//p' "$REPOSITORY/plugins.yaml"
}

# await FILE PATTERN: until a line of the file has it; prints what stands in the group.
await() {
  local waited=0
  until grep -qsE "$2" "$1"; do
    waited=$((waited + 1))
    [ "$waited" -lt 400 ] || { cat "$1" >&2 && return 1; }
    sleep 0.05
  done
  sed -nE "s/.*$2.*/\1/p" "$1" | head -n 1
}

# start NAME COMMAND...: runs it beside the tests; its output is in $BATS_FILE_TMPDIR/NAME.log.
start() {
  local name=$1
  shift
  "$@" >"$BATS_FILE_TMPDIR/$name.log" 2>&1 3>&- 4>&- &
  echo $! >>"$BATS_FILE_TMPDIR/started"
}

stop_all() {
  [ ! -e "$BATS_FILE_TMPDIR/started" ] || xargs kill <"$BATS_FILE_TMPDIR/started" 2>/dev/null || true
}
