#!/usr/bin/env bash
# What the console costs while it watches: start to the first live tile, CPU share of one core over a minute with all
# tiles live, resident memory. Runs the built tree (mvn -DskipTests package) on JavaFX's headless platform with software
# rendering, with an empty data folder; with a display, unset HEADLESS to measure the real window.
#   packaging/bench/console-cost.sh [seconds to measure]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
work=$(mktemp -d)
log=$work/console.log
trap 'kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT
pid=

export JAVA_TOOL_OPTIONS="${HEADLESS--Dglass.platform=Headless -Dprism.order=sw} -Dopsdeck.data=$work/data -Dopsdeck.config=$work/config"
mvn -B -q -Prun >"$log" 2>&1 &
mvn=$!
until pid=$(pgrep -f 'dev\.opsdeck\.console\.Launcher' | tail -n 1) && [ -n "$pid" ]; do
  kill -0 "$mvn" || { cat "$log"; exit 1; }
  sleep 0.2
done
until grep -q 'first live tile' "$log"; do
  kill -0 "$pid" || { cat "$log"; exit 1; }
  sleep 0.2
done
grep -o 'first live tile.*' "$log"

ticks() { awk '{print $14 + $15}' "/proc/$pid/stat"; }
hertz=$(getconf CLK_TCK)
sleep 60 # the just-in-time compiler comes to rest
before=$(ticks)
sleep "$seconds"
after=$(ticks)
awk -v a="$before" -v b="$after" -v h="$hertz" -v s="$seconds" \
  'BEGIN { printf "CPU: %.2f %% of one core over %d s\n", 100 * (b - a) / h / s, s }'
awk '/VmRSS/ {printf "resident: %.0f MB\n", $2 / 1024}' "/proc/$pid/status"
