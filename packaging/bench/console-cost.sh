#!/usr/bin/env bash
# What the console costs while it watches: start to the first live tile, CPU share of one core over a minute with all
# tiles live, resident memory. Builds and runs it as its user does (mvn -Prun), on JavaFX's headless platform with
# software rendering, with an empty data folder; with a display, unset HEADLESS to measure the real window. Started
# twice: the first start writes the archive of classes that later ones use.
#   packaging/bench/console-cost.sh [seconds to measure]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
work=$(mktemp -d)
log=$work/console.log
pid=
mvn=
trap 'kill $pid $mvn 2>/dev/null || true; rm -rf "$work"' EXIT
export JAVA_TOOL_OPTIONS="${HEADLESS--Dglass.platform=Headless -Dprism.order=sw}"

# Sets pid, when its first tile lives.
start() {
  rm -rf "$work/data" "$work/config"
  mvn -B -q -Prun -Dopsdeck.data="$work/data" -Dopsdeck.config="$work/config" >"$log" 2>&1 &
  mvn=$!
  until grep -q 'first live tile' "$log"; do
    kill -0 "$mvn" 2>/dev/null || { cat "$log"; exit 1; }
    sleep 0.2
  done
  # Other consoles may run on this machine: ours is the one with our folder.
  pid=$(pgrep -f "opsdeck.data=$work/data.*dev\.opsdeck\.console\.Launcher")
  grep -o 'first live tile.*' "$log"
}

ticks() { awk '{print $14 + $15}' "/proc/$pid/stat"; }

start
kill "$pid"
wait "$mvn" || true
start
hertz=$(getconf CLK_TCK)
sleep 60 # the just-in-time compiler comes to rest
before=$(ticks)
sleep "$seconds"
after=$(ticks)
awk -v a="$before" -v b="$after" -v h="$hertz" -v s="$seconds" \
  'BEGIN { printf "CPU: %.2f %% of one core over %d s\n", 100 * (b - a) / h / s, s }'
awk '/VmRSS/ {printf "resident: %.0f MB\n", $2 / 1024}' "/proc/$pid/status"
echo "load average: $(cut -d' ' -f1-3 /proc/loadavg)"
