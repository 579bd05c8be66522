/* What kustomizations and the documents around them may hold: data only. */
#include "shapes.h"

#define END_OF_FIELDS                                                                              \
    {                                                                                              \
        NULL, KG_SHAPE_ANYTHING, NULL                                                              \
    }

static const struct kg_shape_field selector_fields[] = {
    {"group", KG_SHAPE_TEXT, NULL},         {"version", KG_SHAPE_TEXT, NULL},
    {"kind", KG_SHAPE_TEXT, NULL},          {"name", KG_SHAPE_TEXT, NULL},
    {"namespace", KG_SHAPE_TEXT, NULL},     {"annotationSelector", KG_SHAPE_TEXT, NULL},
    {"labelSelector", KG_SHAPE_TEXT, NULL}, END_OF_FIELDS};
const struct kg_shape kg_shape_selector = {"selector", selector_fields};

static const struct kg_shape_field fieldspec_fields[] = {
    {"group", KG_SHAPE_TEXT, NULL}, {"version", KG_SHAPE_TEXT, NULL}, {"kind", KG_SHAPE_TEXT, NULL},
    {"path", KG_SHAPE_TEXT, NULL},  {"create", KG_SHAPE_BOOL, NULL},  END_OF_FIELDS};
const struct kg_shape kg_shape_fieldspec = {"field spec", fieldspec_fields};

static const struct kg_shape_field name_reference_fields[] = {
    {"group", KG_SHAPE_TEXT, NULL},
    {"version", KG_SHAPE_TEXT, NULL},
    {"kind", KG_SHAPE_TEXT, NULL},
    {"fieldSpecs", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    END_OF_FIELDS};
static const struct kg_shape name_reference = {"name reference", name_reference_fields};

static const struct kg_shape_field configuration_fields[] = {
    {"namePrefix", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"nameSuffix", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"namespace", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"commonLabels", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"labels", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"templateLabels", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"commonAnnotations", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"nameReference", KG_SHAPE_OBJECT_LIST, &name_reference},
    {"varReference", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"images", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"replicas", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    END_OF_FIELDS};
const struct kg_shape kg_shape_field_specs = {"transformer configuration", configuration_fields};

static const struct kg_shape_field metadata_fields[] = {{"name", KG_SHAPE_TEXT, NULL},
                                                        {"namespace", KG_SHAPE_TEXT, NULL},
                                                        {"labels", KG_SHAPE_TEXT_MAP, NULL},
                                                        {"annotations", KG_SHAPE_TEXT_MAP, NULL},
                                                        END_OF_FIELDS};
const struct kg_shape kg_shape_metadata = {"metadata", metadata_fields};

static const struct kg_shape_field label_fields[] = {
    {"pairs", KG_SHAPE_TEXT_MAP, NULL},
    {"includeSelectors", KG_SHAPE_BOOL, NULL},
    {"includeTemplates", KG_SHAPE_BOOL, NULL},
    {"fields", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    END_OF_FIELDS};
static const struct kg_shape label = {"labels entry", label_fields};

static const struct kg_shape_field patch_fields[] = {
    {"path", KG_SHAPE_TEXT, NULL},
    {"patch", KG_SHAPE_TEXT, NULL},
    {"target", KG_SHAPE_OBJECT, &kg_shape_selector},
    {"options", KG_SHAPE_BOOL_MAP, NULL},
    END_OF_FIELDS};
const struct kg_shape kg_shape_patch = {"patch", patch_fields};

static const struct kg_shape_field image_fields[] = {
    {"name", KG_SHAPE_TEXT, NULL},      {"newName", KG_SHAPE_TEXT, NULL},
    {"newTag", KG_SHAPE_TEXT, NULL},    {"digest", KG_SHAPE_TEXT, NULL},
    {"tagSuffix", KG_SHAPE_TEXT, NULL}, END_OF_FIELDS};
const struct kg_shape kg_shape_image = {"image", image_fields};

static const struct kg_shape_field replica_fields[] = {
    {"name", KG_SHAPE_TEXT, NULL}, {"count", KG_SHAPE_INTEGER, NULL}, END_OF_FIELDS};
const struct kg_shape kg_shape_replica = {"replicas entry", replica_fields};

static const struct kg_shape_field field_option_fields[] = {{"delimiter", KG_SHAPE_TEXT, NULL},
                                                            {"index", KG_SHAPE_INTEGER, NULL},
                                                            {"encoding", KG_SHAPE_TEXT, NULL},
                                                            {"create", KG_SHAPE_BOOL, NULL},
                                                            END_OF_FIELDS};
static const struct kg_shape field_options = {"field options", field_option_fields};

static const struct kg_shape_field source_fields[] = {{"group", KG_SHAPE_TEXT, NULL},
                                                      {"version", KG_SHAPE_TEXT, NULL},
                                                      {"kind", KG_SHAPE_TEXT, NULL},
                                                      {"name", KG_SHAPE_TEXT, NULL},
                                                      {"namespace", KG_SHAPE_TEXT, NULL},
                                                      {"fieldPath", KG_SHAPE_TEXT, NULL},
                                                      {"options", KG_SHAPE_OBJECT, &field_options},
                                                      END_OF_FIELDS};
static const struct kg_shape replacement_source = {"replacement source", source_fields};

static const struct kg_shape_field target_fields[] = {
    {"select", KG_SHAPE_OBJECT, &kg_shape_selector},
    {"reject", KG_SHAPE_OBJECT_LIST, &kg_shape_selector},
    {"fieldPaths", KG_SHAPE_TEXT_LIST, NULL},
    {"options", KG_SHAPE_OBJECT, &field_options},
    END_OF_FIELDS};
static const struct kg_shape replacement_target = {"replacement target", target_fields};

static const struct kg_shape_field replacement_fields[] = {
    {"source", KG_SHAPE_OBJECT, &replacement_source},
    {"targets", KG_SHAPE_OBJECT_LIST, &replacement_target},
    {"path", KG_SHAPE_TEXT, NULL},
    END_OF_FIELDS};
const struct kg_shape kg_shape_replacement = {"replacement", replacement_fields};

static const struct kg_shape_field objref_fields[] = {{"apiVersion", KG_SHAPE_TEXT, NULL},
                                                      {"group", KG_SHAPE_TEXT, NULL},
                                                      {"version", KG_SHAPE_TEXT, NULL},
                                                      {"kind", KG_SHAPE_TEXT, NULL},
                                                      {"name", KG_SHAPE_TEXT, NULL},
                                                      {"namespace", KG_SHAPE_TEXT, NULL},
                                                      END_OF_FIELDS};
static const struct kg_shape objref = {"var's objref", objref_fields};

static const struct kg_shape_field fieldref_fields[] = {{"fieldPath", KG_SHAPE_TEXT, NULL},
                                                        END_OF_FIELDS};
static const struct kg_shape fieldref = {"var's fieldref", fieldref_fields};

static const struct kg_shape_field var_fields[] = {{"name", KG_SHAPE_TEXT, NULL},
                                                   {"objref", KG_SHAPE_OBJECT, &objref},
                                                   {"fieldref", KG_SHAPE_OBJECT, &fieldref},
                                                   END_OF_FIELDS};
static const struct kg_shape var = {"var", var_fields};

static const struct kg_shape_field legacy_order_fields[] = {
    {"orderFirst", KG_SHAPE_TEXT_LIST, NULL},
    {"orderLast", KG_SHAPE_TEXT_LIST, NULL},
    END_OF_FIELDS};
static const struct kg_shape legacy_order = {"legacySortOptions", legacy_order_fields};

static const struct kg_shape_field sort_fields[] = {
    {"order", KG_SHAPE_TEXT, NULL},
    {"legacySortOptions", KG_SHAPE_OBJECT, &legacy_order},
    END_OF_FIELDS};
static const struct kg_shape sort_options = {"sortOptions", sort_fields};

static const struct kg_shape_field generator_option_fields[] = {
    {"labels", KG_SHAPE_TEXT_MAP, NULL},
    {"annotations", KG_SHAPE_TEXT_MAP, NULL},
    {"disableNameSuffixHash", KG_SHAPE_BOOL, NULL},
    {"immutable", KG_SHAPE_BOOL, NULL},
    END_OF_FIELDS};
static const struct kg_shape generator_options = {"generator's options", generator_option_fields};

#define GENERATOR_FIELDS                                                                           \
    {"namespace", KG_SHAPE_TEXT, NULL}, {"name", KG_SHAPE_TEXT, NULL},                             \
        {"behavior", KG_SHAPE_TEXT, NULL}, {"literals", KG_SHAPE_TEXT_LIST, NULL},                 \
        {"files", KG_SHAPE_TEXT_LIST, NULL}, {"envs", KG_SHAPE_TEXT_LIST, NULL},                   \
        {"env", KG_SHAPE_TEXT, NULL},                                                              \
    {                                                                                              \
        "options", KG_SHAPE_OBJECT, &generator_options                                             \
    }

static const struct kg_shape_field config_map_fields[] = {GENERATOR_FIELDS, END_OF_FIELDS};
static const struct kg_shape config_map = {"configMapGenerator entry", config_map_fields};

static const struct kg_shape_field secret_fields[] = {
    GENERATOR_FIELDS, {"type", KG_SHAPE_TEXT, NULL}, END_OF_FIELDS};
static const struct kg_shape secret = {"secretGenerator entry", secret_fields};

static const struct kg_shape_field kustomization_fields[] = {
    {"kind", KG_SHAPE_TEXT, NULL},
    {"apiVersion", KG_SHAPE_TEXT, NULL},
    {"metadata", KG_SHAPE_OBJECT, &kg_shape_metadata},
    {"openapi", KG_SHAPE_TEXT_MAP, NULL},
    {"namePrefix", KG_SHAPE_TEXT, NULL},
    {"nameSuffix", KG_SHAPE_TEXT, NULL},
    {"namespace", KG_SHAPE_TEXT, NULL},
    {"commonLabels", KG_SHAPE_TEXT_MAP, NULL},
    {"labels", KG_SHAPE_OBJECT_LIST, &label},
    {"commonAnnotations", KG_SHAPE_TEXT_MAP, NULL},
    {"patchesStrategicMerge", KG_SHAPE_TEXT_LIST, NULL},
    {"patchesJson6902", KG_SHAPE_OBJECT_LIST, &kg_shape_patch},
    {"patches", KG_SHAPE_OBJECT_LIST, &kg_shape_patch},
    {"images", KG_SHAPE_OBJECT_LIST, &kg_shape_image},
    {"imageTags", KG_SHAPE_OBJECT_LIST, &kg_shape_image},
    {"replacements", KG_SHAPE_OBJECT_LIST, &kg_shape_replacement},
    {"replicas", KG_SHAPE_OBJECT_LIST, &kg_shape_replica},
    {"vars", KG_SHAPE_OBJECT_LIST, &var},
    {"sortOptions", KG_SHAPE_OBJECT, &sort_options},
    {"resources", KG_SHAPE_TEXT_LIST, NULL},
    {"components", KG_SHAPE_TEXT_LIST, NULL},
    {"crds", KG_SHAPE_TEXT_LIST, NULL},
    {"bases", KG_SHAPE_TEXT_LIST, NULL},
    {"configMapGenerator", KG_SHAPE_OBJECT_LIST, &config_map},
    {"secretGenerator", KG_SHAPE_OBJECT_LIST, &secret},
    {"helmGlobals", KG_SHAPE_ANYTHING, NULL},
    {"helmCharts", KG_SHAPE_ANYTHING, NULL},
    {"helmChartInflationGenerator", KG_SHAPE_ANYTHING, NULL},
    {"generatorOptions", KG_SHAPE_OBJECT, &generator_options},
    {"configurations", KG_SHAPE_TEXT_LIST, NULL},
    {"generators", KG_SHAPE_TEXT_LIST, NULL},
    {"transformers", KG_SHAPE_TEXT_LIST, NULL},
    {"validators", KG_SHAPE_TEXT_LIST, NULL},
    {"buildMetadata", KG_SHAPE_TEXT_LIST, NULL},
    END_OF_FIELDS};
const struct kg_shape kg_shape_kustomization = {"kustomization", kustomization_fields};

/* ---- builtin plugins ---- */

#define PLUGIN_FIELDS                                                                              \
    {"metadata", KG_SHAPE_OBJECT, &kg_shape_metadata},                                             \
    {                                                                                              \
        "fieldSpecs", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec                                    \
    }

static const struct kg_shape_field transformer_fields[] = {
    PLUGIN_FIELDS,
    {"annotations", KG_SHAPE_TEXT_MAP, NULL},
    {"labels", KG_SHAPE_TEXT_MAP, NULL},
    {"unsetOnly", KG_SHAPE_BOOL, NULL},
    {"setRoleBindingSubjects", KG_SHAPE_TEXT, NULL},
    {"prefix", KG_SHAPE_TEXT, NULL},
    {"suffix", KG_SHAPE_TEXT, NULL},
    {"imageTag", KG_SHAPE_OBJECT, &kg_shape_image},
    {"replica", KG_SHAPE_OBJECT, &kg_shape_replica},
    {"path", KG_SHAPE_TEXT, NULL},
    {"patch", KG_SHAPE_TEXT, NULL},
    {"jsonOp", KG_SHAPE_TEXT, NULL},
    {"target", KG_SHAPE_OBJECT, &kg_shape_selector},
    {"options", KG_SHAPE_BOOL_MAP, NULL},
    {"paths", KG_SHAPE_TEXT_LIST, NULL},
    {"patches", KG_SHAPE_TEXT, NULL},
    {"replacements", KG_SHAPE_OBJECT_LIST, &kg_shape_replacement},
    END_OF_FIELDS};
const struct kg_shape kg_shape_transformer_plugin = {"transformer", transformer_fields};

static const struct kg_shape_field value_target_fields[] = {
    {"selector", KG_SHAPE_OBJECT, &kg_shape_selector},
    {"fieldPath", KG_SHAPE_TEXT, NULL},
    {"filePathPosition", KG_SHAPE_INTEGER, NULL},
    END_OF_FIELDS};
static const struct kg_shape value_target = {"target of a value", value_target_fields};

static const struct kg_shape_field value_add_fields[] = {
    {"value", KG_SHAPE_TEXT, NULL},
    {"targets", KG_SHAPE_OBJECT_LIST, &value_target},
    {"targetFilePath", KG_SHAPE_TEXT, NULL},
    END_OF_FIELDS};
const struct kg_shape kg_shape_value_add = {"ValueAddTransformer", value_add_fields};

static const struct kg_shape_field generator_plugin_fields[] = {
    GENERATOR_FIELDS,
    {"metadata", KG_SHAPE_OBJECT, &kg_shape_metadata},
    {"type", KG_SHAPE_TEXT, NULL},
    END_OF_FIELDS};
const struct kg_shape kg_shape_generator_plugin = {"generator", generator_plugin_fields};

static const struct kg_shape_field policy_service_fields[] = {
    {"namespace", KG_SHAPE_TEXT, NULL}, {"name", KG_SHAPE_TEXT, NULL}, END_OF_FIELDS};
static const struct kg_shape policy_service = {"kubernetesService", policy_service_fields};

static const struct kg_shape_field policy_account_fields[] = {
    {"name", KG_SHAPE_TEXT, NULL}, {"projectId", KG_SHAPE_TEXT, NULL}, END_OF_FIELDS};
static const struct kg_shape policy_account = {"serviceAccount", policy_account_fields};

static const struct kg_shape_field policy_fields[] = {
    {"cloud", KG_SHAPE_TEXT, NULL},
    {"kubernetesService", KG_SHAPE_OBJECT, &policy_service},
    {"serviceAccount", KG_SHAPE_OBJECT, &policy_account},
    END_OF_FIELDS};
const struct kg_shape kg_shape_iam_policy = {"IAMPolicyGenerator", policy_fields};
