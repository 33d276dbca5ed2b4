#!/usr/bin/env bash
# The slow way of bin/query-cli, where the build has left nothing that fits this machine: finds the JDK, builds what is
# missing and starts again; where nothing can be written, the full program with a bare class path answers.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
ROOT=$(cd "$(dirname "$0")/../.." && pwd -P)
need_jdk
[ -f "$ROOT/infra/standalone/target/built" ] || build
if [ -z "${TRIBUTARY_LAUNCHED:-}" ] && launch_files; then
  TRIBUTARY_LAUNCHED=1 exec "$ROOT/bin/query-cli" "$@"
fi
unset TRIBUTARY_LAUNCHED
run_program dev.tributary.cli.QueryCli "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m -Dtributary.root=$ROOT" "$@"
