/*
 * sources: the files that a judgement is made from, to notice when they change.
 *
 * Everything is read through a kg_fs that notes each path that was asked for,
 * and how it stood then: also of what was looked for and not there. So a file
 * that a kustomization names, one that appears, and a commit that is checked out
 * are all noticed. Looking again is one stat() for each, on any file system.
 */
#ifndef KG_VERIFY_SOURCES_H
#define KG_VERIFY_SOURCES_H

#include "kagent/fs.h"

struct sources;

struct sources *sources_new(struct kg_arena *arena);

/* The disk, with what is read noted. Lives as long as the sources. */
const struct kg_fs *sources_fs(const struct sources *sources);

/* Something came through a pipe and cannot be read again: from now on nothing has changed. */
void sources_end(struct sources *sources);

/* Whether any of them is another than when it was read. */
bool sources_changed(const struct sources *sources);

#endif
