# Sourced by the scripts beside it.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
STATE=${TRIBUTARY_CI_STATE:-${XDG_CACHE_HOME:-$HOME/.cache}/tributary-ci}
SUITE=trixie
mkdir -p "$STATE"

say() { printf 'containers: %s\n' "$*" >&2; }

timed() { # timed WHAT COMMAND...: its output only if it fails
  local what=$1 from=$SECONDS log
  shift
  log=$STATE/step.log
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    say "$what failed"
    return 1
  fi
  say "$what: $((SECONDS - from)) s"
}

archive() { # the Debian archive that this machine uses
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -m 1 '/debian/\{0,1\}$' ||
    printf 'http://deb.debian.org/debian'
}
