#include "interp/draft/draft.h"

#include "grammar/base/utf8.h"
#include "grammar/notice/document.h"
#include "interp/report/page.h"

#define COMMENT_COLUMNS 94     // behind the scheme's indent and the comment's sign
#define CLAUSE_CHARACTERS 300  // what is longer is cut: the notice has it

struct draft draft_read(struct arena *a, const char *notice, size_t size) {
    struct draft d;
    const struct lines lines = notice_lines(a, notice, size);
    d.outline = notice_outline(a, &lines);
    d.front = notice_front(a, &lines, d.outline.front);
    return d;
}

static const char *either(const struct draft_wish *wish, const char *en, const char *zh) {
    return wish->lang == LANG_ZH ? zh : en;
}

// Lines of text as lines of comment.
static void put_comment(struct text *out, const char *indent, const char *string) {
    struct text wrapped = {0};
    struct page page = {.out = &wrapped, .width = COMMENT_COLUMNS};
    page_wrap(&page, 0, string);
    page_line(&page);
    out->failed |= wrapped.failed;
    for (const char *line = text_string(&wrapped); *line;) {
        size_t length = strcspn(line, "\n") + 1;
        text_format(out, "%s# ", indent);
        text_add(out, line, length);
        line += length;
    }
    text_free(&wrapped);
}

static void put_cut(struct text *out, const struct text *whole) {
    struct text shown = {.failed = whole->failed};
    size_t end = 0, characters = 0;
    for (uint32_t c; end < whole->length && characters < CLAUSE_CHARACTERS; characters++)
        end += utf8_decode(whole->bytes + end, whole->length - end, &c);
    text_add(&shown, text_string(whole), end);
    if (end < whole->length) text_put(&shown, "……");
    put_comment(out, "    ", text_string(&shown));
    out->failed |= shown.failed;
    text_free(&shown);
}

static void put_paragraph(struct text *out, const struct slice *lines, uint32_t count) {
    struct text whole = {0};
    for (uint32_t i = 0; i < count && whole.length < 4 * CLAUSE_CHARACTERS; i++) {
        if (lines_need_blank(whole.bytes, whole.length, lines[i])) text_char(&whole, ' ');
        text_add(&whole, lines[i].text, lines[i].length);
    }
    if (count) put_cut(out, &whole);
    text_free(&whole);
}

static void put_clause_text(struct text *out, const struct clause *c) {
    if (!c->count) return;
    uint32_t heading = c->count > 1 && line_is_heading(c->text[0]);
    put_paragraph(out, c->text, heading);
    put_paragraph(out, c->text + heading, c->count - heading);
}

static void put_clause(struct text *out, const struct clause *c, const struct draft_wish *wish) {
    text_char(out, '\n');
    if (c->place) text_format(out, either(wish, "    # cite \"%s\"\n", "    # 依据 “%s”\n"), c->place);
    put_clause_text(out, c);
}

static void put_intro(struct text *out, const struct draft_wish *wish) {
    struct text how = {0};
    text_format(&how,
                either(wish,
                       "A first draft, made from %s. Each clause of the notice stands below as a comment: make a rule "
                       "of what decides, and delete what does not.",
                       "根据 %s 起草。文件的条款逐条列在下面的注释里：能据以判断的改写成规则，其余的删去。"),
                wish->source);
    put_comment(out, "", text_string(&how));
    out->failed |= how.failed;
    text_free(&how);
    put_comment(out, "",
                either(wish, "A rule says its clause and its words, which are compared with the notice:",
                       "每条规则写明依据，照抄原文（检查时与文件逐字核对），冒号后写条件："));
    text_put(out, either(wish, "#     require adult cite \"一（一）\" quote \"年满18周岁\": age >= 18\n",
                         "#     要求 成年 依据 “一（一）” 原文 “年满18周岁”：年龄 ≥ 18岁\n"));
    text_format(out, either(wish, "# After each rule: pol check %s\n\n", "# 写一条，检查一条：pol check %s\n\n"),
                wish->path);
}

static void put_vocabulary(struct text *out, const struct draft_wish *wish) {
    if (wish->vocabulary) {
        text_format(out, "use \"%s\"\n\n", wish->vocabulary);
        return;
    }
    text_put(out, "vocabulary {\n    field applicant_id(编号): text key\n");
    put_comment(out, "    ",
                either(wish, "What the rules ask about, a field each, such as: field age: count years_old",
                       "规则要用的资料，一项一行，例如：字段 年龄(age)：数量 岁"));
    text_put(out, "}\n\n");
}

static void put_in_force(struct text *out, const struct front *f, const struct draft_wish *wish) {
    static const char *const why[][2] = {
        [DATE_NOT_FOUND] = {"to be filled in: the notice does not say; until then nobody is decided on",
                            "待填：文件中没有找到施行日期；填好之前，审核一律得出“未施行”"},
        [DATE_STATED] = {"as the notice says", "文件所载施行日期"},
        [DATE_BELOW] = {"the date below the notice: to be looked at", "取自落款日期，请核对"},
    };
    char date[11];
    date_format(f->origin == DATE_NOT_FOUND ? DRAFT_NO_DATE : f->date, date);
    text_format(out, "    in force from %s  # %s\n", date, why[f->origin][wish->lang]);
}

static void put_head(struct text *out, const struct front *f, const struct draft_wish *wish) {
    text_format(out, "scheme %s \"%s\" {\n", wish->name,
                f->title ? f->title : either(wish, "title to be filled in", "待填：方案名称"));
    text_format(out, "    issuer \"%s\"\n", f->issuer ? f->issuer : either(wish, "to be filled in", "待填：发布机构"));
    text_format(out, "    source \"%s\"", wish->source);
    if (f->number) text_format(out, " as \"%s\"\n", f->number);
    else text_put(out, either(wish, "  # as \"the notice's number\"\n", "  # 文号 “待填”\n"));
    put_in_force(out, f, wish);
}

static void put_offer(struct text *out, const struct draft_wish *wish) {
    text_char(out, '\n');
    put_comment(out, "    ",
                either(wish,
                       "Where the notice gives no amount, the limit stays silent and a person decides; where it "
                       "does, put it here, such as 10万元.",
                       "文件没有规定额度的，保留“文件未规定”，由人工决定；有规定的，改成金额，例如 10万元。"));
    text_put(out, "    offer first_offer(产品一) {\n        grant limit(额度) = silent\n    }\n}\n");
}

void draft_write(struct text *out, const struct draft *d, const struct draft_wish *wish) {
    put_intro(out, wish);
    put_vocabulary(out, wish);
    put_head(out, &d->front, wish);
    for (uint32_t i = 0; i < d->outline.count; i++) put_clause(out, &d->outline.items[i], wish);
    put_offer(out, wish);
}
