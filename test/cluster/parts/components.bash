# The processes of a control plane. Each has FOLDER/run/NAME.start, the command that starts it;
# while it runs FOLDER/run/NAME.pid; and FOLDER/log/NAME.log. They stand in FOLDER, so that sockets
# have short names and a process can be told to be this cluster's.

# The order in which they start.
components_all=(etcd kube-apiserver kube-controller-manager kube-scheduler kwok)

# component_define FOLDER NAME COMMAND ARGUMENT...
component_define() {
  local folder=$1 name=$2
  shift 2
  { printf 'exec' && printf ' %q' "$@" && echo; } >"$folder/run/$name.start"
}

# component_pid FOLDER NAME prints the process id while it runs. A number that has gone to another
# process since does not count: that one stands elsewhere.
component_pid() {
  local pid
  pid=$(cat "$1/run/$2.pid" 2>/dev/null) || return 1
  [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$1" ] || return 1
  echo "$pid"
}

component_start() {
  local folder=$1 name=$2
  ! component_pid "$folder" "$name" >/dev/null || return 0
  (
    cd "$folder"
    setsid bash "run/$name.start" </dev/null >>"log/$name.log" 2>&1 9>&- &
    echo $! >"run/$name.pid"
  )
}

# component_signal FOLDER NAME SIGNAL; nothing happens when it does not run.
component_signal() {
  local pid
  pid=$(component_pid "$1" "$2") || return 0
  echo "$pid" >"$1/run/$2.signalled"
  kill -"$3" "$pid" 2>/dev/null || true
}

# component_ended FOLDER NAME: returns when the process that was told to end has done so. A dying
# process leaves its folder before its last thread closes what it listens on, so threads are waited for;
# what is left then is a zombie, which its parent need not have noticed.
component_ended() {
  local pid threads
  pid=$(cat "$1/run/$2.signalled" 2>/dev/null) || pid=none
  while threads=("/proc/$pid/task"/*) && [ -e "${threads[0]}" ] &&
    { [ ${#threads[@]} -gt 1 ] || ! grep -q '^State:.Z' "/proc/$pid/status" 2>/dev/null; }; do
    sleep 0.05
  done
  rm -f "$1/run/$2.pid" "$1/run/$2.signalled"
}

# component_await FOLDER NAME COMMAND...: until the command succeeds; fails when the process ends
# before, or after a minute and a half. No event tells that a server has begun to listen.
component_await() {
  local folder=$1 name=$2 deadline=$((SECONDS + 90))
  shift 2
  until "$@" >/dev/null 2>&1; do
    component_pid "$folder" "$name" >/dev/null && [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.05
  done
}
