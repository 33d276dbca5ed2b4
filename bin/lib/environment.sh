# Sourced by every launcher: finds the checkout, JDK 25 and Maven. Starts no Java by itself.

# Where no locale is set (cron, a service, ssh) Java would read no letter beyond ASCII, in words and in paths.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in C | POSIX) export LC_ALL=C.UTF-8 ;; esac

tributary_root() { # the checkout, through any symbolic link to a launcher
  local script=${BASH_SOURCE[1]}
  while [ -L "$script" ]; do
    local target
    target=$(readlink "$script")
    case $target in /*) script=$target ;; *) script=${script%/*}/$target ;; esac
  done
  cd "${script%/*}/.." && pwd -P
}

jdk_version() { # the major version of the JDK in $1, from its release file: starting it would take 20 ms
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  local line
  while read -r line; do
    case $line in JAVA_VERSION=*) line=${line#*\"}; line=${line%%[.\"+-]*}; printf '%s' "$line"; return 0 ;; esac
  done <"$1/release"
  return 1
}

find_jdk() { # sets JAVA_HOME to a JDK 25 or newer, or fails
  local candidate version java
  java=$(command -v java || true)
  [ -z "$java" ] || java=$(readlink -f "$java")
  for candidate in "${JAVA_HOME:-}" "${java%/bin/java}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$candidate" || true)
    if [ -n "$version" ] && [ "$version" -ge 25 ] 2>/dev/null; then
      export JAVA_HOME=$candidate
      return 0
    fi
  done
  return 1
}

as_root() { # runs a command as root, by sudo where needed
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

apt_install() { # apt_install PACKAGE...: quietly, the output shown only if it fails
  local log
  log=$(mktemp)
  say "installing $* by apt"
  if ! { as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

apt_has() { command -v apt-cache >/dev/null && [ -n "$(apt-cache search --names-only "^$1\$" 2>/dev/null)" ]; }

say() { printf 'tributary: %s\n' "$*" >&2; }

need_jdk() {
  find_jdk && return 0
  if command -v apt-get >/dev/null; then
    apt_has openjdk-25-jdk-headless || as_root apt-get update -qq >/dev/null 2>&1 || true
    if apt_has openjdk-25-jdk-headless && apt_install openjdk-25-jdk-headless && find_jdk; then return 0; fi
  fi
  say "JDK 25 or newer was not found (looked at JAVA_HOME, the path, /usr/lib/jvm and /opt)."
  say "Install one, for example Temurin 25 from https://adoptium.net, or set JAVA_HOME to it, and run this command again."
  exit 1
}

need_maven() {
  command -v mvn >/dev/null && return 0
  if command -v apt-get >/dev/null && apt_install maven; then return 0; fi
  say "Maven 3.8.6 or newer was not found. Install it (Debian: apt-get install maven) and run this command again."
  exit 1
}

may_install_postgres() { # the program installs Postgres and pgvector itself; here only the right to do it is asked for
  [ "$(id -u)" != 0 ] || return 0
  compgen -G '/usr/share/postgresql/*/extension/vector.control' >/dev/null && return 0
  say "Postgres or pgvector is missing and will be installed, which takes root's rights"
  if ! command -v sudo >/dev/null || ! sudo -v; then
    say "run this command as root, or install Postgres 15 or newer and pgvector yourself"
    exit 1
  fi
}

# ---- the build -------------------------------------------------------------------------------------------------------

JAVA_FLAGS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xlog:disable -Xlog:all=error:stderr"

built() { # is the build there, and newer than every source?
  local stamp=$ROOT/infra/standalone/target/built
  [ -f "$stamp" ] || return 1
  [ -z "$(find "$ROOT/pom.xml" "$ROOT"/infra "$ROOT"/ingestor "$ROOT"/processor "$ROOT"/query-cli "$ROOT"/mcp-bridge \
    \( -name target -prune \) -o \( -path '*/src/test' -prune \) -o -type f -newer "$stamp" -print -quit)" ]
}

build() {
  local log started=$SECONDS
  if built; then
    [ -f "$ROOT/infra/standalone/target/launch/java" ] || launch_files || true
    return 0
  fi
  need_maven
  log=$(mktemp)
  say "building (the first time takes some minutes: Maven fetches the libraries)"
  if ! mvn -B -q -f "$ROOT/pom.xml" -Dmaven.test.skip=true package >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    say "the build failed; the lines above say where"
    exit 1
  fi
  rm -f "$log"
  launch_files || true
  touch "$ROOT/infra/standalone/target/built"
  say "built in $((SECONDS - started)) s"
}

launch_files() { # what lets bin/query-cli start fast: texts, command lines, AOT caches; nothing of it is vital
  local log=$ROOT/infra/standalone/target/launch.log
  [ -w "${log%/*}" ] || return 1
  if ! env -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -cp "$ROOT/infra/standalone/target/lib/*" dev.tributary.standalone.launch.LaunchFiles "$ROOT" >"$log" 2>&1; then
    say "query-cli will start slowly: the files that speed it up were not made; \"$log\" says why"
    return 1
  fi
  rm -f "$log"
}

run_program() { # run_program MAIN_CLASS "JVM flags" ARGUMENT...
  local main=$1 flags=$2 launch=$ROOT/infra/standalone/target/launch classes="$ROOT/infra/standalone/target/lib/*" cache
  shift 2
  # In the container image there is an AOT cache of each, which wants its class path in one order.
  [ ! -r "$launch/class-path" ] || read -r classes <"$launch/class-path"
  cache=${main##*.}
  cache=$launch/${cache,,}.aot
  [ ! -r "$cache" ] || flags="$flags -XX:AOTCache=$cache"
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" $JAVA_FLAGS $flags ${TRIBUTARY_JAVA_OPTS:-} "-Dtributary.root=$ROOT" -cp "$classes" "$main" "$@"
}
