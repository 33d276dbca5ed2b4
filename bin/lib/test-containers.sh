#!/usr/bin/env bash
# bin/tributary test --containers: docker compose as a user has it, from nothing to nothing. Prepares a fresh clone and
# the image, runs the tests of dev.tributary.standalone.containers on them, prints their figures, removes what they made.
#   --image NAME   this image, instead of building one
#   --only NAMES   these test classes alone, separated by commas
# Exit codes: 0 all held, 1 something did not, 3 not run: no engine, 64 usage.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
ROOT=$(cd "$(dirname "$0")/../.." && pwd -P)
image='' only='dev/tributary/standalone/containers/*IT'
while [ $# -gt 0 ]; do
  case $1 in
    --containers) ;;
    --image) image=${2:?--image needs a name}; shift ;;
    --only) only=${2:?--only needs names}; shift ;;
    -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) say "unknown option \"$1\"; bin/tributary test --containers --help lists them"; exit 64 ;;
  esac
  shift
done

not_run() {
  printf 'containers: not run: no engine: %s\n' "$*"
  exit 3
}
command -v docker >/dev/null || not_run "docker is not installed"
docker version >/dev/null 2>&1 || not_run "docker does not answer"
docker compose version >/dev/null 2>&1 || not_run "docker has no compose plug-in"
need_jdk
need_maven
may_install_postgres

work=$(mktemp -d "${TMPDIR:-/tmp}/tributary-containers.XXXXXX")
project=tributary-test-$$
# Not TRIBUTARY_...: the programs refuse variables that they do not know.
export CONTAINERS_CHECKOUTS=$work CONTAINERS_PROJECT=$project CONTAINERS_IMAGE=${image:-$project}
# The tests remove what they make, and so does cleanup: no container is needed to watch over that. The host is told,
# or else Testcontainers starts one to find out, where a file /.dockerenv lets it think that it is in a container itself.
export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=localhost
unset TRIBUTARY_IMAGE TRIBUTARY_ETC TRIBUTARY_BIND COMPOSE_FILE COMPOSE_PROFILES COMPOSE_PROJECT_NAME

cleanup() {
  local one
  # The tests' own, where they were killed.
  for one in "$project" "$project-disk" "$project-moved"; do
    docker compose --project-name "$one" down --volumes --remove-orphans --timeout 5 >/dev/null 2>&1 || true
  done
  [ -n "$image" ] || docker image rm -f "$CONTAINERS_IMAGE" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap cleanup EXIT

fresh_clone() { # what git knows or would; without git all but what was built
  mkdir "$work/pristine"
  if git -C "$ROOT" rev-parse >/dev/null 2>&1; then
    (cd "$ROOT" && git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -cf - -T -)
  else
    tar -C "$ROOT" --exclude=target --exclude=./.git --exclude=./.env -cf - .
  fi | tar -C "$work/pristine" -xf -
}

build_image() {
  local from=$SECONDS
  TRIBUTARY_IMAGE=$CONTAINERS_IMAGE \
    docker compose --project-directory "$work/pristine" --project-name "$project" --profile demo build --quiet
  printf '%-56s %s\n' "image built" "$((SECONDS - from)) s" >>"$work/figures"
}

attribute() { sed -nE "2,3s/.* $2=\"([0-9]+)\".*/\1/p" "$1" | head -n 1; }

count() { # count ATTRIBUTE: over all reports
  local report sum=0
  for report in "$ROOT"/infra/standalone/target/surefire-reports/TEST-dev.tributary.standalone.containers.*.xml; do
    [ ! -f "$report" ] || sum=$((sum + $(attribute "$report" "$1")))
  done
  printf '%d' "$sum"
}

stand_ins() { # those of the images that are none of the originals
  local one
  for one in $(docker compose --project-directory "$work/pristine" --profile '*' config --images | sort -u); do
    docker image inspect -f '{{if index .Config.Labels "dev.tributary.stand-in"}}{{index .RepoTags 0}}{{end}}' "$one" 2>/dev/null || true
  done | grep . | paste -sd' ' - || true
}

started=$SECONDS status=0
fresh_clone
[ -n "$image" ] || build_image
rm -rf "$ROOT"/infra/standalone/target/surefire-reports
mvn -B -f "$ROOT/pom.xml" -pl infra/standalone -am -Dtest="$only" -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest.groups=containers -Dtest.excludedGroups= test || status=$?

[ ! -f "$work/figures" ] || cat "$work/figures"
instead=$(stand_ins)
[ -z "$instead" ] || printf 'on stand-ins, not the originals: %s\n' "$instead"
ran=$(count tests) skipped=$(count skipped)
printf 'containers: ran %d, failed %d, skipped %d, %d s\n' "$ran" $(($(count errors) + $(count failures))) "$skipped" $((SECONDS - started))
if [ "$ran" = 0 ] || [ "$skipped" != 0 ]; then
  say "an engine answers here, so every test in containers has to run"
  status=1
fi
exit "$status"
