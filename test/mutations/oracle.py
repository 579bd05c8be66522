"""The two judges of an object, a kube-apiserver and this project's library, and how they compare."""

import http.client
import json
import re
import subprocess
import sys
import urllib.parse
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(REPOSITORY / "test" / "lib"))

from apiserver import Server  # noqa: E402

# Refusals that speak of the cluster and not of the manifest: what is named is not there, and what it
# would say is not said otherwise.
OUTSIDE = re.compile("|".join([
    r'^namespaces "[^"]*" not found',
    r'RuntimeClass "[^"]*" not found',
    r"Pod Overhead set without corresponding RuntimeClass",
    r"no PriorityClass with name",
    r"computed \w+ from the given PriorityClass name",
    r'serviceaccount "[^"]*" not found',
    r"this cluster is not configured for dual-stack services",
]))

# What the library refuses although the server accepts it, and why that is right: in objects of which
# kinds, by which rule, and where.
WORKLOADS = {"CronJob", "DaemonSet", "Deployment", "Job", "PodTemplate", "ReplicaSet", "ReplicationController",
             "StatefulSet"}
STRICTER = [
    # Controllers take nothing of this from a template, but the API describes it as anywhere else.
    (WORKLOADS, "required", re.compile(r"template\.metadata\.ownerReferences")),
    # The finalizers of a PodDisruptionBudget are not judged; those of all other kinds are.
    ({"PodDisruptionBudget"}, "finalizer", re.compile(r"^metadata\.finalizers")),
    # Servers before 1.34 do not judge claim templates, later ones not their metadata; the controller
    # then fails.
    ({"StatefulSet"}, "required", re.compile(r"^spec\.volumeClaimTemplates")),
    ({"StatefulSet"}, "label-key", re.compile(r"^spec\.volumeClaimTemplates")),
    ({"StatefulSet"}, "annotation-key", re.compile(r"^spec\.volumeClaimTemplates")),
    ({"StatefulSet"}, "finalizer", re.compile(r"^spec\.volumeClaimTemplates")),
    # Some things of a PodTemplate's pods are judged only when somebody makes them.
    ({"PodTemplate"}, "label-key", re.compile(r"^template\.metadata\.finalizers")),
    ({"PodTemplate"}, "finalizer", re.compile(r"^template\.metadata\.finalizers")),
    ({"PodTemplate"}, "image-whitespace", re.compile(r"^template\.spec\.containers")),
    # A dry run allocates no ports.
    ({"Service"}, "port-range", re.compile(r"^spec\.ports\[\d+\]\.nodePort")),
    # The server makes a name for a LimitRange; nobody can apply one without.
    ({"LimitRange"}, "required", re.compile(r"^metadata\.name$")),
    # That of a ReplicationController that has a name is not looked at.
    ({"ReplicationController"}, "dns-subdomain", re.compile(r"^metadata\.generateName")),
    # The decoder of a definition does not see what stands twice in these.
    ({"CustomResourceDefinition"}, "duplicate-field", re.compile(r"\.(items|additionalProperties)\.")),
    # Selectors of metrics are judged only by the autoscaler, which then has no metric.
    ({"HorizontalPodAutoscaler"}, "required", re.compile(r"^spec\.metrics.*\.metric\.selector")),
]


class Oracle:
    """The API server's verdicts: (its words, None) when it refuses, (None, what it made) when it
    accepts, (None, None) when it did not come to a verdict about the manifest."""

    def __init__(self, kubeconfig, content_type="application/json"):
        self.server = Server(kubeconfig)
        self.content_type = content_type
        about = self.server.get("/version")
        self.version = f"{about['major']}.{about['minor'].rstrip('+')}"
        self.asked = 0
        self.resources = {}
        for group in ["api/v1"] + [f"apis/{v['groupVersion']}" for g in
                                   self.server.get("/apis")["groups"] for v in g["versions"]]:
            for resource in self.server.get("/" + group)["resources"]:
                if "/" not in resource["name"]:
                    key = group.partition("/")[2], resource["kind"]
                    self.resources[key] = group, resource["name"], resource["namespaced"]

    def prepare(self):
        """Pods are refused without their service account, whatever else is wrong with them."""
        self._post("/api/v1/namespaces", '{"metadata": {"name": "kagent"}}')
        for name in ("default", "kagent"):
            self._post("/api/v1/namespaces/kagent/serviceaccounts",
                       json.dumps({"metadata": {"name": name}}))

    def _post(self, path, text):
        self.asked += 1
        return self.server.request("POST", path, text, {
            "Content-Type": self.content_type, "Accept": "application/json"})

    def ask(self, text, names, namespace):
        """`names`: apiVersion and kind, which make the path."""
        if names not in self.resources:
            return "no matches for kind", None
        group, resource, namespaced = self.resources[names]
        inside = f"/namespaces/{urllib.parse.quote(namespace, safe='')}" if namespaced else ""
        path = f"/{group}{inside}/{resource}"
        try:
            status, _, answer = self._post(path + "?dryRun=All&fieldValidation=Strict", text)
        except http.client.RemoteDisconnected:
            return None, None   # a few definitions make the server's own validation panic
        answer = json.loads(answer)
        if status in (200, 201):
            return None, answer
        if status == 409 or OUTSIDE.search(answer["message"]):
            return None, None
        return f"{status} {answer['message'][:300]}", None


def namespace_of(value):
    """Where a client puts the object; None when that cannot be said."""
    metadata = value.get("metadata")
    namespace = metadata.get("namespace") if isinstance(metadata, dict) else None
    return namespace if isinstance(namespace, str) and namespace else "kagent"


def pod_of(value):
    """The pod that a workload makes, or None. Controllers take no more of a template's metadata."""
    spec = value.get("spec")
    if value.get("kind") == "CronJob" and isinstance(spec, dict):
        spec = spec.get("jobTemplate", {}).get("spec") if isinstance(
            spec.get("jobTemplate"), dict) else None
    template = spec.get("template") if isinstance(spec, dict) else None
    if not isinstance(template, dict) or value.get("kind") == "PodTemplate":
        return None
    metadata = template.get("metadata")
    taken = {key: metadata[key] for key in ("labels", "annotations", "finalizers")
             if isinstance(metadata, dict) and key in metadata}
    pod = {"apiVersion": "v1", "kind": "Pod", **template, "metadata": {**taken, "name": "mutant"}}
    return with_claims(pod, spec.get("volumeClaimTemplates"))


def with_claims(pod, templates):
    """A StatefulSet's pods have a volume for each claim template."""
    names = [template["metadata"]["name"] for template in templates or []
             if isinstance(template, dict) and isinstance(template.get("metadata"), dict)
             and isinstance(template["metadata"].get("name"), str)] if isinstance(
                 templates, list) else []
    volumes = isinstance(pod.get("spec"), dict) and pod["spec"].get("volumes", [])
    if not names or not isinstance(volumes, list):
        return pod
    others = [v for v in volumes if not (isinstance(v, dict) and v.get("name") in names)]
    claims = [{"name": name, "persistentVolumeClaim": {"claimName": "claim"}}
              for name in dict.fromkeys(names)]     # controllers find a claim by its name
    return {**pod, "spec": {**pod["spec"], "volumes": others + claims}}


def server_verdict(oracle, text):
    """As Oracle's, of the object and of its pod."""
    value = json.loads(text)
    names = value.get("apiVersion"), value.get("kind")
    if not all(isinstance(name, str) and name for name in names):
        return "apiVersion or kind is not a name", None
    refused, made = oracle.ask(text, names, namespace_of(value))
    pod = pod_of(value)
    if refused is None and pod is not None:
        refused, pod = oracle.ask(json.dumps(pod, ensure_ascii=False), ("v1", "Pod"), "kagent")
        refused = refused and "as a pod: " + refused
        made = made if pod else None
    return refused, made


def steps(path):
    """The keys of a path as the library writes it: spec.ports[0].name, labels[a.b/c]."""
    for key, bracketed in re.findall(r"([^.\[\]]+)|\[([^\]]*)\]", path):
        yield key or (int(bracketed) if bracketed.isdigit() else bracketed)


def was_kept(text, path, made):
    """Whether what stands at a path, or the nearest thing around it, is in what the server made."""
    written = json.loads(text)
    for key in steps(path):
        try:
            written = written[key]
        except (KeyError, IndexError, TypeError):
            break
        try:
            made = made[key]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(made, type(written)) and (isinstance(made, (dict, list)) or made == written)


def explained(text, problems, made):
    """Whether a refusal that is not the server's has its reason."""
    if made is None or any(rule.startswith("+") for rule, _ in problems):
        return True
    kind = json.loads(text).get("kind")
    return any(kind in kinds and rule == stricter and where.search(path)
               for rule, path in problems for kinds, stricter, where in STRICTER) or not all(
                   was_kept(text, path, made) for _, path in problems)


class Library:
    """The verdicts of the library: a list of (rule, path)."""

    def __init__(self, version):
        program = REPOSITORY / "build" / "test" / "mutations" / "judge"
        self.process = subprocess.Popen([program, version], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def ask(self, text):
        self.process.stdin.write(text.encode() + b"\0")
        self.process.stdin.flush()
        line = self.process.stdout.readline().decode().rstrip("\n")
        return [tuple(problem.partition(" ")[::2]) for problem in line.split("\t") if problem]


def compare(oracle, library, text):
    """(verdict, words) about an object in JSON."""
    (refused, made), problems = server_verdict(oracle, text), library.ask(text)
    if refused:
        return ("refused by both" if problems else "MISSED"), refused
    if not problems:
        return "accepted by both", ""
    reason = explained(text, problems, made)
    return "refused here with a reason" if reason else "FALSE ALARM", problems
