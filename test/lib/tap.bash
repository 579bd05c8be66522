# TAP in, the one line that test/run adds up out.

# tap_summary [STATUS_FILE]: reads TAP on standard input; prints what failed and was skipped, with
# the comments that belong to it (everything with V=1), and the closing line. Returns 1 if a test
# failed. Comments may stand before their test (the unit harness) or behind it (bats).
tap_summary() {
  awk -v verbose="${V:-}" '
    function flush() { printf "%s", comments; comments = "" }
    /^#/ || /^not ok/ || /^ok/ || /^1\.\./ || /passed, .* failed/ { known = 1 }
    verbose { print }
    /^not ok/ { failed++; show = 1; if (!verbose) { flush(); print }; next }
    /^ok.* # [Ss][Kk][Ii][Pp]/ { skipped++; show = 0; if (!verbose) { flush(); print }; next }
    /^ok/ { passed++; show = 0; comments = ""; next }
    /^1\.\./ { next }
    /^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ { show = 0; comments = ""; next }
    !verbose { if (show) print; else comments = comments $0 "\n" }
    END {
      if (!verbose) flush()
      printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
      exit failed > 0
    }'
}

# tap_ok NUMBER NAME and tap_not_ok NUMBER NAME [OUTPUT] print a TAP line, with comments.
tap_ok() { echo "ok $1 - $2"; }
tap_not_ok() {
  echo "not ok $1 - $2"
  [ -z "${3:-}" ] || printf '%s\n' "$3" | sed 's/^/#   /'
}

# bats_twice PATH...: bats, as TAP. What fails on real servers, which need their time, is tried once
# more by itself; that it took two tries is said.
bats_twice() {
  local log status name again
  log=$(mktemp)
  bats --formatter tap "$@" >"$log" 2>&1 || true
  while IFS= read -r line; do
    if [[ $line =~ ^not\ ok\ [0-9]+\ (.*)$ ]]; then
      name=${BASH_REMATCH[1]}
      again=$(bats --formatter tap --filter "^$(sed 's/[][\.*^$(){}?+|/]/\\&/g' <<<"$name")\$" "$@" 2>&1 || true)
      if grep -q '^ok ' <<<"$again" && ! grep -q '^not ok ' <<<"$again"; then
        echo "ok 1 $name (at the second try)"
      else
        echo "$line"
        grep '^#' <<<"$again" || true
      fi
    elif [[ $line != '#'* || $line == '# '*SKIP* ]]; then
      echo "$line"
    fi
  done <"$log"
  rm -f "$log"
}
