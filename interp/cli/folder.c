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
#define TEMPORARY_MOST 48u  // bytes behind the place

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

// A folder that is filled beside its place. Room for its names is there before: while signals wait nothing may run out
// of memory in a way that leaves that lock held.
struct filling {
    const char *place;
    char *room, *path;  // the folder, and what is in it at hand
    size_t room_size, path_size;
    const struct folder_file *files;
    size_t count;
};

static struct filling filling_of(struct cli *cli, const char *place, const struct folder_file *files, size_t count) {
    struct filling f = {.place = place, .room_size = strlen(place) + TEMPORARY_MOST, .files = files, .count = count};
    size_t longest = 0;
    for (size_t i = 0; i < count; i++)
        if (strlen(files[i].name) > longest) longest = strlen(files[i].name);
    f.path_size = f.room_size + longest + 1;
    f.room = ARENA_ARRAY(cli->arena, char, f.room_size);
    f.path = ARENA_ARRAY(cli->arena, char, f.path_size);
    return f;
}

static const char *path_in(const struct filling *f, size_t file) {
    snprintf(f->path, f->path_size, "%s/%s", f->room, f->files[file].name);
    return f->path;
}

// 0, or errno.
static int make_temporary(const struct filling *f) {
    for (unsigned i = 0; i < TEMPORARY_TRIES; i++) {
        snprintf(f->room, f->room_size, "%s.%ld-%u.part", f->place, (long)getpid(), i);
        if (mkdir(f->room, 0777) == 0) return 0;
        if (errno != EEXIST) return errno;
    }
    return EEXIST;
}

static int write_file(const char *path, const struct text *bytes) {
    struct output *o = output_create(path, NULL);
    if (!o) return errno;
    output_write(o, text_string(bytes), bytes->length);
    return output_commit(o);
}

static int fill(const struct filling *f) {
    int error = 0;
    for (size_t i = 0; !error && i < f->count; i++) error = write_file(path_in(f, i), &f->files[i].bytes);
    return error;
}

static void drop(const struct filling *f) {
    for (size_t i = 0; i < f->count; i++) unlink(path_in(f, i));
    rmdir(f->room);
}

static int put_all(const struct filling *f) {
    int error = make_temporary(f);
    if (error) return error;
    error = fill(f);
    if (!error && rename(f->room, f->place) != 0) error = errno;
    if (error) drop(f);
    return error;
}

int folder_write(struct cli *cli, const char *path, const struct folder_file *files, size_t count) {
    const struct filling f = filling_of(cli, place_of(cli, path), files, count);
    interrupt_hold(cli->interrupt);
    int error = put_all(&f);
    interrupt_release(cli->interrupt);
    if (error == ENOTEMPTY || error == EEXIST || error == ENOTDIR) return refuse(cli, path);
    return error ? cli_cant_write(cli, path, error) : CLI_OK;
}
