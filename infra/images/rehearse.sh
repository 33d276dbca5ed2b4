#!/usr/bin/env bash
# rehearse.sh: makes the AOT caches of the programs that stay, each from a real run: on an embedded stack, with the
# sample's events from the simulator, stopped by SIGTERM. As root, where Postgres and pgvector are installed.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd -P)
launch=$root/infra/standalone/target/launch
stage=$(mktemp -d)
export PATH=$root/bin:$PATH TRIBUTARY_HOME=$stage/data XDG_RUNTIME_DIR=$stage/run DJL_CACHE_DIR=$stage/djl
install -d -m 700 "$XDG_RUNTIME_DIR"
mkdir -p "$launch" "$TRIBUTARY_HOME"

# A cache serves one class path, in one order.
printf '%s\n' "$root"/infra/standalone/target/lib/*.jar | paste -sd: - >"$launch/class-path"

await() { # await WHAT COMMAND...
  local what=$1 tries=0
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ $tries -gt 600 ]; then
      echo "in vain waited for $what" >&2
      tail -n 40 "$stage"/*.log >&2
      exit 1
    fi
    sleep 0.5
  done
}

record() { # record NAME COMMAND...: in the background, recording
  local name=$1
  shift
  TRIBUTARY_JAVA_OPTS="-XX:AOTCacheOutput=$launch/$name.aot" "$@" >"$stage/$name.log" 2>&1 &
  running[$name]=$!
}

finish() { # finish NAME: in order, and wait for the cache
  kill -TERM "${running[$1]}"
  wait "${running[$1]}" || true
  if [ ! -s "$launch/$1.aot" ]; then
    tail -n 40 "$stage/$1.log" >&2
    echo "no cache was made of $1" >&2
    exit 1
  fi
  chmod 644 "$launch/$1.aot"
}

well() { "$root/infra/images/health.sh" "$1"; }
has_rows() { processor checksum | grep -q '^messages  *[1-9]'; }

declare -A running
TRIBUTARY_MCP_ENABLED=false TRIBUTARY_STATUS_HOST=127.0.0.2 java --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC \
  -cp "$(<"$launch/class-path")" dev.tributary.standalone.Tributary up >"$stage/up.log" 2>&1 &
up=$!
await "the embedded stack" test -e "$TRIBUTARY_HOME/run/endpoints.json"
simulator vkteams --data "$root/sample/vkteams-events.jsonl" --port 8080 >"$stage/simulator.log" 2>&1 &
simulator=$!
await "the simulator" bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080'
export TRIBUTARY_VKTEAMS_DEMO_TOKEN=001.2026102600.0000000001:1000000001
export TRIBUTARY_VKTEAMS_DEMO_BASE_URL=http://127.0.0.1:8080/bot/v1
record processor processor run
await "the processor" well 9465
record ingestor ingestor run
await "the ingestor" well 9464
await "the sample's messages" has_rows
TRIBUTARY_MCP_IN_PROCESS=true record mcpbridge mcp-bridge http
await "the bridge" well 9467
for name in mcpbridge ingestor processor; do finish $name; done
kill -TERM $simulator $up
wait $simulator $up || true
rm -rf "$stage"
ls -l "$launch"
