#!/usr/bin/env bash
# Whether the comparison of load runs says the truth on this machine: pairs of runs of one and the same server (how often
# is the second called worse?) and, when there is a second server with a build that is slower on one route, runs of that
# (how often is it found?). The goal is at most 1 false alarm in 20 and, for a route slowed by a tenth, at least 18 of 20
# found. Prints every pair, so that one sees what the machine did meanwhile.
#
#   packaging/bench/load-pairs.sh --slow-url URL [--url URL]   servers that run already
#   packaging/bench/load-pairs.sh                              one server of its own: false alarms only
#
# Options: --pairs 20, --rate 200, --duration 60s, --token T. Needs a built tree (mvn -DskipTests package) and JDK 25
# (JAVA_HOME or java on the path). 20 pairs of 60 s take 80 minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
pairs=20 rate=200 duration=60s url= slow= token=operator-token-of-this-benchmark
while [ $# -gt 0 ]; do
  case $1 in
    --pairs) pairs=$2 ;;
    --rate) rate=$2 ;;
    --duration) duration=$2 ;;
    --url) url=$2 ;;
    --slow-url) slow=$2 ;;
    --token) token=$2 ;;
    *) sed -n '2,14p' "$0"; exit 2 ;;
  esac
  shift 2
done

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=embedded-server/target/opsdeck-server.jar
work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

if [ -z "$url" ]; then
  "$java" -jar $jar sync assets/sample-feed.xml --data "$work/data" --source shop --network bench >/dev/null
  OPSDECK_OPERATOR_TOKEN=$token "$java" -jar $jar serve --port 0 --data "$work/data" >"$work/log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    url=$(sed -n 's/.*Opsdeck listens on //p' "$work/log")
    [ -z "$url" ] || break
    sleep 0.2
  done
fi

export OPSDECK_TOKEN=$token
run() { # url, further options
  local target=$1
  shift
  "$java" -jar $jar load --target "$target" --rate "$rate" --duration "$duration" --json "$@" | tail -n 1
}
outcome() { sed -n 's/.*"comparison":"\([a-z]*\)".*/\1/p'; }

# The first run of a server is that of a cold one.
run "$url" >/dev/null || true
alarms=0 found=0
for pair in $(seq "$pairs"); do
  run "$url" --save "$work/a.json" >/dev/null || true
  same=$(run "$url" --compare "$work/a.json" | outcome || true)
  [ "$same" != worse ] || alarms=$((alarms + 1))
  slower=-
  if [ -n "$slow" ]; then
    slower=$(run "$slow" --compare "$work/a.json" | outcome || true)
    [ "$slower" != worse ] || found=$((found + 1))
  fi
  echo "pair $pair: same build ${same:-no figures}, slowed ${slower:-no figures}"
done
echo "same build called worse: $alarms of $pairs"
[ -z "$slow" ] || echo "slowed build called worse: $found of $pairs"
