/* Made by schema.py; do not edit. schema_table.h explains it. */
#include "schema_table.h"

/* clang-format off */
static const char names[] =
    "action\0apiVersion\0deprecatedCount\0deprecatedFirstTimestamp\0deprecatedLastTimestamp\0"
    "deprecatedSource\0eventTime\0kind\0metadata\0note\0reason\0regarding\0related\0"
    "reportingController\0reportingInstance\0series\0type\0component\0host\0annotations\0"
    "clusterName\0creationTimestamp\0deletionGracePeriodSeconds\0deletionTimestamp\0"
    "finalizers\0generateName\0generation\0labels\0managedFields\0name\0namespace\0"
    "ownerReferences\0resourceVersion\0selfLink\0uid\0blockOwnerDeletion\0controller\0"
    "fieldPath\0count\0lastObservedTime\0conditions\0error\0message\0status\0spec\0"
    "activeDeadlineSeconds\0affinity\0automountServiceAccountToken\0containers\0dnsConfig\0"
    "dnsPolicy\0enableServiceLinks\0ephemeralContainers\0hostAliases\0hostIPC\0hostNetwork\0"
    "hostPID\0hostname\0imagePullSecrets\0initContainers\0nodeName\0nodeSelector\0overhead\0"
    "preemptionPolicy\0priority\0priorityClassName\0readinessGates\0restartPolicy\0"
    "runtimeClassName\0schedulerName\0securityContext\0serviceAccount\0serviceAccountName\0"
    "setHostnameAsFQDN\0shareProcessNamespace\0subdomain\0terminationGracePeriodSeconds\0"
    "tolerations\0topologySpreadConstraints\0volumes\0nodeAffinity\0podAffinity\0"
    "podAntiAffinity\0preferredDuringSchedulingIgnoredDuringExecution\0"
    "requiredDuringSchedulingIgnoredDuringExecution\0nodeSelectorTerms\0args\0command\0env\0"
    "envFrom\0image\0imagePullPolicy\0lifecycle\0livenessProbe\0ports\0readinessProbe\0"
    "resources\0startupProbe\0stdin\0stdinOnce\0terminationMessagePath\0"
    "terminationMessagePolicy\0tty\0volumeDevices\0volumeMounts\0workingDir\0value\0valueFrom\0"
    "configMapKeyRef\0fieldRef\0resourceFieldRef\0secretKeyRef\0key\0optional\0containerName\0"
    "divisor\0resource\0postStart\0preStop\0exec\0httpGet\0tcpSocket\0httpHeaders\0path\0port\0"
    "scheme\0failureThreshold\0initialDelaySeconds\0periodSeconds\0successThreshold\0"
    "timeoutSeconds\0containerPort\0protocol\0hostIP\0hostPort\0limits\0requests\0"
    "allowPrivilegeEscalation\0capabilities\0privileged\0procMount\0readOnlyRootFilesystem\0"
    "runAsGroup\0runAsNonRoot\0runAsUser\0seLinuxOptions\0seccompProfile\0windowsOptions\0add\0"
    "drop\0level\0role\0user\0localhostProfile\0gmsaCredentialSpec\0gmsaCredentialSpecName\0"
    "runAsUserName\0devicePath\0mountPath\0mountPropagation\0readOnly\0subPath\0subPathExpr\0"
    "nameservers\0options\0searches\0targetContainerName\0ip\0hostnames\0fsGroup\0"
    "fsGroupChangePolicy\0supplementalGroups\0sysctls\0topologyKey\0whenUnsatisfiable\0"
    "labelSelector\0maxSkew\0matchExpressions\0matchLabels\0awsElasticBlockStore\0azureDisk\0"
    "azureFile\0cephfs\0cinder\0configMap\0csi\0downwardAPI\0emptyDir\0ephemeral\0fc\0"
    "flexVolume\0flocker\0gcePersistentDisk\0gitRepo\0glusterfs\0hostPath\0iscsi\0nfs\0"
    "persistentVolumeClaim\0photonPersistentDisk\0portworxVolume\0projected\0quobyte\0rbd\0"
    "scaleIO\0secret\0storageos\0vsphereVolume\0fsType\0partition\0volumeID\0cachingMode\0"
    "diskName\0diskURI\0secretName\0shareName\0monitors\0secretFile\0secretRef\0defaultMode\0"
    "items\0driver\0nodePublishSecretRef\0volumeAttributes\0medium\0sizeLimit\0"
    "volumeClaimTemplate\0accessModes\0dataSource\0selector\0storageClassName\0volumeMode\0"
    "volumeName\0apiGroup\0lun\0targetWWNs\0wwids\0datasetName\0datasetUUID\0pdName\0"
    "directory\0repository\0revision\0endpoints\0chapAuthDiscovery\0chapAuthSession\0"
    "initiatorName\0iqn\0iscsiInterface\0portals\0targetPortal\0server\0claimName\0pdID\0"
    "sources\0group\0registry\0tenant\0volume\0keyring\0pool\0gateway\0protectionDomain\0"
    "sslEnabled\0storageMode\0storagePool\0system\0volumeNamespace\0storagePolicyID\0"
    "storagePolicyName\0volumePath\0containerStatuses\0ephemeralContainerStatuses\0"
    "initContainerStatuses\0nominatedNodeName\0phase\0podIP\0podIPs\0qosClass\0startTime\0"
    "lastProbeTime\0lastTransitionTime\0continue\0remainingItemCount\0firstTimestamp\0"
    "involvedObject\0lastTimestamp\0reportingComponent\0source\0attachRequired\0fsGroupPolicy\0"
    "podInfoOnMount\0requiresRepublish\0storageCapacity\0tokenRequests\0volumeLifecycleModes\0"
    "capacity\0claimRef\0local\0mountOptions\0persistentVolumeReclaimPolicy\0secretNamespace\0"
    "controllerExpandSecretRef\0controllerPublishSecretRef\0nodeStageSecretRef\0volumeHandle\0"
    "endpointsNamespace\0required\0allowVolumeExpansion\0allowedTopologies\0parameters\0"
    "provisioner\0reclaimPolicy\0volumeBindingMode\0caBundle\0groupPriorityMinimum\0"
    "insecureSkipTLSVerify\0service\0version\0versionPriority\0handler\0scheduling\0podFixed\0"
    "rules\0minReadySeconds\0replicas\0template\0availableReplicas\0fullyLabeledReplicas\0"
    "observedGeneration\0readyReplicas\0extra\0groups\0request\0signerName\0usages\0username\0"
    "certificate\0serverAddressByClientCIDRs\0versions\0egress\0ingress\0podSelector\0"
    "policyTypes\0nonResourceAttributes\0resourceAttributes\0verb\0subresource\0allowed\0"
    "denied\0evaluationError\0maxReplicas\0minReplicas\0scaleTargetRef\0"
    "targetCPUUtilizationPercentage\0currentCPUUtilizationPercentage\0currentReplicas\0"
    "desiredReplicas\0lastScaleTime\0audiences\0boundObjectRef\0expirationSeconds\0"
    "expirationTimestamp\0token\0acquireTime\0holderIdentity\0leaseDurationSeconds\0"
    "leaseTransitions\0renewTime\0backoffLimit\0completionMode\0completions\0manualSelector\0"
    "parallelism\0suspend\0ttlSecondsAfterFinished\0active\0completedIndexes\0completionTime\0"
    "failed\0succeeded\0backend\0ingressClassName\0tls\0serviceName\0servicePort\0"
    "loadBalancer\0scope\0groupVersion\0data\0immutable\0stringData\0addressType\0"
    "maxUnavailable\0minAvailable\0currentHealthy\0desiredHealthy\0disruptedPods\0"
    "disruptionsAllowed\0expectedPods\0roleRef\0subjects\0incomplete\0nonResourceRules\0"
    "resourceRules\0webhooks\0admissionReviewVersions\0clientConfig\0failurePolicy\0"
    "matchPolicy\0namespaceSelector\0objectSelector\0reinvocationPolicy\0sideEffects\0url\0"
    "secrets\0drivers\0allocatable\0nodeID\0topologyKeys\0maximumVolumeSize\0nodeTopology\0"
    "preferredVersion\0revisionHistoryLimit\0updateStrategy\0rollingUpdate\0maxSurge\0"
    "collisionCount\0currentNumberScheduled\0desiredNumberScheduled\0numberAvailable\0"
    "numberMisscheduled\0numberReady\0numberUnavailable\0updatedNumberScheduled\0paused\0"
    "progressDeadlineSeconds\0strategy\0unavailableReplicas\0updatedReplicas\0lastUpdateTime\0"
    "concurrencyPolicy\0failedJobsHistoryLimit\0jobTemplate\0schedule\0"
    "startingDeadlineSeconds\0successfulJobsHistoryLimit\0lastScheduleTime\0"
    "lastSuccessfulTime\0hard\0scopeSelector\0scopes\0used\0allocateLoadBalancerNodePorts\0"
    "clusterIP\0clusterIPs\0externalIPs\0externalName\0externalTrafficPolicy\0"
    "healthCheckNodePort\0internalTrafficPolicy\0ipFamilies\0ipFamilyPolicy\0"
    "loadBalancerClass\0loadBalancerIP\0loadBalancerSourceRanges\0publishNotReadyAddresses\0"
    "sessionAffinity\0sessionAffinityConfig\0appProtocol\0nodePort\0targetPort\0clientIP\0"
    "attacher\0inlineVolumeSpec\0persistentVolumeName\0attachError\0attached\0"
    "attachmentMetadata\0detachError\0time\0subsets\0allowedCSIDrivers\0allowedCapabilities\0"
    "allowedFlexVolumes\0allowedHostPaths\0allowedProcMountTypes\0allowedUnsafeSysctls\0"
    "defaultAddCapabilities\0defaultAllowPrivilegeEscalation\0forbiddenSysctls\0hostPorts\0"
    "requiredDropCapabilities\0runtimeClass\0seLinux\0ranges\0rule\0allowedRuntimeClassNames\0"
    "defaultRuntimeClassName\0description\0globalDefault\0aggregationRule\0"
    "clusterRoleSelectors\0deleteOptions\0dryRun\0gracePeriodSeconds\0orphanDependents\0"
    "preconditions\0propagationPolicy\0configSource\0externalID\0podCIDR\0podCIDRs\0"
    "providerID\0taints\0unschedulable\0kubeletConfigKey\0addresses\0config\0daemonEndpoints\0"
    "images\0nodeInfo\0volumesAttached\0volumesInUse\0address\0lastHeartbeatTime\0assigned\0"
    "lastKnownGood\0kubeletEndpoint\0Port\0architecture\0bootID\0containerRuntimeVersion\0"
    "kernelVersion\0kubeProxyVersion\0kubeletVersion\0machineID\0operatingSystem\0osImage\0"
    "systemUUID\0additionalPrinterColumns\0conversion\0names\0preserveUnknownFields\0"
    "subresources\0validation\0conversionReviewVersions\0webhookClientConfig\0categories\0"
    "listKind\0plural\0shortNames\0singular\0scale\0labelSelectorPath\0specReplicasPath\0"
    "statusReplicasPath\0openAPIV3Schema\0$ref\0$schema\0additionalItems\0"
    "additionalProperties\0allOf\0anyOf\0default\0definitions\0dependencies\0enum\0example\0"
    "exclusiveMaximum\0exclusiveMinimum\0externalDocs\0format\0id\0maxItems\0maxLength\0"
    "maxProperties\0maximum\0minItems\0minLength\0minProperties\0minimum\0multipleOf\0not\0"
    "nullable\0oneOf\0pattern\0patternProperties\0properties\0title\0uniqueItems\0"
    "x-kubernetes-embedded-resource\0x-kubernetes-int-or-string\0x-kubernetes-list-map-keys\0"
    "x-kubernetes-list-type\0x-kubernetes-map-type\0x-kubernetes-preserve-unknown-fields\0"
    "acceptedNames\0storedVersions\0authenticated\0distinguisherMethod\0matchingPrecedence\0"
    "priorityLevelConfiguration\0limited\0assuredConcurrencyShares\0limitResponse\0queuing\0"
    "handSize\0queueLengthLimit\0queues\0webhook\0behavior\0metrics\0scaleDown\0scaleUp\0"
    "policies\0selectPolicy\0stabilizationWindowSeconds\0currentMetrics\0defaultBackend\0"
    "number\0target\0podManagementPolicy\0volumeClaimTemplates\0currentRevision\0"
    "updateRevision\0binaryData\0object\0code\0details\0causes\0retryAfterSeconds\0"
    "GeneratorArgs\0KvPairSources\0envs\0files\0literals\0configMapGenerator\0secretGenerator\0"
    "APIGroup\0v1\0APIGroupList\0APIResourceList\0APIService\0apiregistration.k8s.io/v1\0"
    "apiregistration.k8s.io/v1beta1\0APIServiceList\0APIVersions\0Binding\0CSIDriver\0"
    "storage.k8s.io/v1\0storage.k8s.io/v1beta1\0CSIDriverList\0CSINode\0CSINodeList\0"
    "CSIStorageCapacity\0CSIStorageCapacityList\0CertificateSigningRequest\0"
    "certificates.k8s.io/v1\0certificates.k8s.io/v1beta1\0CertificateSigningRequestList\0"
    "ClusterRole\0rbac.authorization.k8s.io/v1\0rbac.authorization.k8s.io/v1beta1\0"
    "ClusterRoleBinding\0ClusterRoleBindingList\0ClusterRoleList\0ComponentStatus\0"
    "ComponentStatusList\0ConfigMap\0ConfigMapArgs\0kustomize.config.k8s.io/v1beta1\0"
    "ConfigMapList\0ControllerRevision\0apps/v1\0ControllerRevisionList\0CronJob\0batch/v1\0"
    "batch/v1beta1\0CronJobList\0CustomResourceDefinition\0apiextensions.k8s.io/v1\0"
    "apiextensions.k8s.io/v1beta1\0CustomResourceDefinitionList\0DaemonSet\0DaemonSetList\0"
    "DeleteOptions\0admission.k8s.io/v1\0admission.k8s.io/v1beta1\0"
    "admissionregistration.k8s.io/v1\0admissionregistration.k8s.io/v1beta1\0apps/v1beta1\0"
    "apps/v1beta2\0authentication.k8s.io/v1\0authentication.k8s.io/v1beta1\0"
    "authorization.k8s.io/v1\0authorization.k8s.io/v1beta1\0autoscaling/v1\0"
    "autoscaling/v2beta1\0autoscaling/v2beta2\0coordination.k8s.io/v1\0"
    "coordination.k8s.io/v1beta1\0discovery.k8s.io/v1\0discovery.k8s.io/v1beta1\0"
    "events.k8s.io/v1\0events.k8s.io/v1beta1\0extensions/v1beta1\0"
    "flowcontrol.apiserver.k8s.io/v1alpha1\0flowcontrol.apiserver.k8s.io/v1beta1\0"
    "imagepolicy.k8s.io/v1alpha1\0internal.apiserver.k8s.io/v1alpha1\0networking.k8s.io/v1\0"
    "networking.k8s.io/v1beta1\0node.k8s.io/v1\0node.k8s.io/v1alpha1\0node.k8s.io/v1beta1\0"
    "policy/v1\0policy/v1beta1\0rbac.authorization.k8s.io/v1alpha1\0scheduling.k8s.io/v1\0"
    "scheduling.k8s.io/v1alpha1\0scheduling.k8s.io/v1beta1\0storage.k8s.io/v1alpha1\0"
    "Deployment\0DeploymentList\0EndpointSlice\0EndpointSliceList\0Endpoints\0EndpointsList\0"
    "Event\0EventList\0Eviction\0FlowSchema\0FlowSchemaList\0HorizontalPodAutoscaler\0"
    "HorizontalPodAutoscalerList\0Ingress\0IngressClass\0IngressClassList\0IngressList\0Job\0"
    "JobList\0Kustomization\0Lease\0LeaseList\0LimitRange\0LimitRangeList\0"
    "LocalSubjectAccessReview\0MutatingWebhookConfiguration\0MutatingWebhookConfigurationList\0"
    "Namespace\0NamespaceList\0NetworkPolicy\0NetworkPolicyList\0Node\0NodeList\0"
    "NodeProxyOptions\0PersistentVolume\0PersistentVolumeClaim\0PersistentVolumeClaimList\0"
    "PersistentVolumeList\0Pod\0PodAttachOptions\0PodDisruptionBudget\0"
    "PodDisruptionBudgetList\0PodExecOptions\0PodList\0PodPortForwardOptions\0PodProxyOptions\0"
    "PodSecurityPolicy\0PodSecurityPolicyList\0PodTemplate\0PodTemplateList\0PriorityClass\0"
    "PriorityClassList\0PriorityLevelConfiguration\0PriorityLevelConfigurationList\0"
    "ReplicaSet\0ReplicaSetList\0ReplicationController\0ReplicationControllerList\0"
    "ResourceQuota\0ResourceQuotaList\0Role\0RoleBinding\0RoleBindingList\0RoleList\0"
    "RuntimeClass\0RuntimeClassList\0Scale\0Secret\0SecretArgs\0SecretList\0"
    "SelfSubjectAccessReview\0SelfSubjectRulesReview\0Service\0ServiceAccount\0"
    "ServiceAccountList\0ServiceList\0ServiceProxyOptions\0StatefulSet\0StatefulSetList\0"
    "Status\0StorageClass\0StorageClassList\0SubjectAccessReview\0TokenRequest\0TokenReview\0"
    "ValidatingWebhookConfiguration\0ValidatingWebhookConfigurationList\0VolumeAttachment\0"
    "VolumeAttachmentList\0WatchEvent\0";

static const struct kg_schema_type types[] = {
    {0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}, {0, 17, 0, 0, 0, 0, 0}, {17, 2, 0, 0, 0, 0, 0},
    {19, 16, 0, 0, 0, 0, 0}, {35, 0, 1, 0, 0, 0, 0}, {0, 0, 0, 1, 0, 0, 1}, {0, 0, 0, 8, 0, 1, 1},
    {35, 6, 0, 0, 0, 0, 0}, {41, 7, 0, 0, 0, 0, 0}, {48, 2, 0, 0, 0, 0, 0},
    {50, 4, 0, 0, 0, 0, 0}, {0, 0, 0, 13, 1, 1, 1}, {54, 4, 0, 0, 0, 0, 0},
    {58, 5, 0, 0, 0, 0, 0}, {63, 35, 0, 0, 0, 0, 0}, {98, 3, 0, 0, 0, 0, 0},
    {101, 2, 0, 0, 0, 0, 0}, {103, 1, 0, 0, 0, 0, 0}, {104, 2, 0, 0, 0, 0, 0},
    {0, 0, 0, 21, 2, 1, 1}, {106, 22, 0, 0, 0, 0, 0}, {0, 0, 0, 23, 3, 1, 1},
    {128, 3, 0, 0, 0, 0, 0}, {131, 4, 0, 0, 0, 0, 0}, {135, 3, 0, 0, 0, 0, 0},
    {138, 2, 0, 0, 0, 0, 0}, {140, 3, 0, 0, 0, 0, 0}, {143, 2, 0, 0, 0, 0, 0},
    {145, 3, 0, 0, 0, 0, 0}, {148, 1, 0, 0, 0, 0, 0}, {149, 5, 0, 0, 0, 0, 0},
    {154, 2, 0, 0, 0, 0, 0}, {156, 9, 0, 0, 0, 0, 0}, {0, 0, 0, 35, 4, 2, 1},
    {165, 5, 0, 0, 0, 0, 0}, {170, 2, 0, 0, 0, 0, 0}, {172, 11, 0, 0, 0, 0, 0},
    {183, 2, 0, 0, 0, 0, 0}, {185, 4, 0, 0, 0, 0, 0}, {189, 2, 0, 0, 0, 0, 0},
    {191, 3, 0, 0, 0, 0, 0}, {0, 0, 0, 43, 6, 1, 1}, {194, 2, 0, 0, 0, 0, 0},
    {0, 0, 0, 45, 7, 1, 1}, {196, 6, 0, 0, 0, 0, 0}, {202, 3, 0, 0, 0, 0, 0},
    {0, 0, 0, 48, 8, 1, 1}, {205, 23, 0, 0, 0, 0, 0}, {0, 0, 0, 50, 9, 1, 1},
    {228, 2, 0, 0, 0, 0, 0}, {0, 0, 0, 52, 10, 1, 1}, {230, 1, 0, 0, 0, 0, 0},
    {231, 10, 0, 0, 0, 0, 0}, {0, 0, 0, 55, 11, 2, 1}, {241, 4, 0, 0, 0, 0, 0},
    {245, 2, 0, 0, 0, 0, 0}, {0, 0, 0, 58, 13, 1, 1}, {247, 30, 0, 0, 0, 0, 0},
    {277, 4, 0, 0, 0, 0, 0}, {281, 6, 0, 0, 0, 0, 0}, {287, 3, 0, 0, 0, 0, 0},
    {290, 6, 0, 0, 0, 0, 0}, {296, 4, 0, 0, 0, 0, 0}, {300, 4, 0, 0, 0, 0, 0},
    {304, 5, 0, 0, 0, 0, 0}, {309, 2, 0, 0, 0, 0, 0}, {311, 2, 0, 0, 0, 0, 0},
    {313, 1, 0, 0, 0, 0, 0}, {314, 2, 0, 0, 0, 0, 0}, {316, 7, 0, 0, 0, 0, 0},
    {323, 3, 0, 0, 0, 0, 0}, {326, 5, 0, 0, 0, 0, 0}, {331, 5, 0, 0, 0, 0, 0},
    {336, 2, 0, 0, 0, 0, 0}, {338, 4, 0, 0, 0, 0, 0}, {342, 3, 0, 0, 0, 0, 0},
    {345, 3, 0, 0, 0, 0, 0}, {348, 2, 0, 0, 0, 0, 0}, {350, 11, 0, 0, 0, 0, 0},
    {361, 3, 0, 0, 0, 0, 0}, {364, 2, 0, 0, 0, 0, 0}, {366, 2, 0, 0, 0, 0, 0},
    {368, 3, 0, 0, 0, 0, 0}, {371, 2, 0, 0, 0, 0, 0}, {373, 6, 0, 0, 0, 0, 0},
    {379, 8, 0, 0, 0, 0, 0}, {387, 10, 0, 0, 0, 0, 0}, {397, 4, 0, 0, 0, 0, 0},
    {401, 5, 0, 0, 0, 0, 0}, {406, 4, 0, 0, 0, 0, 0}, {410, 13, 0, 0, 0, 0, 0},
    {0, 0, 0, 93, 14, 1, 1}, {423, 6, 0, 0, 0, 0, 0}, {0, 0, 0, 95, 15, 1, 1},
    {429, 1, 0, 0, 0, 0, 0}, {430, 4, 0, 0, 0, 0, 0}, {434, 4, 0, 0, 0, 0, 0},
    {438, 17, 0, 0, 0, 0, 0}, {455, 4, 0, 0, 0, 0, 0}, {459, 7, 0, 0, 0, 0, 0},
    {466, 5, 0, 0, 0, 0, 0}, {471, 30, 0, 0, 0, 0, 0}, {501, 4, 0, 0, 0, 0, 0},
    {505, 6, 0, 0, 0, 0, 0}, {511, 2, 0, 0, 0, 0, 0}, {513, 4, 0, 0, 0, 0, 0},
    {517, 9, 0, 0, 0, 0, 0}, {526, 5, 0, 0, 0, 0, 0}, {531, 4, 0, 0, 0, 0, 0},
    {535, 11, 0, 0, 0, 0, 0}, {546, 2, 0, 0, 0, 0, 0}, {548, 1, 0, 0, 0, 0, 0},
    {549, 8, 0, 0, 0, 0, 0}, {557, 10, 0, 0, 0, 0, 0}, {567, 5, 0, 0, 0, 0, 0},
    {572, 3, 0, 0, 0, 0, 0}, {575, 10, 0, 0, 0, 0, 0}, {585, 5, 0, 0, 0, 0, 0},
    {590, 7, 0, 0, 0, 0, 0}, {597, 3, 0, 0, 0, 0, 0}, {600, 1, 0, 0, 0, 0, 0},
    {0, 0, 0, 123, 16, 1, 1}, {601, 5, 0, 0, 0, 0, 0}, {606, 6, 0, 0, 0, 0, 0},
    {612, 1, 0, 0, 0, 0, 0}, {613, 2, 0, 0, 0, 0, 0}, {615, 4, 0, 0, 0, 0, 0},
    {619, 5, 0, 0, 0, 0, 0}, {624, 4, 0, 0, 0, 0, 0}, {628, 2, 0, 0, 0, 0, 0},
    {630, 6, 0, 0, 0, 0, 0}, {636, 5, 0, 0, 0, 0, 0}, {641, 7, 0, 0, 0, 0, 0},
    {648, 2, 0, 0, 0, 0, 0}, {650, 4, 0, 0, 0, 0, 0}, {654, 4, 0, 0, 0, 0, 0},
    {658, 4, 0, 0, 0, 0, 0}, {662, 5, 0, 0, 0, 0, 0}, {667, 6, 0, 0, 0, 0, 0},
    {673, 2, 0, 0, 0, 0, 0}, {675, 7, 0, 0, 0, 0, 0}, {682, 4, 0, 0, 0, 0, 0},
    {686, 5, 0, 0, 0, 0, 0}, {691, 4, 0, 0, 0, 0, 0}, {695, 3, 0, 0, 0, 0, 0},
    {698, 5, 0, 0, 0, 0, 0}, {703, 5, 0, 0, 0, 0, 0}, {708, 3, 0, 0, 0, 0, 0},
    {711, 4, 0, 0, 0, 0, 0}, {715, 2, 0, 0, 0, 0, 0}, {717, 4, 0, 0, 0, 0, 0},
    {721, 5, 0, 0, 0, 0, 0}, {726, 5, 0, 0, 0, 0, 0}, {731, 10, 0, 0, 0, 0, 0},
    {741, 7, 0, 0, 0, 0, 0}, {748, 5, 0, 0, 0, 0, 0}, {753, 4, 0, 0, 0, 0, 0},
    {757, 3, 0, 0, 0, 0, 0}, {760, 1, 0, 0, 0, 0, 0}, {761, 1, 0, 0, 0, 0, 0},
    {762, 4, 0, 0, 0, 0, 0}, {766, 2, 0, 0, 0, 0, 0}, {768, 5, 0, 0, 0, 0, 0},
    {773, 4, 0, 0, 0, 0, 0}, {777, 7, 0, 0, 0, 0, 0}, {784, 6, 0, 0, 0, 0, 0},
    {790, 5, 0, 0, 0, 0, 0}, {795, 3, 0, 0, 0, 0, 0}, {798, 7, 0, 0, 0, 0, 0},
    {0, 0, 0, 171, 17, 1, 1}, {805, 6, 0, 0, 0, 0, 0}, {811, 5, 0, 0, 0, 0, 0},
    {816, 5, 0, 0, 0, 0, 0}, {821, 1, 0, 0, 0, 0, 0}, {822, 4, 0, 0, 0, 0, 0},
    {826, 5, 0, 0, 0, 0, 0}, {831, 1, 0, 0, 0, 0, 0}, {832, 2, 0, 0, 0, 0, 0},
    {834, 4, 0, 0, 0, 0, 0}, {0, 0, 0, 181, 18, 1, 1}, {838, 11, 0, 0, 0, 0, 0},
    {849, 3, 0, 0, 0, 0, 0}, {852, 4, 0, 0, 0, 0, 0}, {856, 4, 0, 0, 0, 0, 0},
    {0, 0, 0, 186, 19, 1, 1}, {860, 10, 0, 0, 0, 0, 0}, {870, 6, 0, 0, 0, 0, 0},
    {0, 0, 0, 9, 20, 1, 1}, {876, 4, 0, 0, 0, 0, 0}, {880, 1, 0, 0, 0, 0, 0},
    {0, 0, 0, 192, 21, 1, 1}, {881, 4, 0, 0, 0, 0, 0}, {885, 1, 0, 0, 0, 0, 0},
    {886, 7, 0, 0, 0, 0, 0}, {893, 4, 0, 0, 0, 0, 0}, {897, 1, 0, 0, 0, 0, 0},
    {898, 6, 0, 0, 0, 0, 0}, {904, 2, 0, 0, 0, 0, 0}, {906, 5, 0, 0, 0, 0, 0},
    {911, 5, 0, 0, 0, 0, 0}, {916, 2, 0, 0, 0, 0, 0}, {918, 2, 0, 0, 0, 0, 0},
    {920, 10, 0, 0, 0, 0, 0}, {930, 5, 0, 0, 0, 0, 0}, {935, 8, 0, 0, 0, 0, 0},
    {943, 8, 0, 0, 0, 0, 0}, {0, 0, 0, 208, 22, 1, 1}, {951, 6, 0, 0, 0, 0, 0},
    {957, 5, 0, 0, 0, 0, 0}, {962, 7, 0, 0, 0, 0, 0}, {969, 2, 0, 0, 0, 0, 0},
    {971, 3, 0, 0, 0, 0, 0}, {974, 5, 0, 0, 0, 0, 0}, {979, 3, 0, 0, 0, 0, 0},
    {982, 1, 0, 0, 0, 0, 0}, {983, 2, 0, 0, 0, 0, 0}, {985, 5, 0, 0, 0, 0, 0},
    {990, 20, 0, 0, 0, 0, 0}, {0, 0, 0, 220, 23, 2, 1}, {1010, 6, 0, 0, 0, 0, 0},
    {1016, 1, 0, 0, 0, 0, 0}, {1017, 1, 0, 0, 0, 0, 0}, {1018, 2, 0, 0, 0, 0, 0},
    {1020, 5, 0, 0, 0, 0, 0}, {1025, 3, 0, 0, 0, 0, 0}, {1028, 2, 0, 0, 0, 0, 0},
    {1030, 4, 0, 0, 0, 0, 0}, {1034, 2, 0, 0, 0, 0, 0}, {1036, 3, 0, 0, 0, 0, 0},
    {1039, 4, 0, 0, 0, 0, 0}, {1043, 4, 0, 0, 0, 0, 0}, {1047, 24, 0, 0, 0, 0, 0},
    {1071, 2, 0, 0, 0, 0, 0}, {1073, 2, 0, 0, 0, 0, 0}, {1075, 2, 0, 0, 0, 0, 0},
    {1077, 7, 0, 0, 0, 0, 0}, {1084, 5, 0, 0, 0, 0, 0}, {1089, 1, 0, 0, 0, 0, 0},
    {1090, 4, 0, 0, 0, 0, 0}, {1094, 7, 0, 0, 0, 0, 0}, {1101, 2, 0, 0, 0, 0, 0},
    {1103, 5, 0, 0, 0, 0, 0}, {1108, 7, 0, 0, 0, 0, 0}, {1115, 1, 0, 0, 0, 0, 0},
    {1116, 5, 0, 0, 0, 0, 0}, {1121, 11, 0, 0, 0, 0, 0}, {0, 0, 0, 248, 25, 1, 1},
    {1132, 2, 0, 0, 0, 0, 0}, {0, 0, 0, 250, 26, 1, 1}, {1134, 6, 0, 0, 0, 0, 0},
    {1140, 4, 0, 0, 0, 0, 0}, {1144, 1, 0, 0, 0, 0, 0}, {1145, 1, 0, 0, 0, 0, 0},
    {1146, 10, 0, 0, 0, 0, 0}, {1156, 5, 0, 0, 0, 0, 0}, {1161, 10, 0, 0, 0, 0, 0},
    {1171, 3, 0, 0, 0, 0, 0}, {1174, 6, 0, 0, 0, 0, 0}, {1180, 2, 0, 0, 0, 0, 0},
    {1182, 3, 0, 0, 0, 0, 0}, {1185, 1, 0, 0, 0, 0, 0}, {1186, 43, 0, 0, 0, 0, 0},
    {1229, 0, 262, 0, 0, 0, 0}, {1229, 2, 0, 0, 0, 0, 0}, {1231, 3, 0, 0, 0, 0, 0},
    {1234, 5, 0, 0, 0, 0, 0}, {1239, 2, 0, 0, 0, 0, 0}, {1241, 4, 0, 0, 0, 0, 0},
    {1245, 4, 0, 0, 0, 0, 0}, {1249, 5, 0, 0, 0, 0, 0}, {1254, 4, 0, 0, 0, 0, 0},
    {1258, 1, 0, 0, 0, 0, 0}, {1259, 1, 0, 0, 0, 0, 0}, {1260, 5, 0, 0, 0, 0, 0},
    {1265, 6, 0, 0, 0, 0, 0}, {1271, 5, 0, 0, 0, 0, 0}, {1276, 2, 0, 0, 0, 0, 0},
    {1278, 2, 0, 0, 0, 0, 0}, {1280, 2, 0, 0, 0, 0, 0}, {1282, 3, 0, 0, 0, 0, 0},
    {1285, 5, 0, 0, 0, 0, 0}, {1290, 6, 0, 0, 0, 0, 0}, {1296, 2, 0, 0, 0, 0, 0},
    {1298, 2, 0, 0, 0, 0, 0}, {1300, 5, 0, 0, 0, 0, 0}, {1305, 5, 0, 0, 0, 0, 0},
    {1310, 2, 0, 0, 0, 0, 0}, {1312, 3, 0, 0, 0, 0, 0}, {1315, 6, 0, 0, 0, 0, 0},
    {1321, 5, 0, 0, 0, 0, 0}, {1326, 4, 0, 0, 0, 0, 0}, {1330, 2, 0, 0, 0, 0, 0},
    {1332, 2, 0, 0, 0, 0, 0}, {1334, 2, 0, 0, 0, 0, 0}, {1336, 5, 0, 0, 0, 0, 0},
    {1341, 2, 0, 0, 0, 0, 0}, {1343, 5, 0, 0, 0, 0, 0}, {1348, 4, 0, 0, 0, 0, 0},
    {1352, 4, 0, 0, 0, 0, 0}, {1356, 5, 0, 0, 0, 0, 0}, {1361, 4, 0, 0, 0, 0, 0},
    {1365, 4, 0, 0, 0, 0, 0}, {1369, 5, 0, 0, 0, 0, 0}, {1374, 8, 0, 0, 0, 0, 0},
    {1382, 2, 0, 0, 0, 0, 0}, {1384, 1, 0, 0, 0, 0, 0}, {1385, 9, 0, 0, 0, 0, 0},
    {1394, 6, 0, 0, 0, 0, 0}, {1400, 5, 0, 0, 0, 0, 0}, {1405, 4, 0, 0, 0, 0, 0},
    {1409, 2, 0, 0, 0, 0, 0}, {1411, 5, 0, 0, 0, 0, 0}, {1416, 8, 0, 0, 0, 0, 0},
    {1424, 6, 0, 0, 0, 0, 0}, {1430, 5, 0, 0, 0, 0, 0}, {1435, 1, 0, 0, 0, 0, 0},
    {1436, 2, 0, 0, 0, 0, 0}, {1438, 1, 0, 0, 0, 0, 0}, {1439, 4, 0, 0, 0, 0, 0},
    {1443, 4, 0, 0, 0, 0, 0}, {1447, 2, 0, 0, 0, 0, 0}, {1449, 2, 0, 0, 0, 0, 0},
    {0, 0, 0, 318, 27, 1, 1}, {0, 0, 0, 321, 28, 1, 1},
};

static const struct kg_schema_field fields[] = {
    {0, 1}, {7, 1}, {18, 1}, {34, 1}, {59, 1}, {83, 3}, {100, 1}, {110, 1}, {115, 4}, {124, 1},
    {129, 1}, {136, 9}, {146, 9}, {154, 1}, {174, 1}, {192, 10}, {199, 1}, {204, 1}, {214, 1},
    {219, 5}, {231, 1}, {243, 1}, {261, 1}, {288, 1}, {306, 6}, {317, 1}, {330, 1}, {341, 5},
    {348, 1}, {362, 1}, {367, 1}, {377, 7}, {393, 1}, {409, 1}, {418, 1}, {7, 1}, {422, 1},
    {441, 1}, {110, 1}, {362, 1}, {418, 1}, {7, 1}, {452, 1}, {110, 1}, {362, 1}, {367, 1},
    {393, 1}, {418, 1}, {462, 1}, {468, 1}, {7, 1}, {485, 12}, {110, 1}, {115, 4}, {496, 1},
    {502, 1}, {510, 1}, {199, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 15}, {510, 91}, {522, 1},
    {544, 16}, {553, 1}, {582, 20}, {593, 46}, {603, 1}, {613, 1}, {632, 47}, {652, 49}, {664, 1},
    {672, 1}, {684, 1}, {692, 1}, {701, 51}, {718, 20}, {733, 1}, {742, 5}, {755, 5}, {764, 1},
    {781, 1}, {790, 1}, {808, 1}, {823, 1}, {837, 1}, {854, 1}, {868, 53}, {884, 1}, {899, 1},
    {918, 1}, {936, 1}, {958, 1}, {968, 1}, {998, 1}, {1010, 54}, {1036, 57}, {1044, 17},
    {1057, 19}, {1069, 19}, {1085, 1}, {1133, 18}, {1180, 1}, {1085, 1}, {1133, 1}, {1198, 1},
    {1203, 1}, {1211, 22}, {1215, 1}, {1223, 1}, {1229, 1}, {1245, 28}, {1255, 33}, {362, 1},
    {1269, 34}, {1275, 33}, {1290, 36}, {868, 37}, {1300, 33}, {1313, 1}, {1319, 1}, {1329, 1},
    {1352, 1}, {1377, 1}, {1381, 42}, {1395, 44}, {1408, 1}, {362, 1}, {1419, 1}, {1425, 24},
    {1435, 25}, {1451, 26}, {1460, 27}, {1477, 25}, {1490, 1}, {362, 1}, {1494, 1}, {7, 1},
    {452, 1}, {1503, 1}, {1517, 1}, {1525, 1}, {1534, 29}, {1544, 29}, {1552, 30}, {1557, 31},
    {1565, 32}, {1203, 1}, {214, 1}, {1575, 1}, {1587, 1}, {1592, 1}, {1597, 1}, {214, 1},
    {1592, 1}, {1552, 30}, {1604, 1}, {1557, 31}, {1621, 1}, {1641, 1}, {1655, 1}, {1565, 32},
    {968, 1}, {1672, 1}, {1687, 1}, {1710, 1}, {1717, 1}, {362, 1}, {1701, 1}, {1726, 5},
    {1733, 5}, {1742, 1}, {1767, 38}, {1780, 1}, {1791, 1}, {1801, 1}, {1824, 1}, {1835, 1},
    {1848, 1}, {1858, 39}, {1873, 40}, {1888, 41}, {1903, 1}, {1907, 1}, {1912, 1}, {1918, 1},
    {199, 1}, {1923, 1}, {1928, 1}, {199, 1}, {1945, 1}, {1964, 1}, {1987, 1}, {2001, 1},
    {362, 1}, {2012, 1}, {2022, 1}, {362, 1}, {2039, 1}, {2048, 1}, {2056, 1}, {2068, 1},
    {2080, 1}, {2088, 1}, {1198, 1}, {1203, 1}, {1211, 22}, {1215, 1}, {1223, 1}, {1229, 1},
    {1245, 28}, {1255, 33}, {362, 1}, {1269, 1}, {1275, 33}, {1290, 36}, {868, 37}, {1300, 33},
    {1313, 1}, {1319, 1}, {2097, 1}, {1329, 1}, {1352, 1}, {1377, 1}, {1381, 42}, {1395, 44},
    {1408, 1}, {2120, 1}, {2117, 1}, {362, 1}, {2130, 1}, {2138, 1}, {1824, 1}, {1835, 1},
    {1848, 1}, {1858, 39}, {1873, 40}, {2158, 1}, {2177, 1}, {1888, 41}, {2215, 56}, {2229, 1},
    {2185, 1}, {2197, 1}, {2237, 1}, {2254, 5}, {2266, 59}, {2287, 60}, {2297, 61}, {2307, 62},
    {2314, 63}, {2321, 64}, {2331, 65}, {2335, 66}, {2347, 67}, {2356, 68}, {2366, 72},
    {2369, 73}, {2380, 74}, {2388, 75}, {2406, 76}, {2414, 77}, {2424, 78}, {2433, 79}, {362, 1},
    {2439, 80}, {2443, 81}, {2465, 82}, {2486, 83}, {2501, 84}, {2511, 85}, {2519, 86},
    {2523, 87}, {2531, 88}, {2538, 89}, {2548, 90}, {2562, 1}, {2569, 1}, {2039, 1}, {2579, 1},
    {2588, 1}, {2600, 1}, {2609, 1}, {2562, 1}, {110, 1}, {2039, 1}, {2039, 1}, {2617, 1},
    {2628, 1}, {2638, 1}, {1587, 1}, {2039, 1}, {2647, 1}, {2658, 52}, {1923, 1}, {2562, 1},
    {2039, 1}, {2658, 52}, {2579, 1}, {2668, 1}, {2680, 1}, {362, 1}, {1494, 1}, {2686, 1},
    {2562, 1}, {2693, 52}, {2039, 1}, {2714, 5}, {2668, 1}, {2680, 1}, {2731, 1}, {2738, 1},
    {2748, 69}, {115, 4}, {517, 70}, {2768, 1}, {2780, 71}, {1290, 36}, {2791, 56}, {2800, 1},
    {2817, 1}, {2828, 1}, {2839, 1}, {110, 1}, {362, 1}, {2562, 1}, {2848, 1}, {2039, 1},
    {2852, 1}, {2863, 1}, {2686, 1}, {2562, 1}, {2080, 5}, {2039, 1}, {2658, 52}, {2869, 1},
    {2881, 1}, {2562, 1}, {2569, 1}, {2893, 1}, {2039, 1}, {2900, 1}, {2910, 1}, {2921, 1},
    {2930, 1}, {1587, 1}, {2039, 1}, {1587, 1}, {199, 1}, {2940, 1}, {2958, 1}, {2562, 1},
    {2974, 1}, {2988, 1}, {2992, 1}, {2848, 1}, {3007, 1}, {2039, 1}, {2658, 52}, {3015, 1},
    {1587, 1}, {2039, 1}, {3028, 1}, {3035, 1}, {2039, 1}, {2562, 1}, {3045, 1}, {2562, 1},
    {2039, 1}, {2579, 1}, {2668, 1}, {3050, 1}, {3058, 1}, {2039, 1}, {3064, 1}, {3073, 1},
    {1923, 1}, {3080, 1}, {2562, 1}, {1223, 1}, {3087, 1}, {2638, 1}, {3095, 1}, {2039, 1},
    {2658, 52}, {1923, 1}, {2562, 1}, {3100, 1}, {3108, 1}, {2039, 1}, {2658, 52}, {3125, 1},
    {3136, 1}, {3148, 1}, {3160, 1}, {2828, 1}, {2668, 1}, {2680, 1}, {1494, 1}, {2617, 1},
    {2562, 1}, {2039, 1}, {2658, 52}, {2828, 1}, {3167, 1}, {2562, 1}, {3183, 1}, {3199, 1},
    {3217, 1}, {485, 92}, {3228, 1}, {3246, 1}, {1710, 1}, {3273, 1}, {502, 1}, {3295, 1},
    {3313, 1}, {3319, 1}, {3325, 94}, {3332, 1}, {129, 1}, {3341, 1}, {3351, 1}, {3365, 1},
    {502, 1}, {129, 1}, {510, 1}, {199, 1}, {2117, 1}, {7, 1}, {2680, 1}, {110, 1}, {115, 97},
    {3384, 1}, {3393, 1}, {393, 1}, {409, 1}, {0, 1}, {7, 1}, {462, 1}, {100, 1}, {3412, 1},
    {3427, 9}, {110, 1}, {3442, 1}, {502, 1}, {115, 4}, {129, 1}, {146, 9}, {3456, 1}, {174, 1},
    {192, 10}, {3475, 3}, {199, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 100}, {3482, 1}, {3497, 1},
    {3511, 1}, {3526, 1}, {3544, 1}, {3560, 1}, {3574, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 102},
    {510, 116}, {2768, 1}, {2266, 59}, {2287, 60}, {2297, 103}, {3595, 5}, {2307, 104},
    {2314, 106}, {3604, 9}, {2331, 107}, {2366, 72}, {2369, 108}, {2380, 74}, {2388, 75},
    {2414, 109}, {2424, 78}, {2433, 110}, {3613, 111}, {3619, 1}, {2439, 80}, {1044, 112},
    {3632, 1}, {2465, 82}, {2486, 83}, {2511, 85}, {2519, 113}, {2523, 114}, {2800, 1},
    {2538, 115}, {2817, 1}, {2548, 90}, {2039, 1}, {2617, 1}, {3662, 1}, {2628, 1}, {2638, 1},
    {1587, 1}, {2039, 1}, {2647, 1}, {2658, 105}, {1923, 1}, {362, 1}, {367, 1}, {2562, 1},
    {2039, 1}, {2658, 105}, {2579, 1}, {3678, 105}, {3704, 105}, {2686, 1}, {2562, 1},
    {2693, 105}, {3731, 105}, {2039, 1}, {2714, 5}, {3750, 1}, {2686, 1}, {2562, 1}, {2080, 5},
    {2039, 1}, {2658, 105}, {2930, 1}, {3763, 1}, {1587, 1}, {2039, 1}, {2940, 1}, {2958, 1},
    {2562, 1}, {2974, 1}, {2988, 1}, {2992, 1}, {2848, 1}, {3007, 1}, {2039, 1}, {2658, 105},
    {3015, 1}, {2562, 1}, {1587, 1}, {3782, 18}, {2562, 1}, {1223, 1}, {3087, 1}, {2638, 1},
    {3095, 1}, {2039, 1}, {2658, 105}, {1923, 1}, {2562, 1}, {3100, 1}, {3108, 1}, {2039, 1},
    {2658, 105}, {3125, 1}, {3136, 1}, {3148, 1}, {3160, 1}, {2828, 1}, {2562, 1}, {2039, 1},
    {2658, 9}, {2828, 1}, {3167, 1}, {502, 1}, {3313, 1}, {129, 1}, {3791, 1}, {3812, 1}, {7, 1},
    {110, 1}, {115, 4}, {3619, 1}, {3830, 5}, {3841, 1}, {3853, 1}, {3867, 1}, {7, 1}, {110, 1},
    {115, 4}, {517, 119}, {510, 121}, {3885, 1}, {3058, 1}, {3894, 1}, {3915, 1}, {3937, 120},
    {3945, 1}, {3953, 1}, {362, 1}, {367, 1}, {1592, 1}, {485, 122}, {3365, 1}, {502, 1},
    {129, 1}, {510, 1}, {199, 1}, {7, 1}, {3969, 1}, {110, 1}, {115, 4}, {755, 125}, {3977, 126},
    {3988, 5}, {742, 5}, {998, 1}, {7, 1}, {110, 1}, {115, 4}, {3997, 1}, {7, 1}, {110, 1},
    {115, 4}, {517, 129}, {510, 131}, {4003, 1}, {4019, 1}, {2791, 5}, {4028, 130}, {115, 4},
    {517, 15}, {4037, 1}, {485, 122}, {4055, 1}, {4076, 1}, {4095, 1}, {4019, 1}, {7, 1},
    {110, 1}, {115, 4}, {517, 133}, {510, 134}, {4109, 5}, {4115, 1}, {4122, 1}, {4130, 1},
    {418, 1}, {4141, 1}, {4148, 1}, {4157, 1}, {485, 1}, {7, 1}, {110, 1}, {4169, 1}, {4196, 1},
    {7, 1}, {110, 1}, {115, 4}, {517, 137}, {4205, 1}, {4212, 1}, {4220, 56}, {4232, 1}, {7, 1},
    {110, 1}, {115, 4}, {517, 139}, {510, 142}, {4109, 5}, {4115, 1}, {4244, 140}, {4266, 141},
    {418, 1}, {1923, 1}, {1587, 1}, {4285, 1}, {3058, 1}, {362, 1}, {367, 1}, {1525, 1},
    {4290, 1}, {4285, 1}, {3945, 1}, {4302, 1}, {4310, 1}, {4317, 1}, {129, 1}, {7, 1}, {110, 1},
    {115, 4}, {517, 144}, {510, 146}, {4333, 1}, {4345, 1}, {4357, 145}, {4372, 1}, {7, 1},
    {110, 1}, {362, 1}, {4403, 1}, {4435, 1}, {4451, 1}, {4467, 1}, {4076, 1}, {7, 1}, {110, 1},
    {115, 4}, {517, 148}, {510, 150}, {4481, 1}, {4491, 149}, {4506, 1}, {7, 1}, {110, 1},
    {362, 1}, {418, 1}, {4524, 1}, {4544, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 152}, {4550, 1},
    {4562, 1}, {4577, 1}, {4598, 1}, {4615, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 154},
    {510, 155}, {522, 1}, {4625, 1}, {4638, 1}, {4653, 1}, {4665, 1}, {4680, 1}, {2791, 56},
    {4692, 1}, {4028, 130}, {4700, 1}, {4724, 1}, {4731, 1}, {4748, 1}, {485, 92}, {4763, 1},
    {3341, 1}, {4770, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 157}, {510, 159}, {4780, 158},
    {4788, 1}, {3997, 1}, {4805, 1}, {1525, 71}, {4809, 1}, {4821, 1}, {4833, 160}, {4212, 1},
    {7, 1}, {110, 1}, {115, 4}, {517, 162}, {441, 1}, {3830, 163}, {2839, 1}, {110, 1}, {362, 1},
    {367, 1}, {4846, 1}, {7, 1}, {4852, 1}, {110, 1}, {1290, 1}, {7, 1}, {4865, 5}, {4870, 1},
    {110, 1}, {115, 4}, {4880, 5}, {199, 1}, {4891, 1}, {7, 1}, {2930, 1}, {110, 1}, {115, 4},
    {1269, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 168}, {510, 169}, {4903, 1}, {4918, 1},
    {2791, 56}, {485, 170}, {4931, 1}, {4946, 1}, {4961, 5}, {4975, 1}, {4994, 1}, {4076, 1},
    {3365, 1}, {502, 1}, {4076, 1}, {129, 1}, {510, 1}, {199, 1}, {7, 1}, {110, 1}, {115, 4},
    {5007, 71}, {5015, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 174}, {510, 175}, {367, 1},
    {4317, 1}, {5024, 1}, {5035, 1}, {5052, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 177},
    {510, 178}, {4019, 1}, {4019, 1}, {2791, 1}, {7, 1}, {110, 1}, {115, 4}, {5066, 180},
    {5075, 1}, {5099, 182}, {5112, 1}, {5126, 1}, {362, 1}, {5138, 56}, {5156, 56}, {5171, 1},
    {3997, 1}, {5190, 1}, {1672, 1}, {3885, 1}, {3937, 183}, {5202, 1}, {362, 1}, {367, 1},
    {1587, 1}, {1592, 1}, {7, 1}, {110, 1}, {115, 4}, {5066, 185}, {5075, 1}, {5099, 182},
    {5112, 1}, {5126, 1}, {362, 1}, {5138, 56}, {5156, 56}, {3997, 1}, {5190, 1}, {1672, 1},
    {7, 1}, {553, 1}, {701, 1}, {110, 1}, {115, 4}, {5206, 188}, {7, 1}, {110, 1}, {115, 4},
    {517, 190}, {5214, 191}, {5222, 193}, {362, 1}, {5234, 1}, {5241, 1}, {462, 1}, {7, 1},
    {3595, 1}, {110, 1}, {5254, 1}, {115, 4}, {5272, 56}, {2800, 1}, {7, 1}, {110, 1}, {115, 4},
    {517, 196}, {1726, 1}, {7, 1}, {110, 1}, {362, 1}, {5285, 198}, {4169, 1}, {4196, 1},
    {4852, 1}, {3945, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 200}, {510, 203}, {4003, 1},
    {5302, 1}, {2791, 56}, {4028, 130}, {5323, 201}, {5338, 202}, {199, 1}, {5352, 1}, {4903, 1},
    {5361, 1}, {485, 122}, {5376, 1}, {5399, 1}, {5422, 1}, {5438, 1}, {5457, 1}, {5469, 1},
    {4076, 1}, {5487, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 205}, {510, 206}, {4003, 1},
    {5510, 1}, {5517, 1}, {4019, 1}, {5302, 1}, {2791, 56}, {5541, 201}, {4028, 130}, {4037, 1},
    {5361, 1}, {485, 207}, {4076, 1}, {4095, 1}, {4019, 1}, {5550, 1}, {5570, 1}, {3365, 1},
    {5586, 1}, {502, 1}, {129, 1}, {510, 1}, {199, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 210},
    {510, 212}, {5601, 1}, {5619, 1}, {5642, 211}, {5654, 1}, {5663, 1}, {5687, 1}, {4692, 1},
    {115, 4}, {517, 154}, {4724, 1}, {5714, 1}, {5731, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 214},
    {510, 216}, {5750, 5}, {5755, 215}, {5769, 1}, {2237, 1}, {5750, 5}, {5776, 5}, {7, 1},
    {110, 1}, {115, 4}, {517, 218}, {510, 223}, {5781, 1}, {5811, 1}, {5821, 1}, {5832, 1},
    {5844, 1}, {5857, 1}, {5879, 1}, {5899, 1}, {5921, 1}, {5932, 1}, {5947, 1}, {5965, 1},
    {5980, 1}, {1269, 219}, {6005, 1}, {2791, 5}, {6030, 1}, {6046, 221}, {5241, 1}, {199, 1},
    {6068, 1}, {362, 1}, {6080, 1}, {1592, 1}, {1701, 1}, {6089, 1}, {6100, 222}, {1672, 1},
    {485, 170}, {4833, 160}, {7, 1}, {110, 1}, {115, 4}, {517, 225}, {510, 227}, {6109, 1},
    {733, 1}, {3475, 226}, {6118, 102}, {6135, 1}, {6156, 228}, {6168, 1}, {6177, 5}, {6196, 228},
    {502, 1}, {6208, 1}, {7, 1}, {4115, 1}, {110, 1}, {7, 1}, {110, 1}, {115, 4}, {6213, 1},
    {7, 1}, {110, 1}, {115, 4}, {517, 232}, {1742, 1}, {6221, 1}, {6239, 1}, {6259, 1}, {6278, 1},
    {6295, 1}, {6317, 1}, {6338, 1}, {6361, 1}, {6393, 1}, {2130, 233}, {664, 1}, {672, 1},
    {684, 1}, {6410, 1}, {1780, 1}, {1801, 1}, {6420, 1}, {1824, 233}, {1848, 233}, {6445, 234},
    {6458, 235}, {2158, 233}, {1036, 1}, {6466, 1}, {6473, 1}, {6478, 1}, {6503, 1}, {6473, 1},
    {1858, 39}, {7, 1}, {6527, 1}, {6539, 1}, {110, 1}, {115, 4}, {764, 1}, {1419, 1},
    {6553, 238}, {7, 1}, {110, 1}, {115, 4}, {3997, 1}, {6569, 1}, {7, 1}, {6590, 240}, {110, 1},
    {115, 4}, {7, 1}, {6604, 1}, {6611, 1}, {110, 1}, {6630, 1}, {6647, 241}, {6661, 1}, {393, 1},
    {418, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 243}, {510, 246}, {6679, 244}, {6692, 1},
    {6703, 1}, {6711, 6}, {6720, 1}, {6731, 1}, {6738, 1}, {2321, 245}, {6752, 1}, {362, 1},
    {367, 1}, {393, 1}, {418, 1}, {6769, 247}, {5222, 5}, {3595, 5}, {485, 249}, {6779, 251},
    {6786, 252}, {6802, 1}, {6809, 254}, {3313, 1}, {6818, 1}, {6834, 1}, {6847, 1}, {199, 1},
    {6855, 1}, {3365, 1}, {502, 1}, {129, 1}, {510, 1}, {199, 1}, {4724, 244}, {6873, 244},
    {496, 1}, {6882, 244}, {6896, 253}, {6912, 1}, {6917, 1}, {6930, 1}, {6937, 1}, {6961, 1},
    {6975, 1}, {6992, 1}, {7007, 1}, {7017, 1}, {7033, 1}, {7041, 1}, {7, 1}, {110, 1}, {115, 4},
    {517, 256}, {510, 265}, {7052, 1}, {7077, 257}, {3058, 1}, {7088, 258}, {7094, 1}, {4846, 1},
    {7116, 259}, {7129, 261}, {3945, 1}, {4196, 1}, {7140, 1}, {5541, 1}, {7165, 182}, {7185, 1},
    {110, 1}, {7196, 1}, {7205, 1}, {7212, 1}, {7223, 1}, {7232, 260}, {510, 1}, {7238, 1},
    {7256, 1}, {7273, 1}, {7292, 262}, {7308, 1}, {7313, 1}, {7321, 1}, {7337, 1}, {7358, 1},
    {7364, 1}, {7370, 1}, {7378, 263}, {7390, 5}, {6527, 1}, {7403, 1}, {7408, 1}, {7416, 1},
    {7433, 1}, {7450, 264}, {7463, 1}, {7470, 1}, {2680, 1}, {7473, 1}, {7482, 1}, {7492, 1},
    {7506, 1}, {7514, 1}, {7523, 1}, {7533, 1}, {7547, 1}, {7555, 1}, {7566, 262}, {7570, 1},
    {7579, 1}, {7585, 1}, {7593, 263}, {7611, 263}, {3782, 1}, {7622, 1}, {199, 1}, {7628, 1},
    {7640, 1}, {7671, 1}, {7698, 1}, {7725, 1}, {7748, 1}, {7770, 1}, {6527, 1}, {5202, 1},
    {7807, 258}, {485, 1}, {7821, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 267}, {510, 268},
    {4481, 1}, {4544, 1}, {4481, 1}, {7836, 1}, {496, 1}, {1923, 269}, {4109, 5}, {4115, 1},
    {418, 1}, {4148, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 271}, {510, 273}, {7850, 272},
    {7870, 1}, {7889, 52}, {3997, 1}, {199, 1}, {485, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 275},
    {510, 142}, {4109, 5}, {3058, 1}, {4244, 140}, {4266, 141}, {418, 1}, {1923, 1}, {7, 1},
    {110, 1}, {115, 4}, {517, 277}, {510, 273}, {7916, 278}, {199, 1}, {7924, 1}, {7949, 279},
    {7963, 280}, {199, 1}, {7971, 1}, {7980, 1}, {7997, 1}, {7, 1}, {110, 1}, {115, 4},
    {517, 282}, {510, 265}, {7077, 283}, {3058, 1}, {7088, 258}, {7094, 1}, {4846, 1}, {4196, 1},
    {5541, 1}, {8004, 284}, {5099, 182}, {7140, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 286},
    {510, 289}, {8012, 287}, {4333, 1}, {8021, 1}, {4345, 1}, {4357, 145}, {8029, 288},
    {8039, 288}, {8047, 1}, {8056, 1}, {8069, 1}, {485, 1}, {8096, 1}, {4435, 1}, {4451, 1},
    {4467, 1}, {4076, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 291}, {510, 159}, {8111, 292},
    {4788, 1}, {3997, 1}, {4805, 1}, {1525, 71}, {3937, 293}, {362, 1}, {1592, 294}, {362, 1},
    {8126, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 296}, {510, 142}, {4244, 140}, {4266, 141},
    {7, 1}, {110, 1}, {115, 4}, {517, 298}, {510, 289}, {4333, 1}, {8021, 1}, {4345, 1},
    {4357, 145}, {7, 1}, {110, 1}, {115, 4}, {4028, 130}, {7, 1}, {110, 1}, {115, 4}, {517, 301},
    {510, 131}, {4003, 1}, {4019, 1}, {2791, 56}, {4028, 130}, {7, 1}, {110, 1}, {115, 4},
    {8133, 9}, {7, 1}, {110, 1}, {115, 4}, {517, 304}, {510, 307}, {8140, 1}, {4019, 1},
    {5302, 1}, {2791, 56}, {4809, 1}, {4028, 130}, {5323, 305}, {8160, 1}, {5338, 306}, {199, 1},
    {2569, 1}, {5361, 1}, {485, 122}, {4435, 1}, {8181, 1}, {4076, 1}, {4095, 1}, {4019, 1},
    {8197, 1}, {5570, 1}, {7, 1}, {8212, 5}, {4865, 5}, {4870, 1}, {110, 1}, {115, 4}, {7, 1},
    {110, 1}, {115, 4}, {517, 70}, {510, 310}, {2768, 1}, {3595, 5}, {485, 92}, {3313, 1},
    {8223, 1}, {199, 1}, {7, 1}, {4865, 1}, {110, 1}, {115, 4}, {2921, 1}, {7, 1}, {8230, 1},
    {8235, 314}, {110, 1}, {502, 1}, {115, 97}, {129, 1}, {510, 1}, {8243, 1}, {3058, 1},
    {110, 1}, {362, 1}, {8250, 1}, {418, 1}, {7, 1}, {110, 1}, {115, 4}, {517, 316}, {510, 317},
    {306, 1}, {485, 122}, {3313, 1}, {8268, 319}, {8282, 320}, {8012, 1}, {362, 1}, {367, 1},
    {1211, 1}, {8296, 1}, {8301, 1}, {8307, 1}, {8268, 319}, {199, 1}, {8316, 323}, {8335, 324},
};

static const uint16_t keys[] = {
    418, 199, 362, 362, 1687, 1701, 2001, 2012, 362, 2117, 362, 2185, 2197, 362, 199, 2117, 199,
    199, 362, 362, 362, 362, 199, 1592, 1701, 199, 199, 362, 362,
};

static const struct kg_schema_kind kinds[] = {
    {8351, 8360, 197, 0}, {8363, 8360, 229, 0}, {8376, 8360, 164, 0}, {8392, 8403, 118, 1},
    {8392, 8429, 118, 1}, {8460, 8403, 96, 0}, {8460, 8429, 96, 0}, {8475, 8360, 135, 0},
    {8487, 8360, 302, 0}, {8495, 8505, 99, 1}, {8495, 8523, 99, 1}, {8546, 8505, 96, 0},
    {8546, 8523, 96, 0}, {8560, 8505, 189, 1}, {8560, 8523, 189, 1}, {8568, 8505, 96, 0},
    {8568, 8523, 96, 0}, {8580, 8523, 194, 2}, {8599, 8523, 96, 0}, {8622, 8648, 132, 1},
    {8622, 8671, 132, 1}, {8699, 8648, 96, 0}, {8699, 8671, 96, 0}, {8729, 8741, 237, 1},
    {8729, 8770, 237, 1}, {8804, 8741, 172, 1}, {8804, 8770, 172, 1}, {8823, 8741, 96, 0},
    {8823, 8770, 96, 0}, {8846, 8741, 96, 0}, {8846, 8770, 96, 0}, {8862, 8360, 11, 1},
    {8878, 8360, 96, 0}, {8898, 8360, 308, 2}, {8908, 8922, 318, 0}, {8954, 8360, 96, 0},
    {8968, 8987, 312, 2}, {8995, 8987, 96, 0}, {9018, 9026, 209, 2}, {9018, 9035, 209, 2},
    {9049, 9026, 96, 0}, {9049, 9035, 96, 0}, {9061, 9086, 281, 1}, {9061, 9110, 255, 1},
    {9139, 9086, 96, 0}, {9139, 9110, 96, 0}, {9168, 8987, 199, 2}, {9178, 8987, 96, 0},
    {9192, 9206, 240, 0}, {9192, 9226, 240, 0}, {9192, 9251, 240, 0}, {9192, 9283, 240, 0},
    {9192, 9086, 240, 0}, {9192, 9110, 240, 0}, {9192, 8403, 240, 0}, {9192, 8429, 240, 0},
    {9192, 8987, 240, 0}, {9192, 9320, 240, 0}, {9192, 9333, 240, 0}, {9192, 9346, 240, 0},
    {9192, 9371, 240, 0}, {9192, 9401, 240, 0}, {9192, 9425, 240, 0}, {9192, 9454, 240, 0},
    {9192, 9469, 240, 0}, {9192, 9489, 240, 0}, {9192, 9026, 240, 0}, {9192, 9035, 240, 0},
    {9192, 8648, 240, 0}, {9192, 8671, 240, 0}, {9192, 9509, 240, 0}, {9192, 9532, 240, 0},
    {9192, 9560, 240, 0}, {9192, 9580, 240, 0}, {9192, 9605, 240, 0}, {9192, 9622, 240, 0},
    {9192, 9644, 240, 0}, {9192, 9663, 240, 0}, {9192, 9701, 240, 0}, {9192, 9738, 240, 0},
    {9192, 9766, 240, 0}, {9192, 9801, 240, 0}, {9192, 9822, 240, 0}, {9192, 9848, 240, 0},
    {9192, 9863, 240, 0}, {9192, 9884, 240, 0}, {9192, 9904, 240, 0}, {9192, 9914, 240, 0},
    {9192, 8741, 240, 0}, {9192, 9929, 240, 0}, {9192, 8770, 240, 0}, {9192, 9964, 240, 0},
    {9192, 9985, 240, 0}, {9192, 10012, 240, 0}, {9192, 8505, 240, 0}, {9192, 10038, 240, 0},
    {9192, 8523, 240, 0}, {9192, 8360, 240, 0}, {10062, 8987, 204, 2}, {10073, 8987, 96, 0},
    {10088, 9560, 166, 2}, {10088, 9580, 166, 2}, {10102, 9560, 96, 0}, {10102, 9580, 96, 0},
    {10120, 8360, 230, 2}, {10130, 8360, 96, 0}, {10144, 9605, 2, 2}, {10144, 9622, 2, 2},
    {10144, 8360, 98, 2}, {10150, 9605, 96, 0}, {10150, 9622, 96, 0}, {10150, 8360, 96, 0},
    {10160, 9914, 239, 0}, {10169, 9701, 270, 1}, {10180, 9701, 96, 0}, {8268, 8922, 319, 0},
    {10195, 9454, 143, 2}, {10195, 9469, 297, 2}, {10195, 9489, 285, 2}, {10219, 9454, 96, 0},
    {10219, 9469, 96, 0}, {10219, 9489, 96, 0}, {10247, 9644, 156, 2}, {10247, 9801, 290, 2},
    {10247, 9822, 156, 2}, {10255, 9801, 161, 1}, {10255, 9822, 161, 1}, {10268, 9801, 96, 0},
    {10268, 9822, 96, 0}, {10285, 9644, 96, 0}, {10285, 9801, 96, 0}, {10285, 9822, 96, 0},
    {10297, 9026, 153, 2}, {10301, 9026, 96, 0}, {10309, 8922, 322, 0}, {8282, 8922, 320, 0},
    {10323, 9509, 151, 2}, {10323, 9532, 151, 2}, {10329, 9509, 96, 0}, {10329, 9532, 96, 0},
    {10339, 8360, 195, 2}, {10350, 8360, 96, 0}, {10365, 9401, 138, 0}, {10365, 9425, 274, 0},
    {10390, 9251, 179, 1}, {10390, 9283, 179, 1}, {10419, 9251, 96, 0}, {10419, 9283, 96, 0},
    {10452, 8360, 315, 1}, {10462, 8360, 96, 0}, {10476, 9801, 136, 2}, {10490, 9801, 96, 0},
    {10508, 8360, 242, 1}, {10513, 8360, 96, 0}, {10522, 8360, 0, 1}, {10539, 8360, 101, 1},
    {10556, 8360, 309, 2}, {10578, 8360, 96, 0}, {10604, 8360, 96, 0}, {10625, 8360, 14, 2},
    {10629, 8360, 0, 2}, {10646, 9904, 167, 2}, {10646, 9914, 167, 2}, {10666, 9904, 96, 0},
    {10666, 9914, 96, 0}, {10690, 8360, 0, 2}, {10705, 8360, 96, 0}, {10713, 8360, 0, 2},
    {10735, 8360, 0, 2}, {10751, 9914, 231, 1}, {10769, 9914, 96, 0}, {10791, 8360, 299, 2},
    {10803, 8360, 96, 0}, {10819, 9964, 236, 1}, {10819, 10012, 236, 1}, {10833, 9964, 96, 0},
    {10833, 10012, 96, 0}, {10851, 9701, 276, 1}, {10878, 9701, 96, 0}, {10909, 8987, 300, 2},
    {10920, 8987, 96, 0}, {10935, 8360, 128, 2}, {10957, 8360, 96, 0}, {10983, 8360, 213, 2},
    {10997, 8360, 96, 0}, {11015, 8741, 127, 2}, {11015, 8770, 127, 2}, {11020, 8741, 172, 2},
    {11020, 8770, 172, 2}, {11032, 8741, 96, 0}, {11032, 8770, 96, 0}, {11048, 8741, 96, 0},
    {11048, 8770, 96, 0}, {11057, 9848, 124, 1}, {11057, 9884, 124, 1}, {11070, 9848, 96, 0},
    {11070, 9884, 96, 0}, {11087, 9454, 176, 2}, {11093, 8360, 165, 2}, {11100, 8922, 321, 0},
    {11111, 8360, 96, 0}, {11122, 9401, 295, 0}, {11122, 9425, 295, 0}, {11146, 9401, 173, 0},
    {11146, 9425, 173, 0}, {11169, 8360, 217, 2}, {11177, 8360, 187, 2}, {11192, 8360, 96, 0},
    {11211, 8360, 96, 0}, {11223, 8360, 0, 2}, {11243, 8987, 303, 2}, {11255, 8987, 96, 0},
    {11271, 8360, 313, 0}, {11278, 8505, 117, 1}, {11278, 8523, 117, 1}, {11291, 8505, 96, 0},
    {11291, 8523, 96, 0}, {11308, 9401, 138, 0}, {11308, 9425, 274, 0}, {11328, 9346, 147, 0},
    {11341, 9346, 266, 0}, {11341, 9371, 266, 0}, {11353, 9251, 184, 1}, {11353, 9283, 184, 1},
    {11384, 9251, 96, 0}, {11384, 9283, 96, 0}, {11419, 8505, 224, 1}, {11419, 8523, 224, 1},
    {11436, 8505, 96, 0}, {11436, 8523, 96, 0}, {11457, 9206, 311, 0}, {11457, 9226, 311, 0},
    {11457, 9251, 311, 0}, {11457, 9283, 311, 0}, {11457, 9086, 311, 0}, {11457, 9110, 311, 0},
    {11457, 8403, 311, 0}, {11457, 8429, 311, 0}, {11457, 8987, 311, 0}, {11457, 9320, 311, 0},
    {11457, 9333, 311, 0}, {11457, 9346, 311, 0}, {11457, 9371, 311, 0}, {11457, 9401, 311, 0},
    {11457, 9425, 311, 0}, {11457, 9454, 311, 0}, {11457, 9469, 311, 0}, {11457, 9489, 311, 0},
    {11457, 9026, 311, 0}, {11457, 9035, 311, 0}, {11457, 8648, 311, 0}, {11457, 8671, 311, 0},
    {11457, 9509, 311, 0}, {11457, 9532, 311, 0}, {11457, 9560, 311, 0}, {11457, 9580, 311, 0},
    {11457, 9605, 311, 0}, {11457, 9622, 311, 0}, {11457, 9644, 311, 0}, {11457, 9663, 311, 0},
    {11457, 9701, 311, 0}, {11457, 9738, 311, 0}, {11457, 9766, 311, 0}, {11457, 9801, 311, 0},
    {11457, 9822, 311, 0}, {11457, 9848, 311, 0}, {11457, 9863, 311, 0}, {11457, 9884, 311, 0},
    {11457, 9904, 311, 0}, {11457, 9914, 311, 0}, {11457, 8741, 311, 0}, {11457, 9929, 311, 0},
    {11457, 8770, 311, 0}, {11457, 9964, 311, 0}, {11457, 9985, 311, 0}, {11457, 10012, 311, 0},
    {11457, 8505, 311, 0}, {11457, 10038, 311, 0}, {11457, 8523, 311, 0}, {11457, 8360, 311, 0},
};
/* clang-format on */

const struct kg_schema_table kg_schema_kubernetes = {
    .names = names,
    .types = types,
    .fields = fields,
    .keys = keys,
    .kinds = kinds,
    .kind_count = sizeof(kinds) / sizeof(kinds[0]),
};
