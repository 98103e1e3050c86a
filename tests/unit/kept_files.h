// The files of the working folder, and of the folders in it, as they are at one time.
#ifndef POL_TESTS_KEPT_FILES_H
#define POL_TESTS_KEPT_FILES_H
#include <stdbool.h>
#include <stddef.h>

#define KEPT_MOST 64

struct kept_file {
    char path[80];  // of a folder: with a slash behind it
    char *bytes;
    size_t size;
};
struct kept_files {
    struct kept_file items[KEPT_MOST];
    size_t count;
};

void kept_files_read(struct kept_files *k);
void kept_files_free(struct kept_files *k);
const struct kept_file *kept_files_find(const struct kept_files *k, const char *path);  // NULL: not there
// Whether it is among them with the same bytes.
bool kept_files_have(const struct kept_files *k, const struct kept_file *f);
// Makes the folder what it was then: what was not there goes.
void kept_files_restore(const struct kept_files *k);
#endif
