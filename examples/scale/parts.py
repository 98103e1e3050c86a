#!/usr/bin/env python3
"""Records decided in parts by the workers of a dask cluster, a process a part.

    parts.py POL POLICIES DATA AS_OF FOLDER [--kill]

DATA is CSV without line feeds in its cells. It is cut into 20 byte ranges that end at line ends; FOLDER gets the
results and the summary of each, then of all: whole.csv and whole.json. With --kill one of the two workers is killed
on the way, and its parts are done by the other.
"""
import os
import signal
import subprocess
import sys
import time

from distributed import Client, LocalCluster, as_completed

PARTS = 20


def ranges(path, count):
    """(first byte, end, number of the first line) of each part, behind the header line."""
    with open(path, "rb") as file:
        file.readline()
        first, line, size = file.tell(), 2, os.path.getsize(path)
        step = (size - first) // count + 1
        while first < size:
            file.seek(min(first + step, size) - 1)
            file.readline()
            end = file.tell()
            file.seek(first)
            lines = file.read(end - first).count(b"\n")
            yield first, end, line
            first, line = end, line + lines


def decide(pol, policies, data, as_of, folder, number, part):
    """Whoever does it, and however often, the same files come of it; they take their names when they are whole."""
    first, end, line = part
    with open(data, "rb") as file:
        file.seek(first)
        records = file.read(end - first)
    name = os.path.join(folder, "part-%02d" % number)
    time.sleep(0.05)  # as a large part would take
    subprocess.run([pol, "eval", policies, "--data", "-", "--header", data, "--first-line", str(line), "--no-header",
                    "--as-of", as_of, "--format", "csv", "--jobs", "1", "--rejects-ok", "--output", name + ".csv",
                    "--summary", name + ".json"], input=records, stderr=subprocess.DEVNULL, check=True)
    return name


def kill_one(client):
    os.kill(list(client.run(os.getpid).values())[0], signal.SIGKILL)


def main():
    pol, policies, data, as_of, folder = map(os.path.abspath, sys.argv[1:6])
    as_of = sys.argv[4]
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
    with cluster, Client(cluster) as client:
        tasks = [client.submit(decide, pol, policies, data, as_of, folder, number, part, pure=False, retries=3)
                 for number, part in enumerate(ranges(data, PARTS))]
        for done, _ in enumerate(as_completed(tasks), 1):
            if done == 5 and "--kill" in sys.argv:
                kill_one(client)
        names = client.gather(tasks)
    with open(os.path.join(folder, "whole.csv"), "wb") as whole:
        for name in names:
            with open(name + ".csv", "rb") as part:
                whole.write(part.read())
    with open(os.path.join(folder, "whole.json"), "wb") as whole:
        subprocess.run([pol, "summary", "--format", "json"] + [name + ".json" for name in names], stdout=whole,
                       check=True)


if __name__ == "__main__":
    main()
