# The workload for mawk: decisions alone. Truth is 0 no, 1 unknown, 2 yes.
function known(v, yes) { return v == "" ? 1 : yes ? 2 : 0 }
function both(a, b) { return a < b ? a : b }
function either(a, b) { return a > b ? a : b }
function flag(v) { return v == "" ? 1 : v == "true" ? 2 : 0 }
function tag(name) { return $6 == "" ? 1 : index($6, name) ? 2 : 0 }
BEGIN { FS = ","; word[0] = "ineligible"; word[1] = "incomplete"; word[2] = "eligible" }
NR == 1 { print "id,ccb,boc,shanxi,jinshang"; next }
{
    y1 = known($3, $3 <= "2023-07-01"); y2 = known($3, $3 <= "2022-07-01"); half = known($3, $3 <= "2024-01-01")
    le65 = known($2, $2 > "1958-07-01"); age = both(le65, known($2, $2 <= "2006-07-01")); age20 = both(le65, known($2, $2 <= "2004-07-01"))
    s = tag("生存型"); g = tag("成长型"); d = tag("发展型"); v = $5 + 0
    r60 = known($5, v >= 600000); above = known($5, v > 1200000); clean = 2 - flag($10)
    p1 = both(both(s, either(y1, both(half, flag($14)))), known($5, v >= 100000))
    p2 = both(both(g, y2), known($5, v >= 300000)); p3 = both(both(d, y2), r60)
    few = known($12, $12 >= 1 && $12 <= 3); many = known($12, $12 >= 4)
    q2 = both(both(both(r60, 2 - above), few), flag($13)); q3 = both(above, many)
    ccb = both(both(both(known($4, $4 == "个体工商户"), age), both(known($7, $7 == "CN"), y1)), both(clean, either(either(p1, p2), p3)))
    boc = both(both(both(y1, either(either(s, g), d)), both(known($9, $9 < 3), known($8, $8 < 6))), known($5, 1))
    shanxi = both(both(both(age20, y2), both(known($16, $16 >= 6), clean)), both(flag($15), either(either(2 - r60, q2), q3)))
    jinshang = both(both(both(y2, age), both(clean, 2 - flag($11))), flag($15))
    print $1 "," word[ccb] "," word[boc] "," word[shanxi] "," word[jinshang]
}
