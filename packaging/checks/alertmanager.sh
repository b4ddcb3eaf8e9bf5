#!/usr/bin/env bash
# The same rule in Opsdeck and in a real Prometheus with a real Alertmanager, over the same load: more than 20 requests
# a second, over 10 s, for 10 s. Both must fire and resolve within one evaluation of Prometheus (2 s) and one scrape
# (1 s) of each other. Fails loudly; takes about two minutes. Needs a built tree (mvn -DskipTests package), JDK 25
# (JAVA_HOME or java on the path), python3, and Debian's packages prometheus and prometheus-alertmanager, which it
# installs when they are missing.
#
# Usage: packaging/checks/alertmanager.sh
set -eu
cd "$(dirname "$0")/../.."
. packaging/bench/lib.sh
need prometheus prometheus-alertmanager curl python3

token=operator-token-of-the-check-0123456789
OPSDECK_OPERATOR_TOKEN=$token "$java" -jar $jar serve --port 0 --limits off --data "$work/data" 2>"$work/server.log" &
pids="$!"
url=$(url_of "$pids" "$work/server.log")
call() { curl -sf -H "Authorization: Bearer $token" "$@"; }

# What Alertmanager sends is kept, one line a message.
receiver=$(free_port)
python3 - "$receiver" "$work/received" <<'EOF' &
import http.server, sys
class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with open(sys.argv[2], "ab") as file:
            file.write(body.replace(b"\n", b" ") + b"\n")
        self.send_response(200)
        self.end_headers()
    def log_message(self, *args):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
EOF
pids="$pids $!"

cat >"$work/alertmanager.yml" <<EOF
route:
  receiver: check
  group_wait: 0s
  group_interval: 1s
receivers:
  - name: check
    webhook_configs:
      - url: http://127.0.0.1:$receiver/
        send_resolved: true
EOF
manager=$(free_port)
prometheus-alertmanager --config.file="$work/alertmanager.yml" --storage.path="$work/alertmanager" \
    --web.listen-address="127.0.0.1:$manager" --cluster.listen-address= >"$work/alertmanager.log" 2>&1 &
pids="$pids $!"

cat >"$work/rules.yml" <<EOF
groups:
  - name: opsdeck
    interval: 2s
    rules:
      - alert: busy
        expr: sum(rate(http_requests_total[10s])) > 20
        for: 10s
EOF
cat >"$work/prometheus.yml" <<EOF
global:
  scrape_interval: 1s
rule_files: ["$work/rules.yml"]
alerting:
  alertmanagers:
    - static_configs:
        - targets: ["127.0.0.1:$manager"]
scrape_configs:
  - job_name: opsdeck
    static_configs:
      - targets: ["${url#http://}"]
EOF
promtool check config "$work/prometheus.yml" >/dev/null || fail "the configuration"
port=$(free_port)
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" \
    --web.listen-address="127.0.0.1:$port" >"$work/prometheus.log" 2>&1 &
pids="$pids $!"
eventually curl -sf "http://127.0.0.1:$port/-/ready" || fail "Prometheus: $(tail -3 "$work/prometheus.log")"
eventually curl -sf "http://127.0.0.1:$manager/-/ready" || fail "Alertmanager: $(tail -3 "$work/alertmanager.log")"

call -X PUT "$url/ops/alert-rules" -d '{"rules": [{"name": "busy", "metric": "http.requests.rate", "comparison": ">",
    "window": "10s", "levels": [{"severity": "critical", "threshold": 20, "for": "10s"}]}]}' >/dev/null ||
    fail "the rule was not taken"
load() { call -X POST "$url/ops/load-runs" -d "{\"profile\": \"constant\", \"ratePerSecond\": $1, \"durationSeconds\": $2}"; }
# Prometheus counts an increase only of a series that it has seen before.
load 5 5 >/dev/null || fail "no load run"
sleep 20
load 100 40 >/dev/null || fail "no load run"

resolved_here() { call "$url/ops/alerts?rule=busy&state=resolved" | grep -q '"resolvedAt"'; }
resolved_there() { grep -q '"status":"resolved"' "$work/received"; }
eventually resolved_here || fail "Opsdeck's alert is not over: $(call "$url/ops/alerts")"
eventually resolved_there || fail "Alertmanager has not said that it is over: $(cat "$work/received" 2>/dev/null)"
call "$url/ops/alerts?rule=busy" >"$work/alerts.json"
python3 - "$work/alerts.json" "$work/received" <<'EOF' || fail "the two do not agree"
import datetime, json, re, sys
def moment(text):
    return datetime.datetime.fromisoformat(re.sub(r"(\.\d{6})\d*", r"\1", text).replace("Z", "+00:00"))
ours = json.load(open(sys.argv[1]))["data"]
theirs = [alert for line in open(sys.argv[2]) for alert in json.loads(line)["alerts"] if alert["status"] == "resolved"]
if len(ours) != 1:
    sys.exit("Opsdeck has %d alerts instead of one" % len(ours))
worst = 0
for what, here, there in (
    ("fired", ours[0]["firingSince"], theirs[-1]["startsAt"]),
    ("resolved", ours[0]["resolvedAt"], theirs[-1]["endsAt"]),
):
    apart = (moment(here) - moment(there)).total_seconds()
    worst = max(worst, abs(apart))
    print("%s: Opsdeck %s, Prometheus %s, %+.2f s" % (what, here, there, apart))
sys.exit("more than 3 s apart" if worst > 3 else 0)
EOF
echo "ok: the same rule fires and resolves alike"
