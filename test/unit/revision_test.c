/* Which commit a folder is checked out from. */
#include "unit.h"

#include "kagent/revision.h"

#define ONE   "1111111111111111111111111111111111111111"
#define TWO   "2222222222222222222222222222222222222222"
#define THREE "3333333333333333333333333333333333333333333333333333333333333333"
#define FILE(path, text)                                                                           \
    {                                                                                              \
        path, text, sizeof text - 1                                                                \
    }

/* Repositories of all kinds under one roof. */
static const struct kg_fs_embedded_file files[] = {
    FILE("alone/manifests/a.yaml", ""),
    FILE("broken/.git/HEAD", "ref: refs/heads/main\n"),
    FILE("broken/.git/refs/heads/main", ONE "1\n"),
    FILE("circle/.git/HEAD", "ref: refs/heads/a\n"),
    FILE("circle/.git/refs/heads/a", "ref: refs/heads/a\n"),
    FILE("detached/.git/HEAD", THREE "\n"),
    FILE("loose/.git/HEAD", "ref: refs/heads/main\n"),
    FILE("loose/.git/packed-refs", TWO " refs/heads/main\n"),
    FILE("loose/.git/refs/heads/main", ONE "\n"),
    FILE("loose/deep/down/a.yaml", ""),
    FILE("lost/.git", "gitdir: ../nowhere\n"),
    FILE("outside/.git/HEAD", "ref: refs/../../../loose/.git/refs/heads/main\n"),
    FILE("packed/.git/HEAD", "ref: refs/heads/main\n"),
    FILE("packed/.git/packed-refs", "# pack-refs with: peeled fully-peeled sorted\n" ONE
                                    " refs/heads/mainline\n" TWO " refs/heads/main\n^" ONE "\n"),
    FILE("packed/.git/worktrees/w/HEAD", "ref: refs/heads/side\n"),
    FILE("packed/.git/worktrees/w/commondir", "../..\n"),
    FILE("packed/.git/refs/heads/side", ONE "\n"),
    FILE("table/.git/HEAD", "ref: refs/heads/.invalid\n"),
    FILE("tree/.git", "gitdir: ../packed/.git/worktrees/w\n"),
    {NULL, NULL, 0},
};

static const char *revision(struct kg_arena *arena, const char *directory)
{
    const struct kg_fs_tree tree = {"/r", files};
    struct kg_fs fs;
    kg_fs_embedded(&fs, &tree);
    const char *found = kg_revision(arena, &fs, directory);
    return found != NULL ? found : "none";
}

TEST("a reference of its own file counts before the packed one")
{
    CHECK_TEXT(revision(arena, "/r/loose"), ONE);
    CHECK_TEXT(revision(arena, "/r/loose/deep/down"), ONE);
    CHECK_TEXT(revision(arena, "/r/packed"), TWO);
}

TEST("a detached HEAD is a commit, of SHA-256 too")
{
    CHECK_TEXT(revision(arena, "/r/detached"), THREE);
}

TEST("a worktree has a HEAD of its own and shares the references")
{
    CHECK_TEXT(revision(arena, "/r/tree"), ONE);
}

TEST("where nothing can be said for sure, nothing is said")
{
    CHECK_TEXT(revision(arena, "/r/alone/manifests"), "none");
    CHECK_TEXT(revision(arena, "/r/broken"), "none");
    CHECK_TEXT(revision(arena, "/r/circle"), "none");
    CHECK_TEXT(revision(arena, "/r/lost"), "none");
    CHECK_TEXT(revision(arena, "/r/outside"), "none");
    CHECK_TEXT(revision(arena, "/r/table"), "none");
    CHECK_TEXT(revision(arena, "/r/nowhere"), "none");
}
