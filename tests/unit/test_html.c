// The shell of a page: what is put into it stays text.
#include <string.h>

#include "interp/report/html.h"
#include "tests/unit/check_main.h"

static void check_text(struct text *t, const char *wanted) {
    ck_assert_str_eq(text_string(t), wanted);
    text_free(t);
}

START_TEST(text_stays_text) {
    struct text t = {0};
    html_element(&t, "p", NULL, "<b>\"1 & 2\"</b>");
    html_element(&t, "p", "note",
                 "a\xE2\x80\xAE"
                 "b");  // bytes written the other way round
    check_text(&t, "<p>&lt;b&gt;&quot;1 &amp; 2&quot;&lt;/b&gt;</p>\n<p class=\"note\">a\xEF\xBF\xBD"
                   "b</p>\n");
}
END_TEST

START_TEST(places_and_links) {
    struct text t = {0};
    html_section(&t, 2, "a\"b", "x<y");
    html_link(&t, "a\"b", "x<y");
    html_close(&t, "section");
    check_text(&t, "<section id=\"a&quot;b\">\n<h2>x&lt;y</h2>\n<a href=\"#a&quot;b\">x&lt;y</a></section>\n");
}
END_TEST

// Neither the end of a script nor a comment's beginning can stand in the data.
START_TEST(data_runs_nothing) {
    struct text t = {0};
    html_data(&t, "data", "{\"a\":\"</script><!--\"}");
    check_text(&t, "<script type=\"application/json\" id=\"data\">{\"a\":\"\\u003c/script>\\u003c!--\"}</script>\n");
}
END_TEST

START_TEST(shell) {
    struct text t = {0};
    html_begin(&t, LANG_ZH, "标题 <1>", ".x{color:red}\n");
    html_end(&t);
    ck_assert(strstr(text_string(&t), "<html lang=\"zh-CN\">"));
    ck_assert(strstr(text_string(&t), "<title>标题 &lt;1&gt;</title>"));
    ck_assert(strstr(text_string(&t), ".x{color:red}\n</style>"));
    ck_assert(strstr(text_string(&t), "<h1>标题 &lt;1&gt;</h1>\n</main>\n</body>\n</html>\n"));
    ck_assert(!strstr(text_string(&t), "http") && !strstr(text_string(&t), "@import"));
    text_free(&t);
}
END_TEST

static Suite *html_suite(void) {
    Suite *s = suite_create("html");
    TCase *t = tcase_create("shell");
    tcase_add_test(t, text_stays_text);
    tcase_add_test(t, places_and_links);
    tcase_add_test(t, data_runs_nothing);
    tcase_add_test(t, shell);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(html_suite); }
