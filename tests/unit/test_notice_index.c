// Words found by their rarest letters, against memmem: whatever the text, and at its ends.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/text.h"
#include "grammar/check/notice_index.h"
#include "tests/unit/check_main.h"

struct random {
    uint64_t state;
};

static uint32_t below(struct random *r, uint32_t n) {
    r->state = r->state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(r->state >> 33) % n;
}

// The first few of these: the fewer, the more often the text repeats itself.
static const char *const letters[] = {"年", "1", "满", "2", "周", "岁", "a", "é", "，", "𠀀", "b", "3"};
#define LETTER_COUNT (uint32_t)(sizeof letters / sizeof *letters)

static void put_random(struct text *t, struct random *r, uint32_t of, uint32_t count) {
    text_clear(t);
    for (uint32_t i = 0; i < count; i++) text_put(t, letters[below(r, of)]);
}

static bool is_boundary(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

// Some of the text, its beginning and its end too.
static void put_some(struct text *t, struct random *r, const char *bytes, size_t size) {
    size_t first = size && below(r, 4) ? below(r, (uint32_t)size) : 0, length = below(r, 40);
    if (length > size - first) length = size - first;
    while (first && !is_boundary(bytes[first])) first--;
    text_clear(t);
    text_add(t, bytes + first, length);
}

static void compare(struct notice_index *in, const struct text *words) {
    bool wanted = memmem(in->bytes, in->size, text_string(words), words->length) != NULL;
    ck_assert_msg(notice_has(in, text_string(words), words->length) == wanted, "'%s' in '%.*s'", text_string(words),
                  (int)in->size, in->bytes);
}

static void look(struct random *r, uint32_t of, uint32_t count) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) ck_abort_msg("out of memory");
    struct arena arena;
    struct text text = {0}, words = {0};
    arena_init(&arena, &out_of_memory);
    put_random(&text, r, of, count);
    char *bytes = malloc(text.length + !text.length);  // of this very size, for the sanitizer
    memcpy(bytes, text_string(&text), text.length);
    struct notice_index in = {.arena = &arena, .bytes = bytes, .size = text.length};
    for (int i = 0; i < 60; i++) {
        if (below(r, 2)) put_some(&words, r, bytes, text.length);
        else put_random(&words, r, of, 1 + below(r, 9));
        if (words.length) compare(&in, &words);
    }
    free(bytes);
    text_free(&text);
    text_free(&words);
    arena_free(&arena);
}

START_TEST(like_memmem) {
    struct random r = {(uint64_t)_i};
    for (int round = 0; round < 50; round++) look(&r, 1 + (uint32_t)_i, below(&r, round < 25 ? 12 : 2000));
}
END_TEST

// A text that says one thing over and over, and words that are nowhere in it: no slower for being put in order.
START_TEST(said_over_and_over) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) ck_abort_msg("out of memory");
    struct arena arena;
    struct text text = {0};
    arena_init(&arena, &out_of_memory);
    for (int i = 0; i < 20000; i++) text_put(&text, "年满周岁");
    struct notice_index in = {.arena = &arena, .bytes = text_string(&text), .size = text.length};
    for (int i = 0; i < 200; i++) {
        ck_assert(notice_has(&in, "周岁年满周岁", strlen("周岁年满周岁")));
        ck_assert(!notice_has(&in, "周岁年满周满", strlen("周岁年满周满")));
    }
    ck_assert(in.starts != NULL);
    text_free(&text);
    arena_free(&arena);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("notice_index");
    TCase *t = tcase_create("notice_index");
    tcase_add_loop_test(t, like_memmem, 0, (int)LETTER_COUNT);
    tcase_add_test(t, said_over_and_over);
    suite_add_tcase(s, t);
    return s;
}
int main(void) { return check_main(make); }
