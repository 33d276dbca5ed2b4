#!/bin/sh
# secrets.sh SECRETS KAFKA: makes what the services of docker-compose.yml know each other by, once, and never again. In
# the volume SECRETS a file each; in the volume KAFKA the broker's settings that hold its password. Both volumes are
# entered by our containers alone, whose users differ: hence files that all of those can read.
set -eu
secrets=$1 kafka=$2
umask 022

random() { # 192 bits
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

keep() { # keep FILE TEXT: whole or not at all
  printf '%s\n' "$2" >"$1.new"
  mv "$1.new" "$1"
}

for name in postgres-password kafka-password mcp-token grafana-password; do
  [ -s "$secrets/$name" ] || keep "$secrets/$name" "$(random)"
done

password=$(cat "$secrets/kafka-password")
login="org.apache.kafka.common.security.plain.PlainLoginModule required username=\"tributary\" password=\"$password\""
keep "$secrets/kafka.properties" "jaas=$login;"
keep "$kafka/server.properties" "listener.name.client.plain.sasl.jaas.config=$login user_tributary=\"$password\";"
