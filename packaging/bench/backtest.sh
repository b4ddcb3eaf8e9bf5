#!/usr/bin/env bash
# Measures how long the first backtest of a metric takes over 24 h at one sample a second, in a process that was asked
# for five other metrics before, on a new database. Needs a built tree (mvn -DskipTests package), JDK 25 (JAVA_HOME or
# java on the path) and about 500 MB of free disk.
#
# Usage: packaging/bench/backtest.sh [JDBC-URL [REQUESTS [ROUNDS]]]
# Without a URL, or with "h2", on an H2 file that is deleted at the end; else on an empty PostgreSQL database, such as
# "jdbc:postgresql://localhost/bench?user=me&password=secret". REQUESTS a second, 50 unless told otherwise.
set -eu
cd "$(dirname "$0")/../.."
. packaging/bench/lib.sh
target="${1:-h2}"
[ "$target" = h2 ] && target="$work/data"
[ $# -gt 0 ] && shift
"$java" -Xmx512m -cp "$classes" dev.opsdeck.server.alerts.BacktestBenchmark "$target" "$@"
