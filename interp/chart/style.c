// How charts look: by the colours of the page that they stand in.
#include "interp/chart/chart.h"

const char chart_style[] = "svg.chart{display:block;width:100%;max-width:34rem;height:auto;margin:1.2rem 0 .4rem}\n"
                           "svg.chart~table,.scroll{margin:.4rem 0 1.2rem}\n"
                           "svg.chart text{font-size:135px;fill:var(--ink);stroke:none}\n"
                           "svg.chart line{stroke:var(--line);stroke-width:8}\n"
                           "svg.chart line.zero{stroke:var(--soft);stroke-width:12}\n"
                           "svg.chart line.bar{stroke:var(--soft);stroke-width:24}\n"
                           "svg.chart line.link{stroke:var(--soft);stroke-dasharray:24 24}\n"
                           "svg.chart .plain{fill:var(--plain);stroke:var(--plain)}\n"
                           "svg.chart .good{fill:var(--good);stroke:var(--good)}\n"
                           "svg.chart .bad{fill:var(--bad);stroke:var(--bad)}\n"
                           "svg.chart .open{fill:var(--open);stroke:var(--open)}\n"
                           "svg.chart line.mark{stroke:var(--ink);stroke-dasharray:44 30;stroke-width:12}\n"
                           "svg.chart line.path{stroke-width:26}\n"
                           // What is not known is told by its outline too.
                           "svg.chart rect.open{fill:var(--paper);stroke-width:20;stroke-dasharray:46 30}\n"
                           "svg.chart circle{stroke-width:22}\n"
                           "svg.chart circle.hollow{fill:var(--paper)}\n";
