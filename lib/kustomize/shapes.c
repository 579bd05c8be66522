/* What kustomizations and the documents around them may hold: data only. */
#include "shapes.h"

/* clang-format off */
#define FIELD(name, type)            {name, KG_SHAPE_##type, NULL, false}
#define FIELD_OF(name, type, object) {name, KG_SHAPE_##type, object, false}
#define PROMOTED(name, type, object) {name, KG_SHAPE_##type, object, true}
#define END_OF_FIELDS                {NULL, KG_SHAPE_TEXT, NULL, false}
/* clang-format on */

static const struct kg_shape_field selector_fields[] = {
    PROMOTED("group", TEXT, NULL),     PROMOTED("version", TEXT, NULL),
    PROMOTED("kind", TEXT, NULL),      PROMOTED("name", TEXT, NULL),
    PROMOTED("namespace", TEXT, NULL), FIELD("annotationSelector", TEXT),
    FIELD("labelSelector", TEXT),      END_OF_FIELDS};
const struct kg_shape kg_shape_selector = {"selector", selector_fields};

static const struct kg_shape_field fieldspec_fields[] = {
    PROMOTED("group", TEXT, NULL), PROMOTED("version", TEXT, NULL), PROMOTED("kind", TEXT, NULL),
    FIELD("path", TEXT),           FIELD("create", BOOL),           END_OF_FIELDS};
const struct kg_shape kg_shape_fieldspec = {"field spec", fieldspec_fields};

static const struct kg_shape_field name_reference_fields[] = {
    PROMOTED("group", TEXT, NULL), PROMOTED("version", TEXT, NULL), PROMOTED("kind", TEXT, NULL),
    FIELD_OF("fieldSpecs", OBJECT_LIST, &kg_shape_fieldspec), END_OF_FIELDS};
static const struct kg_shape name_reference = {"name reference", name_reference_fields};

static const struct kg_shape_field configuration_fields[] = {
    FIELD_OF("namePrefix", OBJECT_LIST, &kg_shape_fieldspec),
    FIELD_OF("nameSuffix", OBJECT_LIST, &kg_shape_fieldspec),
    FIELD_OF("namespace", OBJECT_LIST, &kg_shape_fieldspec),
    FIELD_OF("commonLabels", OBJECT_LIST, &kg_shape_fieldspec),
    FIELD_OF("labels", OBJECT_LIST, &kg_shape_fieldspec),
    FIELD_OF("templateLabels", OBJECT_LIST, &kg_shape_fieldspec),
    FIELD_OF("commonAnnotations", OBJECT_LIST, &kg_shape_fieldspec),
    FIELD_OF("nameReference", OBJECT_LIST, &name_reference),
    FIELD_OF("varReference", OBJECT_LIST, &kg_shape_fieldspec),
    FIELD_OF("images", OBJECT_LIST, &kg_shape_fieldspec),
    FIELD_OF("replicas", OBJECT_LIST, &kg_shape_fieldspec),
    END_OF_FIELDS};
const struct kg_shape kg_shape_field_specs = {"transformer configuration", configuration_fields};

static const struct kg_shape_field metadata_fields[] = {
    FIELD("name", TEXT), FIELD("namespace", TEXT), FIELD("labels", TEXT_MAP),
    FIELD("annotations", TEXT_MAP), END_OF_FIELDS};
const struct kg_shape kg_shape_metadata = {"metadata", metadata_fields};

static const struct kg_shape_field label_fields[] = {
    FIELD("pairs", TEXT_MAP), FIELD("includeSelectors", BOOL), FIELD("includeTemplates", BOOL),
    FIELD_OF("fields", OBJECT_LIST, &kg_shape_fieldspec), END_OF_FIELDS};
static const struct kg_shape label = {"labels entry", label_fields};

static const struct kg_shape_field patch_fields[] = {FIELD("path", TEXT), FIELD("patch", TEXT),
                                                     FIELD_OF("target", OBJECT, &kg_shape_selector),
                                                     FIELD("options", BOOL_MAP), END_OF_FIELDS};
const struct kg_shape kg_shape_patch = {"patch", patch_fields};

static const struct kg_shape_field image_fields[] = {
    FIELD("name", TEXT),   FIELD("newName", TEXT),   FIELD("newTag", TEXT),
    FIELD("digest", TEXT), FIELD("tagSuffix", TEXT), END_OF_FIELDS};
const struct kg_shape kg_shape_image = {"image", image_fields};

static const struct kg_shape_field replica_fields[] = {FIELD("name", TEXT), FIELD("count", INTEGER),
                                                       END_OF_FIELDS};
const struct kg_shape kg_shape_replica = {"replicas entry", replica_fields};

static const struct kg_shape_field field_option_fields[] = {
    FIELD("delimiter", TEXT), FIELD("index", INTEGER), FIELD("encoding", TEXT),
    FIELD("create", BOOL), END_OF_FIELDS};
static const struct kg_shape field_options = {"field options", field_option_fields};

static const struct kg_shape_field source_fields[] = {PROMOTED("group", TEXT, NULL),
                                                      PROMOTED("version", TEXT, NULL),
                                                      PROMOTED("kind", TEXT, NULL),
                                                      PROMOTED("name", TEXT, NULL),
                                                      PROMOTED("namespace", TEXT, NULL),
                                                      FIELD("fieldPath", TEXT),
                                                      FIELD_OF("options", OBJECT, &field_options),
                                                      END_OF_FIELDS};
static const struct kg_shape replacement_source = {"replacement source", source_fields};

static const struct kg_shape_field target_fields[] = {
    FIELD_OF("select", OBJECT, &kg_shape_selector),
    FIELD_OF("reject", OBJECT_LIST, &kg_shape_selector), FIELD("fieldPaths", TEXT_LIST),
    FIELD_OF("options", OBJECT, &field_options), END_OF_FIELDS};
static const struct kg_shape replacement_target = {"replacement target", target_fields};

static const struct kg_shape_field replacement_fields[] = {
    FIELD_OF("source", OBJECT, &replacement_source),
    FIELD_OF("targets", OBJECT_LIST, &replacement_target), END_OF_FIELDS};
const struct kg_shape kg_shape_replacement = {"replacement", replacement_fields};

static const struct kg_shape_field replacement_entry_fields[] = {
    PROMOTED("source", OBJECT, &replacement_source),
    PROMOTED("targets", OBJECT_LIST, &replacement_target), FIELD("path", TEXT), END_OF_FIELDS};
static const struct kg_shape replacement_entry = {"replacement", replacement_entry_fields};

static const struct kg_shape_field objref_fields[] = {FIELD("apiVersion", TEXT),
                                                      FIELD("group", TEXT),
                                                      FIELD("version", TEXT),
                                                      FIELD("kind", TEXT),
                                                      FIELD("name", TEXT),
                                                      FIELD("namespace", TEXT),
                                                      END_OF_FIELDS};
static const struct kg_shape objref = {"var's objref", objref_fields};

static const struct kg_shape_field fieldref_fields[] = {FIELD("fieldPath", TEXT), END_OF_FIELDS};
static const struct kg_shape fieldref = {"var's fieldref", fieldref_fields};

static const struct kg_shape_field var_fields[] = {
    FIELD("name", TEXT), FIELD_OF("objref", OBJECT, &objref),
    FIELD_OF("fieldref", OBJECT, &fieldref), END_OF_FIELDS};
static const struct kg_shape var = {"var", var_fields};

static const struct kg_shape_field legacy_order_fields[] = {
    FIELD("orderFirst", TEXT_LIST), FIELD("orderLast", TEXT_LIST), END_OF_FIELDS};
static const struct kg_shape legacy_order = {"legacySortOptions", legacy_order_fields};

static const struct kg_shape_field sort_fields[] = {
    FIELD("order", TEXT), FIELD_OF("legacySortOptions", OBJECT, &legacy_order), END_OF_FIELDS};
static const struct kg_shape sort_options = {"sortOptions", sort_fields};

static const struct kg_shape_field generator_option_fields[] = {
    FIELD("labels", TEXT_MAP), FIELD("annotations", TEXT_MAP), FIELD("disableNameSuffixHash", BOOL),
    FIELD("immutable", BOOL), END_OF_FIELDS};
static const struct kg_shape generator_options = {"generator's options", generator_option_fields};

#define GENERATOR_FIELDS                                                                           \
    PROMOTED("namespace", TEXT, NULL), PROMOTED("name", TEXT, NULL),                               \
        PROMOTED("behavior", TEXT, NULL), PROMOTED("literals", TEXT_LIST, NULL),                   \
        PROMOTED("files", TEXT_LIST, NULL), PROMOTED("envs", TEXT_LIST, NULL),                     \
        PROMOTED("env", TEXT, NULL), PROMOTED("options", OBJECT, &generator_options)

static const struct kg_shape_field config_map_fields[] = {GENERATOR_FIELDS, END_OF_FIELDS};
static const struct kg_shape config_map = {"configMapGenerator entry", config_map_fields};

static const struct kg_shape_field secret_fields[] = {GENERATOR_FIELDS, FIELD("type", TEXT),
                                                      END_OF_FIELDS};
static const struct kg_shape secret = {"secretGenerator entry", secret_fields};

static const struct kg_shape_field helm_globals_fields[] = {
    FIELD("chartHome", TEXT), FIELD("configHome", TEXT), END_OF_FIELDS};
static const struct kg_shape helm_globals = {"helmGlobals", helm_globals_fields};

static const struct kg_shape_field kustomization_fields[] = {
    FIELD("kind", TEXT),
    FIELD("apiVersion", TEXT),
    FIELD_OF("metadata", OBJECT, &kg_shape_metadata),
    FIELD("openapi", TEXT_MAP),
    FIELD("namePrefix", TEXT),
    FIELD("nameSuffix", TEXT),
    FIELD("namespace", TEXT),
    FIELD("commonLabels", TEXT_MAP),
    FIELD_OF("labels", OBJECT_LIST, &label),
    FIELD("commonAnnotations", TEXT_MAP),
    FIELD("patchesStrategicMerge", TEXT_LIST),
    FIELD_OF("patchesJson6902", OBJECT_LIST, &kg_shape_patch),
    FIELD_OF("patches", OBJECT_LIST, &kg_shape_patch),
    FIELD_OF("images", OBJECT_LIST, &kg_shape_image),
    FIELD_OF("imageTags", OBJECT_LIST, &kg_shape_image),
    FIELD_OF("replacements", OBJECT_LIST, &replacement_entry),
    FIELD_OF("replicas", OBJECT_LIST, &kg_shape_replica),
    FIELD_OF("vars", OBJECT_LIST, &var),
    FIELD_OF("sortOptions", OBJECT, &sort_options),
    FIELD("resources", TEXT_LIST),
    FIELD("components", TEXT_LIST),
    FIELD("crds", TEXT_LIST),
    FIELD("bases", TEXT_LIST),
    FIELD_OF("configMapGenerator", OBJECT_LIST, &config_map),
    FIELD_OF("secretGenerator", OBJECT_LIST, &secret),
    FIELD_OF("helmGlobals", OBJECT, &helm_globals),
    FIELD("helmCharts", LIST),
    FIELD("helmChartInflationGenerator", LIST),
    FIELD_OF("generatorOptions", OBJECT, &generator_options),
    FIELD("configurations", TEXT_LIST),
    FIELD("generators", TEXT_LIST),
    FIELD("transformers", TEXT_LIST),
    FIELD("validators", TEXT_LIST),
    FIELD("buildMetadata", TEXT_LIST),
    END_OF_FIELDS};
const struct kg_shape kg_shape_kustomization = {"kustomization", kustomization_fields};

/* ---- builtin plugins ---- */

#define PLUGIN_FIELDS                                                                              \
    FIELD_OF("metadata", OBJECT, &kg_shape_metadata),                                              \
        FIELD_OF("fieldSpecs", OBJECT_LIST, &kg_shape_fieldspec)

static const struct kg_shape_field transformer_fields[] = {
    PLUGIN_FIELDS,
    FIELD("annotations", TEXT_MAP),
    FIELD("labels", TEXT_MAP),
    FIELD("unsetOnly", BOOL),
    FIELD("setRoleBindingSubjects", TEXT),
    FIELD("prefix", TEXT),
    FIELD("suffix", TEXT),
    FIELD_OF("imageTag", OBJECT, &kg_shape_image),
    FIELD_OF("replica", OBJECT, &kg_shape_replica),
    FIELD("path", TEXT),
    FIELD("patch", TEXT),
    FIELD("jsonOp", TEXT),
    FIELD_OF("target", OBJECT, &kg_shape_selector),
    FIELD("options", BOOL_MAP),
    FIELD("paths", TEXT_LIST),
    FIELD("patches", TEXT),
    FIELD_OF("replacements", OBJECT_LIST, &replacement_entry),
    END_OF_FIELDS};
const struct kg_shape kg_shape_transformer_plugin = {"transformer", transformer_fields};

static const struct kg_shape_field value_target_fields[] = {
    FIELD_OF("selector", OBJECT, &kg_shape_selector), FIELD("fieldPath", TEXT),
    FIELD("filePathPosition", INTEGER), END_OF_FIELDS};
static const struct kg_shape value_target = {"target of a value", value_target_fields};

static const struct kg_shape_field value_add_fields[] = {
    FIELD("value", TEXT), FIELD_OF("targets", OBJECT_LIST, &value_target),
    FIELD("targetFilePath", TEXT), END_OF_FIELDS};
const struct kg_shape kg_shape_value_add = {"ValueAddTransformer", value_add_fields};

static const struct kg_shape_field generator_plugin_fields[] = {
    GENERATOR_FIELDS, FIELD_OF("metadata", OBJECT, &kg_shape_metadata),
    PROMOTED("type", TEXT, NULL), END_OF_FIELDS};
const struct kg_shape kg_shape_generator_plugin = {"generator", generator_plugin_fields};

static const struct kg_shape_field policy_service_fields[] = {FIELD("namespace", TEXT),
                                                              FIELD("name", TEXT), END_OF_FIELDS};
static const struct kg_shape policy_service = {"kubernetesService", policy_service_fields};

static const struct kg_shape_field policy_account_fields[] = {
    FIELD("name", TEXT), FIELD("projectId", TEXT), END_OF_FIELDS};
static const struct kg_shape policy_account = {"serviceAccount", policy_account_fields};

static const struct kg_shape_field policy_fields[] = {
    PROMOTED("cloud", TEXT, NULL), PROMOTED("kubernetesService", OBJECT, &policy_service),
    PROMOTED("serviceAccount", OBJECT, &policy_account), END_OF_FIELDS};
const struct kg_shape kg_shape_iam_policy = {"IAMPolicyGenerator", policy_fields};
