/* Made by merge_schema.py; do not edit. merge_schema_table.h explains it. */
#include "merge_schema_table.h"

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
    "operator\0values\0averageUtilization\0averageValue\0forZones\0ready\0serving\0"
    "terminating\0pathPrefix\0namespaced\0singularName\0storageVersionHash\0verbs\0scopeName\0"
    "pathType\0defaultRequest\0max\0maxLimitRequestRatio\0min\0metricName\0targetValue\0"
    "sizeBytes\0jsonPath\0namespaces\0from\0cidr\0except\0nonResourceURLs\0describedObject\0"
    "metric\0http\0paths\0conditionType\0field\0audience\0to\0podAffinityTerm\0weight\0"
    "apiGroups\0clusterScope\0currentAverageValue\0currentValue\0metricSelector\0"
    "containerResource\0external\0pods\0container\0current\0resourceNames\0"
    "serviceAccountToken\0ipBlock\0currentAverageUtilization\0mode\0apiVersions\0operations\0"
    "startedAt\0hints\0targetRef\0topology\0configMapRef\0prefix\0buildDate\0compiler\0"
    "gitCommit\0gitTreeState\0gitVersion\0goVersion\0major\0minor\0platform\0deprecated\0"
    "deprecationWarning\0schema\0served\0storage\0deprecatedTopology\0zone\0notReadyAddresses\0"
    "targetAverageValue\0containerID\0exitCode\0finishedAt\0signal\0targetAverageUtilization\0"
    "running\0terminated\0waiting\0imageID\0lastState\0restartCount\0started\0state\0"
    "preference\0matchFields\0fieldsType\0fieldsV1\0manager\0operation\0JSONPath\0"
    "matchLabelExpressions\0endPort\0effect\0timeAdded\0tolerationSeconds\0hosts\0clientCIDR\0"
    "serverAddress\0APIGroup\0v1\0APIGroupList\0APIResourceList\0APIService\0"
    "apiregistration.k8s.io/v1\0apiregistration.k8s.io/v1beta1\0APIServiceList\0APIVersions\0"
    "Binding\0CSIDriver\0storage.k8s.io/v1\0storage.k8s.io/v1beta1\0CSIDriverList\0CSINode\0"
    "CSINodeList\0CSIStorageCapacity\0CSIStorageCapacityList\0CertificateSigningRequest\0"
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
    "VolumeAttachmentList\0WatchEvent\0io.k8s.apimachinery.pkg.apis.meta.v1.\0APIResource\0"
    "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.\0"
    "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1beta1.\0APIServiceCondition\0"
    "APIServiceSpec\0APIServiceStatus\0AWSElasticBlockStoreVolumeSource\0io.k8s.api.core.v1.\0"
    "Affinity\0AggregationRule\0io.k8s.api.rbac.v1.\0io.k8s.api.rbac.v1beta1.\0"
    "AllowedCSIDriver\0io.k8s.api.policy.v1beta1.\0AllowedFlexVolume\0AllowedHostPath\0"
    "AttachedVolume\0AzureDiskVolumeSource\0AzureFilePersistentVolumeSource\0"
    "AzureFileVolumeSource\0BoundObjectReference\0io.k8s.api.authentication.v1.\0"
    "io.k8s.api.storage.v1.\0io.k8s.api.storage.v1beta1.\0CSIDriverSpec\0CSINodeDriver\0"
    "CSINodeSpec\0CSIPersistentVolumeSource\0CSIVolumeSource\0Capabilities\0"
    "CephFSPersistentVolumeSource\0CephFSVolumeSource\0io.k8s.api.certificates.v1.\0"
    "io.k8s.api.certificates.v1beta1.\0CertificateSigningRequestCondition\0"
    "CertificateSigningRequestSpec\0CertificateSigningRequestStatus\0"
    "CinderPersistentVolumeSource\0CinderVolumeSource\0ClientIPConfig\0ComponentCondition\0"
    "Condition\0io.k8s.api.apps.v1.\0ConfigMapEnvSource\0ConfigMapKeySelector\0"
    "ConfigMapNodeConfigSource\0ConfigMapProjection\0ConfigMapVolumeSource\0Container\0"
    "ContainerImage\0ContainerPort\0ContainerResourceMetricSource\0"
    "io.k8s.api.autoscaling.v2beta1.\0io.k8s.api.autoscaling.v2beta2.\0"
    "ContainerResourceMetricStatus\0ContainerState\0ContainerStateRunning\0"
    "ContainerStateTerminated\0ContainerStateWaiting\0ContainerStatus\0io.k8s.api.batch.v1.\0"
    "io.k8s.api.batch.v1beta1.\0CronJobSpec\0CronJobStatus\0CrossVersionObjectReference\0"
    "io.k8s.api.autoscaling.v1.\0CustomResourceColumnDefinition\0"
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.\0"
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1beta1.\0CustomResourceConversion\0"
    "CustomResourceDefinitionCondition\0CustomResourceDefinitionNames\0"
    "CustomResourceDefinitionSpec\0CustomResourceDefinitionStatus\0"
    "CustomResourceDefinitionVersion\0CustomResourceSubresourceScale\0"
    "CustomResourceSubresourceStatus\0CustomResourceSubresources\0CustomResourceValidation\0"
    "DaemonEndpoint\0DaemonSetCondition\0DaemonSetSpec\0DaemonSetStatus\0"
    "DaemonSetUpdateStrategy\0DeploymentCondition\0DeploymentSpec\0DeploymentStatus\0"
    "DeploymentStrategy\0DownwardAPIProjection\0DownwardAPIVolumeFile\0"
    "DownwardAPIVolumeSource\0EmptyDirVolumeSource\0Endpoint\0io.k8s.api.discovery.v1.\0"
    "io.k8s.api.discovery.v1beta1.\0EndpointAddress\0EndpointConditions\0EndpointHints\0"
    "EndpointPort\0EndpointSubset\0EnvFromSource\0EnvVar\0EnvVarSource\0EphemeralContainer\0"
    "EphemeralVolumeSource\0io.k8s.api.events.v1.\0io.k8s.api.events.v1beta1.\0EventSeries\0"
    "EventSource\0ExecAction\0ExternalDocumentation\0ExternalMetricSource\0"
    "ExternalMetricStatus\0FCVolumeSource\0FSGroupStrategyOptions\0FieldsV1\0"
    "FlexPersistentVolumeSource\0FlexVolumeSource\0FlockerVolumeSource\0"
    "FlowDistinguisherMethod\0io.k8s.api.flowcontrol.v1beta1.\0FlowSchemaCondition\0"
    "FlowSchemaSpec\0FlowSchemaStatus\0ForZone\0GCEPersistentDiskVolumeSource\0"
    "GitRepoVolumeSource\0GlusterfsPersistentVolumeSource\0GlusterfsVolumeSource\0"
    "GroupSubject\0GroupVersionForDiscovery\0HPAScalingPolicy\0HPAScalingRules\0HTTPGetAction\0"
    "HTTPHeader\0HTTPIngressPath\0io.k8s.api.extensions.v1beta1.\0io.k8s.api.networking.v1.\0"
    "io.k8s.api.networking.v1beta1.\0HTTPIngressRuleValue\0Handler\0"
    "HorizontalPodAutoscalerBehavior\0HorizontalPodAutoscalerCondition\0"
    "HorizontalPodAutoscalerSpec\0HorizontalPodAutoscalerStatus\0HostAlias\0"
    "HostPathVolumeSource\0HostPortRange\0IDRange\0IPBlock\0ISCSIPersistentVolumeSource\0"
    "ISCSIVolumeSource\0Info\0io.k8s.apimachinery.pkg.version.\0IngressBackend\0"
    "IngressClassParametersReference\0IngressClassSpec\0IngressRule\0IngressServiceBackend\0"
    "IngressSpec\0IngressStatus\0IngressTLS\0IntOrString\0"
    "io.k8s.apimachinery.pkg.util.intstr.\0JSON\0JSONSchemaProps\0JSONSchemaPropsOrArray\0"
    "JSONSchemaPropsOrBool\0JSONSchemaPropsOrStringArray\0JobCondition\0JobSpec\0JobStatus\0"
    "JobTemplateSpec\0KeyToPath\0LabelSelector\0LabelSelectorRequirement\0"
    "io.k8s.api.coordination.v1.\0io.k8s.api.coordination.v1beta1.\0LeaseSpec\0Lifecycle\0"
    "LimitRangeItem\0LimitRangeSpec\0LimitResponse\0LimitedPriorityLevelConfiguration\0"
    "ListMeta\0LoadBalancerIngress\0LoadBalancerStatus\0LocalObjectReference\0"
    "io.k8s.api.authorization.v1.\0io.k8s.api.authorization.v1beta1.\0LocalVolumeSource\0"
    "ManagedFieldsEntry\0MetricIdentifier\0MetricSpec\0MetricStatus\0MetricTarget\0"
    "MetricValueStatus\0MicroTime\0MutatingWebhook\0io.k8s.api.admissionregistration.v1.\0"
    "io.k8s.api.admissionregistration.v1beta1.\0NFSVolumeSource\0NamespaceCondition\0"
    "NamespaceSpec\0NamespaceStatus\0NetworkPolicyEgressRule\0NetworkPolicyIngressRule\0"
    "NetworkPolicyPeer\0NetworkPolicyPort\0NetworkPolicySpec\0NodeAddress\0NodeAffinity\0"
    "NodeCondition\0NodeConfigSource\0NodeConfigStatus\0NodeDaemonEndpoints\0NodeSelector\0"
    "NodeSelectorRequirement\0NodeSelectorTerm\0NodeSpec\0NodeStatus\0NodeSystemInfo\0"
    "NonResourceAttributes\0NonResourcePolicyRule\0NonResourceRule\0ObjectFieldSelector\0"
    "ObjectMeta\0ObjectMetricSource\0ObjectMetricStatus\0ObjectReference\0Overhead\0"
    "io.k8s.api.node.v1.\0io.k8s.api.node.v1beta1.\0OwnerReference\0Patch\0"
    "PersistentVolumeClaimCondition\0PersistentVolumeClaimSpec\0PersistentVolumeClaimStatus\0"
    "PersistentVolumeClaimTemplate\0PersistentVolumeClaimVolumeSource\0PersistentVolumeSpec\0"
    "PersistentVolumeStatus\0PhotonPersistentDiskVolumeSource\0PodAffinity\0PodAffinityTerm\0"
    "PodAntiAffinity\0PodCondition\0PodDNSConfig\0PodDNSConfigOption\0io.k8s.api.policy.v1.\0"
    "PodDisruptionBudgetSpec\0PodDisruptionBudgetStatus\0PodIP\0PodReadinessGate\0"
    "PodSecurityContext\0PodSecurityPolicySpec\0PodSpec\0PodStatus\0PodTemplateSpec\0"
    "PodsMetricSource\0PodsMetricStatus\0PolicyRule\0PolicyRulesWithSubjects\0PortStatus\0"
    "PortworxVolumeSource\0Preconditions\0PreferredSchedulingTerm\0io.k8s.api.scheduling.v1.\0"
    "io.k8s.api.scheduling.v1beta1.\0PriorityLevelConfigurationCondition\0"
    "PriorityLevelConfigurationReference\0PriorityLevelConfigurationSpec\0"
    "PriorityLevelConfigurationStatus\0Probe\0ProjectedVolumeSource\0Quantity\0"
    "io.k8s.apimachinery.pkg.api.resource.\0QueuingConfiguration\0QuobyteVolumeSource\0"
    "RBDPersistentVolumeSource\0RBDVolumeSource\0RawExtension\0"
    "io.k8s.apimachinery.pkg.runtime.\0ReplicaSetCondition\0ReplicaSetSpec\0ReplicaSetStatus\0"
    "ReplicationControllerCondition\0ReplicationControllerSpec\0ReplicationControllerStatus\0"
    "ResourceAttributes\0ResourceFieldSelector\0ResourceMetricSource\0ResourceMetricStatus\0"
    "ResourcePolicyRule\0ResourceQuotaSpec\0ResourceQuotaStatus\0ResourceRequirements\0"
    "ResourceRule\0RoleRef\0RollingUpdateDaemonSet\0RollingUpdateDeployment\0"
    "RollingUpdateStatefulSetStrategy\0RuleWithOperations\0RunAsGroupStrategyOptions\0"
    "RunAsUserStrategyOptions\0RuntimeClassStrategyOptions\0SELinuxOptions\0"
    "SELinuxStrategyOptions\0ScaleIOPersistentVolumeSource\0ScaleIOVolumeSource\0ScaleSpec\0"
    "ScaleStatus\0Scheduling\0ScopeSelector\0ScopedResourceSelectorRequirement\0"
    "SeccompProfile\0SecretEnvSource\0SecretKeySelector\0SecretProjection\0SecretReference\0"
    "SecretVolumeSource\0SecurityContext\0SelfSubjectAccessReviewSpec\0"
    "SelfSubjectRulesReviewSpec\0ServerAddressByClientCIDR\0ServiceAccountSubject\0"
    "ServiceAccountTokenProjection\0ServiceBackendPort\0ServicePort\0ServiceReference\0"
    "ServiceSpec\0ServiceStatus\0SessionAffinityConfig\0StatefulSetCondition\0StatefulSetSpec\0"
    "StatefulSetStatus\0StatefulSetUpdateStrategy\0StatusCause\0StatusDetails\0"
    "StorageOSPersistentVolumeSource\0StorageOSVolumeSource\0Subject\0SubjectAccessReviewSpec\0"
    "SubjectAccessReviewStatus\0SubjectRulesReviewStatus\0SupplementalGroupsStrategyOptions\0"
    "Sysctl\0TCPSocketAction\0Taint\0Time\0TokenRequestSpec\0TokenRequestStatus\0"
    "io.k8s.api.authentication.v1beta1.\0TokenReviewSpec\0TokenReviewStatus\0Toleration\0"
    "TopologySelectorLabelRequirement\0TopologySelectorTerm\0TopologySpreadConstraint\0"
    "TypedLocalObjectReference\0UserInfo\0UserSubject\0ValidatingWebhook\0Volume\0"
    "VolumeAttachmentSource\0VolumeAttachmentSpec\0VolumeAttachmentStatus\0VolumeDevice\0"
    "VolumeError\0VolumeMount\0VolumeNodeAffinity\0VolumeNodeResources\0VolumeProjection\0"
    "VsphereVirtualDiskVolumeSource\0WebhookClientConfig\0WebhookConversion\0"
    "WeightedPodAffinityTerm\0WindowsSecurityContextOptions\0";

static const struct kg_merge_schema_type types[] = {
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
    {0, 0, 0, 318, 27, 1, 1}, {0, 0, 0, 321, 28, 1, 1}, {1451, 3, 0, 0, 0, 0, 0},
    {1454, 3, 0, 0, 0, 0, 0}, {1457, 1, 0, 0, 0, 0, 0}, {1458, 3, 0, 0, 0, 0, 0},
    {1461, 2, 0, 0, 0, 0, 0}, {1463, 2, 0, 0, 0, 0, 0}, {1465, 10, 0, 0, 0, 0, 0},
    {1475, 3, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 29, 1, 1}, {1478, 3, 0, 0, 0, 0, 0},
    {1481, 3, 0, 0, 0, 0, 0}, {1484, 2, 0, 0, 0, 0, 0}, {1486, 6, 0, 0, 0, 0, 0},
    {1492, 2, 0, 0, 0, 0, 0}, {1494, 5, 0, 0, 0, 0, 0}, {1499, 2, 0, 0, 0, 0, 0},
    {1501, 6, 0, 0, 0, 0, 0}, {1507, 4, 0, 0, 0, 0, 0}, {1511, 2, 0, 0, 0, 0, 0},
    {1513, 2, 0, 0, 0, 0, 0}, {1515, 2, 0, 0, 0, 0, 0}, {1517, 3, 0, 0, 0, 0, 0},
    {1520, 4, 0, 0, 0, 0, 0}, {1524, 2, 0, 0, 0, 0, 0}, {1526, 1, 0, 0, 0, 0, 0},
    {1527, 1, 0, 0, 0, 0, 0}, {1528, 3, 0, 0, 0, 0, 0}, {1531, 2, 0, 0, 0, 0, 0},
    {1533, 2, 0, 0, 0, 0, 0}, {1535, 2, 0, 0, 0, 0, 0}, {1537, 5, 0, 0, 0, 0, 0},
    {1542, 4, 0, 0, 0, 0, 0}, {1546, 6, 0, 0, 0, 0, 0}, {1552, 3, 0, 0, 0, 0, 0},
    {1555, 2, 0, 0, 0, 0, 0}, {1557, 3, 0, 0, 0, 0, 0}, {1560, 2, 0, 0, 0, 0, 0},
    {1562, 5, 0, 0, 0, 0, 0}, {1567, 4, 0, 0, 0, 0, 0}, {1571, 3, 0, 0, 0, 0, 0},
    {1574, 1, 0, 0, 0, 0, 0}, {1575, 3, 0, 0, 0, 0, 0}, {1578, 2, 0, 0, 0, 0, 0},
    {1580, 3, 0, 0, 0, 0, 0}, {1583, 3, 0, 0, 0, 0, 0}, {1586, 2, 0, 0, 0, 0, 0},
    {1588, 4, 0, 0, 0, 0, 0}, {1592, 5, 0, 0, 0, 0, 0}, {1597, 1, 0, 0, 0, 0, 0},
    {1598, 4, 0, 0, 0, 0, 0}, {1602, 4, 0, 0, 0, 0, 0}, {1606, 5, 0, 0, 0, 0, 0},
    {1611, 7, 0, 0, 0, 0, 0}, {1618, 3, 0, 0, 0, 0, 0}, {1621, 3, 0, 0, 0, 0, 0},
    {1624, 2, 0, 0, 0, 0, 0}, {1626, 9, 0, 0, 0, 0, 0}, {1635, 8, 0, 0, 0, 0, 0},
    {1643, 3, 0, 0, 0, 0, 0}, {1646, 3, 0, 0, 0, 0, 0}, {1649, 8, 0, 0, 0, 0, 0},
    {1657, 3, 0, 0, 0, 0, 0}, {1660, 4, 0, 0, 0, 0, 0}, {1664, 3, 0, 0, 0, 0, 0},
    {1667, 7, 0, 0, 0, 0, 0}, {1674, 6, 0, 0, 0, 0, 0}, {1680, 4, 0, 0, 0, 0, 0},
    {1684, 2, 0, 0, 0, 0, 0}, {1686, 4, 0, 0, 0, 0, 0}, {1690, 2, 0, 0, 0, 0, 0},
    {1692, 4, 0, 0, 0, 0, 0}, {1696, 3, 0, 0, 0, 0, 0}, {1699, 9, 0, 0, 0, 0, 0},
    {1708, 3, 0, 0, 0, 0, 0}, {1711, 2, 0, 0, 0, 0, 0}, {1713, 2, 0, 0, 0, 0, 0},
    {1715, 6, 0, 0, 0, 0, 0}, {1721, 6, 0, 0, 0, 0, 0}, {1727, 3, 0, 0, 0, 0, 0},
    {1730, 3, 0, 0, 0, 0, 0}, {1733, 4, 0, 0, 0, 0, 0}, {1737, 1, 0, 0, 0, 0, 0},
    {1738, 3, 0, 0, 0, 0, 0}, {1741, 3, 0, 0, 0, 0, 0}, {1744, 4, 0, 0, 0, 0, 0},
    {1748, 3, 0, 0, 0, 0, 0}, {1751, 4, 0, 0, 0, 0, 0}, {1755, 1, 0, 0, 0, 0, 0},
    {1756, 5, 0, 0, 0, 0, 0}, {1761, 3, 0, 0, 0, 0, 0}, {1764, 2, 0, 0, 0, 0, 0},
    {1766, 6, 0, 0, 0, 0, 0}, {1772, 6, 0, 0, 0, 0, 0}, {1778, 2, 0, 0, 0, 0, 0},
};

static const struct kg_merge_schema_field fields[] = {
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
    {1490, 1}, {8351, 1}, {8360, 1}, {8367, 1}, {8386, 1}, {1419, 1}, {8399, 1}, {8408, 1},
    {8414, 1}, {8422, 1}, {8434, 1}, {2039, 1}, {362, 1}, {2791, 56}, {7185, 1}, {3058, 1},
    {110, 1}, {362, 1}, {8445, 1}, {7212, 1}, {8456, 1}, {8469, 1}, {8488, 1}, {3945, 1},
    {1490, 333}, {8351, 1}, {8360, 1}, {8351, 1}, {8494, 1}, {8360, 1}, {4780, 158}, {1587, 1},
    {8504, 1}, {502, 1}, {129, 1}, {7370, 5}, {8513, 5}, {8528, 5}, {8532, 5}, {8553, 5},
    {199, 1}, {8528, 1}, {8553, 1}, {8386, 1}, {8557, 1}, {2791, 56}, {8133, 145}, {8568, 1},
    {7088, 1}, {8580, 1}, {6527, 1}, {7463, 1}, {8590, 1}, {362, 1}, {781, 1}, {199, 1},
    {2215, 56}, {5138, 56}, {8599, 1}, {2185, 1}, {8610, 1}, {1269, 1}, {8615, 1}, {8620, 1},
    {8627, 1}, {8488, 1}, {8643, 145}, {8659, 330}, {8133, 347}, {8367, 1}, {8386, 1}, {199, 1},
    {1419, 1}, {214, 1}, {8666, 349}, {8671, 1}, {8677, 1}, {8691, 1}, {502, 1}, {129, 1},
    {8697, 1}, {4506, 1}, {1269, 1}, {8706, 1}, {8709, 342}, {8725, 1}, {8732, 1}, {8742, 1},
    {8599, 1}, {1290, 1}, {8488, 1}, {8755, 1}, {8775, 1}, {8557, 1}, {8788, 56}, {8803, 358},
    {8821, 359}, {8223, 360}, {8830, 359}, {1525, 361}, {199, 1}, {8835, 1}, {8845, 326},
    {362, 1}, {8845, 326}, {8659, 330}, {8845, 326}, {8643, 145}, {8659, 330}, {8845, 326},
    {362, 1}, {8732, 1}, {8627, 1}, {8853, 1}, {1290, 1}, {8488, 1}, {2321, 364}, {2335, 365},
    {2531, 364}, {8867, 366}, {2680, 1}, {362, 1}, {1494, 1}, {2680, 1}, {8697, 1}, {4506, 1},
    {1587, 1}, {8659, 330}, {8133, 347}, {8887, 344}, {5138, 56}, {4220, 56}, {8895, 1},
    {8755, 1}, {362, 1}, {362, 1}, {1419, 1}, {1451, 26}, {8921, 1}, {1587, 1}, {1460, 27},
    {8732, 1}, {8926, 1}, {8938, 1}, {1290, 1}, {4846, 1}, {8949, 1}, {2839, 1}, {110, 1},
    {362, 1}, {367, 1}, {8835, 1}, {8895, 1}, {8755, 1}, {362, 1}, {8386, 1}, {8775, 1},
    {8557, 1}, {2791, 56}, {8133, 145}, {6769, 1}, {485, 328}, {8959, 327}, {692, 1}, {733, 1},
    {8965, 9}, {8975, 5}, {496, 1}, {1592, 1}, {1701, 1}, {8984, 380}, {8997, 1}, {2658, 380},
    {362, 1}, {1494, 1}, {9004, 1}, {9014, 1}, {9023, 1}, {9033, 1}, {9046, 1}, {9057, 1},
    {9067, 1}, {9073, 1}, {9079, 1}, {7052, 1}, {9088, 1}, {9099, 1}, {362, 1}, {9118, 261},
    {9125, 1}, {9132, 1}, {7116, 259}, {8755, 1}, {8557, 1}, {2791, 56}, {4780, 292}, {1587, 1},
    {8504, 1}, {6769, 1}, {485, 328}, {9140, 5}, {8959, 327}, {692, 1}, {733, 1}, {8965, 9},
    {9159, 1}, {6769, 1}, {9164, 1}, {1269, 1}, {692, 1}, {2117, 1}, {733, 1}, {8965, 9},
    {8557, 1}, {2791, 56}, {9182, 1}, {9201, 1}, {9213, 1}, {9222, 1}, {502, 1}, {129, 1},
    {9233, 1}, {8949, 1}, {8803, 375}, {8821, 356}, {8223, 376}, {8830, 383}, {1525, 369},
    {199, 1}, {8835, 1}, {362, 1}, {9240, 1}, {9182, 1}, {1490, 1}, {8360, 1}, {8732, 1},
    {8853, 1}, {1290, 1}, {8488, 1}, {362, 1}, {8133, 347}, {6068, 1}, {362, 1}, {1592, 1},
    {1701, 1}, {9265, 373}, {9273, 389}, {9284, 336}, {9201, 1}, {1223, 1}, {9292, 1},
    {9300, 396}, {362, 1}, {8408, 1}, {9310, 1}, {9323, 1}, {9331, 396}, {692, 1}, {2117, 1},
    {1269, 1}, {9337, 400}, {8725, 1}, {2237, 1}, {9348, 1}, {7, 1}, {9360, 1}, {9371, 1},
    {9380, 1}, {9388, 1}, {6208, 1}, {9398, 1}, {6527, 1}, {7463, 1}, {362, 1}, {781, 1},
    {199, 1}, {8835, 1}, {362, 1}, {8133, 347}, {362, 1}, {9240, 1}, {9182, 1}, {3058, 52},
    {110, 1}, {884, 105}, {1923, 52}, {9407, 1}, {5035, 1}, {5052, 1}, {5015, 1}, {1641, 1},
    {199, 1}, {1419, 1}, {8557, 1}, {8788, 56}, {9182, 1}, {8568, 1}, {9429, 1}, {1592, 1},
    {1701, 1}, {9437, 1}, {1490, 1}, {9444, 1}, {1419, 1}, {2686, 1}, {9437, 1}, {1490, 1},
    {8351, 1}, {9454, 1}, {1419, 1}, {1490, 1}, {8921, 1}, {1587, 1}, {9472, 1}, {2617, 1},
    {8803, 391}, {8821, 409}, {8223, 339}, {8830, 388}, {1525, 404}, {199, 1}, {8803, 403},
    {8821, 367}, {8223, 346}, {8830, 367}, {1525, 394}, {199, 1}, {9478, 1}, {9489, 1},
};

static const uint16_t keys[] = {
    418, 199, 362, 362, 1687, 1701, 2001, 2012, 362, 2117, 362, 2185, 2197, 362, 199, 2117, 199,
    199, 362, 362, 362, 362, 199, 1592, 1701, 199, 199, 362, 362, 1490,
};

static const struct kg_merge_schema_kind kinds[] = {
    {9503, 9512, 197, 0}, {9515, 9512, 229, 0}, {9528, 9512, 164, 0}, {9544, 9555, 118, 1},
    {9544, 9581, 118, 1}, {9612, 9555, 96, 0}, {9612, 9581, 96, 0}, {9627, 9512, 135, 0},
    {9639, 9512, 302, 0}, {9647, 9657, 99, 1}, {9647, 9675, 99, 1}, {9698, 9657, 96, 0},
    {9698, 9675, 96, 0}, {9712, 9657, 189, 1}, {9712, 9675, 189, 1}, {9720, 9657, 96, 0},
    {9720, 9675, 96, 0}, {9732, 9675, 194, 2}, {9751, 9675, 96, 0}, {9774, 9800, 132, 1},
    {9774, 9823, 132, 1}, {9851, 9800, 96, 0}, {9851, 9823, 96, 0}, {9881, 9893, 237, 1},
    {9881, 9922, 237, 1}, {9956, 9893, 172, 1}, {9956, 9922, 172, 1}, {9975, 9893, 96, 0},
    {9975, 9922, 96, 0}, {9998, 9893, 96, 0}, {9998, 9922, 96, 0}, {10014, 9512, 11, 1},
    {10030, 9512, 96, 0}, {10050, 9512, 308, 2}, {10060, 10074, 318, 0}, {10106, 9512, 96, 0},
    {10120, 10139, 312, 2}, {10147, 10139, 96, 0}, {10170, 10178, 209, 2}, {10170, 10187, 209, 2},
    {10201, 10178, 96, 0}, {10201, 10187, 96, 0}, {10213, 10238, 281, 1}, {10213, 10262, 255, 1},
    {10291, 10238, 96, 0}, {10291, 10262, 96, 0}, {10320, 10139, 199, 2}, {10330, 10139, 96, 0},
    {10344, 10358, 240, 0}, {10344, 10378, 240, 0}, {10344, 10403, 240, 0},
    {10344, 10435, 240, 0}, {10344, 10238, 240, 0}, {10344, 10262, 240, 0}, {10344, 9555, 240, 0},
    {10344, 9581, 240, 0}, {10344, 10139, 240, 0}, {10344, 10472, 240, 0}, {10344, 10485, 240, 0},
    {10344, 10498, 240, 0}, {10344, 10523, 240, 0}, {10344, 10553, 240, 0},
    {10344, 10577, 240, 0}, {10344, 10606, 240, 0}, {10344, 10621, 240, 0},
    {10344, 10641, 240, 0}, {10344, 10178, 240, 0}, {10344, 10187, 240, 0}, {10344, 9800, 240, 0},
    {10344, 9823, 240, 0}, {10344, 10661, 240, 0}, {10344, 10684, 240, 0}, {10344, 10712, 240, 0},
    {10344, 10732, 240, 0}, {10344, 10757, 240, 0}, {10344, 10774, 240, 0},
    {10344, 10796, 240, 0}, {10344, 10815, 240, 0}, {10344, 10853, 240, 0},
    {10344, 10890, 240, 0}, {10344, 10918, 240, 0}, {10344, 10953, 240, 0},
    {10344, 10974, 240, 0}, {10344, 11000, 240, 0}, {10344, 11015, 240, 0},
    {10344, 11036, 240, 0}, {10344, 11056, 240, 0}, {10344, 11066, 240, 0}, {10344, 9893, 240, 0},
    {10344, 11081, 240, 0}, {10344, 9922, 240, 0}, {10344, 11116, 240, 0}, {10344, 11137, 240, 0},
    {10344, 11164, 240, 0}, {10344, 9657, 240, 0}, {10344, 11190, 240, 0}, {10344, 9675, 240, 0},
    {10344, 9512, 240, 0}, {11214, 10139, 204, 2}, {11225, 10139, 96, 0}, {11240, 10712, 166, 2},
    {11240, 10732, 166, 2}, {11254, 10712, 96, 0}, {11254, 10732, 96, 0}, {11272, 9512, 230, 2},
    {11282, 9512, 96, 0}, {11296, 10757, 2, 2}, {11296, 10774, 2, 2}, {11296, 9512, 98, 2},
    {11302, 10757, 96, 0}, {11302, 10774, 96, 0}, {11302, 9512, 96, 0}, {11312, 11066, 239, 0},
    {11321, 10853, 270, 1}, {11332, 10853, 96, 0}, {8268, 10074, 319, 0}, {11347, 10606, 143, 2},
    {11347, 10621, 297, 2}, {11347, 10641, 285, 2}, {11371, 10606, 96, 0}, {11371, 10621, 96, 0},
    {11371, 10641, 96, 0}, {11399, 10796, 156, 2}, {11399, 10953, 290, 2}, {11399, 10974, 156, 2},
    {11407, 10953, 161, 1}, {11407, 10974, 161, 1}, {11420, 10953, 96, 0}, {11420, 10974, 96, 0},
    {11437, 10796, 96, 0}, {11437, 10953, 96, 0}, {11437, 10974, 96, 0}, {11449, 10178, 153, 2},
    {11453, 10178, 96, 0}, {11461, 10074, 322, 0}, {8282, 10074, 320, 0}, {11475, 10661, 151, 2},
    {11475, 10684, 151, 2}, {11481, 10661, 96, 0}, {11481, 10684, 96, 0}, {11491, 9512, 195, 2},
    {11502, 9512, 96, 0}, {11517, 10553, 138, 0}, {11517, 10577, 274, 0}, {11542, 10403, 179, 1},
    {11542, 10435, 179, 1}, {11571, 10403, 96, 0}, {11571, 10435, 96, 0}, {11604, 9512, 315, 1},
    {11614, 9512, 96, 0}, {11628, 10953, 136, 2}, {11642, 10953, 96, 0}, {11660, 9512, 242, 1},
    {11665, 9512, 96, 0}, {11674, 9512, 0, 1}, {11691, 9512, 101, 1}, {11708, 9512, 309, 2},
    {11730, 9512, 96, 0}, {11756, 9512, 96, 0}, {11777, 9512, 14, 2}, {11781, 9512, 0, 2},
    {11798, 11056, 167, 2}, {11798, 11066, 167, 2}, {11818, 11056, 96, 0}, {11818, 11066, 96, 0},
    {11842, 9512, 0, 2}, {11857, 9512, 96, 0}, {11865, 9512, 0, 2}, {11887, 9512, 0, 2},
    {11903, 11066, 231, 1}, {11921, 11066, 96, 0}, {11943, 9512, 299, 2}, {11955, 9512, 96, 0},
    {11971, 11116, 236, 1}, {11971, 11164, 236, 1}, {11985, 11116, 96, 0}, {11985, 11164, 96, 0},
    {12003, 10853, 276, 1}, {12030, 10853, 96, 0}, {12061, 10139, 300, 2}, {12072, 10139, 96, 0},
    {12087, 9512, 128, 2}, {12109, 9512, 96, 0}, {12135, 9512, 213, 2}, {12149, 9512, 96, 0},
    {12167, 9893, 127, 2}, {12167, 9922, 127, 2}, {12172, 9893, 172, 2}, {12172, 9922, 172, 2},
    {12184, 9893, 96, 0}, {12184, 9922, 96, 0}, {12200, 9893, 96, 0}, {12200, 9922, 96, 0},
    {12209, 11000, 124, 1}, {12209, 11036, 124, 1}, {12222, 11000, 96, 0}, {12222, 11036, 96, 0},
    {12239, 10606, 176, 2}, {12245, 9512, 165, 2}, {12252, 10074, 321, 0}, {12263, 9512, 96, 0},
    {12274, 10553, 295, 0}, {12274, 10577, 295, 0}, {12298, 10553, 173, 0},
    {12298, 10577, 173, 0}, {12321, 9512, 217, 2}, {12329, 9512, 187, 2}, {12344, 9512, 96, 0},
    {12363, 9512, 96, 0}, {12375, 9512, 0, 2}, {12395, 10139, 303, 2}, {12407, 10139, 96, 0},
    {12423, 9512, 313, 0}, {12430, 9657, 117, 1}, {12430, 9675, 117, 1}, {12443, 9657, 96, 0},
    {12443, 9675, 96, 0}, {12460, 10553, 138, 0}, {12460, 10577, 274, 0}, {12480, 10498, 147, 0},
    {12493, 10498, 266, 0}, {12493, 10523, 266, 0}, {12505, 10403, 184, 1},
    {12505, 10435, 184, 1}, {12536, 10403, 96, 0}, {12536, 10435, 96, 0}, {12571, 9657, 224, 1},
    {12571, 9675, 224, 1}, {12588, 9657, 96, 0}, {12588, 9675, 96, 0}, {12609, 10358, 311, 0},
    {12609, 10378, 311, 0}, {12609, 10403, 311, 0}, {12609, 10435, 311, 0},
    {12609, 10238, 311, 0}, {12609, 10262, 311, 0}, {12609, 9555, 311, 0}, {12609, 9581, 311, 0},
    {12609, 10139, 311, 0}, {12609, 10472, 311, 0}, {12609, 10485, 311, 0},
    {12609, 10498, 311, 0}, {12609, 10523, 311, 0}, {12609, 10553, 311, 0},
    {12609, 10577, 311, 0}, {12609, 10606, 311, 0}, {12609, 10621, 311, 0},
    {12609, 10641, 311, 0}, {12609, 10178, 311, 0}, {12609, 10187, 311, 0}, {12609, 9800, 311, 0},
    {12609, 9823, 311, 0}, {12609, 10661, 311, 0}, {12609, 10684, 311, 0}, {12609, 10712, 311, 0},
    {12609, 10732, 311, 0}, {12609, 10757, 311, 0}, {12609, 10774, 311, 0},
    {12609, 10796, 311, 0}, {12609, 10815, 311, 0}, {12609, 10853, 311, 0},
    {12609, 10890, 311, 0}, {12609, 10918, 311, 0}, {12609, 10953, 311, 0},
    {12609, 10974, 311, 0}, {12609, 11000, 311, 0}, {12609, 11015, 311, 0},
    {12609, 11036, 311, 0}, {12609, 11056, 311, 0}, {12609, 11066, 311, 0}, {12609, 9893, 311, 0},
    {12609, 11081, 311, 0}, {12609, 9922, 311, 0}, {12609, 11116, 311, 0}, {12609, 11137, 311, 0},
    {12609, 11164, 311, 0}, {12609, 9657, 311, 0}, {12609, 11190, 311, 0}, {12609, 9675, 311, 0},
    {12609, 9512, 311, 0},
};

static const struct kg_merge_schema_definition definitions[] = {
    {9503, 12620, 197}, {9515, 12620, 229}, {12658, 12620, 331}, {9528, 12620, 164},
    {9544, 12670, 118}, {9544, 12722, 118}, {12779, 12670, 123}, {12779, 12722, 123},
    {9612, 12670, 96}, {9612, 12722, 96}, {12799, 12670, 119}, {12799, 12722, 119},
    {12814, 12670, 121}, {12814, 12722, 121}, {9627, 12620, 135}, {12831, 12864, 59},
    {12884, 12864, 16}, {12893, 12909, 238}, {12893, 12929, 238}, {12954, 12971, 52},
    {12998, 12971, 412}, {13016, 12971, 329}, {13032, 12864, 43}, {13047, 12864, 60},
    {13069, 12864, 103}, {13101, 12864, 61}, {9639, 12864, 302}, {13123, 13144, 149},
    {9647, 13174, 99}, {9647, 13197, 99}, {9698, 13174, 96}, {9698, 13197, 96},
    {13225, 13174, 100}, {13225, 13197, 100}, {9712, 13174, 189}, {9712, 13197, 189},
    {13239, 13174, 192}, {13239, 13197, 192}, {9720, 13174, 96}, {9720, 13197, 96},
    {13253, 13174, 190}, {13253, 13197, 190}, {13265, 12864, 107}, {9732, 13197, 194},
    {9751, 13197, 96}, {13291, 12864, 65}, {13307, 12864, 38}, {13320, 12864, 104},
    {13349, 12864, 62}, {9774, 13368, 132}, {9774, 13396, 132}, {13429, 13368, 208},
    {13429, 13396, 208}, {9851, 13368, 96}, {9851, 13396, 96}, {13464, 13368, 133},
    {13464, 13396, 133}, {13494, 13368, 134}, {13494, 13396, 134}, {13526, 12864, 106},
    {13555, 12864, 63}, {13574, 12864, 222}, {9881, 12909, 237}, {9881, 12929, 237},
    {9956, 12909, 172}, {9956, 12929, 172}, {9975, 12909, 96}, {9975, 12929, 96},
    {9998, 12909, 96}, {9998, 12929, 96}, {13589, 12864, 13}, {10014, 12864, 11},
    {10030, 12864, 96}, {13608, 12620, 171}, {10050, 12864, 308}, {10060, 13618, 318},
    {13638, 12864, 380}, {13657, 12864, 25}, {10106, 12864, 96}, {13678, 12864, 245},
    {13704, 12864, 364}, {13724, 12864, 64}, {13746, 12864, 21}, {13756, 12864, 340},
    {13771, 12864, 35}, {13785, 13815, 391}, {13785, 13847, 403}, {13879, 13815, 375},
    {13879, 13847, 358}, {13909, 12864, 396}, {13924, 12864, 373}, {13946, 12864, 389},
    {13971, 12864, 336}, {13993, 12864, 397}, {10120, 13618, 312}, {10147, 13618, 96},
    {10170, 14009, 209}, {10170, 14030, 209}, {10201, 14009, 96}, {10201, 14030, 96},
    {14056, 14009, 210}, {14056, 14030, 210}, {14068, 14009, 212}, {14068, 14030, 212},
    {14082, 14110, 145}, {14082, 13815, 145}, {14082, 13847, 145}, {14137, 14168, 341},
    {14137, 14226, 402}, {14289, 14168, 283}, {14289, 14226, 257}, {10213, 14168, 281},
    {10213, 14226, 255}, {14314, 14168, 123}, {14314, 14226, 123}, {10291, 14168, 96},
    {10291, 14226, 96}, {14348, 14168, 258}, {14348, 14226, 258}, {14378, 14168, 282},
    {14378, 14226, 256}, {14407, 14168, 265}, {14407, 14226, 265}, {14438, 14168, 382},
    {14438, 14226, 382}, {14470, 14168, 260}, {14470, 14226, 260}, {14501, 14168, 1},
    {14501, 14226, 1}, {14533, 14168, 259}, {14533, 14226, 259}, {14560, 14168, 261},
    {14560, 14226, 261}, {14585, 12864, 253}, {10320, 13618, 199}, {14600, 13618, 123},
    {10330, 13618, 96}, {14619, 13618, 200}, {14633, 13618, 203}, {14649, 13618, 201},
    {10344, 12620, 240}, {11214, 13618, 204}, {14673, 13618, 208}, {11225, 13618, 96},
    {14693, 13618, 205}, {14708, 13618, 206}, {14725, 13618, 201}, {14744, 12864, 365},
    {14766, 12864, 371}, {14788, 12864, 66}, {14812, 12864, 67}, {14833, 14842, 385},
    {14833, 14867, 377}, {14897, 12864, 387}, {14913, 14842, 328}, {14913, 14867, 328},
    {14932, 14842, 327}, {14932, 14867, 327}, {14946, 12864, 395}, {14946, 14842, 395},
    {14946, 14867, 395}, {11240, 14842, 166}, {11240, 14867, 166}, {11254, 14842, 96},
    {11254, 14867, 96}, {14959, 12864, 386}, {11272, 12864, 230}, {11282, 12864, 96},
    {14974, 12864, 379}, {14988, 12864, 23}, {14995, 12864, 24}, {15008, 12864, 48},
    {15027, 12864, 68}, {11296, 12864, 98}, {11296, 15049, 2}, {11296, 15071, 2},
    {11302, 12864, 96}, {11302, 15049, 96}, {11302, 15071, 96}, {15098, 12864, 10},
    {15098, 15049, 10}, {15098, 15071, 10}, {15110, 12864, 3}, {11312, 12971, 239},
    {15122, 12864, 30}, {15133, 14168, 264}, {15133, 14226, 264}, {15155, 13815, 409},
    {15155, 13847, 367}, {15176, 13815, 356}, {15176, 13847, 359}, {15197, 12864, 72},
    {15212, 12971, 233}, {15235, 12620, 1}, {15244, 12864, 108}, {15271, 12864, 73},
    {15288, 12864, 74}, {15308, 15332, 272}, {11321, 15332, 270}, {15364, 15332, 123},
    {11332, 15332, 96}, {15384, 15332, 271}, {15399, 15332, 273}, {15416, 14842, 52},
    {15416, 14867, 52}, {15424, 12864, 75}, {8268, 13618, 319}, {15454, 12864, 76},
    {15474, 12864, 109}, {15506, 12864, 77}, {15528, 15332, 52}, {15541, 12620, 198},
    {15566, 13847, 408}, {15583, 13847, 288}, {15599, 12864, 31}, {15613, 12864, 370},
    {15624, 15640, 335}, {15624, 15671, 384}, {15624, 15697, 335}, {15728, 15640, 349},
    {15728, 15671, 349}, {15728, 15697, 349}, {15749, 12864, 29}, {11347, 14110, 143},
    {11347, 13815, 297}, {11347, 13847, 285}, {15757, 13847, 287}, {15789, 13815, 123},
    {15789, 13847, 123}, {11371, 14110, 96}, {11371, 13815, 96}, {11371, 13847, 96},
    {15822, 14110, 144}, {15822, 13815, 298}, {15822, 13847, 286}, {15850, 14110, 146},
    {15850, 13815, 289}, {15850, 13847, 289}, {15880, 12864, 50}, {15890, 12864, 78},
    {15911, 12971, 338}, {15925, 12971, 338}, {15933, 15671, 344}, {15941, 12864, 110},
    {15969, 12864, 79}, {15987, 15992, 381}, {11399, 15640, 156}, {11399, 15671, 290},
    {11399, 15697, 156}, {16025, 15640, 158}, {16025, 15671, 292}, {16025, 15697, 158},
    {11407, 15671, 161}, {11407, 15697, 161}, {11420, 15671, 96}, {11420, 15697, 96},
    {16040, 15671, 163}, {16040, 15697, 163}, {16072, 15671, 162}, {16072, 15697, 162},
    {11437, 15640, 96}, {11437, 15671, 96}, {11437, 15697, 96}, {16089, 15640, 348},
    {16089, 15671, 348}, {16089, 15697, 348}, {16101, 15671, 293}, {16123, 15640, 157},
    {16123, 15671, 291}, {16123, 15697, 157}, {16135, 15640, 159}, {16135, 15671, 159},
    {16135, 15697, 159}, {16149, 15640, 415}, {16149, 15671, 415}, {16149, 15697, 415},
    {16160, 16172, 1}, {16209, 14168, 1}, {16209, 14226, 1}, {16214, 14168, 262},
    {16214, 14226, 262}, {16230, 14168, 1}, {16230, 14226, 1}, {16253, 14168, 1},
    {16253, 14226, 1}, {16275, 14168, 1}, {16275, 14226, 1}, {11449, 14009, 153},
    {16304, 14009, 93}, {11453, 14009, 96}, {16317, 14009, 154}, {16325, 14009, 155},
    {16335, 14009, 211}, {16335, 14030, 211}, {16351, 12864, 414}, {11461, 13618, 322},
    {8282, 13618, 320}, {16361, 12620, 56}, {16375, 12620, 332}, {11475, 16400, 151},
    {11475, 16428, 151}, {11481, 16400, 96}, {11481, 16428, 96}, {16461, 16400, 152},
    {16461, 16428, 152}, {16471, 12864, 28}, {11491, 12864, 195}, {16481, 12864, 337},
    {11502, 12864, 96}, {16496, 12864, 196}, {16511, 15332, 279}, {16525, 15332, 278},
    {16559, 12620, 97}, {16568, 12864, 398}, {16588, 12864, 160}, {16607, 12864, 52},
    {11517, 16628, 138}, {11517, 16657, 274}, {16691, 12864, 111}, {16709, 12620, 401},
    {16728, 13847, 330}, {16745, 13815, 416}, {16745, 13847, 417}, {16756, 13815, 390},
    {16756, 13847, 357}, {16769, 13847, 347}, {16782, 13847, 326}, {16800, 12620, 1},
    {16810, 16826, 181}, {16810, 16863, 181}, {11542, 16826, 179}, {11542, 16863, 179},
    {11571, 16826, 96}, {11571, 16863, 96}, {16905, 12864, 80}, {11604, 12864, 315},
    {16921, 12864, 123}, {11614, 12864, 96}, {16940, 12864, 316}, {16954, 12864, 317},
    {11628, 15671, 136}, {16970, 15671, 353}, {16994, 15671, 343}, {11642, 15671, 96},
    {17019, 15671, 368}, {17037, 15671, 410}, {17055, 15671, 137}, {11660, 12864, 242},
    {17073, 12864, 248}, {17085, 12864, 17}, {17098, 12864, 250}, {17112, 12864, 244},
    {17129, 12864, 251}, {17146, 12864, 252}, {11665, 12864, 96}, {17166, 12864, 18},
    {17179, 12864, 325}, {17203, 12864, 400}, {17220, 12864, 243}, {17229, 12864, 246},
    {17240, 12864, 254}, {17255, 16628, 140}, {17255, 16657, 140}, {17277, 15332, 345},
    {17299, 16628, 345}, {17299, 16657, 345}, {17315, 12864, 26}, {17335, 12620, 4},
    {17346, 13815, 339}, {17346, 13847, 346}, {17365, 13815, 376}, {17365, 13847, 360},
    {17384, 12864, 9}, {17400, 17409, 125}, {17400, 17429, 125}, {17454, 12620, 8},
    {17469, 12620, 1}, {11691, 12864, 101}, {11708, 12864, 309}, {17475, 12864, 93},
    {11730, 12864, 96}, {17506, 12864, 70}, {17532, 12864, 310}, {17560, 12864, 69},
    {17590, 12864, 81}, {11756, 12864, 96}, {17624, 12864, 102}, {17645, 12864, 116},
    {17668, 12864, 82}, {11777, 12864, 14}, {17701, 12864, 19}, {17713, 12864, 342},
    {17729, 12864, 19}, {17745, 12864, 93}, {17758, 12864, 46}, {17771, 12864, 370},
    {11798, 17790, 167}, {11798, 12971, 167}, {11818, 17790, 96}, {11818, 12971, 96},
    {17812, 17790, 168}, {17812, 12971, 168}, {17836, 17790, 169}, {17836, 12971, 169},
    {17862, 12864, 95}, {11857, 12864, 96}, {17868, 12864, 350}, {17885, 12864, 53},
    {11903, 12971, 231}, {11921, 12971, 96}, {17904, 12971, 232}, {17926, 12864, 15},
    {17934, 12864, 91}, {11943, 12864, 299}, {11955, 12864, 96}, {17944, 12864, 130},
    {17960, 13815, 388}, {17960, 13847, 367}, {17977, 13815, 383}, {17977, 13847, 359},
    {17994, 12909, 362}, {17994, 12929, 362}, {18005, 15332, 407}, {18029, 12864, 378},
    {18040, 12864, 83}, {18061, 12620, 241}, {18075, 12864, 399}, {11971, 18099, 236},
    {11971, 18125, 236}, {11985, 18099, 96}, {11985, 18125, 96}, {12003, 15332, 276},
    {18156, 15332, 123}, {12030, 15332, 96}, {18192, 15332, 52}, {18228, 15332, 277},
    {18259, 15332, 273}, {18292, 12864, 33}, {18298, 12864, 84}, {18320, 18329, 1},
    {18367, 15332, 280}, {18388, 12864, 85}, {18408, 12864, 113}, {18434, 12864, 86},
    {18450, 18463, 1}, {12061, 13618, 300}, {18496, 13618, 123}, {12072, 13618, 96},
    {18516, 13618, 301}, {18531, 13618, 131}, {12087, 12864, 128}, {18548, 12864, 123},
    {12109, 12864, 96}, {18579, 12864, 129}, {18605, 12864, 131}, {18633, 16628, 141},
    {18633, 16657, 141}, {18652, 12864, 27}, {18674, 13815, 404}, {18674, 13847, 394},
    {18695, 13815, 369}, {18695, 13847, 361}, {18716, 15332, 355}, {12135, 12864, 213},
    {12149, 12864, 96}, {18735, 12864, 214}, {18753, 12864, 216}, {18773, 12864, 36},
    {18794, 16628, 393}, {18794, 16657, 393}, {12167, 12909, 127}, {12167, 12929, 127},
    {12172, 12909, 172}, {12172, 12929, 172}, {12184, 12909, 96}, {12184, 12929, 96},
    {12200, 12909, 96}, {12200, 12929, 96}, {18807, 12909, 71}, {18807, 12929, 71},
    {18815, 13618, 202}, {18838, 13618, 202}, {18862, 13618, 306}, {18895, 16826, 372},
    {18895, 16863, 372}, {18914, 12971, 233}, {18940, 12971, 233}, {12209, 17409, 124},
    {12209, 17429, 124}, {12222, 17409, 96}, {12222, 17429, 96}, {18965, 12971, 234},
    {18993, 12864, 39}, {19008, 12971, 235}, {12239, 14110, 176}, {19031, 12864, 114},
    {19061, 12864, 87}, {19081, 14110, 177}, {19091, 14110, 178}, {19103, 17409, 126},
    {19103, 17429, 126}, {19114, 12864, 215}, {19128, 12864, 334}, {19162, 12864, 40},
    {12245, 12864, 165}, {12252, 13618, 321}, {19177, 12864, 380}, {19193, 12864, 25},
    {12263, 12864, 96}, {19211, 12864, 364}, {19228, 12864, 105}, {19244, 12864, 88},
    {19263, 12864, 37}, {12274, 16628, 295}, {12274, 16657, 295}, {19279, 16628, 296},
    {19279, 16657, 296}, {12298, 16628, 173}, {12298, 16657, 173}, {19307, 16628, 174},
    {19307, 16657, 174}, {19334, 12620, 418}, {12321, 12864, 217}, {12329, 12864, 187},
    {12344, 12864, 96}, {19360, 15332, 105}, {19382, 12864, 366}, {19412, 15671, 294},
    {12363, 12864, 96}, {19431, 12864, 220}, {19443, 16826, 183}, {19443, 16863, 183},
    {19443, 14168, 183}, {19443, 14226, 183}, {19443, 12670, 120}, {19443, 12722, 120},
    {19460, 12864, 218}, {19472, 12864, 223}, {19486, 12864, 221}, {12395, 13618, 303},
    {19508, 13618, 123}, {12407, 13618, 96}, {19529, 13618, 304}, {19545, 13618, 307},
    {19563, 13618, 305}, {12423, 12620, 313}, {19589, 12620, 351}, {19601, 12620, 314},
    {12430, 13174, 117}, {12430, 13197, 117}, {12443, 13174, 96}, {12443, 13197, 96},
    {19615, 12864, 115}, {19647, 12864, 89}, {19669, 15332, 405}, {19669, 12909, 374},
    {19669, 12929, 374}, {12460, 16628, 138}, {12460, 16657, 274}, {19677, 16628, 139},
    {19677, 16657, 275}, {19701, 16628, 142}, {19701, 16657, 142}, {19727, 16628, 175},
    {19727, 16657, 175}, {19752, 12971, 233}, {19786, 12864, 370}, {19793, 12864, 32},
    {19809, 12864, 411}, {19815, 12620, 1}, {12480, 13144, 147}, {12480, 13174, 352},
    {12480, 13197, 352}, {19820, 13144, 148}, {19837, 13144, 150}, {12493, 13144, 266},
    {12493, 19856, 266}, {19891, 13144, 267}, {19891, 19856, 267}, {19907, 13144, 268},
    {19907, 19856, 268}, {19925, 12864, 413}, {19936, 12864, 392}, {19969, 12864, 406},
    {19990, 12864, 55}, {20015, 12864, 71}, {20041, 13144, 269}, {20041, 19856, 269},
    {20050, 15332, 52}, {20062, 16826, 186}, {20062, 16863, 186}, {12505, 16826, 184},
    {12505, 16863, 184}, {12536, 16826, 96}, {12536, 16863, 96}, {20080, 12864, 58},
    {12571, 13174, 224}, {12571, 13197, 224}, {12588, 13174, 96}, {12588, 13197, 96},
    {20087, 13174, 226}, {20087, 13197, 226}, {20110, 13174, 225}, {20110, 13197, 225},
    {20131, 13174, 227}, {20131, 13197, 227}, {20154, 12864, 43}, {20167, 13174, 228},
    {20167, 13197, 228}, {20179, 12864, 45}, {20191, 12864, 112}, {20210, 13174, 193},
    {20210, 13197, 193}, {20230, 12864, 363}, {20247, 12864, 90}, {12609, 12620, 311},
    {20278, 16826, 182}, {20278, 16863, 182}, {20278, 14168, 182}, {20278, 14226, 182},
    {20298, 14168, 284}, {20316, 12864, 354}, {20340, 12864, 41},
};
/* clang-format on */

const struct kg_merge_schema_table kg_merge_schema_kubernetes = {
    .names = names,
    .types = types,
    .fields = fields,
    .keys = keys,
    .kinds = kinds,
    .kind_count = sizeof(kinds) / sizeof(kinds[0]),
    .definitions = definitions,
    .definition_count = sizeof(definitions) / sizeof(definitions[0]),
};
