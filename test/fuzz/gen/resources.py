"""Resources of every kind that kustomize knows something special about, and others."""

from . import scalars, workloads
from .metadata import metadata, selector
from .source import Raw


def config_map(world, name):
    doc = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata(world, name, hashable=True)}
    if world.chance(0.9):
        doc["data"] = {scalars.random_key(world, plain=world.chance(0.5)): scalars.random_string(world)
                       for _ in range(world.rng.randint(1, 4))}
    if world.chance(0.1):
        doc["binaryData"] = {"blob": "AAEC"}
    if world.chance(0.06):
        doc["immutable"] = True
    return doc


def secret(world, name):
    doc = {"apiVersion": "v1", "kind": "Secret", "metadata": metadata(world, name, hashable=True)}
    if world.chance(0.7):
        doc["type"] = world.pick(["Opaque", "kubernetes.io/tls", "kubernetes.io/dockerconfigjson"])
    if world.chance(0.7):
        doc["data"] = {"password": "c2VjcmV0", "long": "QUJD" * world.rng.randint(1, 40)}
    if world.chance(0.4):
        doc["stringData"] = {scalars.random_key(world, plain=True): scalars.random_string(world)}
    return doc


def service(world, name):
    ports = [{"port": world.pick([80, 443, 8080]), "targetPort": world.pick(["http", 8080])}]
    if world.chance(0.3):
        ports.append({"name": "metrics", "port": 9090, "protocol": "TCP"})
    spec = {"ports": ports}
    if world.chance(0.85):
        spec["selector"] = {"app": world.name()}
    if world.chance(0.3):
        spec[world.pick(["type", "clusterIP"])] = world.pick(["None", "ClusterIP", "LoadBalancer"])
    return {"apiVersion": "v1", "kind": "Service", "metadata": metadata(world, name), "spec": spec}


def service_account(world, name):
    doc = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": metadata(world, name)}
    if world.chance(0.3):
        doc["imagePullSecrets"] = [{"name": world.name()}]
    if world.chance(0.2):
        doc["secrets"] = [{"name": world.name()}]
    if world.chance(0.2):
        doc["automountServiceAccountToken"] = False
    return doc


def claim(world, name):
    spec = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "10Gi"}}}
    if world.chance(0.4):
        spec["storageClassName"] = world.name()
    if world.chance(0.3):
        spec["volumeName"] = world.name()
    return {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": metadata(world, name),
            "spec": spec}


def volume(world, name):
    spec = {"capacity": {"storage": "1Gi"}, "storageClassName": world.name()}
    spec.update(world.pick([{"azureFile": {"secretName": world.name()}}, {"hostPath": {"path": "/x"}}]))
    return {"apiVersion": "v1", "kind": "PersistentVolume", "spec": spec,
            "metadata": metadata(world, name, namespaced=world.chance(0.1))}


def storage_class(world, name):
    return {"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass",
            "metadata": metadata(world, name, namespaced=False), "provisioner": "kubernetes.io/rbd",
            "parameters": {world.pick(["adminSecretName", "userSecretName", "secretRef", "pool"]):
                           world.name()}}


def ingress(world, name):
    if world.chance(0.75):
        version = "networking.k8s.io/v1"
        backend = {"service": {"name": world.name(), "port": {"number": 80}}}
        default = "defaultBackend"
    else:
        version = world.pick(["extensions/v1beta1", "networking.k8s.io/v1beta1"])
        backend = {"serviceName": world.name(), "servicePort": world.pick([80, "http"])}
        default = "backend"
    host = world.pick(["example.com", "*.example.com", "$(APP_NAME).example.com"])
    spec = {"rules": [{"host": host, "http": {"paths": [
        {"path": "/", "pathType": "Prefix", "backend": backend}]}}]}
    if world.chance(0.2):
        spec = {default: backend}
    if world.chance(0.3):
        spec["tls"] = [{"hosts": [host], "secretName": world.name()}]
    if world.chance(0.2):
        spec["ingressClassName"] = world.name()
    meta = metadata(world, name)
    if world.chance(0.2):
        meta["annotations"] = {"nginx.ingress.kubernetes.io/auth-secret": world.name(),
                               "ingress.kubernetes.io/rewrite-target": "/"}
    return {"apiVersion": version, "kind": "Ingress", "metadata": meta, "spec": spec}


def ingress_class(world, name):
    return {"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass",
            "metadata": metadata(world, name, namespaced=False),
            "spec": {"controller": "example.com/ingress"}}


def network_policy(world, name):
    spec = {"podSelector": selector(world, {"app": world.name()}) if world.chance(0.8) else {},
            "policyTypes": ["Ingress"]}
    if world.chance(0.7):
        spec["ingress"] = [{"from": [{"podSelector": selector(world, {"app": world.name()})},
                                     {"namespaceSelector": {}}],
                            "ports": [{"port": 80, "protocol": "TCP"}]}]
    if world.chance(0.3):
        spec["egress"] = [{"to": [{"podSelector": selector(world, {"app": world.name()})}]}]
    return {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
            "metadata": metadata(world, name), "spec": spec}


def rules(world):
    rule = {"apiGroups": world.pick([[""], ["apps", "batch"], ["*"]]),
            "resources": world.some(["configmaps", "secrets", "pods", "*"], 1, 2),
            "verbs": world.some(["get", "list", "watch", "*"], 1, 3)}
    if world.chance(0.4):
        rule["resourceNames"] = [world.name() for _ in range(world.rng.randint(1, 2))]
    return [rule]


def role(world, kind, name):
    doc = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind,
           "metadata": metadata(world, name, namespaced=kind == "Role"), "rules": rules(world)}
    if kind == "ClusterRole" and world.chance(0.15):
        doc["aggregationRule"] = {"clusterRoleSelectors": [selector(world, {"x": "y"})]}
    return doc


def subject(world):
    value = {"kind": world.weighted({"ServiceAccount": 8, "User": 1, "Group": 1}),
             "name": "default" if world.chance(0.15) else world.name()}
    if value["kind"] == "ServiceAccount" and world.chance(0.6):
        value["namespace"] = world.pick([*world.namespaces, "system"])
    return value


def binding(world, kind, name):
    cluster = kind == "ClusterRoleBinding"
    role_kind = "ClusterRole" if cluster or world.chance(0.3) else "Role"
    doc = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind,
           "metadata": metadata(world, name, namespaced=not cluster),
           "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": role_kind,
                       "name": world.name()}}
    if world.chance(0.95):
        doc["subjects"] = [subject(world) for _ in range(world.rng.randint(1, 2))]
    return doc


def autoscaler(world, name):
    target = world.pick([("apps/v1", "Deployment"), ("apps/v1", "StatefulSet"),
                         ("argoproj.io/v1alpha1", "Rollout")])
    return {"apiVersion": world.pick(["autoscaling/v2", "autoscaling/v1", "autoscaling/v2beta2"]),
            "kind": "HorizontalPodAutoscaler", "metadata": metadata(world, name),
            "spec": {"scaleTargetRef": {"apiVersion": target[0], "kind": target[1],
                                        "name": world.name()},
                     "minReplicas": 1, "maxReplicas": world.pick([3, 10])}}


def disruption_budget(world, name):
    return {"apiVersion": world.pick(["policy/v1", "policy/v1beta1"]), "kind": "PodDisruptionBudget",
            "metadata": metadata(world, name),
            "spec": {"minAvailable": world.pick([1, "50%"]),
                     "selector": selector(world, {"app": world.name()})}}


def webhook(world, kind, name):
    hooks = [{"name": f"{hook}.example.com", "sideEffects": "None",
              "clientConfig": {"service": {"name": world.name(), "path": "/validate",
                                           "namespace": world.pick([*world.namespaces, "system"])}}}
             for hook in world.some(["one", "two"], 1, 2)]
    if world.chance(0.2):
        del hooks[0]["clientConfig"]["service"]["namespace"]
    return {"apiVersion": "admissionregistration.k8s.io/v1", "kind": kind,
            "metadata": metadata(world, name, namespaced=False), "webhooks": hooks}


def api_service(world, name):
    return {"apiVersion": "apiregistration.k8s.io/v1", "kind": "APIService",
            "metadata": metadata(world, f"v1.{name}", namespaced=False),
            "spec": {"group": "x.example.com", "version": "v1",
                     "service": {"name": world.name(), "namespace": world.pick(world.namespaces)}}}


def crd(world, name):
    spec = {"group": "example.com", "names": {"kind": "Widget", "plural": "widgets"},
            "scope": "Namespaced", "versions": [{"name": "v1", "schema": {"openAPIV3Schema": {
                "type": "object", "properties": {"spec": scalars.random_map(world, 1)}}}}]}
    if world.chance(0.3):
        spec["conversion"] = {"strategy": "Webhook", "webhook": {"clientConfig": {
            "service": {"name": world.name(), "namespace": "system"}}}}
    return {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": metadata(world, f"{name}s.example.com", namespaced=False), "spec": spec}


def simple(version, kind, namespaced, body):
    """A maker for kinds of which only the scope or the sort order matters."""
    def make(world, name):
        return {"apiVersion": version, "kind": kind,
                "metadata": metadata(world, name, namespaced=namespaced), **body(world)}
    return make


def custom(world, name):
    """A custom resource: anything at all below spec, some of it like built-in fields."""
    version, kind = world.pick([("example.com/v1", "Widget"), ("example.com/v1alpha1", "Gadget"),
                                ("argoproj.io/v1alpha1", "Rollout"), ("cert-manager.io/v1", "Certificate"),
                                ("serving.knative.dev/v1", "Service"), ("kagent.dev/v1alpha2", "Agent"),
                                ("example.com/v1", "WidgetList"), ("x.io/v2", "Deployment")])
    doc = {"apiVersion": version, "kind": kind, "metadata": metadata(world, name)}
    spec = scalars.random_map(world, 3) if world.chance(0.8) else {}
    if world.chance(0.4) or kind == "Rollout":
        spec["template"] = workloads.template(world, {"app": name})
    if world.chance(0.3):
        spec[world.pick(["configRef", "secretName", "serviceName"])] = world.name()
    if world.chance(0.3):
        spec["list"] = [{"name": item, "value": scalars.random_scalar(world)}
                        for item in world.some(["one", "two", "three"], 1, 3)]
    if world.chance(0.2):
        spec["image"] = world.pick(workloads.IMAGES)
        spec["replicas"] = 1
    doc["spec"] = spec
    if world.chance(0.2):
        doc[scalars.random_key(world, plain=True)] = scalars.random_tree(world)
    return doc


def odd_scalars(world, name):
    """A resource full of scalars in every spelling."""
    kind = world.pick(["Widget", "Gadget"])
    doc = {"apiVersion": "example.com/v1", "kind": kind, "metadata": metadata(world, name),
           "spec": {key: scalars.random_scalar(world)
                    for key in world.some(scalars.KEYS, 3, 10)},
           "list": [scalars.random_tree(world, 2) for _ in range(world.rng.randint(0, 5))]}
    if world.maybe(0.1, "raw-key"):
        doc[Raw(world.pick(scalars.RAW_KEYS))] = scalars.random_scalar(world)
    if world.maybe(0.02, "raw-key-inside"):
        doc["spec"][Raw(world.pick(scalars.RAW_KEYS))] = scalars.random_scalar(world)
    return doc


def _kind(make, kind):
    return lambda world, name: make(world, kind, name)


# Kind -> (weight, maker)
KINDS = {
    "Deployment": (14, _kind(workloads.workload, "Deployment")),
    "StatefulSet": (8, _kind(workloads.workload, "StatefulSet")),
    "DaemonSet": (3, _kind(workloads.workload, "DaemonSet")),
    "ReplicaSet": (1, _kind(workloads.workload, "ReplicaSet")),
    "ReplicationController": (1, _kind(workloads.workload, "ReplicationController")),
    "Job": (3, workloads.job), "CronJob": (3, workloads.cron_job), "Pod": (4, workloads.pod),
    "PodTemplate": (1, workloads.pod_template),
    "ConfigMap": (12, config_map), "Secret": (7, secret), "Service": (10, service),
    "ServiceAccount": (7, service_account), "PersistentVolumeClaim": (4, claim),
    "PersistentVolume": (2, volume), "StorageClass": (2, storage_class),
    "Ingress": (5, ingress), "IngressClass": (1, ingress_class), "NetworkPolicy": (3, network_policy),
    "Role": (4, _kind(role, "Role")), "ClusterRole": (3, _kind(role, "ClusterRole")),
    "RoleBinding": (5, _kind(binding, "RoleBinding")),
    "ClusterRoleBinding": (4, _kind(binding, "ClusterRoleBinding")),
    "HorizontalPodAutoscaler": (4, autoscaler), "PodDisruptionBudget": (3, disruption_budget),
    "MutatingWebhookConfiguration": (2, _kind(webhook, "MutatingWebhookConfiguration")),
    "ValidatingWebhookConfiguration": (2, _kind(webhook, "ValidatingWebhookConfiguration")),
    "APIService": (1, api_service), "CustomResourceDefinition": (2, crd),
    "Namespace": (4, simple("v1", "Namespace", False, lambda w: {})),
    "PriorityClass": (2, simple("scheduling.k8s.io/v1", "PriorityClass", False,
                                lambda w: {"value": w.pick([1000, 1000000])})),
    "LimitRange": (1, simple("v1", "LimitRange", True, lambda w: {"spec": {"limits": [
        {"type": "Container", "default": {"cpu": workloads.quantity(w)}}]}})),
    "ResourceQuota": (1, simple("v1", "ResourceQuota", True, lambda w: {"spec": {"hard": {
        "pods": workloads.quantity(w)}}})),
    "Endpoints": (1, simple("v1", "Endpoints", True, lambda w: {"subsets": [
        {"addresses": [{"ip": "1.2.3.4"}], "ports": [{"port": 1}]}]})),
    "Node": (1, simple("v1", "Node", False, lambda w: {"spec": {"configSource": {
        "configMap": {"name": w.name(), "namespace": "x"}}, "podCIDRs": ["10.0.0.0/24"]}})),
    "ValidatingAdmissionPolicyBinding": (1, simple(
        "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", False,
        lambda w: {"spec": {"policyName": w.name()}})),
    "ValidatingAdmissionPolicy": (1, simple(
        "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", False,
        lambda w: {"spec": {"failurePolicy": "Fail"}})),
    "PodSecurityPolicy": (1, simple("policy/v1beta1", "PodSecurityPolicy", False,
                                    lambda w: {"spec": {"privileged": False}})),
}
WEIGHTS = {kind: weight for kind, (weight, _) in KINDS.items()}


def make_resource(world):
    """One random resource."""
    if world.wants("odd-scalars") and world.chance(0.5):
        return odd_scalars(world, world.name())
    if world.wants("custom-resources") and world.chance(0.5):
        return custom(world, world.name())
    kind = world.weighted(WEIGHTS)
    world.note(f"kind-{kind}")
    return KINDS[kind][1](world, world.name())
