#include <stdlib.h>
#include <string.h>

#include "grammar/base/sha256.h"
#include "tests/unit/check_main.h"

// NIST's examples, and lengths around the ends of blocks as sha256sum has them.
static const struct {
    const char *piece;
    size_t times;
    const char *digits;
} examples[] = {
    {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
     1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    {"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    {"a", 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
    {"a", 56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
    {"a", 63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
    {"a", 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
    {"a", 65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
};
#define EXAMPLES ((int)(sizeof examples / sizeof *examples))

static void check_example(int i, void (*begin)(struct sha256 *), size_t step) {
    struct sha256 s;
    char digits[SHA256_DIGITS + 1];
    size_t each = strlen(examples[i].piece), length = each * examples[i].times;
    char *bytes = malloc(length + 1);
    for (size_t at = 0; at < length; at++) bytes[at] = examples[i].piece[at % each];
    begin(&s);
    for (size_t at = 0; at < length; at += step) sha256_add(&s, bytes + at, length - at < step ? length - at : step);
    sha256_end(&s, digits);
    ck_assert_str_eq(digits, examples[i].digits);
    free(bytes);
}

// In one piece, and in pieces that end anywhere in a block.
static void check_pieces(int i, void (*begin)(struct sha256 *)) {
    static const size_t steps[] = {1000000, 1, 63, 64, 65, 1000};
    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) check_example(i, begin, steps[k]);
}

START_TEST(as_the_processor_has_it) { check_pieces(_i, sha256_begin); }
END_TEST

START_TEST(in_plain_c) { check_pieces(_i, sha256_begin_plain); }
END_TEST

static Suite *suite(void) {
    Suite *s = suite_create("sha256");
    TCase *c = tcase_create("sha256");
    tcase_add_loop_test(c, as_the_processor_has_it, 0, EXAMPLES);
    tcase_add_loop_test(c, in_plain_c, 0, EXAMPLES);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(suite); }
