#!/usr/bin/env python3
"""Prints small random clusters and how many replicas they hold: the table of capacity_test.c.

    test/unit/capacity_cases.py >test/unit/capacity_cases.txt

The answer is found without any of the library's ideas: pods are put on nodes one after the other, in
every way there is, under the scheduler's own rules for a single pod on a single node. Fields: the
snapshot, the replicas asked about, `=` or `<=` (with several terms the library only promises a
bound), the most replicas there can be.
"""

import itertools
import json
import random

UID = "1"
MOST_TRIED = 9
KEYS = ["kubernetes.io/hostname", "zone"]


def selector_matches(selector, labels):
    return all(labels.get(key) == value for key, value in selector["matchLabels"].items())


def tolerated(spec, taint):
    for toleration in spec.get("tolerations", []):
        if toleration.get("effect", taint["effect"]) != taint["effect"]:
            continue
        if toleration["key"] == taint["key"] and (
                toleration["operator"] == "Exists"
                or toleration.get("value", "") == taint.get("value", "")):
            return True
    return False


def node_takes(spec, node):
    if node["status"]["conditions"][0]["status"] != "True" or node["spec"].get("unschedulable"):
        return False
    for taint in node["spec"].get("taints", []):
        if taint["effect"] != "PreferNoSchedule" and not tolerated(spec, taint):
            return False
    labels = node["metadata"]["labels"]
    return all(labels.get(key) == value for key, value in spec.get("nodeSelector", {}).items())


def terms_of(spec):
    return spec.get("affinity", {}).get("podAntiAffinity", {}).get(
        "requiredDuringSchedulingIgnoredDuringExecution", [])


def has_host_port(spec):
    return any(port.get("hostPort") for c in spec["containers"] for port in c.get("ports", []))


def request(spec):
    return sum(int(c["resources"]["requests"]["cpu"][:-1]) for c in spec["containers"])


class World:
    """Who runs where, and whether one more pod of the template may go to a node."""

    def __init__(self, snapshot, wanted):
        template = snapshot["statefulset"]["spec"]["template"]
        self.spec, self.labels = template["spec"], template["metadata"]["labels"]
        self.nodes = {n["metadata"]["name"]: n for n in snapshot["nodes"]}
        self.running = []
        for pod in snapshot["pods"]:
            metadata = pod["metadata"]
            own = bool(metadata["ownerReferences"])
            if "deletionTimestamp" in metadata or pod["status"]["phase"] == "Failed":
                continue
            if own and int(metadata["name"].split("-")[1]) >= wanted:
                continue
            if pod["spec"].get("nodeName"):
                self.running.append((pod["spec"]["nodeName"], metadata["labels"], pod["spec"], own))

    def placed(self):
        return sum(own for *_, own in self.running)

    def may_go(self, name):
        node = self.nodes[name]
        if not node_takes(self.spec, node):
            return False
        here = [spec for at, _, spec, _ in self.running if at == name]
        allocatable = node["status"]["allocatable"]
        if sum(map(request, here)) + request(self.spec) > int(allocatable["cpu"][:-1]):
            return False
        if len(here) + 1 > int(allocatable["pods"]):
            return False
        if has_host_port(self.spec) and any(map(has_host_port, here)):
            return False
        for at, labels, spec, _ in self.running:
            pairs = [(self.spec, labels), (spec, self.labels)]
            for (asking, asked) in pairs:
                for term in terms_of(asking):
                    key = term["topologyKey"]
                    mine = node["metadata"]["labels"].get(key)
                    theirs = self.nodes[at]["metadata"]["labels"].get(key)
                    if mine is not None and mine == theirs and selector_matches(
                            term["labelSelector"], asked):
                        return False
        return True

    def most(self):
        """The most pods of the template there can be, by trying everything."""
        best = self.placed()
        if best >= MOST_TRIED:
            return best
        for name in self.nodes:
            if self.may_go(name):
                self.running.append((name, self.labels, self.spec, True))
                best = max(best, self.most())
                self.running.pop()
                if not terms_of(self.spec):
                    break  # places do not depend on one another: any order will do
        return best


def term(key, labels):
    return {"topologyKey": key, "labelSelector": {"matchLabels": labels}}


def pod(name, labels, spec, node, phase="Running", own=False, ending=False):
    metadata = {"name": name, "namespace": "kagent", "labels": labels, "ownerReferences": []}
    if own:
        metadata["ownerReferences"] = [{"uid": UID, "controller": True}]
    if ending:
        metadata["deletionTimestamp"] = "2026-11-22T12:00:30Z"
    spec = dict(spec, nodeName=node) if node else spec
    return {"metadata": metadata, "spec": spec, "status": {"phase": phase}}


def spec_of(random_, cpu, terms):
    spec = {"containers": [{"name": "c", "resources": {"requests": {"cpu": f"{cpu}m"}}}]}
    if terms:
        spec["affinity"] = {
            "podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": terms}}
    if random_.random() < 0.3:
        spec["tolerations"] = [{"key": "dedicated", "operator": random_.choice(["Exists", "Equal"]),
                                "value": "db"}]
        if spec["tolerations"][0]["operator"] == "Exists":
            del spec["tolerations"][0]["value"]
    if random_.random() < 0.2:
        spec["nodeSelector"] = {"disk": "ssd"}
    return spec


def node_of(random_, number):
    labels = {"disk": random_.choice(["ssd", "ssd", "hdd"])}
    if random_.random() < 0.9:
        labels["zone"] = random_.choice("abc")
    if random_.random() < 0.95:
        labels[KEYS[0]] = f"n{number}"
    spec = {}
    if random_.random() < 0.15:
        spec["unschedulable"] = True
    if random_.random() < 0.3:
        spec["taints"] = [{"key": "dedicated", "value": random_.choice(["db", "gpu"]),
                           "effect": random_.choice(["NoSchedule", "NoExecute",
                                                     "PreferNoSchedule"])}]
    ready = "True" if random_.random() < 0.9 else "False"
    return {"metadata": {"name": f"n{number}", "labels": labels}, "spec": spec,
            "status": {"allocatable": {"cpu": f"{random_.choice([100, 200, 300])}m",
                                       "pods": random_.choice(["1", "2", "110"])},
                       "conditions": [{"type": "Ready", "status": ready}]}}


def case(random_):
    own_labels, other_labels = {"app": "kagent"}, {"app": "other"}
    keys = random_.choice([[], KEYS[:1], KEYS[:1], KEYS[1:], KEYS])
    terms = [term(key, own_labels) for key in keys]
    exact = len(terms) < 2
    if random_.random() < 0.3:
        terms.append(term(random_.choice(KEYS), other_labels))
        exact = exact and len(terms) < 2
    spec = spec_of(random_, random_.choice([50, 100]), terms)
    if random_.random() < 0.1: # which others do not have: whose ports are whose is not looked at
        spec["containers"][0]["ports"] = [{"containerPort": 80, "hostPort": 80}]
    nodes = [node_of(random_, i) for i in range(random_.randint(1, 5))]
    names = [n["metadata"]["name"] for n in nodes]
    pods = []
    for i in range(random_.randint(0, 3)):
        pods.append(pod(f"kagent-{i}", own_labels, spec, random_.choice(names + [""]), own=True,
                        ending=random_.random() < 0.1))
    for i in range(random_.randint(0, 2)):
        labels = random_.choice([own_labels, other_labels])
        theirs = [term(random_.choice(KEYS), own_labels)] if random_.random() < 0.4 else []
        pods.append(pod(f"other-{i}", labels, spec_of(random_, 100, theirs),
                        random_.choice(names), random_.choice(["Running", "Running", "Failed"]),
                        ending=random_.random() < 0.1))
    set_ = {"metadata": {"name": "kagent", "namespace": "kagent", "uid": UID},
            "spec": {"template": {"metadata": {"labels": own_labels}, "spec": spec}}}
    snapshot = {"taken": "2026-11-22T12:00:00Z", "statefulset": set_, "nodes": nodes, "pods": pods}
    return snapshot, random_.randint(2, 6), exact


def main():
    random_ = random.Random(11)
    for _ in itertools.repeat(None, 110):
        snapshot, wanted, exact = case(random_)
        most = World(snapshot, wanted).most()
        text = json.dumps(snapshot, separators=(",", ":"))
        print(text, wanted, "=" if exact and most < MOST_TRIED else "<=", most, sep="\t")


if __name__ == "__main__":
    main()
