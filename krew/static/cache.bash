# Folders in the user's cache, each of which is made once. What goes into one is in its name, so
# that it never has to be brought up to date.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/kubectl-kagent

# sum_of FILE... prints a sum of their contents, for a name.
sum_of() {
  cat "$@" | sha256sum | cut -c 1-16
}

# cached NAME sets folder to the folder of that name; who makes it then has it alone.
cached() {
  folder=$cache/$1
  [ ! -e "$folder/complete" ] || return 0
  mkdir -p "$cache"
  exec 9>"$folder.lock"
  flock 9
  [ ! -e "$folder/complete" ] || return 0
  rm -rf "$folder"
  mkdir "$folder"
}

complete() {
  [ -e "$folder/complete" ]
}

# finish says that the folder holds all that it is to hold.
finish() {
  touch "$folder/complete"
  exec 9>&-
}
