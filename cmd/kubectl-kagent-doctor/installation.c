#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kagent/fs.h"

#include "../common/program.h"
#include "doctor.h"
#include "suite.h"

/* Programs that go on as another one beside them, if this build of theirs mentions it. */
static const struct {
    const char *file;
    const char *helper;
} helpers[] = {
    {"kubectl-kagent-verify", "kagent-verify-live"},
    {"kagent-verify-live", "kagent-network"},
};

static void mend_by_installing(struct doctor *doctor)
{
    if (doctor->krew)
        doctor_mend(doctor, "kubectl krew uninstall %s && kubectl krew install %s",
                    kagent_suite.name, kagent_suite.name);
    else
        doctor_mend(doctor, "sudo make install    # in the sources, or unpack the archive again");
}

/* ---- the files ---- */

static bool holds(struct kg_str bytes, struct kg_str text)
{
    return memmem(bytes.data, bytes.length, text.data, text.length) != NULL;
}

/*
 * The version that a program of the suite carries, from its stamp: the words in
 * front of it are the same in every version. NULL: it is no program of the suite.
 */
static const char *version_of(struct kg_arena *arena, struct kg_str bytes)
{
    size_t fixed = strlen(kagent_suite.stamp) - strlen(kagent_suite.version);
    const char *at = memmem(bytes.data, bytes.length, kagent_suite.stamp, fixed);
    if (at == NULL)
        return NULL;
    const char *version = at + fixed;
    size_t left = bytes.length - (size_t)(version - bytes.data);
    return kg_arena_strndup(arena, version, strnlen(version, left < 64 ? left : 64));
}

/* Looks at one program. Returns whether it is in order. */
static bool check_program(struct doctor *doctor, const char *file)
{
    const char *path = kg_path_join(doctor->arena, doctor->directory, file);
    struct kg_str bytes;
    if (access(path, X_OK) != 0 ||
        kg_fs_disk.read(&kg_fs_disk, doctor->arena, path, &bytes, NULL) != 0) {
        doctor_say(doctor, DOCTOR_BAD, "programs", "%s is missing, or cannot be run", path);
        mend_by_installing(doctor);
        return false;
    }
    const char *version = version_of(doctor->arena, bytes);
    if (version == NULL || strcmp(version, kagent_suite.version) != 0) {
        doctor_say(doctor, DOCTOR_BAD, "programs", "%s is %s, and this program %s", path,
                   version != NULL ? version : "no program of this suite", kagent_suite.version);
        mend_by_installing(doctor);
        return false;
    }
    bool sound = true;
    for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++) {
        if (strcmp(file, helpers[i].file) == 0 && holds(bytes, kg_str_from(helpers[i].helper)))
            sound = check_program(doctor, helpers[i].helper) && sound;
    }
    return sound;
}

/* Whether an earlier command has the same file. */
static bool seen_before(size_t number)
{
    for (size_t i = 0; i < number; i++) {
        if (strcmp(kagent_suite.commands[i]->file, kagent_suite.commands[number]->file) == 0)
            return true;
    }
    return false;
}

static void check_programs(struct doctor *doctor)
{
    bool sound = true;
    for (size_t i = 0; i < kagent_suite.command_count; i++) {
        if (!seen_before(i))
            sound = check_program(doctor, kagent_suite.commands[i]->file) && sound;
    }
    if (sound)
        doctor_say(doctor, DOCTOR_OK, "programs", "all of %s %s in %s%s", kagent_suite.name,
                   kagent_suite.version, doctor->directory,
                   doctor->krew ? ", installed by krew" : "");
}

/* ---- PATH ---- */

static bool is_ours(const struct doctor *doctor, const char *path)
{
    const char *real = cmd_program_real(doctor->arena, path);
    return strcmp(kg_path_directory(doctor->arena, real), doctor->directory) == 0;
}

/* A stranger that kubectl would run in the place of a program of ours. */
static bool check_shadow(struct doctor *doctor, const char *file)
{
    const char **found = cmd_program_find(doctor->arena, file);
    if (found[0] == NULL || is_ours(doctor, found[0]))
        return true;
    doctor_say(doctor, DOCTOR_BAD, "path", "kubectl runs %s instead of the one in %s", found[0],
               doctor->directory);
    doctor_mend(doctor, "rm %s    # or put %s in front of it on PATH", found[0], doctor->directory);
    return false;
}

static void check_others(struct doctor *doctor, const char **dispatchers)
{
    for (size_t i = 1; dispatchers[i] != NULL; i++) {
        if (!is_ours(doctor, dispatchers[i])) {
            doctor_say(doctor, DOCTOR_NOTE, "path", "there is another one, which is not run: %s",
                       dispatchers[i]);
            doctor_mend(doctor, "rm %s", dispatchers[i]);
        }
    }
}

static void check_path(struct doctor *doctor)
{
    const char **dispatchers = cmd_program_find(doctor->arena, kagent_suite.program);
    bool sound = true;
    if (dispatchers[0] == NULL) {
        doctor_say(doctor, DOCTOR_BAD, "path", "%s is not on PATH, so kubectl does not find it",
                   kagent_suite.program);
        doctor_mend(doctor, "export PATH=\"%s:$PATH\"",
                    doctor->krew ? "${KREW_ROOT:-$HOME/.krew}/bin" : doctor->directory);
        return;
    }
    sound = check_shadow(doctor, kagent_suite.program);
    for (size_t i = 0; i < kagent_suite.command_count; i++) {
        const struct kg_command *command = kagent_suite.commands[i];
        const char *file = kg_arena_printf(doctor->arena, "%s-%s", kagent_suite.program,
                                           kg_suite_spelled(doctor->arena, command));
        sound = check_shadow(doctor, file) && sound;
    }
    if (sound)
        doctor_say(doctor, DOCTOR_OK, "path", "kubectl finds %s", dispatchers[0]);
    check_others(doctor, dispatchers);
}

void doctor_installation(struct doctor *doctor)
{
    /* krew keeps every version of a plugin in a folder of its own. */
    const char *store = kg_arena_printf(doctor->arena, "/store/%s/", kagent_suite.name);
    doctor->krew = strstr(doctor->directory, store) != NULL;
    check_programs(doctor);
    check_path(doctor);
}
