#!/usr/bin/env python3
"""Tables fit the terminal: what COLUMNS says, else its own width; a file and a pipe have none.

    terminal.py POL ROOT
"""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import unicodedata


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def widest(text):
    return max(columns(line) for line in text.splitlines())


def on_terminal(command, width, environment):
    """What the command writes to a terminal that wide."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            parts.append(part)
        process.wait()
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


def main(pol):
    data = ["--data", "examples/applicants.csv", "--list", "overdue=examples/overdue.csv",
            "--as-of", "2024-07-01", "--lang", "zh"]
    commands = {
        "match": [pol, "match", "policies", *data],
        "whatif": [pol, "whatif", "policies", "examples/reforms", "--reform", "建行降低收入门槛",
                   *data],
        "eval --stats": [pol, "eval", "policies", *data, "-o", "/dev/null", "--stats", "-"],
    }
    plain = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    results = []
    for name, command in commands.items():
        told = {width: widest(on_terminal(command, width, plain)) for width in (44, 60, 160)}
        results.append((f"{name}: as wide as the terminal, {told}",
                        all(at <= width for width, at in told.items()) and told[60] > 44))
        said = on_terminal(command, 160, {**plain, "COLUMNS": "52"})
        results.append((f"{name}: as COLUMNS says", widest(said) <= 52))
        least = on_terminal(command, 160, {**plain, "COLUMNS": "3"})
        results.append((f"{name}: but not below 40", 30 < widest(least) <= 40))
        for wrong in ("", "0", "x", "12x", "-5"):
            if on_terminal(command, 60, {**plain, "COLUMNS": wrong}) != on_terminal(command, 60, plain):
                results.append((f"{name}: COLUMNS={wrong!r} says nothing", False))
    piped = subprocess.run([*commands["whatif"]], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=plain,
                           text=True, check=False).stdout
    results.append(("a pipe has 100 columns", 60 < widest(piped) <= 100))
    print(f"1..{len(results)}")
    for i, (name, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {i} - {name}")
    return 0 if all(good for _, good in results) else 1


if __name__ == "__main__":
    program = os.path.abspath(sys.argv[1])
    os.chdir(sys.argv[2])  # names of files do not break, so they are to be short
    sys.exit(main(program))
