#!/usr/bin/env bash
# bin/tributary test: runs every test that can run here and ends with a table of the groups.
#   --quick            unit tests alone, the inner loop
#   --module DIR       one module (and what it stands on)
#   --containers       docker compose instead, on copies of the checkout; needs a Docker engine
#   --allowed-skips F  fail if a group or test was skipped that F does not list
set -euo pipefail
. "$(dirname "$0")/environment.sh"
ROOT=$(cd "$(dirname "$0")/../.." && pwd -P)
quick='' module='' allowed=''
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=1 ;;
    --module) module=${2:?--module needs a directory}; shift ;;
    --allowed-skips) allowed=${2:?--allowed-skips needs a file}; shift ;;
    -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) say "unknown option \"$1\"; bin/tributary test --help lists them"; exit 64 ;;
  esac
  shift
done

declare -A why=()
excluded=(containers)
if [ -n "$quick" ]; then
  excluded+=(stack real-data)
  why[stack]="--quick leaves it out"
  why[real-data]="--quick leaves it out"
elif [ -z "${TRIBUTARY_TEST_DATA:-}" ] || [ ! -d "$TRIBUTARY_TEST_DATA" ]; then
  excluded+=(real-data)
  why[real-data]="TRIBUTARY_TEST_DATA names no folder with the data sets (docs/test-data.md)"
fi
exclude=$(IFS=,; printf '%s' "${excluded[*]:-}")

started=$SECONDS
find "$ROOT" -path "*/target/surefire-reports" -type d -prune -exec rm -rf {} +
status=0
mvn -B -f "$ROOT/pom.xml" ${module:+-pl "$module" -am} -fae -Dtest.excludedGroups="$exclude" verify || status=$?

group_of() { # the group of a test class, from its tag
  local file
  file=$(find "$ROOT" -path '*/src/test/java/*' -name "${1##*.}.java" -print -quit)
  if [ -n "$file" ] && grep -q '@Tag("real-data")' "$file"; then echo real-data
  elif [ -n "$file" ] && grep -q '@Tag("stack")' "$file"; then echo stack
  else echo unit; fi
}

attribute() { sed -nE "2,3s/.* $2=\"([0-9]+)\".*/\1/p" "$1" | head -n 1; }

declare -A ran=() failed=() skipped=()
skips=()
while IFS= read -r report; do
  class=$(basename "$report" .xml)
  class=${class#TEST-}
  group=$(group_of "${class%%\$*}")
  ran[$group]=$((${ran[$group]:-0} + $(attribute "$report" tests)))
  failed[$group]=$((${failed[$group]:-0} + $(attribute "$report" errors) + $(attribute "$report" failures)))
  skipped[$group]=$((${skipped[$group]:-0} + $(attribute "$report" skipped)))
  [ "$(attribute "$report" skipped)" = 0 ] || skips+=("test $class")
done < <(find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml')

printf '\n%-10s %6s %7s %8s  %s\n' group ran failed skipped 'not run because'
for group in unit stack real-data; do
  [ -z "${why[$group]:-}" ] || skips+=("group $group")
  printf '%-10s %6s %7s %8s  %s\n' "$group" "${ran[$group]:-0}" "${failed[$group]:-0}" "${skipped[$group]:-0}" "${why[$group]:-}"
done
printf '%-10s %6s %7s %8s  %s\n' containers '' '' '' "bin/tributary test --containers runs them"
printf '%d s\n' $((SECONDS - started))

if [ -n "$allowed" ]; then
  for skip in "${skips[@]:-}"; do
    if [ -n "$skip" ] && ! grep -qxF "$skip" "$allowed"; then
      say "skipped, but not listed in $allowed: $skip"
      status=1
    fi
  done
fi
exit "$status"
