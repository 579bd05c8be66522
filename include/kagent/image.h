/*
 * image: references to container images.
 *
 * Source: the OCI distribution specification, "Pulling manifests", and
 * "Images" in the Kubernetes documentation:
 *
 *     [registry[:port]/]path[:tag][@digest]
 *
 * What stands before the first slash is a registry when it holds a dot or a
 * colon or is `localhost`. Path components are lower case. The API server
 * takes any text; a kubelet refuses what is no reference (InvalidImageName),
 * after the pod was scheduled.
 */
#ifndef KAGENT_IMAGE_H
#define KAGENT_IMAGE_H

#include "kagent/error.h"
#include "kagent/str.h"

/* Longest name (registry and path) and tag, in bytes. */
enum { KG_IMAGE_NAME_MAX = 255, KG_IMAGE_TAG_MAX = 128 };

/* The parts of a reference, borrowed from its text; a part that is not there is empty. */
struct kg_image {
    struct kg_str registry; /* with its port */
    struct kg_str path;
    struct kg_str tag;    /* without the colon */
    struct kg_str digest; /* without the at sign: "sha256:..." */
};

/* Takes a reference apart. Returns 0, or -1 with a message that says what is wrong with it. */
int kg_image_parse(struct kg_str reference, struct kg_image *image, struct kg_error *err);

#endif
