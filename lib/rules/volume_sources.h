/*
 * volume_sources: the sources that volumes of pods and PersistentVolumes have in common.
 */
#ifndef KG_RULES_VOLUME_SOURCES_H
#define KG_RULES_VOLUME_SOURCES_H

#include "kinds.h"

extern const struct type type_host_path;
extern const struct type type_gce_disk;
extern const struct type type_aws_disk;
extern const struct type type_nfs;
extern const struct type type_iscsi;
extern const struct type type_glusterfs;
extern const struct type type_flocker;
extern const struct type type_rbd;
extern const struct type type_cinder;
extern const struct type type_cephfs;
extern const struct type type_quobyte;
extern const struct type type_fc;
extern const struct type type_flex;
extern const struct type type_azure_file;
extern const struct type type_vsphere;
extern const struct type type_photon;
extern const struct type type_portworx;
extern const struct type type_azure_disk;
extern const struct type type_storageos;
extern const struct type type_scaleio;

#endif
