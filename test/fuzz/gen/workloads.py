"""Pods and everything that has a pod template."""

from . import scalars
from .metadata import metadata, selector

IMAGES = ["nginx", "nginx:1.25", "registry.example.com:5000/team/app:v1.2.3", "busybox:latest",
          "ghcr.io/org/app@sha256:24a0c4b4a4c0eb97a1aabb8e29f18e917d05abfe1b7a7c07857230879ce7d3d3",
          "app:$(IMAGE)", "redis:7-alpine", "nginx:1.25@sha256:abcdef", "docker.io/library/nginx",
          "busybox"]


def quantity(world):
    return world.pick(["100m", "0.5", "1", 1, "128Mi", "1Gi", 2, "1e3", 0.5])


def resources_of(world):
    kinds = {"limits": {"cpu": quantity(world), "memory": quantity(world)},
             "requests": {"cpu": quantity(world)}}
    return {key: kinds[key] for key in world.some(sorted(kinds), 1, 2)}


def value_from(world):
    kind = world.weighted({"configMapKeyRef": 4, "secretKeyRef": 4, "fieldRef": 1})
    if kind == "fieldRef":
        return {"fieldRef": {"fieldPath": "metadata.name"}}
    reference = {"name": world.name(), "key": world.pick(["key", "a.b", "password"])}
    if world.chance(0.1):
        reference["optional"] = True
    return {kind: reference}


def env_entry(world, name):
    entry = {"name": name}
    if world.chance(0.35):
        entry["valueFrom"] = value_from(world)
    elif world.chance(0.9):
        entry["value"] = (scalars.random_string(world) if world.chance(0.5) else world.pick(
            ["debug", "$(APP_NAME)", "http://$(DB_HOST):$(PORT)/", "1", "x"]))
    return entry


def env_names(world):
    return world.some(["LOG_LEVEL", "PORT", "HOST", "A", "DB_URL", "FEATURE_X"], 1, 3)


def port(world):
    entry = {"containerPort": world.pick([80, 8080, 9090, 443])}
    if world.chance(0.6):
        entry["name"] = world.pick(["http", "metrics", "https"])
    if world.chance(0.4):
        entry["protocol"] = world.pick(["TCP", "UDP"])
    return entry


def env_from(world):
    kind = world.pick(["configMapRef", "secretRef"])
    return {kind: {"name": world.name()}}


def probe(world):
    return world.pick([{"httpGet": {"path": "/healthz", "port": "http"}, "periodSeconds": 5},
                       {"exec": {"command": ["sh", "-c", "test -f /tmp/ready"]}},
                       {"tcpSocket": {"port": 8080}, "initialDelaySeconds": 10}])


CONTAINER_PARTS = {
    "ports": lambda w: [port(w) for _ in range(w.rng.randint(1, 2))],
    "env": lambda w: [env_entry(w, name) for name in env_names(w)],
    "envFrom": lambda w: [env_from(w) for _ in range(w.rng.randint(1, 2))],
    "args": lambda w: [scalars.random_string(w) if w.chance(0.3) else
                       w.pick(["--port=$(PORT)", "-v", "--host", "$(DB_HOST)"])
                       for _ in range(w.rng.randint(1, 3))],
    "command": lambda w: w.pick([["sh", "-c", scalars.SCRIPT], ["/bin/app"], ["run", "$(APP_NAME)"]]),
    "resources": resources_of,
    "volumeMounts": lambda w: [{"name": w.pick(["data", "config"]), "mountPath": path}
                               for path in w.some(["/data", "/etc/config", "/tmp"], 1, 2)],
    "livenessProbe": probe,
    "readinessProbe": probe,
    "securityContext": lambda w: w.pick([{"runAsNonRoot": True}, {"capabilities": {"drop": ["ALL"]}}]),
    "imagePullPolicy": lambda w: w.pick(["Always", "IfNotPresent"]),
    "workingDir": lambda w: "/srv/$(APP_NAME)",
}


def container(world, name=None):
    value = {"name": name or world.pick(["main", "sidecar", "app"])}
    if world.chance(0.95):
        value["image"] = world.pick(IMAGES)
    for part in world.some(sorted(CONTAINER_PARTS), 0, 4):
        value[part] = CONTAINER_PARTS[part](world)
    return value


def volume(world, name):
    kind = world.weighted({"configMap": 4, "secret": 3, "persistentVolumeClaim": 2, "emptyDir": 2,
                           "projected": 1, "hostPath": 1})
    source = {
        "configMap": {"name": world.name()},
        "secret": {"secretName": world.name()},
        "persistentVolumeClaim": {"claimName": world.name()},
        "emptyDir": {},
        "projected": {"sources": [{"configMap": {"name": world.name()}},
                                  {"secret": {"name": world.name()}},
                                  {"serviceAccountToken": {"path": "token"}}]},
        "hostPath": {"path": "/var/run"},
    }[kind]
    if kind == "configMap" and world.chance(0.3):
        source["items"] = [{"key": "a", "path": "b"}]
    return {"name": name, kind: source}


def affinity(world):
    term = {"labelSelector": selector(world, {"app": world.name()}),
            "topologyKey": "kubernetes.io/hostname"}
    kind = world.pick(["podAntiAffinity", "podAffinity"])
    if world.chance(0.5):
        return {kind: {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}
    return {kind: {"preferredDuringSchedulingIgnoredDuringExecution": [
        {"weight": 100, "podAffinityTerm": term}]}}


POD_PARTS = {
    "initContainers": lambda w: [container(w, "init")],
    "volumes": lambda w: [volume(w, name) for name in w.some(["data", "config", "tmp"], 1, 3)],
    "serviceAccountName": lambda w: w.name(),
    "imagePullSecrets": lambda w: [{"name": w.name()}],
    "affinity": affinity,
    "tolerations": lambda w: [{"key": "dedicated", "operator": "Exists", "effect": "NoSchedule"}],
    "nodeSelector": lambda w: {"kubernetes.io/os": "linux"},
    "hostAliases": lambda w: [{"ip": "10.0.0.1", "hostnames": ["a", "b"]}],
    "priorityClassName": lambda w: w.name(),
    "topologySpreadConstraints": lambda w: [
        {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": w.pick(["DoNotSchedule",
                                                                          "ScheduleAnyway"]),
         "labelSelector": selector(w, {"app": w.name()})}],
    "securityContext": lambda w: {"fsGroup": 1000},
    "restartPolicy": lambda w: "Always",
    "terminationGracePeriodSeconds": lambda w: w.pick([0, 30]),
    "dnsConfig": lambda w: {"nameservers": ["1.1.1.1"]},
}


def pod_spec(world):
    names = world.some(["main", "sidecar", "app"], 1, 2)
    spec = {"containers": [container(world, name) for name in names]}
    for part in world.some(sorted(POD_PARTS), 0, 4):
        spec[part] = POD_PARTS[part](world)
    return spec


def template(world, pairs):
    meta = {"labels": dict(pairs)}
    if world.chance(0.25):
        meta["annotations"] = scalars.annotations(world)
    if world.chance(0.1):
        meta = {}
    return {"metadata": meta, "spec": pod_spec(world)}


def workload(world, kind, name):
    """Deployment, StatefulSet, DaemonSet, ReplicaSet or ReplicationController."""
    pairs = {"app": name} if world.chance(0.7) else scalars.labels(world)
    version = {"ReplicationController": "v1"}.get(kind, "apps/v1")
    if kind == "Deployment" and world.chance(0.06):
        version = world.pick(["apps/v1beta1", "extensions/v1beta1"])
    doc = {"apiVersion": version, "kind": kind, "metadata": metadata(world, name, pairs)}
    spec = {}
    if kind != "DaemonSet" and world.chance(0.7):
        spec["replicas"] = world.pick([1, 2, 3, 0, "2"])
    if kind == "ReplicationController":
        spec["selector"] = dict(pairs)
    elif world.chance(0.9):
        spec["selector"] = selector(world, pairs)
    if kind == "StatefulSet":
        spec["serviceName"] = world.name()
        if world.chance(0.4):
            spec["volumeClaimTemplates"] = [{"metadata": {"name": "data"}, "spec": {
                "accessModes": ["ReadWriteOnce"], "storageClassName": world.name(),
                "resources": {"requests": {"storage": "1Gi"}}}}]
    if kind == "Deployment" and world.chance(0.2):
        spec["strategy"] = world.pick([{"type": "Recreate"}, {
            "type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": "25%"}}])
    spec["template"] = template(world, pairs)
    if world.chance(0.02):
        spec = world.pick([None, {}])
    doc["spec"] = spec
    if world.chance(0.03):
        doc["status"] = {"conditions": [{"type": "Available", "status": "True"}]}
    return doc


def job(world, name):
    doc = {"apiVersion": "batch/v1", "kind": "Job", "metadata": metadata(world, name),
           "spec": {"template": template(world, {"job": name})}}
    if world.chance(0.3):
        doc["spec"]["selector"] = selector(world, {"job": name})
    if world.chance(0.3):
        doc["spec"]["backoffLimit"] = 3
    return doc


def cron_job(world, name):
    version = world.pick(["batch/v1", "batch/v1", "batch/v1beta1"])
    inner = {"spec": {"template": template(world, {"cron": name})}}
    if world.chance(0.2):
        inner["metadata"] = {"labels": scalars.labels(world)}
    return {"apiVersion": version, "kind": "CronJob", "metadata": metadata(world, name),
            "spec": {"schedule": world.pick(["*/5 * * * *", "@daily", "0 0 * * 0"]),
                     "jobTemplate": inner}}


def pod(world, name):
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata(world, name),
            "spec": pod_spec(world)}


def pod_template(world, name):
    return {"apiVersion": "v1", "kind": "PodTemplate", "metadata": metadata(world, name),
            "template": template(world, {"app": name})}
