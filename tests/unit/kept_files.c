#include "tests/unit/kept_files.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void read_bytes(struct kept_file *f) {
    FILE *file = fopen(f->path, "rb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
    f->size = (size_t)ftell(file);
    rewind(file);
    f->bytes = malloc(f->size + 1);
    ck_assert_ptr_nonnull(f->bytes);
    ck_assert_uint_eq(fread(f->bytes, 1, f->size, file), f->size);
    fclose(file);
}

static void read_folder(struct kept_files *k, const char *folder);

static void add(struct kept_files *k, const char *folder, const char *name) {
    struct stat st;
    ck_assert_uint_lt(k->count, KEPT_MOST);
    struct kept_file *f = &k->items[k->count++];
    *f = (struct kept_file){.size = 0};
    int length = snprintf(f->path, sizeof f->path - 1, "%s%s", folder, name);
    ck_assert_int_lt(length, (int)sizeof f->path - 1);
    ck_assert_int_eq(stat(f->path, &st), 0);
    if (!S_ISDIR(st.st_mode)) {
        read_bytes(f);
        return;
    }
    strcat(f->path, "/");
    read_folder(k, f->path);
}

static void read_folder(struct kept_files *k, const char *folder) {
    DIR *dir = opendir(*folder ? folder : ".");
    ck_assert_ptr_nonnull(dir);
    for (const struct dirent *e = readdir(dir); e; e = readdir(dir))
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) add(k, folder, e->d_name);
    closedir(dir);
}

void kept_files_read(struct kept_files *k) {
    k->count = 0;
    read_folder(k, "");
}

void kept_files_free(struct kept_files *k) {
    for (size_t i = 0; i < k->count; i++) free(k->items[i].bytes);
}

const struct kept_file *kept_files_find(const struct kept_files *k, const char *path) {
    for (size_t i = 0; i < k->count; i++)
        if (strcmp(k->items[i].path, path) == 0) return &k->items[i];
    return NULL;
}

bool kept_files_have(const struct kept_files *k, const struct kept_file *f) {
    const struct kept_file *same = kept_files_find(k, f->path);
    return same && same->size == f->size && (!f->size || memcmp(same->bytes, f->bytes, f->size) == 0);
}

static void write_bytes(const struct kept_file *f) {
    FILE *file = fopen(f->path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(f->bytes, 1, f->size, file), f->size);
    ck_assert_int_eq(fclose(file), 0);
}

// A folder stands before what is in it, so the last go first.
void kept_files_restore(const struct kept_files *k) {
    struct kept_files now;
    kept_files_read(&now);
    for (size_t i = now.count; i-- > 0;)
        if (!kept_files_find(k, now.items[i].path)) ck_assert_int_eq(remove(now.items[i].path), 0);
    for (size_t i = 0; i < k->count; i++)
        if (k->items[i].bytes && !kept_files_have(&now, &k->items[i])) write_bytes(&k->items[i]);
    kept_files_free(&now);
}
