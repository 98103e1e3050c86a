// Files written whole or not at all.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interp/cli/output.h"
#include "tests/unit/check_main.h"

static char folder[] = "/tmp/pol-output-XXXXXX";

static void enter(void) {
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

// Removes what is in the folder; how much there was.
static int empty_folder(void) {
    int count = 0;
    DIR *dir = opendir(".");
    for (const struct dirent *entry; (entry = readdir(dir));)
        if (entry->d_name[0] != '.') count += unlink(entry->d_name) == 0;
    closedir(dir);
    return count;
}

static void leave(void) {
    empty_folder();
    ck_assert_int_eq(chdir("/"), 0);
    rmdir(folder);
}

static void put(const char *path, const char *text) {
    FILE *f = fopen(path, "w");
    fputs(text, f);
    fclose(f);
}

static void expect(const char *path, const char *text) {
    char found[64] = "";
    FILE *f = fopen(path, "r");
    ck_assert_msg(f != NULL, "%s is not there", path);
    size_t got = fread(found, 1, sizeof found - 1, f);
    fclose(f);
    found[got] = '\0';
    ck_assert_str_eq(found, text);
}

START_TEST(a_file_appears_when_committed) {
    struct output *o = output_open("new", NULL);
    ck_assert_ptr_nonnull(o);
    ck_assert(output_put(o, "one\n"));
    ck_assert_int_ne(access("new", F_OK), 0);
    ck_assert_int_eq(output_commit(o), 0);
    expect("new", "one\n");
    ck_assert_int_eq(empty_folder(), 1);
}
END_TEST

START_TEST(an_old_file_stays_until_then) {
    put("old", "before");
    ck_assert_int_eq(chmod("old", 0640), 0);
    struct output *o = output_open("old", NULL);
    ck_assert(output_put(o, "after") && output_flush(o));
    expect("old", "before");
    ck_assert_int_eq(output_commit(o), 0);
    expect("old", "after");
    struct stat st;
    ck_assert_int_eq(stat("old", &st), 0);
    ck_assert_uint_eq(st.st_mode & 0777, 0640);
    ck_assert_int_eq(empty_folder(), 1);
}
END_TEST

START_TEST(an_abandoned_file_leaves_nothing) {
    put("old", "before");
    struct output *o = output_open("old", NULL), *n = output_open("new", NULL);
    ck_assert(output_put(o, "after") && output_flush(o) && output_put(n, "x"));
    output_abandon(o);
    output_abandon(n);
    output_abandon(NULL);
    expect("old", "before");
    ck_assert_int_eq(empty_folder(), 1);
}
END_TEST

START_TEST(a_link_stays_a_link) {
    struct stat st;
    put("real", "before");
    ck_assert_int_eq(symlink("real", "link"), 0);
    struct output *o = output_open("link", NULL);
    ck_assert(output_put(o, "after"));
    ck_assert_int_eq(output_commit(o), 0);
    expect("real", "after");
    ck_assert(lstat("link", &st) == 0 && S_ISLNK(st.st_mode));
}
END_TEST

START_TEST(what_is_larger_than_the_buffer_arrives) {
    enum { SIZE = 200000 };
    char *bytes = malloc(SIZE);
    struct stat st;
    memset(bytes, 'x', SIZE);
    struct output *o = output_open("large", NULL);
    for (size_t at = 0; at < SIZE; at += 1000) ck_assert(output_write(o, bytes + at, 1000));
    ck_assert(output_write(o, bytes, SIZE));
    ck_assert(output_write(o, bytes, 0));
    ck_assert_int_eq(output_commit(o), 0);
    ck_assert_int_eq(stat("large", &st), 0);
    ck_assert_int_eq(st.st_size, 2 * SIZE);
    free(bytes);
}
END_TEST

START_TEST(a_file_that_may_not_grow_leaves_the_old_one) {
    const struct rlimit small = {1024, 1024};
    char bytes[4096] = {0};
    put("old", "before");
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    struct output *o = output_open("old", NULL);
    ck_assert(output_write(o, bytes, sizeof bytes));
    ck_assert(!output_flush(o));
    ck_assert_int_eq(output_error(o), EFBIG);
    ck_assert(!output_put(o, "more"));
    ck_assert_int_eq(output_commit(o), EFBIG);
    expect("old", "before");
    ck_assert_int_eq(empty_folder(), 1);
}
END_TEST

START_TEST(a_full_device_is_told) {
    struct output *o = output_open("/dev/full", NULL);
    ck_assert_ptr_nonnull(o);
    ck_assert(output_put(o, "x"));
    ck_assert_int_eq(output_commit(o), ENOSPC);
    o = output_open("/dev/null", NULL);
    ck_assert(output_put(o, "x"));
    ck_assert_int_eq(output_commit(o), 0);
}
END_TEST

static const struct {
    const char *path;
    int error;
} refused[] = {{".", EISDIR}, {"none/file", ENOENT}, {"plain/file", ENOTDIR}};

START_TEST(places_where_no_file_can_be) {
    put("plain", "");
    errno = 0;
    ck_assert_ptr_null(output_open(refused[_i].path, NULL));
    ck_assert_int_eq(errno, refused[_i].error);
}
END_TEST

// A pipe that nobody reads as yet takes more than it would by itself: else this waits for ever.
START_TEST(a_pipe_is_made_wide) {
    static char bytes[600000];
    char path[32];
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[1]);
    struct output *o = output_open(path, NULL);
    ck_assert_ptr_nonnull(o);
    for (size_t at = 0; at < sizeof bytes; at += 60000) ck_assert(output_write(o, bytes + at, 60000));
    ck_assert_int_eq(output_commit(o), 0);
    close(ends[1]);
    size_t got = 0;
    for (ssize_t more; (more = read(ends[0], bytes, sizeof bytes)) > 0;) got += (size_t)more;
    ck_assert_uint_eq(got, sizeof bytes);
    close(ends[0]);
}
END_TEST

static Suite *suite(void) {
    Suite *s = suite_create("output");
    TCase *t = tcase_create("output");
    tcase_add_checked_fixture(t, enter, leave);
    tcase_add_test(t, a_file_appears_when_committed);
    tcase_add_test(t, an_old_file_stays_until_then);
    tcase_add_test(t, an_abandoned_file_leaves_nothing);
    tcase_add_test(t, a_link_stays_a_link);
    tcase_add_test(t, what_is_larger_than_the_buffer_arrives);
    tcase_add_test(t, a_file_that_may_not_grow_leaves_the_old_one);
    tcase_add_test(t, a_full_device_is_told);
    tcase_add_test(t, a_pipe_is_made_wide);
    tcase_add_loop_test(t, places_where_no_file_can_be, 0, sizeof refused / sizeof *refused);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(suite); }
