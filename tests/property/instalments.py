#!/usr/bin/env python3
"""Instalments against fractions: what `pol eval` grants is the exact payment, rounded half up to the fen.

    instalments.py POL

Records at random, at every bound, and such whose payment is half a fen, or as near to one as it comes: of a payment
of F per fen of the principal, the convergents of 2F with an odd numerator. In TAP.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

POLICY = """vocabulary {
    field id: text key
    field principal: money
    field rate: percent
    field months: count
}
scheme s {
    in force from 2000-01-01
    offer o {
        grant level = instalment(principal, rate, months)
        grant first = instalment_principal(principal, rate, months)
    }
}
"""
PRINCIPAL_MOST, RATE_MOST, MONTHS_MOST = 10**18 - 1, 10**6, 600  # fen, millionths
EACH = 4000


def level_factor(rate, months):
    if rate == 0:
        return Fraction(1, months)
    grown = Fraction(12 * 10**6 + rate, 12 * 10**6) ** months
    return Fraction(rate, 12 * 10**6) * grown / (grown - 1)


def first_factor(rate, months):
    return Fraction(1, months) + Fraction(rate, 12 * 10**6)


def half_up(payment):
    return (2 * payment.numerator + payment.denominator) // (2 * payment.denominator)


def halves(factor):
    """Principals whose payment lies at, or near, half a fen."""
    rest = 2 * factor
    before, now = (1, 0), (rest.numerator // rest.denominator, 1)
    while now[1] <= PRINCIPAL_MOST:
        if now[0] % 2 and now[1]:
            yield now[1]
        rest -= rest.numerator // rest.denominator
        if rest == 0:
            return
        rest = 1 / rest
        digit = rest.numerator // rest.denominator
        before, now = now, (digit * now[0] + before[0], digit * now[1] + before[1])


def pairs(source):
    for rate in (0, 1, 12, 43500, 240000, RATE_MOST - 1, RATE_MOST):
        for months in (1, 2, 3, 12, 36, 360, MONTHS_MOST - 1, MONTHS_MOST):
            yield rate, months
    for _ in range(40):
        yield source.randrange(RATE_MOST + 1), source.randrange(1, MONTHS_MOST + 1)
    for _ in range(40):
        yield 100 * source.randrange(1, 3600), source.randrange(1, 25)


def records(source):
    for rate, months in pairs(source):
        for factor in (level_factor(rate, months), first_factor(rate, months)):
            for principal in halves(factor):
                for near in (principal - 1, principal, principal + 1):
                    if 0 <= near <= PRINCIPAL_MOST:
                        yield near, rate, months
        yield from ((principal, rate, months) for principal in (0, 1, PRINCIPAL_MOST))
    for _ in range(EACH):
        size = source.choice((10**4, 10**7, 10**9, 10**12, PRINCIPAL_MOST))
        rate = source.choice((43500, 36500, 240000, source.randrange(RATE_MOST + 1)))
        yield source.randrange(size + 1), rate, source.choice((3, 6, 12, 24, 36, 60, 360))


def decimals(number, places):
    return "%d.%0*d" % (number // 10**places, places, number % 10**places)


def granted(pol, rows):
    """What is granted to each, in fen."""
    with tempfile.TemporaryDirectory() as room:
        policy, data = os.path.join(room, "policy.pol"), os.path.join(room, "records.csv")
        with open(policy, "w") as file:
            file.write(POLICY)
        with open(data, "w") as file:
            file.write("id,principal,rate,months\n")
            for i, (principal, rate, months) in enumerate(rows):
                file.write("%d,%s,%s,%d\n" % (i, decimals(principal, 2), decimals(rate, 4), months))
        done = subprocess.run([pol, "eval", policy, "--data", data, "--as-of", "2024-07-01", "--format", "jsonl"],
                              stdout=subprocess.PIPE, check=True)
    for line in done.stdout.decode().splitlines():
        grants = json.loads(line, parse_float=lambda t: int(t.replace(".", "")))
        grants = grants["schemes"]["s"]["offers"]["o"]["grants"]
        yield grants["level"], grants["first"]


def main():
    rows = sorted(set(records(random.Random(20240701))))
    results = list(granted(sys.argv[1], rows))
    factors, wrong = {}, [[], []]
    for row, result in zip(rows, results):
        terms = row[1:]
        if terms not in factors:
            factors[terms] = level_factor(*terms), first_factor(*terms)
        for kind in range(2):
            expected = half_up(row[0] * factors[terms][kind])
            if result[kind] != expected:
                wrong[kind].append((row, result[kind], expected))
    print("1..3")
    print("%s 1 - every record has its result" % ("ok" if len(rows) == len(results) > EACH else "not ok"))
    for kind, name in enumerate(("level payments", "first instalments of equal principals")):
        print("%s %d - %d %s" % ("not ok" if wrong[kind] else "ok", kind + 2, len(rows), name))
        for row, result, expected in wrong[kind][:5]:
            print("# %d fen at %d millionths over %d months: %d, expected %d" % (*row, result, expected))
    return bool(wrong[0] or wrong[1])


sys.exit(main())
