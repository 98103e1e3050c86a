// What kinds, causes and methods are called, in every format for programs.
#include "interp/whatif/write/tables.h"

const char *const whatif_kind_names[][2] = {[FLIP_BETTER] = {"better", "变好"},
                                            [FLIP_WORSE] = {"worse", "变差"},
                                            [FLIP_UNKNOWN] = {"unsettled", "未定"},
                                            [FLIP_LARGER] = {"larger", "额度提高"},
                                            [FLIP_SMALLER] = {"smaller", "额度降低"}};
const char *const whatif_cause_names[][2] = {[CAUSE_FAILED] = {"rule", "条件"},
                                             [CAUSE_ASKS] = {"asks", "需人工审核"},
                                             [CAUSE_MISSING] = {"missing", "资料缺失"},
                                             [CAUSE_GRANT] = {"grant", "授予内容"},
                                             [CAUSE_OFFER] = {"offer", "改由其他产品"}};
const char *const whatif_method_names[][2] = {
    [WHATIF_SHARES] = {"shares", "公平分摊"}, [WHATIF_STACKED] = {"stacked", "依次叠加"}};

void whatif_put_reason(struct text *out, const struct policy *p, const struct whatif_reason *reason, enum lang lang) {
    text_put(out, name_text(p, reason->name, lang));
    if (reason->item) text_format(out, ".%s", name_text(p, reason->item, lang));
}
