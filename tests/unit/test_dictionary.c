// Names found by their first and last bytes.
#include <stdio.h>
#include <string.h>

#include "interp/data/record/dictionary.h"
#include "tests/unit/check_main.h"

START_TEST(dictionary_finds_what_was_put_in) {
    static const char *const words[] = {
        "", "a", "ab", "abcdefgh", "abcdefghi", "abcdefgh-12345678", "abcdefgh+12345678", "12345678abcdefgh"};
    struct dictionary d;
    char padded[64] = {0};
    ck_assert(dictionary_init(&d, 8));
    for (uint32_t i = 0; i < 8; i++) dictionary_add(&d, words[i], strlen(words[i]), i);
    dictionary_tune(&d);
    for (uint32_t i = 0; i < 8; i++) {
        snprintf(padded, sizeof padded, "%s,tail", words[i]);
        ck_assert_uint_eq(dictionary_find(&d, padded, (uint32_t)strlen(words[i])), i);
        ck_assert_uint_eq(dictionary_find_unpadded(&d, words[i], strlen(words[i])), i);
    }
    ck_assert_uint_eq(dictionary_find_unpadded(&d, "abc", 3), DICTIONARY_NONE);
    ck_assert_uint_eq(dictionary_find_unpadded(&d, "abcdefgh*12345678", 17), DICTIONARY_NONE);
    dictionary_free(&d);
}
END_TEST

// Words that begin and end alike do not gather in few places.
START_TEST(dictionary_spreads_words_with_like_ends) {
    enum { WORDS = 2000, LENGTH = 26 };
    static char words[WORDS][LENGTH + 8];
    static uint8_t taken[4 * WORDS * 2];
    struct dictionary d;
    uint32_t most = 0;
    ck_assert(dictionary_init(&d, WORDS));
    for (uint32_t i = 0; i < WORDS; i++) {
        snprintf(words[i], sizeof words[i], "abcdefgh-%08u-abcdefgh", i);
        uint32_t slot = dictionary_slot(&d, word_head(words[i], LENGTH), word_tail(words[i], LENGTH));
        ck_assert_uint_lt(slot, sizeof taken);
        if (++taken[slot] > most) most = taken[slot];
        dictionary_add(&d, words[i], LENGTH, i);
    }
    ck_assert_uint_le(most, 6);
    dictionary_tune(&d);
    for (uint32_t i = 0; i < WORDS; i++) ck_assert_uint_eq(dictionary_find(&d, words[i], LENGTH), i);
    dictionary_free(&d);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("dictionary");
    TCase *c = tcase_create("dictionary");
    tcase_add_test(c, dictionary_finds_what_was_put_in);
    tcase_add_test(c, dictionary_spreads_words_with_like_ends);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
