#!/bin/sh
# Installs what Tributary's private Postgres needs, on Debian and its kin. Root only; safe to repeat.
#   install-postgres.sh server           the distribution's Postgres, without a cluster of the system's own
#   install-postgres.sh package MAJOR    the distribution's pgvector for that Postgres
#   install-postgres.sh source MAJOR     pgvector, built from Debian's source for that Postgres
# DESTDIR moves what `source` installs, as it does for make.
set -eu

PGVECTOR=0.8.0
PGVECTOR_SHA256=867a2c328d4928a5a9d6f052cd3bc78c7d60228a9b914ad32aa3db88e9de27b0

fail() { echo "install-postgres.sh: $*" >&2; exit 1; }

export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 LC_ALL=C

apt_update() {
  apt-get -qq -o DPkg::Lock::Timeout=300 update || echo "the package lists are not up to date" >&2
}

apt_install() {
  apt-get -qq -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
}

# Debian's server package makes a cluster on port 5432 when it is first installed, unless told
# otherwise. A machine that has clusters has an owner who decided about them: nothing is changed.
no_system_cluster() {
  [ -z "$(pg_lsclusters -h 2>/dev/null || true)" ] || return 0
  mkdir -p /etc/postgresql-common/createcluster.d
  cat >/etc/postgresql-common/createcluster.d/tributary.conf <<'EOF'
# Written by Tributary, which runs a cluster of its own, so that installing Postgres starts none.
# Delete this file to have one made with the next version's package.
create_main_cluster = false
EOF
}

# With pgvector where there is a package of it.
server() {
  apt_update
  no_system_cluster
  major=$(apt-cache show --no-all-versions postgresql | sed -n 's/^Version: \([0-9]*\)+.*/\1/p')
  vector=postgresql-$major-pgvector
  apt-cache show "$vector" >/dev/null 2>&1 || vector=
  # shellcheck disable=SC2086
  apt_install postgresql $vector
}

# apt-helper takes the proxy and the transport that apt is set up with, and checks the sum. Archives
# of security fixes do not have it, hence the quiet.
download_pgvector() { # download_pgvector FILE
  for archive in $(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sort -u); do
    url=${archive}pool/main/p/pgvector/pgvector_$PGVECTOR.orig.tar.gz
    if /usr/lib/apt/apt-helper -qq -o APT::Sandbox::User=root \
      download-file "$url" "$1" "SHA256:$PGVECTOR_SHA256" 2>>"$work/download.log"; then return; fi
  done
  cat "$work/download.log" >&2
  fail "no archive of this machine has Debian's source of pgvector $PGVECTOR (SHA-256 $PGVECTOR_SHA256)"
}

from_source() { # from_source MAJOR
  config=/usr/lib/postgresql/$1/bin/pg_config
  need=
  for package in "postgresql-server-dev-$1" gcc make libc6-dev; do
    dpkg -s "$package" >/dev/null 2>&1 || need="$need $package"
  done
  # shellcheck disable=SC2086
  [ -z "$need" ] || { apt_update && apt_install $need; }
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  download_pgvector "$work/pgvector.tar.gz"
  mkdir "$work/source"
  tar -xzf "$work/pgvector.tar.gz" -C "$work/source" --strip-components=1
  # Its default is -march=native, which ties the library to this very processor.
  make -s -j2 -C "$work/source" OPTFLAGS="" PG_CONFIG="$config"
  make -s -C "$work/source" install OPTFLAGS="" PG_CONFIG="$config" DESTDIR="${DESTDIR:-}"
}

[ "$(id -u)" = 0 ] || fail "must run as root"
command -v apt-get >/dev/null || fail "this machine has no apt-get"
case "${1:-} $#" in
  "server 1") server ;;
  "package 2") apt_update && apt_install "postgresql-$2-pgvector" ;;
  "source 2") from_source "$2" ;;
  *) fail "usage: install-postgres.sh server | package MAJOR | source MAJOR" ;;
esac
