"""What one generated case shares: randomness, files, names, and what it exercises."""

import random
from dataclasses import dataclass, field

NAMES = ["app", "web", "db", "cache", "api-server", "worker", "my-app", "front.end", "kagent",
         "a", "queue-2", "x", "the-quite-long-name-of-a-thing-that-people-do-use"]
LABEL_KEYS = ["app", "tier", "env", "app.kubernetes.io/name", "app.kubernetes.io/part-of",
              "example.com/team", "version", "track", "x", "Release"]
NAMESPACES = ["default", "prod", "staging", "kagent", "team-a"]

# Every optional feature with the chance that a layer uses it when the case does
# not concentrate on it.
FEATURES = {
    "patches": 0.25, "patchesStrategicMerge": 0.08, "patchesJson6902": 0.07,
    "configMapGenerator": 0.2, "secretGenerator": 0.12, "generatorOptions": 0.08,
    "namespace": 0.2, "namePrefix": 0.15, "nameSuffix": 0.1, "labels": 0.15,
    "commonLabels": 0.1, "commonAnnotations": 0.1, "images": 0.12, "replicas": 0.06,
    "replacements": 0.1, "vars": 0.05, "configurations": 0.05, "crds": 0.02,
    "openapi": 0.015, "sortOptions": 0.05, "buildMetadata": 0.05, "generators": 0.04,
    "transformers": 0.05, "validators": 0.015, "components": 0.1, "bases": 0.03,
    "metadata": 0.02, "odd-scalars": 0.25, "custom-resources": 0.3,
}
COSTLY = {"openapi"}                 # the oracle takes 200 ms to forget a schema
FOCUS_CHANCE = 0.6


@dataclass
class Resource:
    """A resource as the layers above know it, approximately."""

    doc: dict
    ids: list          # (name, namespace), the newest last
    generated: bool = False

    @property
    def kind(self):
        return self.doc.get("kind", "")

    @property
    def group(self):
        version = self.doc.get("apiVersion", "")
        return version.split("/")[0] if "/" in version else ""

    @property
    def version(self):
        return self.doc.get("apiVersion", "").split("/")[-1]

    @property
    def name(self):
        return self.ids[-1][0]

    @property
    def namespace(self):
        return self.ids[-1][1]


@dataclass
class World:
    """Everything that the parts of the generator pass around."""

    seed: str
    files: dict = field(default_factory=dict)
    features: dict = field(default_factory=dict)
    flags: list = field(default_factory=list)
    links: dict = field(default_factory=dict)      # symbolic links: path -> target

    def __post_init__(self):
        self.rng = random.Random(self.seed)
        self.names = self.rng.sample(NAMES, self.rng.randint(2, 4))
        self.namespaces = self.rng.sample(NAMESPACES, 2)
        optional = sorted(feature for feature in FEATURES if feature not in COSTLY)
        self.focus = self.rng.sample(optional, self.rng.choice([1, 2, 2, 3, 4]))
        self.var_names = ["APP_NAME", "DB_HOST", "PORT", "IMAGE"]
        self.label_keys = self.rng.sample(LABEL_KEYS, 3)
        self.serial = 0
        self.load = 1.0                 # less where several layers share the features

    def chance(self, probability):
        return self.rng.random() < probability

    def pick(self, options):
        return self.rng.choice(options)

    def weighted(self, weights):
        """Pick a key of a dict whose values are weights."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def some(self, options, least=1, most=3):
        """A random selection, in random order."""
        most = min(most, len(options))
        return self.rng.sample(options, self.rng.randint(min(least, most), most))

    def note(self, feature):
        """Count that this case exercises a feature."""
        self.features[feature] = self.features.get(feature, 0) + 1

    def wants(self, feature):
        """Decide whether a layer uses an optional feature."""
        probability = FOCUS_CHANCE if feature in self.focus else FEATURES[feature]
        return self.maybe(probability * self.load, feature)

    def maybe(self, probability, feature):
        """A chance that is counted as a feature when it comes true."""
        if self.rng.random() >= probability:
            return False
        self.note(feature)
        return True

    def name(self):
        return self.pick(self.names)

    def fresh(self, stem):
        """A file name that this case has not used yet."""
        self.serial += 1
        return f"{stem}-{self.serial}"

    def put(self, path, content):
        self.files[path] = content if isinstance(content, bytes) else content.encode(
            "utf-8", "surrogatepass")
