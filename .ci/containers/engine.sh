#!/usr/bin/env bash
# Sees to it that a Docker engine answers, with `docker compose` and buildx; exit code 3 and one sentence where that
# cannot be. An engine that answers is left as it is. Otherwise, on Debian as root, engine and plug-ins are unpacked
# from the packages of a newer release, without touching the machine's own package sources. `engine.sh stop` ends the one
# that was started here, if one was.
. "$(dirname "$0")/lib.sh"
home=$STATE/engine
plugins=${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins

not_here() {
  printf 'no engine: %s\n' "$*"
  exit 3
}

answers() { docker version >/dev/null 2>&1; }

newer_packages() { # newer_packages DIRECTORY PACKAGE...: unpacked there; signatures are checked as usual
  local into=$1 apt=$STATE/apt
  shift
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$into"
  : >"$apt/status"
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$(archive)" "$SUITE" >"$apt/sources"
  local with=(-qq -o "Dir::State::Lists=$apt/lists" -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt"
    -o "Dir::Etc::SourceList=$apt/sources" -o Dir::Etc::SourceParts=/dev/null -o APT::Sandbox::User=root
    -o Acquire::Languages=none)
  apt-get "${with[@]}" update
  local debs
  debs=$(mktemp -d)
  (cd "$debs" && apt-get "${with[@]}" download "$@")
  local deb
  for deb in "$debs"/*.deb; do dpkg-deb -x "$deb" "$into"; done
  rm -rf "$debs"
}

own_packages() { # what the engine needs of the machine itself
  local missing=() package
  for package in iptables iproute2 runc mmdebstrap; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

start() {
  [ -x "$home/usr/sbin/dockerd" ] || newer_packages "$home" docker.io docker-cli containerd
  command -v docker >/dev/null || ln -s "$home/usr/bin/docker" /usr/local/bin/docker
  # Docker's chains go into the tables that this kernel really has.
  iptables -t nat -L >/dev/null 2>&1 || update-alternatives --set iptables /usr/sbin/iptables-legacy
  PATH=$home/usr/sbin:$home/usr/bin:$PATH setsid nohup dockerd >"$STATE/dockerd.log" 2>&1 </dev/null &
  printf '%s\n' $! >"$STATE/dockerd.pid"
  local tries=0
  until answers; do
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] || return 1
    sleep 0.5
  done
}

plug_in() {
  newer_packages "$STATE/plugins" docker-compose docker-buildx
  mkdir -p "$plugins"
  install -m 755 "$STATE"/plugins/usr/libexec/docker/cli-plugins/docker-{compose,buildx} "$plugins/"
}

on_debian() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && grep -qs '^ID=debian' /etc/os-release; }

stop() {
  local pid
  [ -s "$STATE/dockerd.pid" ] || return 0
  pid=$(<"$STATE/dockerd.pid")
  rm -f "$STATE/dockerd.pid"
  # The number may be somebody else's by now.
  if grep -qs dockerd "/proc/$pid/comm"; then
    kill "$pid"
    while [ -e "/proc/$pid" ]; do sleep 0.2; done
  fi
}

if [ "${1:-}" = stop ]; then
  stop
  exit 0
fi
if ! answers; then
  on_debian || not_here "docker does not answer, and only root on Debian can start one here"
  timed "packages of the machine" own_packages || not_here "iptables, iproute2, runc or mmdebstrap cannot be installed"
  timed "engine" start || not_here "dockerd does not start, see $STATE/dockerd.log"
fi
if ! docker compose version >/dev/null 2>&1 || ! docker buildx version >/dev/null 2>&1; then
  on_debian || not_here "docker has no compose or no buildx"
  timed "compose and buildx" plug_in || not_here "compose and buildx cannot be fetched"
fi
say "engine $(docker version --format '{{.Server.Version}}'), compose $(docker compose version --short), $(docker buildx version | cut -d' ' -f2)"
