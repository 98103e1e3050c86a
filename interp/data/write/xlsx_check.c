#ifdef POL_XLSX
#include "interp/data/write/xlsx_check.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interp/data/xlsx/library.h"

#define SHEETS "xl/worksheets/"
#define ROW_END "</row>"
#define SHEET_END "</worksheet>"
#define STEP ((size_t)64 << 10)
#define OVERLAP (sizeof SHEET_END - 1)  // bytes of what was read before that are looked at again

// Without those that began in the overlap alone, which were counted.
static uint64_t count_rows(const char *bytes, size_t length) {
    uint64_t count = 0;
    for (const char *at = bytes; (at = memmem(at, (size_t)(bytes + length - at), ROW_END, sizeof ROW_END - 1));
         at += sizeof ROW_END - 1)
        count++;
    return count;
}

static bool ends(const char *bytes, size_t length) {
    return length >= sizeof SHEET_END - 1 &&
           !memcmp(bytes + length - (sizeof SHEET_END - 1), SHEET_END, sizeof SHEET_END - 1);
}

// The room holds OVERLAP bytes of what was read before, then STEP.
static bool check_sheet(const struct zip_library *lib, zip_file_t *file, char *room, uint64_t *rows) {
    size_t kept = 0, length = 0;
    bool whole = false;
    for (zip_int64_t got; (got = lib->zip_fread(file, room + kept, STEP)) != 0;) {
        if (got < 0) return false;
        length = kept + (size_t)got;
        size_t keep = length < OVERLAP ? length : OVERLAP;
        *rows += count_rows(room, length) - count_rows(room + length - keep, keep);
        whole = ends(room, length);
        memmove(room, room + length - keep, keep);
        kept = keep;
    }
    *rows += count_rows(room, kept);
    return whole;
}

static bool check_entry(const struct zip_library *lib, zip_t *zip, zip_uint64_t index, char *room, uint64_t *rows) {
    const char *name = lib->zip_get_name(zip, index, ZIP_FL_ENC_RAW);
    if (!name || strncmp(name, SHEETS, sizeof SHEETS - 1) != 0) return name != NULL;
    zip_file_t *file = lib->zip_fopen_index(zip, index, 0);
    bool good = file && check_sheet(lib, file, room, rows);
    if (file) lib->zip_fclose(file);
    return good;
}

static int check_all(const struct zip_library *lib, zip_t *zip, uint64_t rows) {
    char *room = malloc(OVERLAP + STEP);
    uint64_t found = 0;
    bool good = true;
    if (!room) return ENOMEM;
    for (zip_int64_t i = 0; good && i < lib->zip_get_num_entries(zip, 0); i++)
        good = check_entry(lib, zip, (zip_uint64_t)i, room, &found);
    free(room);
    return good && found == rows ? 0 : ENOSPC;
}

int xlsx_check(int fd, uint64_t rows) {
    struct zip_library lib;
    int own = zip_load(&lib) ? dup(fd) : (errno = ENOMEM, -1), code;
    if (own < 0) return errno;
    zip_t *zip = lib.zip_fdopen(own, 0, &code);
    if (!zip) return close(own), code == ZIP_ER_MEMORY ? ENOMEM : ENOSPC;
    int error = check_all(&lib, zip, rows);
    lib.zip_discard(zip);
    return error;
}
#endif
