#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_main.h"
#include "parsed.h"

static char folder[] = "/tmp/pol-load-XXXXXX";

static void put(const char *name, const char *text) {
    FILE *f = fopen(name, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static void set_up(void) {
    ck_assert(mkdtemp(folder) && chdir(folder) == 0);
    ck_assert(mkdir("p", 0700) == 0 && mkdir("p/sub", 0700) == 0 && mkfifo("p/fifo", 0600) == 0);
    put("p/.pol-root", "");
    put("outside.pol", "");
    put("p/leaf.pol", "define x = 1\n");
    put("p/both.pol", "use \"leaf.pol\"\nuse \"./sub/../leaf.pol\"\n");
    put("p/cycle.pol", "use \"sub/back.pol\"\n");
    put("p/sub/back.pol", "use \"../cycle.pol\"\n");
    put("p/self.pol", "use \"self.pol\"\n");
    put("p/folder.pol", "use \"sub\"\n");
    put("p/pipe.pol", "use \"fifo\"\n");
    put("p/none.pol", "use \"no.pol\"\n");
    put("p/out.pol", "use \"../outside.pol\"\n");
}

struct row {
    const char *path;
    enum diag_id fault;
    uint32_t trees;
};

static const struct row rows[] = {
    {"p/leaf.pol", DIAG_NONE, 1},
    {"p/both.pol", DIAG_NONE, 2},
    {"p/cycle.pol", DIAG_USE_CYCLE, 2},
    {"p/self.pol", DIAG_USE_CYCLE, 1},
    {"p/folder.pol", DIAG_FILE_IS_FOLDER, 1},
    {"p/pipe.pol", DIAG_FILE_NOT_REGULAR, 1},
    {"p/none.pol", DIAG_FILE_NOT_FOUND, 1},
    {"p/out.pol", DIAG_USE_OUTSIDE, 1},
    {"p/sub", DIAG_FILE_IS_FOLDER, 0},
    {"p/fifo", DIAG_FILE_NOT_REGULAR, 0},
    {"p/no.pol", DIAG_FILE_NOT_FOUND, 0},
};

START_TEST(files_use_files) {
    struct parsed p;
    const struct row *row = &rows[_i];
    compilation_init(&p.c, &p.out_of_memory);
    compilation_load(&p.c, row->path);
    ck_assert_uint_eq(p.c.tree_count, row->trees);
    ck_assert_uint_eq(p.c.diags.errors, row->fault != DIAG_NONE);
    if (p.c.diags.errors) ck_assert_int_eq((int)p.c.diags.items[0]->id, (int)row->fault);
    compilation_free(&p.c);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("load");
    TCase *t = tcase_create("load");
    tcase_add_unchecked_fixture(t, set_up, NULL);
    tcase_add_loop_test(t, files_use_files, 0, (int)(sizeof rows / sizeof *rows));
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
