#!/usr/bin/env bash
# The slow way of bin/mcp-bridge: the HTTP service, and everything where the build has left nothing that fits this
# machine, which is mended where that can be written. Stdout belongs to the protocol.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
ROOT=$(cd "$(dirname "$0")/../.." && pwd -P)
need_jdk
[ -f "$ROOT/infra/standalone/target/built" ] || build >&2
if [ "${1:-}" != http ] && [ -z "${TRIBUTARY_LAUNCHED:-}" ] && launch_files; then
  TRIBUTARY_LAUNCHED=1 exec "$ROOT/bin/mcp-bridge" "$@"
fi
unset TRIBUTARY_LAUNCHED
launch=$ROOT/infra/standalone/target/launch
build=''
[ ! -r "$launch/build" ] || read -r build <"$launch/build"
case ${1:-} in
  http) flags="-XX:+UseSerialGC -Xmx512m" ;;
  *) flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m" ;;
esac
run_program dev.tributary.mcp.McpBridge "$flags -Dtributary.root=$ROOT -Dtributary.build=$build" "$@"
