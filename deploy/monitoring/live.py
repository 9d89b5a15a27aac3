#!/usr/bin/env python3
"""Looks at a running Waybill through a running Prometheus: has every series, fills every panel, fires an alert that arrives, and runs
every command of the runbooks. Exit code 1 and a sentence for what is not so. Its argument is the port for what Alertmanager says."""
import http.server
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import shipped
import shop

HOUSE = pathlib.Path.cwd()
PROMETHEUS = os.environ["PROMETHEUS"]

# What one process with everything in it does not have, and why.
NOT_HERE = {
    "relay_leader": "only with Kafka: services in one process read each other's logs",
    "http_client_requests_seconds_bucket": "only where a neighbour is another process",
    "http_client_requests_seconds_count": "only where a neighbour is another process",
}

# Commands of runbooks answer for their failures, also those that go through a pipe; and curl for those of the server.
SHELL = 'set -euo pipefail; curl() { command curl --fail-with-body "$@"; }\n'

received = []
news = threading.Condition()


class Webhook(http.server.BaseHTTPRequestHandler):
    """Keeps what Alertmanager says, with the receiver's name."""

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with news:
            received.extend((self.path.strip("/"), alert) for alert in said["alerts"])
            news.notify_all()
        self.send_response(200)
        self.end_headers()

    def log_message(self, *ignored):
        """Says nothing."""


def say(sentence):
    print(f"{time.strftime('%T')}  {sentence}", file=sys.stderr, flush=True)


def fail(sentence):
    say(f"FAILED: {sentence}")
    sys.exit(1)


def api(path, **parameters):
    with urllib.request.urlopen(f"{PROMETHEUS}/api/v1/{path}?{urllib.parse.urlencode(parameters)}", timeout=20) as answer:
        return json.load(answer)["data"]


def query(text):
    """The samples, without those that are no numbers."""
    try:
        found = api("query", query=text)["result"]
    except urllib.error.HTTPError as refused:
        fail(f"Prometheus refuses {text}: {refused.read().decode()}")
    return [one for one in found if not math.isnan(float(one["value"][1]))]


def until(seconds, sentence, look):
    """What look finds, once it finds something; else the end, with what sentence says then."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.5)
    fail(sentence())


def missing(texts):
    """What has no samples, of those that should have some here."""
    return [text for text in texts if not shipped.series(text) & NOT_HERE.keys() and not query(text)]


def check_series():
    rules = "".join(shipped.alerts(HOUSE).values())
    asked = [shipped.filled(text) for board in shipped.dashboards(HOUSE).values() for _, text in shipped.queries(board)]
    names = shipped.series(rules).union(*map(shipped.series, asked)) | {"retry_count", "waybill_info"}
    selectors = sorted(name + "{}" for name in names)
    until(60, lambda: f"nothing has these names: {missing(selectors)}", lambda: not missing(selectors))
    for name in names - NOT_HERE.keys():
        if name.endswith("_bucket") and not query(name + '{le="+Inf"}'):
            fail(f"{name} has no last bucket")
    until(60, lambda: f"these show nothing: {missing(asked)}", lambda: not missing(asked))
    say(f"{len(names)} series are there, {len(asked)} queries of dashboards show something (not here: {', '.join(NOT_HERE)})")


def check_rules():
    loaded = [rule for group in api("rules")["groups"] for rule in group["rules"]]
    sick = [(rule["name"], rule.get("lastError")) for rule in loaded if rule["health"] != "ok"]
    names = {rule["name"] for rule in loaded}
    if sick or names != shipped.alerts(HOUSE).keys() | {"retry_count"}:
        fail(f"rules are not well, or not loaded: {sick} {names ^ shipped.alerts(HOUSE).keys()}")
    say(f"{len(loaded)} rules are loaded and evaluate")


def breaker_alert():
    return [(to, alert) for to, alert in list(received) if alert["labels"]["alertname"] == "WaybillBreakerOpen"]


def check_alert_arrives():
    until(60, lambda: "the breaker does not open", lambda: query('circuit_breaker_state{name="gateway"} == 1'))
    say("the provider is away and the breaker is open")
    to, alert = until(60, lambda: "the alert does not arrive", breaker_alert)[0]
    labels = {"alertname": "WaybillBreakerOpen", "job": "waybill", "name": "gateway", "severity": "page"}
    if to != "page" or alert["labels"] != labels or alert["status"] != "firing":
        fail(f"another alert than expected, to {to}: {alert}")
    page = re.search(r"docs/operate/alerts/[a-z-]+\.md$", alert["annotations"]["runbook_url"])
    if not page or "# WaybillBreakerOpen" not in (HOUSE / page.group()).read_text():
        fail(f"it leads nowhere: {alert}")
    if "gateway" not in alert["annotations"]["summary"] or "(1)" not in alert["annotations"]["description"]:
        fail(f"it does not say what it is about: {alert}")
    say("the alert has fired, and its page has arrived")


def check_alert_stays():
    """Half-open is a moment at which the plain state is 0; the alert must not begin anew there."""
    log = pathlib.Path(os.environ["DATA"]) / "log/waybill.log"
    until(90, lambda: "the breaker does not try", lambda: "circuit-breaker-half-open" in log.read_text())
    time.sleep(3)
    if not query('ALERTS{alertname="WaybillBreakerOpen",alertstate="firing"}') or len(breaker_alert()) != 1:
        fail(f"the alert has begun anew: {breaker_alert()}")
    say("it is still the same alert after the breaker has tried once")


def run(page, block, order, payment):
    environment = {**os.environ, "ORDER": order, "PAYMENT": payment}
    done = subprocess.run(["bash", "-c", SHELL + block], env=environment, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        fail(f"{page.name}, exit code {done.returncode}:\n{block}\n{done.stdout[-1000:]}\n{done.stderr[-1000:]}")


def check_runbooks(during_outage):
    """Every page's commands; those about an open breaker while one is open."""
    count = 0
    order = payment = ""
    for page, blocks in shipped.runbooks(HOUSE).items():
        if (page.name == "breaker-open.md") != during_outage:
            continue
        if any("$ORDER" in block for block in blocks):
            order, payment = shop.unknown()
        for block in blocks:
            run(page, block, order, payment)
            count += 1
    say(f"{count} blocks of commands in runbooks work")


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Webhook)
threading.Thread(target=server.serve_forever, daemon=True).start()
until(30, lambda: "Prometheus does not reach Waybill", lambda: query('up{job="waybill"} == 1'))
shop.day(6)
say("a day of the shop is over")
check_series()
check_rules()
check_runbooks(during_outage=False)
with shop.Outage():
    check_alert_arrives()
    check_runbooks(during_outage=True)
    check_alert_stays()
