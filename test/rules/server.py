"""A real API server that is asked whether it would create objects."""
import http.client
import json
import os
import re
import ssl
import urllib.parse

RESOURCES = {
    "Ingress": "ingresses", "IngressClass": "ingressclasses", "NetworkPolicy": "networkpolicies",
    "StorageClass": "storageclasses", "PriorityClass": "priorityclasses",
}
CLUSTER_WIDE = {
    "Namespace", "ClusterRole", "ClusterRoleBinding", "PersistentVolume", "StorageClass", "PriorityClass",
    "IngressClass", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "CustomResourceDefinition",
}
NAMESPACE = "kagent"


class Server:
    def __init__(self, folder):
        with open(os.path.join(folder, "cluster"), encoding="utf-8") as file:
            facts = dict(line.split(None, 1) for line in file.read().splitlines())
        self.url = urllib.parse.urlparse(facts["server"])
        self.version = facts["version"]
        self.minor = int(re.match(r"v1\.(\d+)", self.version).group(1))
        self.context = ssl.create_default_context(cafile=f"{folder}/pki/ca.crt")
        self.context.load_cert_chain(f"{folder}/pki/admin.crt", f"{folder}/pki/admin.key")
        self.connection = None

    def request(self, method, path, body=None, content="application/json"):
        if self.connection is None:
            self.connection = http.client.HTTPSConnection(self.url.hostname, self.url.port, context=self.context)
        self.connection.request(method, path, body, {"Content-Type": content})
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read())

    def create(self, object_):
        """What the server has against it: for each place a text."""
        group = object_["apiVersion"]
        prefix = "/api/" if "/" not in group else "/apis/"
        kind = object_["kind"]
        resource = RESOURCES.get(kind, kind.lower() + "s")
        if kind not in CLUSTER_WIDE:
            resource = f"namespaces/{object_.get('metadata', {}).get('namespace', NAMESPACE)}/{resource}"
        status, answer = self.request("POST", f"{prefix}{group}/{resource}?dryRun=All&fieldValidation=Strict",
                                      json.dumps(object_))
        if status < 300:
            return []
        causes = answer.get("details", {}).get("causes") or [{"message": f"{status} {answer.get('message')}"}]
        return [f"{cause.get('field', '')} {cause.get('message', '')}" for cause in causes]

    def add_namespace(self, name, labels=None):
        """With the service account without which no pod is admitted, and which nothing makes in a bare server."""
        namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels or {}}}
        self.request("POST", "/api/v1/namespaces", json.dumps(namespace))
        account = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "default"}}
        self.request("POST", f"/api/v1/namespaces/{name}/serviceaccounts", json.dumps(account))
