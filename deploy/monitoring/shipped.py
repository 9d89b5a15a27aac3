"""What this repository ships to watch Waybill with: rules, dashboards, runbooks."""
import json
import pathlib
import re

SERIES = re.compile(r"([a-z_:]+)\{")
BLOCK = re.compile(r"^```sh live\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def alerts(house):
    """The text of each alert of the one file that has them all, by its name."""
    text = (house / "deploy/alerts/waybill.yml").read_text()
    parts = re.split(r"^      - alert: (\w+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def dashboards(house):
    """Each dashboard, by the name of its file."""
    found = sorted((house / "deploy/grafana/dashboards").glob("*.json"))
    return {path.name: json.loads(path.read_text()) for path in found}


def panels(dashboard):
    """Its panels, without the headings."""
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def queries(dashboard):
    """Pairs of a panel's title and a query of Prometheus, as it is written."""
    return [
        (panel["title"], target["expr"])
        for panel in panels(dashboard)
        if panel["datasource"]["type"] == "prometheus"
        for target in panel["targets"]
    ]


def filled(query):
    """A query as Grafana asks it when everything is chosen."""
    return query.replace("$__rate_interval", "1m").replace("$namespace", ".*").replace("$job", ".*")


def series(text):
    """The names of all series with a selector in it."""
    return set(SERIES.findall(text))


def runbooks(house):
    """Each runbook's path and its commands that can be run."""
    pages = sorted((house / "docs/operate/alerts").glob("*.md"))
    return {page: BLOCK.findall(page.read_text()) for page in pages}
