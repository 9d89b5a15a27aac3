#!/usr/bin/env python3
"""Holds compose.yaml to its rules, and compose.small.yaml to compose.yaml. Exit code 1 and a line for each breach."""
import pathlib
import sys

import yaml

HERE = pathlib.Path(__file__).parent
NOT_ASKED = {"loki", "log-shipper", "keys"}  # no shell in the image, or it ends by itself
OF_THE_IMAGE = {"order", "inventory", "payment"}  # the Dockerfile has their health check, and the auditor's
MAY_DIFFER = {"WAYBILL_STOP_GRACE", "WAYBILL_REDIS_URL", "KAFKA_HEAP_OPTS"}
KEPT = ("image", "command", "user", "secrets", "cap_drop", "security_opt", "tmpfs")

breaches = []


def demand(good, sentence):
    if not good:
        breaches.append(sentence)


def load(name):
    return yaml.safe_load((HERE / name).read_text())


def limits(what):
    return what.get("deploy", {}).get("resources", {}).get("limits", {})


def check(name, system):
    for service, what in system["services"].items():
        where = f"{name}: {service}"
        tag = what["image"].rpartition(":")[2]
        demand(tag[:1].isdigit() or tag[:2] == "v" + tag[1:2] and tag[1:2].isdigit(), f"{where} is not pinned: {tag}")
        demand(what.get("cap_drop") == ["ALL"], f"{where} keeps capabilities")
        demand({"cpus", "memory"} <= limits(what).keys(), f"{where} has no limits")
        demand("no-new-privileges:true" in what.get("security_opt", []), f"{where} may gain privileges")
        demand(what.get("read_only") or service == "kafka", f"{where} can be written to")
        for secret in what.get("secrets", []):
            demand(secret in system["secrets"], f"{where} wants a secret nobody has: {secret}")
        for network in what.get("networks", []):
            demand(network in system["networks"], f"{where} wants a network nobody has: {network}")
        for other in what.get("depends_on", []):
            demand(other in system["services"], f"{where} waits for nobody: {other}")
        for volume in what.get("volumes", []):
            source = volume.partition(":")[0]
            there = (HERE / source).exists() if source.startswith(".") else source in system["volumes"]
            demand(there, f"{where} wants a volume that is not there: {source}")
        for port in what.get("ports", []):
            demand(port.startswith("127.0.0.1:"), f"{where} is open to the street: {port}")


def check_whole(system):
    for service, what in system["services"].items():
        demand("pids" in limits(what), f"{service} may start any number of processes")
        demand("healthcheck" in what or service in NOT_ASKED | OF_THE_IMAGE | {"auditor"}, f"{service} is not asked whether it is well")
    for service in OF_THE_IMAGE:
        demand(system["services"][service]["deploy"]["replicas"] == 2, f"{service} has no second replica")


def environment(what):
    return {name: str(value) for name, value in what.get("environment", {}).items() if name not in MAY_DIFFER}


def compare(whole, small):
    for service, what in small["services"].items():
        model = whole["services"][service]
        for key in KEPT:
            if key == "command" and service == "postgres":
                continue  # the memory of a small machine
            demand(what.get(key) == model.get(key), f"{service}: {key} differs: {what.get(key)} and {model.get(key)}")
        demand(environment(what) == environment(model), f"{service}: environment differs")


whole, small = load("compose.yaml"), load("compose.small.yaml")
check("compose.yaml", whole)
check("compose.small.yaml", small)
check_whole(whole)
compare(whole, small)
print("\n".join(breaches) or "compose.yaml and compose.small.yaml keep the rules")
sys.exit(1 if breaches else 0)
