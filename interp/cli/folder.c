#include "interp/cli/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grammar/base/path.h"
#include "interp/cli/interrupt.h"

#define TEMPORARY_TRIES 100

static bool is_empty(const char *path) {
    DIR *dir = opendir(path);
    size_t count = 0;
    if (!dir) return false;
    while (readdir(dir)) count++;
    closedir(dir);
    return count == 2;  // itself and what it is in
}

static int refuse(struct cli *cli, const char *path) {
    return cli_complain(cli, DIAG_FOLDER_TAKEN, A(path)), CLI_USAGE;
}

// Links are followed, as for files; without a slash behind it.
static const char *place_of(struct cli *cli, const char *path) {
    char *real = realpath(path, NULL);
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') length--;
    const char *place = real ? arena_copy(cli->arena, real, strlen(real)) : arena_copy(cli->arena, path, length);
    free(real);
    return place;
}

int folder_check(struct cli *cli, const char *path) {
    struct stat st;
    const char *place = place_of(cli, path), *around = path_folder(cli->arena, place);
    if (stat(place, &st) == 0 && !(S_ISDIR(st.st_mode) && is_empty(place))) return refuse(cli, path);
    return access(around, W_OK | X_OK) == 0 ? CLI_OK : cli_cant_write(cli, path, errno);
}

static const char *make_temporary(struct cli *cli, const char *place) {
    for (unsigned i = 0; i < TEMPORARY_TRIES; i++) {
        struct text name = {0};
        text_format(&name, "%s.%ld-%u.part", place, (long)getpid(), i);
        const char *made = text_keep(&name, cli->arena);
        if (mkdir(made, 0777) == 0) return made;
        if (errno != EEXIST) return NULL;
    }
    return NULL;
}

static int write_file(const char *path, const struct text *bytes) {
    struct output *o = output_create(path, NULL);
    if (!o) return errno;
    output_write(o, text_string(bytes), bytes->length);
    return output_commit(o);
}

static int fill(struct cli *cli, const char *room, const struct folder_file *files, size_t count) {
    int error = 0;
    for (size_t i = 0; !error && i < count; i++)
        error = write_file(path_below(cli->arena, room, files[i].name), &files[i].bytes);
    return error;
}

static void drop(struct cli *cli, const char *room, const struct folder_file *files, size_t count) {
    for (size_t i = 0; i < count; i++) unlink(path_below(cli->arena, room, files[i].name));
    rmdir(room);
}

static int put_all(struct cli *cli, const char *place, const struct folder_file *files, size_t count) {
    const char *room = make_temporary(cli, place);
    if (!room) return errno;
    int error = fill(cli, room, files, count);
    if (!error && rename(room, place) != 0) error = errno;
    if (error) drop(cli, room, files, count);
    return error;
}

int folder_write(struct cli *cli, const char *path, const struct folder_file *files, size_t count) {
    const char *place = place_of(cli, path);
    interrupt_hold(cli->interrupt);
    int error = put_all(cli, place, files, count);
    interrupt_release(cli->interrupt);
    if (error == ENOTEMPTY || error == EEXIST || error == ENOTDIR) return refuse(cli, path);
    return error ? cli_cant_write(cli, path, error) : CLI_OK;
}
