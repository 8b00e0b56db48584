"""Sends a frame or raw bytes for each line that it reads, and prints type and payload of the answer."""

import json
import random
import socket
import sys

import frames
from framing import Framing, Messages

port, framing = int(sys.argv[1]), Framing(sys.argv[2])
sock = socket.create_connection(("127.0.0.1", port), 20)
messages = Messages(sock, framing)


def ask(data):
    sock.sendall(framing.encode(data))
    return frames.decode(messages.next())


def number(rng):
    kind = rng.randrange(6)
    if kind == 0:
        return rng.randrange(-5, 6)
    if kind == 1:
        return rng.choice([-1, 1]) * rng.getrandbits(rng.randrange(1, 3000))
    if kind == 2:
        return rng.uniform(-1e6, 1e6)
    if kind == 3:
        return rng.choice([0.0, -0.0, 1e308, -1e308, 5e-324, 1e-310, 2.5])
    if kind == 4:
        return (1 << rng.randrange(1000, 1100)) + rng.randrange(-3, 4)
    return rng.uniform(-1, 1) * 10.0 ** rng.randrange(-300, 300)


def calculations(seed, count):
    """Calculates at random on both sides, and returns how many results are the same, errors included."""
    rng = random.Random(seed)
    same = 0
    for _ in range(count):
        operation = rng.choice(["add", "subtract", "multiply", "divide"])
        a, b = number(rng), number(rng)
        kind, payload = ask(frames.encode("calculation", {"operation": operation, "a": a, "b": b}))
        try:
            expected = repr(frames.calculate(operation, a, b))
            actual = repr(payload["result"]) if kind == "calculation" else payload["code"]
        except OverflowError:
            expected, actual = "bad_request", payload.get("code")
        if actual == expected:
            same += 1
        else:
            print(operation, a, b, expected, actual, file=sys.stderr)
    return same


for line in sys.stdin:
    command, _, argument = line.strip().partition(" ")
    if command == "raw":
        print(json.dumps(ask(bytes.fromhex(argument))))
    elif command == "frame":
        fields = json.loads(argument)
        print(json.dumps(ask(frames.encode(fields["type"], fields["payload"], fields.get("checksum")))))
    elif command == "calculations":
        seed, count = map(int, argument.split())
        print(calculations(seed, count))
    else:
        sys.exit("unknown command " + command)
