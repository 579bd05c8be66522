"""The API server of a cluster that test/cluster/up made, asked about objects."""

import json
import re
from pathlib import Path

import apiserver

PLURALS = {
    "Ingress": "ingresses", "IngressClass": "ingressclasses", "NetworkPolicy": "networkpolicies",
    "StorageClass": "storageclasses", "PriorityClass": "priorityclasses",
}
CLUSTER_WIDE = {
    "Namespace", "ClusterRole", "ClusterRoleBinding", "PersistentVolume", "StorageClass", "PriorityClass",
    "IngressClass", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "CustomResourceDefinition",
}
NAMESPACE = "kagent"


def place_of(object_):
    """The path of the list that the object is in."""
    version, kind = object_["apiVersion"], object_["kind"]
    plural = PLURALS.get(kind, kind.lower() + "s")
    if kind not in CLUSTER_WIDE:
        plural = f"namespaces/{object_.get('metadata', {}).get('namespace', NAMESPACE)}/{plural}"
    return f"{'/apis/' if '/' in version else '/api/'}{version}/{plural}"


class ClusterServer(apiserver.Server):
    """Asked as admin."""

    def __init__(self, folder):
        super().__init__(f"{folder}/admin.kubeconfig")
        facts = dict(line.split(None, 1) for line in Path(folder, "cluster").read_text().splitlines())
        self.version = facts["version"]
        self.minor = int(re.match(r"v1\.(\d+)", self.version).group(1))

    def ask(self, method, path, body=None, content="application/json"):
        """(status, the JSON that came)"""
        text = None if body is None else json.dumps(body)
        status, _, answer = self.request(method, path, text, {"Content-Type": content})
        return status, json.loads(answer)

    def create(self, object_):
        """What the server has against it, as a dry run: for each place a text."""
        status, answer = self.ask("POST", f"{place_of(object_)}?dryRun=All&fieldValidation=Strict", object_)
        if status < 300:
            return []
        causes = answer.get("details", {}).get("causes") or [{"message": f"{status} {answer.get('message')}"}]
        return [f"{cause.get('field', '')} {cause.get('message', '')}" for cause in causes]

    def apply(self, object_, name, query=""):
        """(status, answer) of a server-side apply under this name."""
        named = {**object_, "metadata": {**object_.get("metadata", {}), "name": name}}
        return self.ask("PATCH", f"{place_of(object_)}/{name}?fieldManager=test&force=true{query}", named,
                        "application/apply-patch+yaml")

    def add_namespace(self, name, labels=None):
        """With the service account without which no pod is admitted, and which nothing makes in a bare server."""
        namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels or {}}}
        self.ask("POST", "/api/v1/namespaces", namespace)
        account = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "default"}}
        self.ask("POST", f"/api/v1/namespaces/{name}/serviceaccounts", account)
