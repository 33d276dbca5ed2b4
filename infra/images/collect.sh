#!/usr/bin/env bash
# collect.sh DIRECTORY: what the image takes of a built checkout, in the same places, so that the launchers find it.
set -euo pipefail
to=$1
target=infra/standalone/target
for file in LICENSE infra/images/finish.sh infra/images/rehearse.sh infra/images/secrets.sh infra/images/health.sh query-cli/target/class-path mcp-bridge/target/class-path; do
  mkdir -p "$(dirname "$to/$file")"
  cp -p "$file" "$to/$file"
done
cp -pr bin "$to/"
mkdir -p "$to/$target" "$to/sample"
cp -pr $target/lib "$to/$target/"
cp -p infra/standalone/src/main/resources/dev/tributary/standalone/sample/* "$to/sample/"
touch "$to/$target/built"
