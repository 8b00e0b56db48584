"""Connects to a server that generates numbered lines, reads none until told, then checks that no number is missing."""

import socket
import sys

LIMIT = 20

sock = socket.create_connection(("127.0.0.1", int(sys.argv[1])), LIMIT)
print("connected", flush=True)
lines = sock.makefile("rb")
number = 0
for command in sys.stdin:
    for _ in range(int(command)):
        number += 1
        line = lines.readline()
        assert line.startswith(b"%d " % number), (number, line[:40])
        assert line.endswith(b"\n"), line[-40:]
    print("read", number, flush=True)
sock.close()
