#include "provenance_tree.h"

/* ---- a tree with a base, two overlays, a component and one of each transformer ---- */

static const char base_kustomization[] = "resources:\n"            /* 1 */
                                         "- web.yaml\n"            /* 2 */
                                         "configMapGenerator:\n"   /* 3 */
                                         "- name: settings\n"      /* 4 */
                                         "  literals:\n"           /* 5 */
                                         "  - color=blue\n"        /* 6 */
                                         "  - size=small\n"        /* 7 */
                                         "  options:\n"            /* 8 */
                                         "    labels: {a: b}\n"    /* 9 */
                                         "secretGenerator:\n"      /* 10 */
                                         "- name: token\n"         /* 11 */
                                         "  literals: [key=abc]\n" /* 12 */
    ;

static const char base_web[] = "apiVersion: apps/v1\n"                  /* 1 */
                               "kind: Deployment\n"                     /* 2 */
                               "metadata:\n"                            /* 3 */
                               "  name: web\n"                          /* 4 */
                               "  annotations: {note: base, gone: x}\n" /* 5 */
                               "spec:\n"                                /* 6 */
                               "  replicas: 1\n"                        /* 7 */
                               "  template:\n"                          /* 8 */
                               "    spec:\n"                            /* 9 */
                               "      serviceAccountName: web\n"        /* 10 */
                               "      containers:\n"                    /* 11 */
                               "      - name: web\n"                    /* 12 */
                               "        image: web:1\n"                 /* 13 */
                               "        args: [--a, --b]\n"             /* 14 */
                               "        ports:\n"                       /* 15 */
                               "        - containerPort: 8080\n"        /* 16 */
                               "        envFrom:\n"                     /* 17 */
                               "        - configMapRef:\n"              /* 18 */
                               "            name: settings\n"           /* 19 */
                               "---\n"                                  /* 20 */
                               "apiVersion: v1\n"                       /* 21 */
                               "kind: ServiceAccount\n"                 /* 22 */
                               "metadata:\n"                            /* 23 */
                               "  name: web\n"                          /* 24 */
                               "---\n"                                  /* 25 */
                               "apiVersion: v1\n"                       /* 26 */
                               "kind: Service\n"                        /* 27 */
                               "metadata:\n"                            /* 28 */
                               "  name: web\n"                          /* 29 */
                               "spec:\n"                                /* 30 */
                               "  ports:\n"                             /* 31 */
                               "  - port: 80\n"                         /* 32 */
                               "---\n"                                  /* 33 */
                               "apiVersion: rbac.authorization.k8s.io/v1\n"
                               "kind: RoleBinding\n"      /* 35 */
                               "metadata:\n"              /* 36 */
                               "  name: web\n"            /* 37 */
                               "roleRef:\n"               /* 38 */
                               "  apiGroup: rbac\n"       /* 39 */
                               "  kind: Role\n"           /* 40 */
                               "  name: web\n"            /* 41 */
                               "subjects:\n"              /* 42 */
                               "- kind: ServiceAccount\n" /* 43 */
                               "  name: web\n"            /* 44 */
                               "---\n"                    /* 45 */
                               "apiVersion: v1\n"         /* 46 */
                               "kind: ConfigMap\n"        /* 47 */
                               "metadata:\n"              /* 48 */
                               "  name: doomed\n"         /* 49 */
                               "data: {key: value}\n"     /* 50 */
    ;

static const char component[] = "apiVersion: kustomize.config.k8s.io/v1alpha1\n" /* 1 */
                                "kind: Component\n"                              /* 2 */
                                "patches:\n"                                     /* 3 */
                                "- target: {kind: Deployment}\n"                 /* 4 */
                                "  patch: |-\n"                                  /* 5 */
                                "    - op: replace\n"                            /* 6 */
                                "      path: /spec/replicas\n"                   /* 7 */
                                "      value: 3\n"                               /* 8 */
                                "    - op: remove\n"                             /* 9 */
                                "      path: /metadata/annotations/gone\n"       /* 10 */
    ;

static const char dev[] =
    "resources: [../base]\n"                  /* 1 */
    "components: [../component]\n"            /* 2 */
    "namePrefix: dev-\n"                      /* 3 */
    "nameSuffix: -x\n"                        /* 4 */
    "namespace: shop\n"                       /* 5 */
    "commonAnnotations:\n"                    /* 6 */
    "  team: blue\n"                          /* 7 */
    "labels:\n"                               /* 8 */
    "- pairs:\n"                              /* 9 */
    "    env: dev\n"                          /* 10 */
    "commonLabels:\n"                         /* 11 */
    "  all: same\n"                           /* 12 */
    "images:\n"                               /* 13 */
    "- name: web\n"                           /* 14 */
    "  newTag: \"2\"\n"                       /* 15 */
    "replicas:\n"                             /* 16 */
    "- name: web\n"                           /* 17 */
    "  count: 4\n"                            /* 18 */
    "configMapGenerator:\n"                   /* 19 */
    "- name: settings\n"                      /* 20 */
    "  behavior: merge\n"                     /* 21 */
    "  literals: [color=red]\n"               /* 22 */
    "patches:\n"                              /* 23 */
    "- path: patch.yaml\n"                    /* 24 */
    "- patch: |-\n"                           /* 25 */
    "    $patch: delete\n"                    /* 26 */
    "    apiVersion: v1\n"                    /* 27 */
    "    kind: ConfigMap\n"                   /* 28 */
    "    metadata: {name: doomed}\n"          /* 29 */
    "patchesStrategicMerge:\n"                /* 30 */
    "- |-\n"                                  /* 31 */
    "  apiVersion: v1\n"                      /* 32 */
    "  kind: ServiceAccount\n"                /* 33 */
    "  metadata: {name: web}\n"               /* 34 */
    "  automountServiceAccountToken: false\n" /* 35 */
    "patchesJson6902:\n"                      /* 36 */
    "- target: {version: v1, kind: Service, name: web}\n"
    "  patch: '[{\"op\": \"add\", \"path\": \"/spec/type\", \"value\": \"NodePort\"}]'\n"
    "replacements:\n" /* 39 */
    "- source: {kind: Service, fieldPath: spec.ports.0.port}\n"
    "  targets:\n"                     /* 41 */
    "  - select: {kind: Deployment}\n" /* 42 */
    "    fieldPaths: [spec.template.spec.containers.1.ports.0.containerPort]\n"
    "transformers: [owner.yaml]\n" /* 44 */
    "vars:\n"                      /* 45 */
    "- name: SERVICE\n"            /* 46 */
    "  objref: {kind: Service, name: web, apiVersion: v1}\n";

static const char dev_patch[] = "apiVersion: apps/v1\n"             /* 1 */
                                "kind: Deployment\n"                /* 2 */
                                "metadata:\n"                       /* 3 */
                                "  name: web\n"                     /* 4 */
                                "spec:\n"                           /* 5 */
                                "  replicas: 2\n"                   /* 6 */
                                "  template:\n"                     /* 7 */
                                "    spec:\n"                       /* 8 */
                                "      containers:\n"               /* 9 */
                                "      - name: proxy\n"             /* 10 */
                                "        image: proxy:7\n"          /* 11 */
                                "      - name: web\n"               /* 12 */
                                "        args: [--c, $(SERVICE)]\n" /* 13 */
    ;

static const char dev_owner[] = "apiVersion: builtin\n"          /* 1 */
                                "kind: AnnotationsTransformer\n" /* 2 */
                                "metadata: {name: owner}\n"      /* 3 */
                                "annotations:\n"                 /* 4 */
                                "  owner: me\n"                  /* 5 */
                                "fieldSpecs:\n"                  /* 6 */
                                "- path: metadata/annotations\n" /* 7 */
                                "  create: true\n";

static const char prod[] = "resources: [../base]\n"              /* 1 */
                           "namePrefix: prod-\n"                 /* 2 */
                           "patches:\n"                          /* 3 */
                           "- target: {kind: Deployment}\n"      /* 4 */
                           "  patch: |-\n"                       /* 5 */
                           "    kind: Deployment\n"              /* 6 */
                           "    apiVersion: apps/v1\n"           /* 7 */
                           "    metadata: {name: any}\n"         /* 8 */
                           "    spec:\n"                         /* 9 */
                           "      replicas: \"1\"\n"             /* 10 */
                           "      template:\n"                   /* 11 */
                           "        spec:\n"                     /* 12 */
                           "          serviceAccountName: web\n" /* 13 */
    ;

static const struct kg_fs_embedded_file files[] = {
    PROVENANCE_FILE("base/kustomization.yaml", base_kustomization),
    PROVENANCE_FILE("base/web.yaml", base_web),
    PROVENANCE_FILE("component/kustomization.yaml", component),
    PROVENANCE_FILE("dev/kustomization.yaml", dev),
    PROVENANCE_FILE("dev/owner.yaml", dev_owner),
    PROVENANCE_FILE("dev/patch.yaml", dev_patch),
    PROVENANCE_FILE("prod/kustomization.yaml", prod),
    {NULL, NULL, 0},
};

struct kg_fs provenance_tree(void)
{
    static const struct kg_fs_tree embedded = {.mount = "/t", .files = files};
    struct kg_fs fs;
    kg_fs_embedded(&fs, &embedded);
    return fs;
}
