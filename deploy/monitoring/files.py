#!/usr/bin/env python3
"""Holds what is shipped to its rules, without anything running. Exit code 1 and a line for each breach."""
import pathlib
import re
import sys

import shipped

HOUSE = pathlib.Path(sys.argv[1])
DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}

breaches = []


def demand(good, sentence):
    if not good:
        breaches.append(sentence)


def check_alerts():
    tests = "".join(path.read_text() for path in (HOUSE / "deploy/alerts/tests").glob("*.test.yml"))
    pages = {page.name: blocks for page, blocks in shipped.runbooks(HOUSE).items()}
    for alert, text in shipped.alerts(HOUSE).items():
        # Every test of an alert names it once, and then says what is expected.
        expected = re.findall(rf"alertname: {alert}\b,?\s+exp_alerts:(.*)", tests)
        demand("" in (rest.strip() for rest in expected), f"{alert} is not tried for firing")
        demand(any(rest.strip().startswith("[]") for rest in expected), f"{alert} is not tried for not firing")
        page = re.search(r"runbook_url: \S+/docs/operate/alerts/(\S+\.md)", text)
        demand(page and pages.get(page.group(1)), f"{alert} has no page with commands")
        for word in ("for: ", "severity: ", "summary: ", "description: ", "{{ $value"):
            demand(word in text, f"{alert} has no {word}")


def check_dashboard(name, board):
    where = f"{name}:"
    demand(board["schemaVersion"] == 41, f"{where} schemaVersion {board['schemaVersion']}")
    demand("waybill" in board["tags"] and board["links"], f"{where} no tag, or no links to the others")
    variables = [one["name"] for one in board["templating"]["list"]]
    demand(variables[0] == "datasource", f"{where} the source of data is no variable")
    ids = [panel["id"] for panel in board["panels"]]
    demand(len(ids) == len(set(ids)), f"{where} two panels have one id")
    taken = set()
    for panel in board["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        demand(not cells & taken and at["x"] + at["w"] <= 24, f"{where} {panel['title']} lies on another one")
        taken |= cells
    for panel in shipped.panels(board):
        title = f"{where} {panel['title']}"
        demand(panel.get("description"), f"{title}: no description")
        if panel["datasource"]["type"] == "prometheus":
            demand(panel["datasource"] == DATASOURCE, f"{title}: a source of its own")
            demand(panel["fieldConfig"]["defaults"].get("unit"), f"{title}: no unit")
        for link in panel.get("links", []):
            page = re.search(r"docs/operate/\S+\.md$", link["url"])
            demand(page and (HOUSE / page.group()).exists(), f"{title}: {link['url']} leads nowhere")
    for title, query in shipped.queries(board):
        asked = query.count("{") == query.count('namespace=~"$namespace",job=~"$job"')
        demand(asked, f"{where} {title}: asks for more than what is chosen: {query}")


boards = shipped.dashboards(HOUSE)
check_alerts()
demand(len(boards) == 4, f"{len(boards)} dashboards")
for name, board in boards.items():
    check_dashboard(name, board)
demand(len({board["uid"] for board in boards.values()}) == len(boards), "two dashboards have one uid")
print("\n".join(breaches) or f"{len(shipped.alerts(HOUSE))} alerts and {len(boards)} dashboards keep the rules", file=sys.stderr)
sys.exit(1 if breaches else 0)
