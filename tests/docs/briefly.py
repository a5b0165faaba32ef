"""Runs a program that serves pages until its first page was there: `briefly.py PROGRAM …`.

Ends with 0 if the program said where it serves, answered there, and ended cleanly at Ctrl-C.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys

from urllib3 import PoolManager, Retry

PATIENCE = Retry(connect=100, backoff_factor=0.01, backoff_max=0.5)


def main() -> int:
    """Run the program that the arguments name."""
    with subprocess.Popen(
        sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        address = ""
        for line in running.stdout or ():
            sys.stdout.write(line)
            if found := re.search(r"http://(localhost|127\.0\.0\.1):\d+\S*\w", line):
                address = found[0]
                break
        # It is printed just before the server listens there: wait for the first answer.
        answered = address and PoolManager(retries=PATIENCE).request("GET", address).status
        running.send_signal(signal.SIGINT)
        running.communicate()
    sys.stdout.write(f"{address}: {answered}, then {running.returncode}\n")
    return int(answered != 200 or running.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
