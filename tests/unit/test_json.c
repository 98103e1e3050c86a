#include "grammar/base/json.h"
#include "tests/unit/check_main.h"

static void check_text(struct text *t, const char *wanted) {
    ck_assert_str_eq(text_string(t), wanted);
    text_free(t);
}

START_TEST(members_and_elements) {
    struct text t = {0};
    struct json_writer j = {.out = &t};
    json_open_object(&j, NULL);
    json_put_string(&j, "name", "a\"b");
    json_open_array(&j, "list");
    json_put_int(&j, NULL, -7);
    json_open_object(&j, NULL);
    json_put_bool(&j, "yes", true);
    json_put_null(&j, "none");
    json_close_object(&j);
    json_put_string(&j, NULL, NULL);
    json_close_array(&j);
    json_put_bytes(&j, "part", "abcdef", 3);
    json_close_object(&j);
    check_text(&t, "{\"name\":\"a\\\"b\",\"list\":[-7,{\"yes\":true,\"none\":null},null],\"part\":\"abc\"}");
}
END_TEST

// An empty object or array leaves no comma out behind it, and has none in it.
START_TEST(empty_ones) {
    struct text t = {0};
    struct json_writer j = {.out = &t};
    json_open_array(&j, NULL);
    json_open_object(&j, NULL);
    json_close_object(&j);
    json_open_array(&j, NULL);
    json_close_array(&j);
    json_put_raw(&j, NULL, "1.50");
    json_put_raw(&j, NULL, NULL);
    json_close_array(&j);
    check_text(&t, "[{},[],1.50,null]");
}
END_TEST

// Lines of JSON: what another writer put before does not matter.
START_TEST(values_in_one_text) {
    struct text t = {0};
    for (int i = 0; i < 2; i++) {
        struct json_writer j = {.out = &t};
        json_put_int(&j, NULL, i);
        text_char(&t, '\n');
    }
    check_text(&t, "0\n1\n");
}
END_TEST

static Suite *json_suite(void) {
    Suite *s = suite_create("json");
    TCase *t = tcase_create("writer");
    tcase_add_test(t, members_and_elements);
    tcase_add_test(t, empty_ones);
    tcase_add_test(t, values_in_one_text);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(json_suite); }
