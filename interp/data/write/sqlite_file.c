#ifdef POL_SQLITE
#include "interp/data/write/sqlite_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grammar/base/text.h"

struct open_file {
    sqlite3_file base;
    struct sqlite_file *file;
};

static struct sqlite_file *file_of(sqlite3_file *f) { return ((struct open_file *)f)->file; }

static int fail(sqlite3_file *f, int error, int code) {
    if (!file_of(f)->error) file_of(f)->error = error;
    return code;
}

static int close_file(sqlite3_file *f) {
    (void)f;
    return SQLITE_OK;
}

// What lies beyond the end reads as zeros.
static int read_file(sqlite3_file *f, void *room, int size, sqlite3_int64 place) {
    char *to = room;
    ssize_t got = 1;
    while (size && got) {
        got = pread(file_of(f)->fd, to, (size_t)size, place);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(f, errno, SQLITE_IOERR_READ);
        to += got;
        place += got;
        size -= (int)got;
    }
    memset(to, 0, (size_t)size);
    return size ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int write_file(sqlite3_file *f, const void *bytes, int size, sqlite3_int64 place) {
    const char *from = bytes;
    while (size) {
        ssize_t put = pwrite(file_of(f)->fd, from, (size_t)size, place);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return fail(f, put < 0 ? errno : ENOSPC, SQLITE_FULL);
        from += put;
        place += put;
        size -= (int)put;
    }
    return SQLITE_OK;
}

static int truncate_file(sqlite3_file *f, sqlite3_int64 size) {
    return ftruncate(file_of(f)->fd, size) == 0 ? SQLITE_OK : fail(f, errno, SQLITE_IOERR_TRUNCATE);
}

static int size_of_file(sqlite3_file *f, sqlite3_int64 *size) {
    struct stat st;
    if (fstat(file_of(f)->fd, &st) != 0) return fail(f, errno, SQLITE_IOERR_FSTAT);
    *size = st.st_size;
    return SQLITE_OK;
}

// Whoever opened the file syncs it; nobody else knows of it.
static int take_flags(sqlite3_file *f, int flags) {
    (void)f, (void)flags;
    return SQLITE_OK;
}
static int find_no_lock(sqlite3_file *f, int *locked) {
    (void)f;
    *locked = 0;
    return SQLITE_OK;
}
static int know_no_control(sqlite3_file *f, int op, void *argument) {
    (void)f, (void)op, (void)argument;
    return SQLITE_NOTFOUND;
}
static int say_nothing(sqlite3_file *f) {
    (void)f;
    return 0;
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = take_flags,
    .xFileSize = size_of_file,
    .xLock = take_flags,
    .xUnlock = take_flags,
    .xCheckReservedLock = find_no_lock,
    .xFileControl = know_no_control,
    .xSectorSize = say_nothing,
    .xDeviceCharacteristics = say_nothing,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *given) {
    (void)name;
    f->pMethods = flags & SQLITE_OPEN_MAIN_DB ? &methods : NULL;
    ((struct open_file *)f)->file = vfs->pAppData;
    if (given) *given = flags;
    return f->pMethods ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int find_nothing(sqlite3_vfs *vfs, const char *name, int flags, int *found) {
    (void)vfs, (void)name, (void)flags;
    *found = 0;
    return SQLITE_OK;
}

static int name_it(sqlite3_vfs *vfs, const char *name, int room, char *full) {
    (void)vfs;
    snprintf(full, (size_t)room, "%s", name);
    return SQLITE_OK;
}

// The rest, such as where it sleeps, is as the machine has it.
sqlite3 *sqlite_file_open(struct sqlite_file *f, const struct sqlite_library *lib, int fd) {
    sqlite3_vfs *machine = lib->sqlite3_vfs_find(NULL);
    sqlite3 *db = NULL;
    if (!machine) return NULL;
    *f = (struct sqlite_file){.lib = lib, .vfs = *machine, .fd = fd};
    snprintf(f->name, sizeof f->name, "pol-results-%d", fd);
    f->vfs.iVersion = 1;
    f->vfs.szOsFile = sizeof(struct open_file);
    f->vfs.pNext = NULL;
    f->vfs.zName = f->name;
    f->vfs.pAppData = f;
    f->vfs.xOpen = open_file;
    f->vfs.xAccess = find_nothing;
    f->vfs.xFullPathname = name_it;
    if (lib->sqlite3_vfs_register(&f->vfs, 0) != SQLITE_OK) return NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (lib->sqlite3_open_v2("results", &db, flags, f->name) == SQLITE_OK) return db;
    lib->sqlite3_close(db);
    sqlite_file_close(f);
    return NULL;
}

void sqlite_file_close(struct sqlite_file *f) { f->lib->sqlite3_vfs_unregister(&f->vfs); }
#endif
