#!/usr/bin/env bash
# The last step of the image: command lines and AOT caches, made by the Java that will run them.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd -P)
java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$root/infra/standalone/target/lib/*" \
  dev.tributary.standalone.launch.LaunchFiles "$root"

# Refused caches cost nothing but speed, and would never be noticed: here they are an error.
for program in ingestor processor 'mcp-bridge http'; do
  # shellcheck disable=SC2086
  TRIBUTARY_JAVA_OPTS=-XX:AOTMode=on "$root"/bin/$program --help >/dev/null
done
rm "$root/infra/images/rehearse.sh" "$root/infra/images/finish.sh"
