#!/usr/bin/env bash
# Whether the comparison of load runs says the truth. Two servers of the same build run side by side, one of them with one
# route that takes a tenth longer, each request a tenth of its own time (SlowedRoute in the server's tests). A pair is
# three runs at the same time, which the comparison takes second by second: a machine that drifts, as virtual ones do,
# drifts for all three.
#   - baseline and same: both of the unchanged server. Called worse at most once in 20 pairs is the goal.
#   - baseline and slowed: called worse in at least 18 of 20 is the goal.
# Prints every pair with the first row that says so. Exit code 0 when both goals are kept, 1 when not.
#
#   packaging/bench/load-pairs.sh [--pairs 20] [--users 14] [--duration 60s] [--share 0.1]
#
# Needs a built tree (mvn -DskipTests package), JDK 25 (JAVA_HOME or java on the path) and a machine without other work.
# 20 pairs take about 25 minutes.
#
# Why these numbers: the slowed route is the search, which on 1,000 products takes some milliseconds of computing. A tenth
# of that is several times the 0.05 ms below which a comparison calls nothing a change (a tenth of an answer from the
# cache is less). Seven of ten requests are searches, so that no percentile lies on the edge between the slow and the
# quick ones, where it jumps. 14 users with their pause of 450 ms are some 21 searches a second, 1,300 in a minute, enough
# for an interval of p50 that is narrower than what is looked for (low end above 3 %), and three times that keep a quarter
# of the two cores busy, so that they seldom wait for each other. Users and not a rate, because at one rate three runs
# would meet in the same places over and over.
set -euo pipefail
cd "$(dirname "$0")/../.."
pairs=20 users=14 duration=60s share=0.1
while [ $# -gt 1 ]; do
  case $1 in
    --pairs) pairs=$2 ;;
    --users) users=$2 ;;
    --duration) duration=$2 ;;
    --share) share=$2 ;;
    *) break ;;
  esac
  shift 2
done
[ $# = 0 ] || { sed -n '2,25p' "$0"; exit 2; }

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
built=embedded-server/target
[ -d $built/libs ] && [ -d $built/test-classes ] || { echo "Build first: mvn -DskipTests package" >&2; exit 1; }
classes=$built/test-classes:$built/classes:$built/libs/*
work=$(mktemp -d)
servers=()
finish() {
  for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

cat >"$work/scenario.yaml" <<'YAML'
name: search and look
calls:
  - { name: search, path: '/products?q=series&limit=20', weight: 70 }
  - { name: product, path: '/products/{productId}', weight: 15 }
  - { name: top products, path: '/products/top?limit=20', weight: 15 }
YAML
# The file by which Helidon finds what slows the route.
mkdir -p "$work/slow/META-INF/services"
echo dev.opsdeck.server.loadrun.SlowedRoute >"$work/slow/META-INF/services/io.helidon.webserver.spi.ServerFeatureProvider"
OPSDECK_TOKEN=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export OPSDECK_TOKEN OPSDECK_OPERATOR_TOKEN=$OPSDECK_TOKEN

# The lists are asked of the database, not of the cache: what is slowed is to have something to do.
start() { # name, what stands before the class path
  : >"$work/$1.log"
  "$java" -XX:+UseSerialGC -Xmx192m -Dopsdeck.slowed.path=/products -Dopsdeck.slowed.share="$share" -cp "$2$classes" dev.opsdeck.server.Main \
    serve --port 0 --data "$work/$1" --uncached products,products.lists,products.top >"$work/$1.log" 2>&1 &
  servers+=($!)
  until grep -q 'Opsdeck listens on' "$work/$1.log"; do
    kill -0 ${servers[-1]} 2>/dev/null || { cat "$work/$1.log" >&2; exit 1; }
    sleep 0.2
  done
  url=$(sed -n 's/.*Opsdeck listens on //p' "$work/$1.log")
}
"$java" -cp "$classes" dev.opsdeck.server.products.CatalogueSeed "$work/plain" 1000 3 >/dev/null
cp -r "$work/plain" "$work/slowed"
start plain ''
baseline=$url same=$url
start slowed "$work/slow:"
slowed=$url

run() { # kind, users, duration
  # A run that missed a goal is one, too; what it lacks, the comparison says.
  "$java" -cp "$classes" dev.opsdeck.server.Main load --target "${!1}" --users "$2" --duration "$3" \
    --scenario "$work/scenario.yaml" --save "$work/$1.json" >"$work/load-$1.log" 2>&1 || [ -s "$work/$1.json" ] || {
    cat "$work/load-$1.log" >&2
    return 1
  }
}
all_at_once() { # users, duration
  rm -f "$work"/{baseline,same,slowed}.json
  local kind runs=()
  for kind in baseline same slowed; do
    run $kind "$1" "$2" &
    runs+=($!)
  done
  for kind in "${runs[@]}"; do wait "$kind" || exit 1; done
}
compare() { # file of a run; prints the outcome, and the row or the remark that it comes from
  "$java" -cp "$classes" dev.opsdeck.server.loadrun.SavedRuns "$work/baseline.json" "$1" | awk -F '\t' '
    NR == 1 {outcome = $0; next}
    NF == 5 && $5 == outcome && why == "" {why = $1 " " $2 " to " $3 ", " $4}
    NF == 1 && !/different servers|at the same time/ {remark = $0}
    END {print outcome (remark != "" ? " (" remark ")" : why != "" ? " (" why ")" : "")}'
}

# What is compiled only after some ten thousand calls is compiled before the first pair.
for _ in 1 2 3; do all_at_once $((users * 4)) 30s; done
alarms=0 found=0
for pair in $(seq "$pairs"); do
  all_at_once "$users" "$duration"
  alike=$(compare "$work/same.json")
  slower=$(compare "$work/slowed.json")
  [[ $alike != worse* ]] || alarms=$((alarms + 1))
  [[ $slower != worse* ]] || found=$((found + 1))
  echo "pair $pair: same build $alike; slowed $slower"
done
echo "same build called worse: $alarms of $pairs (goal: at most 1 of 20)"
echo "slowed build called worse: $found of $pairs (goal: at least 18 of 20)"
[ $((alarms * 20)) -le "$pairs" ] && [ $((found * 20)) -ge $((pairs * 18)) ]
