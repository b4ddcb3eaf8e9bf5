#!/bin/sh
# Measures analytics at size on a new database: answers that no cache has over 10,000 products and 90 days, and how many
# events a second one server takes in batches of 1,000 and of 8 MiB. Needs a built tree (mvn -DskipTests package), JDK
# 25 (JAVA_HOME or java on the path) and about 2 GB of free disk.
#
# Usage: packaging/bench/events.sh [JDBC-URL [PRODUCTS [DAYS [SECONDS]]]]
# Without a URL, or with "h2", on an H2 file that is deleted at the end; else on an empty PostgreSQL database, such as
# "jdbc:postgresql://localhost/bench?user=me&password=secret".
set -eu
cd "$(dirname "$0")/../.."
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
server=embedded-server/target
[ -d "$server/libs" ] && [ -d "$server/test-classes" ] || {
    echo "Build first: mvn -DskipTests package" >&2
    exit 1
}
target="${1:-h2}"
[ "$target" = h2 ] && target="$work/data"
[ $# -gt 0 ] && shift
"$java" -Xmx512m -cp "$server/test-classes:$server/classes:$server/libs/*" \
    dev.opsdeck.server.analytics.EventsBenchmark "$target" "$@"
