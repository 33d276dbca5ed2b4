#!/usr/bin/env bash
# The slow way of bin/query-cli, where the build has left nothing that fits this machine: finds the JDK, builds what is
# missing and starts again; where nothing can be written, the full program with a bare class path answers.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
ROOT=$(cd "$(dirname "$0")/../.." && pwd -P)
need_jdk
[ -f "$ROOT/infra/standalone/target/built" ] || build
# Where making the files has failed it would fail each time; `tributary build` tries again.
if [ -z "${LAUNCHED_AGAIN:-}" ] && [ ! -f "$ROOT/infra/standalone/target/launch.log" ] && launch_files; then
  LAUNCHED_AGAIN=1 exec "$ROOT/bin/query-cli" "$@"
fi
unset LAUNCHED_AGAIN
run_program dev.tributary.cli.QueryCli "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m" "$@"
