#!/bin/sh
# supervise.sh RUN_DIRECTORY LOG_FILE FORMAT COMMAND...: runs the command and starts it again when it crashes, after 1 s,
# 2 s, 4 s, up to 30 s; gives up after 10 failures in 10 minutes. Output belongs to the caller; LOG_FILE gets one line
# (FORMAT: TEXT or JSON) when it gives up. TERM and INT are passed on, waited for, and end it.
#
# Not started again: an end in order (0), a refusal that another start would repeat (2, 3, 64), a stop by TERM, INT or
# HUP, and an error before the first time that everything ran, which is when RUN_DIRECTORY/endpoints.json is there.
run=$1 log=$2 format=$3
shift 3
trap '' HUP
asked='' child='' failures='' after=''

stop() {
  asked=1
  [ -z "$child" ] || tell_child
}

# Twice, because a child that was forked but has not yet become the program is a shell that forgets a signal.
tell_child() {
  kill -TERM "$child" 2>/dev/null
  (sleep 1 && kill -TERM "$child") >/dev/null 2>&1 &
}
trap stop TERM INT

await() { # the exit code of process $1 in $code; a signal ends a wait before its time
  wait "$1"
  code=$?
  while kill -0 "$1" 2>/dev/null; do
    wait "$1"
    code=$?
  done
}

say() {
  printf 'tributary: %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" >&2
}

give_up() {
  sentence="gave up after $count failures in 10 minutes, the last with exit code $code; see this log, and start again by tributary up --detach"
  say "$sentence"
  if [ "$format" = JSON ]; then
    printf '{"timestamp":%s000,"level":"ERROR","loggerName":"supervisor","message":"%s"}\n' "$(date +%s)" "$sentence" >>"$log"
  else
    printf '%s ERROR supervisor: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%S.000Z)" "$sentence" >>"$log"
  fi
}

count_failures() { # those of the last 10 minutes, this one included, in $failures and $count
  now=$(date +%s) recent='' count=0
  for time in $failures "$now"; do
    if [ $((now - time)) -le 600 ]; then
      recent="$recent $time"
      count=$((count + 1))
    fi
  done
  failures=$recent
}

pause() { # doubles with each failure; a signal ends it within a second, also one that came before a wait
  delay=1 left=$count
  while [ "$left" -gt 1 ] && [ "$delay" -lt 30 ]; do
    delay=$((delay * 2))
    left=$((left - 1))
  done
  [ "$delay" -le 30 ] || delay=30
  say "the stack ended with exit code $code and is started again in $delay s (failure $count in 10 minutes)"
  while [ "$delay" -gt 0 ] && [ -z "$asked" ]; do
    sleep 1 >/dev/null 2>&1 &
    wait "$!"
    delay=$((delay - 1))
  done
}

while :; do
  # shellcheck disable=SC2086
  "$@" $after &
  child=$!
  [ -z "$asked" ] || tell_child
  await "$child"
  child=''
  [ -z "$asked" ] || break
  case $code in 0 | 2 | 3 | 64 | 129 | 130 | 143) break ;; esac
  if [ "$code" -lt 128 ] && [ -z "$after" ] && [ ! -e "$run/endpoints.json" ]; then break; fi
  count_failures
  if [ "$count" -ge 10 ]; then
    give_up
    break
  fi
  pause
  [ -z "$asked" ] || break
  after="--after-exit $code"
done
read -r pid rest 2>/dev/null <"$run/supervisor" && [ "$pid" = $$ ] && rm -f "$run/supervisor"
exit "$code"
