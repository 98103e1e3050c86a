// Runs a fuzz target over the files of folders, with every prefix cut of the smaller ones: replay FOLDER…
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

#define PREFIX_LIMIT 4096u
#define PREFIX_STEPS 64u

static uint8_t *read_file(const char *path, size_t *size) {
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    uint8_t *bytes = NULL;
    size_t have = 0, got;
    do {
        bytes = realloc(bytes, have + 65536);
        if (!bytes) abort();
        got = fread(bytes + have, 1, 65536, f);
        have += got;
    } while (got);
    fclose(f);
    *size = have;
    return bytes;
}

// A copy of exactly `size` bytes, so that the sanitizer sees a read past the end.
static void run_exact(const uint8_t *bytes, size_t size) {
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy) abort();
    if (size) memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void run_file(const char *path) {
    size_t size = 0;
    uint8_t *bytes = read_file(path, &size);
    if (!bytes) return;
    run_exact(bytes, size);
    size_t step = size <= PREFIX_LIMIT ? size / PREFIX_STEPS + 1 : size;
    for (size_t cut = 0; cut < size; cut += step) run_exact(bytes, cut);
    free(bytes);
}

static int run_folder(const char *folder) {
    DIR *dir = opendir(folder);
    if (!dir) return -1;
    int count = 0;
    for (struct dirent *e; (e = readdir(dir));) {
        char path[4096];
        if (e->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        run_file(path);
        count++;
    }
    closedir(dir);
    return count;
}

int main(int argc, char **argv) {
    int count = 0;
    for (int i = 1; i < argc; i++) {
        int files = run_folder(argv[i]);
        if (files <= 0) fprintf(stderr, "replay: %s holds no files\n", argv[i]);
        if (files <= 0) return 1;
        count += files;
    }
    printf("%d inputs replayed\n", count);
    return count ? 0 : 1;
}
