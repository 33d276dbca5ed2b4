#!/usr/bin/env bash
# Makes every image that docker-compose.yml and infra/images/Dockerfile name be there: pulled where a registry answers,
# otherwise a stand-in of the same name, made of Debian's packages, this machine's JDK and Maven Central. A stand-in
# has the label dev.tributary.stand-in. What exists is left as it is.
. "$(dirname "$0")/lib.sh"
KAFKA=4.3.1
JAVA=${JAVA_HOME:?JAVA_HOME must name a JDK 25}
stand_ins=()

have() { docker image inspect "$1" >/dev/null 2>&1; }

context() { # a fresh directory with what an image is made of
  rm -rf "$STATE/context"
  mkdir -p "$STATE/context"
  [ ! -d "$HERE/$1" ] || cp -r --no-preserve=mode "$HERE/$1/." "$STATE/context/"
}

make() { # make IMAGE BUILD_ARGUMENT...: from the context
  local image=$1
  shift
  timed "$image (stand-in)" docker build --label dev.tributary.stand-in=1 -t "$image" "$@" "$STATE/context"
}

base() {
  context nothing
  timed "Debian" mmdebstrap --quiet --variant=minbase --mode=root --include=ca-certificates,locales,tzdata \
    --aptopt='Acquire::Languages "none"' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --customize-hook='chroot "$1" localedef -i en_US -f UTF-8 en_US.UTF-8' "$SUITE" "$STATE/context/root.tar" "$(archive)"
  printf 'FROM scratch\nADD root.tar /\n' >"$STATE/context/Dockerfile"
  make tributary/debian:stand-in
}

# The JDK as this machine has it, its certificates included, without what no compiler needs.
jdk() {
  context java
  mkdir "$STATE/context/java"
  tar -C "$JAVA" -ch --exclude=./src.zip --exclude=./jmods --exclude=./demo --exclude=./man . | tar -C "$STATE/context/java" -x
  make eclipse-temurin:25-jdk
}

# The modules of the JDK but its tools.
jre() {
  context java
  local modules
  modules=$("$JAVA/bin/java" --list-modules | cut -d@ -f1 |
    grep -vxE 'jdk\.(attach|compiler|editpad|hotspot\.agent|jartool|javadoc|jcmd|jconsole|jdeps|jdi|jlink|jpackage|jshell|jstatd|internal\..*|graal\..*)' |
    paste -sd, -)
  "$JAVA/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --output "$STATE/context/java" 2>/dev/null
  make eclipse-temurin:25-jre
}

kafka() {
  context kafka
  timed "Kafka's libraries" mvn -q -B -f "$STATE/context/pom.xml" -Dkafka.version=$KAFKA \
    org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DincludeScope=runtime \
    -DoutputDirectory="$STATE/context/libs"
  make apache/kafka:$KAFKA
}

postgres() {
  context postgres
  make pgvector/pgvector:pg17
}

prometheus() {
  context prometheus
  make "$1"
}

# What Maven has fetched on this machine, for the image's build: otherwise it would all come a second time.
maven() {
  [ -d "$HOME/.m2/repository" ] || return 0
  context maven
  timed "Maven's repository" docker build -q --network none --build-context "repository=$HOME/.m2/repository" "$STATE/context"
}

provide() { # provide IMAGE MAKER
  if have "$1"; then
    :
  elif [ -z "${offline:-}" ] && timeout 60 docker pull -q "$1" >/dev/null 2>&1; then
    say "$1: pulled"
  else
    # One that cannot be pulled is reason enough not to wait for the others.
    offline=1
    have tributary/debian:stand-in || base
    "$2" "$1"
  fi
  [ -z "$(docker image inspect -f '{{index .Config.Labels "dev.tributary.stand-in"}}' "$1")" ] || stand_ins+=("$1")
}

provide eclipse-temurin:25-jdk jdk
provide eclipse-temurin:25-jre jre
provide apache/kafka:$KAFKA kafka
provide pgvector/pgvector:pg17 postgres
provide "$(sed -n 's/.*image: \(prom\/prometheus:.*\)/\1/p' "$HERE/../../docker-compose.yml")" prometheus
maven
[ ${#stand_ins[@]} = 0 ] || say "stand-ins in place of the originals: ${stand_ins[*]}"
