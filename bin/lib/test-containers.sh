#!/usr/bin/env bash
# bin/tributary test --containers: docker compose on a copy of this checkout, from nothing to nothing: up, the demo's
# questions by query-cli and by MCP, a load, kill -9, down, up again. Prints figures; removes what it made.
#   --image NAME   this image, instead of building one
#   --keep         leave it running, and say how to reach it
# Exit codes: 0 all held, 1 something did not, 3 not run: no engine, 64 usage.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
ROOT=$(cd "$(dirname "$0")/../.." && pwd -P)
keep='' image=''
while [ $# -gt 0 ]; do
  case $1 in
    --containers) ;;
    --image) image=${2:?--image needs a name}; shift ;;
    --keep) keep=1 ;;
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
command -v curl >/dev/null || not_run "curl is missing, which asks over HTTP"

copy=$(mktemp -d "${TMPDIR:-/tmp}/tributary-containers.XXXXXX")
export COMPOSE_PROJECT_NAME=tributary-test-$$ TRIBUTARY_IMAGE=${image:-tributary-test:$$}
export TRIBUTARY_MCP_PORT=0 TRIBUTARY_PROMETHEUS_PORT=0 TRIBUTARY_GRAFANA_PORT=0 COMPOSE_PROFILES=''
unset TRIBUTARY_ETC TRIBUTARY_BIND COMPOSE_FILE
figures=$copy.figures
: >"$figures"

compose() { docker compose --project-directory "$copy" --profile demo "$@"; }
query() { compose exec -T query query-cli "$@"; }
figure() { printf '%-48s %s\n' "$1" "$2" | tee -a "$figures"; }
now() { date +%s%N; }
seconds() { # since the moment $1, with a tenth
  local tenths=$((($(now) - $1) / 100000000))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

fail() {
  say "containers: $*"
  compose ps -a >&2 || true
  compose logs --tail 12 >&2 || true
  exit 1
}

cleanup() {
  local code=$?
  if [ -n "$keep" ] && [ "$code" = 0 ]; then
    say "left running: cd $copy && COMPOSE_PROJECT_NAME=$COMPOSE_PROJECT_NAME docker compose ps"
    return
  fi
  compose --profile observability down --volumes --remove-orphans --timeout 5 >/dev/null 2>&1 || true
  [ -n "$image" ] || docker image rm -f "$TRIBUTARY_IMAGE" >/dev/null 2>&1 || true
  rm -rf "$copy" "$copy".*
}
trap cleanup EXIT

until_true() { # until_true SECONDS WHAT COMMAND...: as soon as the command succeeds
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$limit" ] || fail "in vain waited for: $what"
    sleep 0.5
  done
}

# ---- a fresh clone -----------------------------------------------------------------------------------------------------

copy_checkout() { # what git knows or would; without git all but what was built
  if git -C "$ROOT" rev-parse >/dev/null 2>&1; then
    (cd "$ROOT" && git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -cf - -T -)
  else
    tar -C "$ROOT" --exclude=target --exclude=./.git --exclude=./.env -cf - .
  fi | tar -C "$copy" -xf -
}

build_image() {
  local from
  from=$(now)
  if [ -z "$image" ]; then
    compose build --quiet || fail "the image cannot be built"
    figure "image built" "$(seconds "$from") s"
  fi
  figure "image" "$(docker image inspect -f '{{.Size}}' "$TRIBUTARY_IMAGE" | awk '{printf "%.0f MB", $1 / 1e6}')"
}

first_up() {
  local from watch service
  docker events --filter type=container --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" \
    --filter event=start --filter event=health_status --format '{{.TimeNano}} {{index .Actor.Attributes "com.docker.compose.service"}} {{.Action}}' \
    >"$copy.events" &
  watch=$!
  from=$(now)
  compose up --wait --quiet-pull >"$copy.up" 2>&1 || fail "docker compose --profile demo up --wait failed: $(tail -n 5 "$copy.up")"
  figure "cold start, all healthy" "$(seconds "$from") s"
  kill $watch
  wait $watch 2>/dev/null || true
  for service in kafka postgres ingestor processor query mcp; do
    figure "  $service: healthy after its start" "$(to_healthy $service) s"
  done
}

container() { compose ps -aq "$1"; }

to_healthy() { # from the container's start to its first good health check
  awk -v service="$1" '$2 == service && $3 == "start" { from = $1 }
    $2 == service && /: healthy/ && !done { done = 1; printf "%.1f", ($1 - from) / 1e9 }' "$copy.events"
}

# ---- the demo's questions ----------------------------------------------------------------------------------------------

FAILOVER=vkteams:1000000001/681000101@chat.agent/7412000724077172253

complete_demo() { # every event of the sample is a row, every text has a vector
  query stats --output json | tr -d ' \n' | grep -q '"totals":{"messages":172,"replies":59,"chats":8,"embedded":164,"deleted":3,'
}

answers() { # answers WHAT NEEDLE WORD...: query-cli finds it
  local what=$1 needle=$2
  shift 2
  query "$@" >"$copy.answer" 2>&1 || fail "query-cli $*: $(cat "$copy.answer")"
  grep -qF -- "$needle" "$copy.answer" || fail "query-cli $* did not find \"$needle\" ($what): $(cat "$copy.answer")"
}

# Of the sample alone: what is loaded later is none of the questions' business.
SAMPLE=(--account vkteams:1000000001 --account telegram:7000000001)
SAMPLE_JSON='"accounts":["vkteams:1000000001","telegram:7000000001"]'

by_query() {
  answers "by words" "серая кошка с желтым ошейником" search text "кошки жёлтые ошейники" --limit 3 "${SAMPLE[@]}"
  answers "by meaning" "the Postgres replica took over" search semantic "how do we recover when the database dies" --limit 3 "${SAMPLE[@]}"
  answers "both" "I would take the gravel bike" search hybrid "gravel bikes for commuters" --limit 3 "${SAMPLE[@]}"
  answers "around a message" "$FAILOVER" context around "$FAILOVER"
  # Answered by the daemon that is the service, not by one that the question started.
  query daemon status --output json | tr -d ' \n' | grep -q '"pid":1,' || fail "the question was not answered by the service's daemon"
}

mcp() { # mcp JSON [HEADER]: one message to the bridge, its answer on stdout
  curl -sS -m 30 -D "$copy.headers" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    -H 'Accept: application/json, text/event-stream' ${2:+-H "$2"} -d "$1" "http://$(compose port mcp 8931)/mcp"
}

by_mcp() {
  local session
  token=$(compose exec -T mcp cat /run/secrets/mcp-token)
  mcp '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}' |
    grep -q '"serverInfo"' || fail "the bridge does not greet"
  session=$(tr -d '\r' <"$copy.headers" | sed -n 's/^[Mm][Cc][Pp]-[Ss]ession-[Ii][Dd]: //p')
  mcp '{"jsonrpc":"2.0","method":"notifications/initialized"}' "MCP-Session-Id: $session" >/dev/null
  by_tool search_text '"query":"кошки жёлтые ошейники",'"$SAMPLE_JSON" "кошка с желтым ошейником"
  by_tool search_semantic '"query":"how do we recover when the database dies",'"$SAMPLE_JSON" "$FAILOVER"
  by_tool search_hybrid '"query":"gravel bikes for commuters",'"$SAMPLE_JSON" "I would take the gravel bike"
  by_tool get_context '"context_type":"around","ref":"'$FAILOVER'"' "$FAILOVER"
  [ "$(curl -s -o /dev/null -w '%{http_code}' -m 10 -H 'Authorization: Bearer wrong' -d '{}' "http://$(compose port mcp 8931)/mcp")" = 401 ] ||
    fail "the bridge lets in who has no token"
}

by_tool() { # by_tool TOOL ARGUMENTS NEEDLE, in the session
  local answer
  answer=$(mcp '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"'"$1"'","arguments":{'"$2"'}}}' "MCP-Session-Id: $session")
  grep -qF -- "$3" <<<"$answer" || fail "the tool $1 did not find \"$3\": $answer"
}

# ---- memory, load, kill -9 ---------------------------------------------------------------------------------------------

memory() { # of each container, as the engine counts it: without the cache of files
  # shellcheck disable=SC2046
  docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' $(compose ps -q) |
    sed "s/^$COMPOSE_PROJECT_NAME-//; s/-1 / /; s# / .*##" | sort | paste -sd, - | sed 's/,/, /g'
}

LOAD=10000

load_file() { # load_file MESSAGES: as jsonl, each with a text of its own
  awk -v n="$1" 'BEGIN {
    split("harbour window ladder copper engine violet gravel lantern meadow signal thunder pocket river winter saddle basket " \
      "captain orchard silver ribbon market kettle forest hammer island jacket kitchen lemon mirror needle ocean parcel " \
      "quarrel rocket shadow tunnel uncle valley whistle yellow anchor bridge candle desert eagle feather garden horizon", word, " ")
    x = 1
    for (i = 1; i <= n; i++) {
      text = ""
      for (k = 0; k < 10; k++) { x = (x * 16807) % 2147483647; text = text word[1 + x % 48] " " }
      printf "{\"chat\":\"load\",\"message_id\":%d,\"sender\":\"s%d\",\"sent_at\":%d,\"text\":\"%s%d\"}\n", i, i % 17, 1700000000 + i * 60, text, i
    }
  }'
}

kill_hard() { # kill_hard SERVICE: its process, from outside its container, so that the restart policy holds
  local id pid
  id=$(container "$1")
  pid=$(docker inspect -f '{{.State.Pid}}' "$id")
  # At once where the engine's processes are this machine's; otherwise from beside them.
  if grep -qs "$id" "/proc/$pid/cgroup" && kill -9 "$pid" 2>/dev/null; then return 0; fi
  docker run --rm --pid host --user 0 --network none "$TRIBUTARY_IMAGE" bash -c "kill -9 $pid"
}

restarts() { docker inspect -f '{{.RestartCount}} {{.State.Health.Status}}' "$(container "$1")"; }
is_back() { [ "$(restarts "$1")" = "$2 healthy" ]; }

rows() { compose exec -T postgres psql -U tributary -d tributary -AtXc "$1"; }
LOADED="select count(*) from tributary.messages where account = 'jsonl:load'"
has_load() { [ "$(rows "$LOADED")" = $LOAD ]; }
has_vectors() { query status --output json | tr -d ' \n' | grep -q '"coverage":1[.,}0]'; }
some_load() { [ "$(rows "$LOADED")" -gt 0 ]; }

load() { # load ACCOUNT MESSAGES: an import of so many
  load_file "$2" >"$copy/infra/compose/load.jsonl"
  compose exec -T ingestor ingestor import jsonl --account "$1" /etc/tributary/load.jsonl >"$copy.import" 2>&1 ||
    fail "the import failed: $(cat "$copy.import")"
}

under_load() {
  local from stored
  from=$(now)
  load load $LOAD &
  until_true 120 "the first rows of the load" some_load
  kill_hard processor
  stored=$(rows "$LOADED")
  wait $! || exit 1
  until_true 180 "the processor to come back after kill -9" is_back processor 1
  figure "memory while it is stored and embedded" "$(memory)"
  until_true 300 "all rows of the load" has_load
  figure "$LOAD messages stored, the processor killed at $stored" "$(seconds "$from") s"
  [ "$(rows "select count(distinct message) from tributary.messages where account = 'jsonl:load'")" = $LOAD ] || fail "rows are there twice"
  until_true 600 "all vectors of the load" has_vectors
  figure "  and their vectors" "$(seconds "$from") s"
}

each_killed() {
  local service from
  for service in ingestor query mcp postgres kafka; do
    from=$(now)
    kill_hard $service
    until_true 120 "$service to come back after kill -9" is_back $service 1
    figure "  $service healthy after kill -9" "$(seconds "$from") s"
  done
  until_true 120 "the processor to be well again" is_back processor 1
}

# ---- down and up -------------------------------------------------------------------------------------------------------

checksum() { compose exec -T processor processor checksum; }

stop_each() { # SIGTERM, one by one: within 10 s, in order
  local service from took code
  for service in mcp query demo-ingestor ingestor processor; do
    from=$(now)
    compose stop $service >/dev/null 2>&1
    took=$(seconds "$from")
    code=$(docker inspect -f '{{.State.ExitCode}}' "$(compose ps -aq $service)")
    [ "$code" = 0 ] || fail "$service ended with $code after SIGTERM"
    [ "${took%.*}" -lt 10 ] || fail "$service took $took s to end after SIGTERM"
    figure "  $service ends after SIGTERM" "$took s"
  done
}

down_and_up() {
  local before after from
  before=$(checksum)
  stop_each
  compose down >/dev/null 2>&1 || fail "docker compose down failed"
  from=$(now)
  compose up --wait >/dev/null 2>&1 || fail "docker compose up --wait on kept volumes failed"
  figure "start on kept volumes, all healthy" "$(seconds "$from") s"
  after=$(checksum)
  [ "$before" = "$after" ] || fail "the archive differs after down and up: $(diff <(echo "$before") <(echo "$after"))"
  figure "checksums after down and up" "equal"
}

# ---- observability -----------------------------------------------------------------------------------------------------

prometheus() { # the answer to a query, as JSON
  curl -sS -m 10 --data-urlencode "query=$1" "http://$(compose --profile observability port prometheus 9090)/api/v1/query"
}

scraped() { [ "$(prometheus 'count(up == 1)' | grep -o '"[0-9]*"\]' | tr -d '"]')" -ge 5 ]; }

shows() { prometheus "$1" | grep -q '"result":\[{'; }

observed() {
  docker image inspect "$(sed -n 's/.*image: \(prom\/.*\)/\1/p' "$copy/docker-compose.yml")" >/dev/null 2>&1 || {
    say "containers: Prometheus not run: its image is not here"
    return 0
  }
  local expression count=0
  compose --profile observability up --wait prometheus >/dev/null 2>&1 || fail "Prometheus does not start"
  until_true 90 "Prometheus to read all programs" scraped
  # Each program counts what it has done since its start: something of all.
  load small 200
  while IFS= read -r expression; do
    expression=${expression//\\\"/\"}
    until_true 60 "an answer for the dashboard to: $expression" shows "${expression//\$__rate_interval/1m}"
    count=$((count + 1))
  done < <(sed -n 's/^ *"expr": "\(.*\)",\{0,1\}$/\1/p' "$copy/infra/grafana/dashboards/tributary.json")
  figure "expressions of the dashboard with an answer" $count
}

# ------------------------------------------------------------------------------------------------------------------------

started=$SECONDS
copy_checkout
build_image
first_up
until_true 90 "the demo's messages" complete_demo
by_query
by_mcp
figure "the demo's questions, by query-cli and by MCP" "answered"
figure "memory at idle" "$(memory)"
under_load
each_killed
by_mcp
observed
down_and_up
by_query
by_mcp
stand_ins=$(for image in $(compose --profile observability config --images | sort -u); do
  docker image inspect -f '{{if index .Config.Labels "dev.tributary.stand-in"}}{{index .RepoTags 0}}{{end}}' "$image" 2>/dev/null || true
done | grep . | paste -sd' ' - || true)
[ -z "$stand_ins" ] || printf 'on stand-ins, not the originals: %s\n' "$stand_ins"
printf 'containers: all held, %d s\n' $((SECONDS - started))
