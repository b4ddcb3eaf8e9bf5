#!/bin/sh
# Measures the import of a feed of 1,000,000 items (about 1 GB) with 256 MB of heap: rows a second, peak memory, and a
# second run of the same feed. Needs a built tree (mvn -DskipTests package), JDK 25 (JAVA_HOME or java on the path) and
# about 20 GB of free disk.
#
# Usage: packaging/bench/sync-1m.sh [ITEMS]
set -eu
cd "$(dirname "$0")/../.."
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
items="${1:-1000000}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
jar=embedded-server/target/opsdeck-server.jar
[ -f "$jar" ] && [ -d embedded-server/target/test-classes ] || {
    echo "Build first: mvn -DskipTests package" >&2
    exit 1
}
"$java" -cp embedded-server/target/test-classes dev.opsdeck.server.sync.SampleFeed "$work/feed.xml" "$items" 300
echo "feed: $items items, $(wc -c <"$work/feed.xml") bytes"
for run in first second; do
    begin=$(date +%s%N)
    "$java" ${FL} -Xlog:gc*:file="$work/gc-$run.log" -jar "$jar" sync "$work/feed.xml" --data "$work/data" \
        --source big --network bench --json >"$work/$run.json" &
    pid=$!
    peak=0
    while kill -0 "$pid" 2>/dev/null; do
        rss=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2>/dev/null || true)
        peak=${rss:-$peak}
        sleep 1
    done
    wait "$pid" || { echo "the $run run failed" >&2; exit 1; }
    millis=$((($(date +%s%N) - begin) / 1000000))
    heap=$(grep -o '[0-9]*M->[0-9]*M(' "$work/gc-$run.log" | sed 's/.*->\([0-9]*\)M(/\1/' | sort -n | tail -1)
    echo "$run run: $(tail -1 "$work/$run.json")"
    echo "  $millis ms, $((items * 1000 / millis)) rows a second, peak resident $((peak / 1024)) MB," \
        "most heap after a collection ${heap:-?} MB, database $(du -sm "$work/data" | cut -f1) MB"
done
