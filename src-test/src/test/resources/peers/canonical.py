"""Reads JSON, or makes some up, and prints it as a checksum is made of it. Texts come and go in hexadecimal."""

import hashlib
import json
import random
import struct
import sys


def canonical(value):
    text = json.dumps(value, sort_keys=True)
    return hashlib.md5(text.encode()).hexdigest() + " " + text


def string(rng):
    ranges = [(0x20, 0x7F), (0, 0x20), (0x7F, 0x800), (0x800, 0xD800), (0xE000, 0x10000), (0x10000, 0x110000)]
    return "".join(chr(rng.randrange(*rng.choice(ranges))) for _ in range(rng.randrange(8)))


def value(rng, depth):
    kind = rng.randrange(9 if depth else 6)
    if kind == 0:
        return rng.choice([None, True, False])
    if kind == 1:
        return rng.choice([-1, 1]) * rng.getrandbits(rng.randrange(1, 400))
    if kind == 2:
        return struct.unpack("d", rng.getrandbits(64).to_bytes(8, "little"))[0]
    if kind == 3:
        return round(rng.uniform(-1000, 1000), rng.randrange(6))
    if kind <= 5:
        return string(rng)
    if kind == 6:
        return [value(rng, depth - 1) for _ in range(rng.randrange(5))]
    return {string(rng): value(rng, depth - 1) for _ in range(rng.randrange(6))}


for line in sys.stdin:
    command, argument = line.split()
    if command == "read":
        try:
            print("taken", canonical(json.loads(bytes.fromhex(argument).decode())))
        except (ValueError, RecursionError):
            print("refused")
    elif command == "make":
        rng = random.Random(int(argument))
        made = value(rng, 4)
        text = json.dumps(made, ensure_ascii=rng.random() < 0.5, indent=rng.choice([None, 0, 2]))
        print(text.encode().hex(), canonical(made))
    else:
        sys.exit("unknown command " + command)
