// The options with which commands ask for policies and records.
#include "interp/cli/inputs.h"

const struct option policy_options[] = {
    {.name = "as-of",
     .kind = OPTION_DATE,
     .argument = {"DATE", "日期"},
     .about = {"decide as of this date (default: today in China, UTC+8)", "以该日为基准日（默认：北京时间今天）"}},
    {.name = "as-of-field",
     .kind = OPTION_TEXT,
     .argument = {"FIELD", "字段"},
     .about = {"take each record's date from this field", "以记录中该字段为其基准日"}},
    {.name = "set",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"scheme.param=VALUE", "方案.参数=值"},
     .about = {"another value for a parameter", "改用另一个参数值"}},
    {0},
};

// "|csv|jsonl…"
static const char record_formats[] =
#define RECORD_FORMAT(id, name) "|" #name
#include "interp/data/record/formats.def"
#undef RECORD_FORMAT
    ;

// "|utf-8|gb18030…"
static const char record_encodings[] =
#define RECORD_ENCODING(id, name) "|" name
#include "interp/data/record/encodings.def"
#undef RECORD_ENCODING
    ;

#define MAX_FIRST_LINE INT64_C(1000000000000000)

const struct option data_options[] = {
    {.name = "data",
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"the records: CSV, JSON Lines, an Excel workbook or an SQLite database",
               "申请记录：CSV、JSON Lines、Excel 工作簿或 SQLite 数据库"}},
    {.name = "table",
     .kind = OPTION_TEXT,
     .argument = {"NAME", "表名"},
     .about = {"the table or view of a database that has the records", "数据库中存放申请记录的表或视图"}},
    {.name = "sheet",
     .kind = OPTION_TEXT,
     .argument = {"NAME", "表名"},
     .about = {"the sheet of a workbook that has the records (default: the first that is not hidden)",
               "工作簿中存放申请记录的工作表（默认：第一张可见的）"}},
    {.name = "list",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"FIELD=FILE", "字段=文件"},
     .about = {"a list field's items, from a CSV file, a database's table or a workbook's sheet, as FIELD=FILE:TABLE",
               "列表字段的明细，取自 CSV 文件、数据库的表或工作簿的工作表：字段=文件:表名"}},
    {.name = "where",
     .kind = OPTION_TEXT,
     .argument = {"CONDITION", "条件"},
     .about = {"only records for which this holds, of their fields and of what is decided",
               "只取符合条件的记录，条件可涉及字段和结论"}},
    {.name = "header",
     .kind = OPTION_TEXT,
     .argument = {"a,b,c|FILE", "a,b,c|文件"},
     .about = {"the names of CSV's columns, where the data have no header line: these, or the first line of a file",
               "CSV 数据没有表头时的列名：直接列出，或取自某文件的第一行"}},
    {.name = "first-line",
     .kind = OPTION_NUMBER,
     .argument = {"N", "N"},
     .low = 1,
     .high = MAX_FIRST_LINE,
     .about = {"what messages call the first line of data that are a part of a larger file",
               "数据是大文件的一部分时，其第一行在大文件中的行号，供消息引用"}},
    {.name = "encoding",
     .kind = OPTION_CHOICE,
     .argument = {record_encodings + 1, record_encodings + 1},
     .choices = record_encodings + 1,
     .about = {"how all of these files are encoded (default: told by the text)",
               "以上各文件的编码（默认：由内容判断）"}},
    {.name = "input-format",
     .kind = OPTION_CHOICE,
     .argument = {record_formats + 1, record_formats + 1},
     .choices = record_formats + 1,
     .about = {"what the records are, whatever the file's name says", "记录的格式，不看文件名"}},
    {0},
};

const struct option jobs_options[] = {
    {.name = "jobs",
     .letter = 'j',
     .kind = OPTION_NUMBER,
     .argument = {"N", "N"},
     .low = 1,
     .high = MAX_JOBS,
     .about = {"threads to use (default: one per processor)", "线程数（默认：每个处理器一个）"}},
    {0},
};

uint32_t inputs_jobs(const struct cli *cli) { return (uint32_t)option_number(cli, "jobs", inputs_processors()); }
