# What the scripts of bench and checks begin with. To be sourced at the top of the project, by bash: the sh of Debian
# neither sees that a server has ended nor ends its own when it is interrupted.
#
#   cd "$(dirname "$0")/../.."
#   . packaging/bench/lib.sh
#
# Sets java, built, jar, classes (the server with its tests) and work, a folder of the script's own. At the end of the
# script, also when it is interrupted, the folder is gone, the processes named in pids have ended, and so has PostgreSQL,
# for those that read postgres.sh, too.
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
built=embedded-server/target
jar=$built/opsdeck-server.jar
classes="$built/test-classes:$built/classes:$built/libs/*"
[ -f $jar ] && [ -d $built/libs ] && [ -d $built/test-classes ] || {
    echo "Build first: mvn -DskipTests package" >&2
    exit 1
}
work="$(mktemp -d)"
chmod 755 "$work" # PostgreSQL runs as another user
pids=""
finish() {
    for pid in $pids; do kill "$pid" 2>/dev/null || true; done
    for pid in $pids; do wait "$pid" 2>/dev/null || true; done
    [ -z "${pgbin-}" ] || stop_postgres fast
    rm -rf "$work"
}
trap finish EXIT

fail() { echo "FAILED: $*" >&2; exit 1; }

# Installs the Debian packages whose commands, of the same name, are missing.
need() {
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { apt-get update -qq && apt-get install -y -qq "$tool"; } >/dev/null
    done
}

# A port that nobody listens on.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Tries a command for 90 seconds.
eventually() {
    for _ in $(seq 90); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 1
    done
    return 1
}

# The URL of the server that has this process id and this log, when it listens; its log when it has ended before.
url_of() {
    until grep -q 'Opsdeck listens on' "$2" 2>/dev/null; do
        kill -0 "$1" 2>/dev/null || fail "the server did not start: $(cat "$2")"
        sleep 0.2
    done
    sed -n 's/.*Opsdeck listens on \(http[^ ]*\).*/\1/p' "$2"
}

# Starts a server with the sample feed and without limits, and sets url.
serve_sample() {
    "$java" -jar $jar sync assets/sample-feed.xml --data "$work/data" --source shop --network bench >/dev/null
    "$java" -jar $jar serve --port 0 --data "$work/data" --limits off >"$work/log" 2>&1 &
    pids="$pids $!"
    url=$(url_of $! "$work/log")
}

# User and system time of a command and its children in milliseconds, its output in $work/out.
cpu_of() {
    local times
    times=$( { TIMEFORMAT='%U %S'; time "$@" >"$work/out" 2>/dev/null; } 2>&1 ) || true
    echo "$times" | awk '{ printf "%d", ($1 + $2) * 1000 }'
}

# Of numbers, one a line.
median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }
