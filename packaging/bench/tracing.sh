#!/usr/bin/env bash
# What tracing, profiles and limits cost a request: CPU of the server process in microseconds (user + system, over the
# requests). Of tracing: off, with the default sampling, and with the default sampling and a receiver that is gone. Of
# profiles: both off, profiles sampled all the time, and these with tracing, as a server is without options. Of limits:
# off, on with one so wide that nobody is refused, and the same shared through a Redis; the first path has no limit. One
# server each, all in one run, in rounds that go through them in turn; the median of the rounds is told, and its ratio to
# the first. Machines drift: compare only figures of one run.
#
#   packaging/bench/tracing.sh [--of tracing|profiles|limits] [--rounds 7] [--seconds 4] [--connections 50]
#                              [--paths "/products/top?limit=20 ..."]
#
# Needs a built tree (mvn -DskipTests package), JDK 25 (JAVA_HOME or java on the path) and Linux; installs wrk, and Redis
# for limits, from Debian's packages when they are missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
of=tracing rounds=7 seconds=4 connections=50 paths=
while [ $# -gt 0 ]; do
  case $1 in
    --of) of=$2 ;;
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --connections) connections=$2 ;;
    --paths) paths=$2 ;;
    *) sed -n '2,14p' "$0"; exit 2 ;;
  esac
  shift 2
done
. packaging/bench/lib.sh
need wrk

"$java" -cp "$classes" dev.opsdeck.server.products.CatalogueSeed "$work/seed" >/dev/null
declare -A port pid
start() { # name options...
  local name=$1
  shift
  cp -r "$work/seed" "$work/$name"
  "$java" -Xmx192m -XX:+UseSerialGC -cp "$built/classes:$built/libs/*" dev.opsdeck.server.Main serve --port 0 \
    --data "$work/$name" "$@" >"$work/$name.log" 2>&1 &
  pid[$name]=$!
  pids="$pids $!"
  port[$name]=$(url_of $! "$work/$name.log" | sed 's/.*://')
}
case $of in
  tracing)
    names=(off on gone)
    start off --limits off --profiles off --tracing off
    start on --limits off --profiles off
    # Nobody listens on port 9.
    start gone --limits off --profiles off --otlp-endpoint http://127.0.0.1:9
    ;;
  profiles)
    names=(off sampled both)
    start off --limits off --profiles off --tracing off
    start sampled --limits off --tracing off
    start both --limits off
    # Recording begins with the second minute of a server.
    sleep 75
    ;;
  limits)
    names=(off on shared)
    wide=(--limit-reads 1000000/1s --limit-default 1000000/1s)
    need redis-server
    redis-server --port 26379 --bind 127.0.0.1 --save '' --dir "$work" >/dev/null &
    pids="$pids $!"
    start off --limits off
    start on "${wide[@]}"
    start shared "${wide[@]}" --redis-url redis://127.0.0.1:26379
    ;;
  *) sed -n '2,14p' "$0"; exit 2 ;;
esac

usual="/products/top?limit=20 /products?limit=20 /products/17"
[ $of != limits ] || usual="/health /products/top?limit=20"
hertz=$(getconf CLK_TCK)
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
measure() { # name path seconds
  local before requests
  before=$(ticks "${pid[$1]}")
  requests=$(wrk -t 1 -c "$connections" -d "$3" "http://127.0.0.1:${port[$1]}$2" | awk '/requests in/ {print $1}')
  awk -v t=$(($(ticks "${pid[$1]}") - before)) -v hz="$hertz" -v n="$requests" 'BEGIN {printf "%.3f\n", t / hz / n * 1e6}'
}

echo "$(date -u +%F) H2, $connections connections, median of $rounds rounds of $seconds s, load $(cut -d' ' -f1 /proc/loadavg)"
echo
echo "| path | ${names[0]} us/request | ${names[1]} us/request | ${names[1]} / ${names[0]} | ${names[2]} us/request |" \
  "${names[2]} / ${names[0]} |"
echo "| --- | --- | --- | --- | --- | --- |"
for path in ${paths:-$usual}; do
  # The compiler comes to rest before anything counts.
  for _ in 1 2; do for name in "${names[@]}"; do measure "$name" "$path" "$seconds" >/dev/null; done; done
  for _ in $(seq "$rounds"); do
    for name in "${names[@]}"; do measure "$name" "$path" "$seconds" >>"$work/$name.figures"; done
  done
  medians=()
  for name in "${names[@]}"; do
    medians+=("$(median <"$work/$name.figures")")
    rm "$work/$name.figures"
  done
  awk -v p="$path" -v a="${medians[0]}" -v b="${medians[1]}" -v c="${medians[2]}" \
    'BEGIN {printf "| %s | %.1f | %.1f | %.3f | %.1f | %.3f |\n", p, a, b, b / a, c, c / a}'
done
