"""Writes a capture without any of our code: captures.py FILE FORMAT LINKTYPE; prints how many packets it has.

FORMAT is pcap or pcapng, with < or > for the byte order and u or n for micro- or nanoseconds: "pcap<u".
LINKTYPE is ethernet, vlan, sll, sll2, null, loop or raw.
"""
import ipaddress
import struct
import sys

FILE, FORMAT, LINK = sys.argv[1:4]
KIND, ORDER, UNIT = FORMAT[:-2], FORMAT[-2], FORMAT[-1]
LINK_TYPES = {"ethernet": 1, "vlan": 1, "sll": 113, "sll2": 276, "null": 0, "loop": 108, "raw": 101}
FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(">%dH" % (len(data) // 2), data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def ip(source, target, protocol, payload, fragment=0):
    source, target = ipaddress.ip_address(source), ipaddress.ip_address(target)
    if source.version == 4:
        head = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 7, fragment, 64, protocol, 0,
                           source.packed, target.packed)
        return head[:10] + struct.pack(">H", checksum(head)) + head[12:] + payload
    # With a header of options between, as in real life seldom.
    options = bytes([protocol, 0, 1, 4, 0, 0, 0, 0])
    return struct.pack(">IHBB16s16s", 6 << 28, 8 + len(payload), 0, 64, source.packed, target.packed) + options + payload


def transport(source, target, protocol, head, at, payload):
    source, target = ipaddress.ip_address(source).packed, ipaddress.ip_address(target).packed
    pseudo = source + target + struct.pack(">HH", protocol, len(head) + len(payload))
    return head[:at] + struct.pack(">H", checksum(pseudo + head + payload)) + head[at + 2:] + payload


def tcp(source, target, sequence, acknowledgement, flags, payload=b""):
    head = struct.pack(">HHIIBBHHH", source[1], target[1], sequence & 0xFFFFFFFF, acknowledgement & 0xFFFFFFFF,
                       0x50, flags, 65535, 0, 0)
    return ip(source[0], target[0], 6, transport(source[0], target[0], 6, head, 16, payload))


def udp(source, target, payload):
    head = struct.pack(">HHHH", source[1], target[1], 8 + len(payload), 0)
    return ip(source[0], target[0], 17, transport(source[0], target[0], 17, head, 6, payload))


def frame(packet):
    six = packet[0] >> 4 == 6
    kind = 0x86DD if six else 0x0800
    return {
        # Short frames are padded.
        "ethernet": lambda: (b"\2\0\0\0\0\1\2\0\0\0\0\2" + struct.pack(">H", kind) + packet).ljust(60, b"\xEE"),
        "vlan": lambda: b"\2\0\0\0\0\1\2\0\0\0\0\2" + struct.pack(">HHHHH", 0x88A8, 5, 0x8100, 6, kind) + packet,
        "sll": lambda: struct.pack(">HHH8sH", 0, 1, 6, b"\2\0\0\0\0\1", kind) + packet,
        "sll2": lambda: struct.pack(">HHIHBB8s", kind, 0, 1, 1, 0, 6, b"\2\0\0\0\0\1") + packet,
        "null": lambda: struct.pack(ORDER + "I", 30 if six else 2) + packet,
        "loop": lambda: struct.pack(">I", 30 if six else 2) + packet,
        "raw": lambda: packet,
    }[LINK]()


SERVER, CLIENT = ("192.0.2.1", 80), ("192.0.2.7", 40001)
SIX, SIX_CLIENT = ("2001:db8::1", 7), ("2001:db8::7", 40002)
DNS, ASKING = ("192.0.2.53", 53), ("192.0.2.7", 40003)
MIDWAY, MIDWAY_CLIENT = ("192.0.2.1", 5432), ("192.0.2.7", 50001)
CLOSED = ("192.0.2.1", 81)
C, S = 0xFFFFFFF0, 5000

# (seconds, bytes): a conversation whose numbers overflow, out of order and with repetitions; then others.
PACKETS = [
    (0.000, tcp(CLIENT, SERVER, C, 0, SYN)),
    (0.001, tcp(SERVER, CLIENT, S, C + 1, SYN | ACK)),
    (0.002, tcp(CLIENT, SERVER, C + 1, S + 1, ACK)),
    (0.010, tcp(CLIENT, SERVER, C + 11, S + 1, PSH | ACK, b"second part of the request")),
    (0.011, tcp(CLIENT, SERVER, C + 1, S + 1, ACK, b"first part")),
    (0.012, tcp(CLIENT, SERVER, C + 1, S + 1, ACK, b"first part")),
    (0.013, tcp(CLIENT, SERVER, C + 6, S + 1, ACK, b" partsecond part of the request")),
    (0.061, tcp(SERVER, CLIENT, S + 1, C + 37, PSH | ACK, b"reply")),
    (0.062, tcp(CLIENT, SERVER, C + 37, S + 6, ACK)),
    (0.063, tcp(CLIENT, SERVER, C + 36, S + 6, ACK, b"t")),
    (1.200, tcp(CLIENT, SERVER, C + 37, S + 6, PSH | ACK, b"again")),
    (1.300, tcp(SERVER, CLIENT, S + 10, C + 42, PSH | ACK, b"late")),
    (1.301, tcp(CLIENT, SERVER, C + 42, S + 14, ACK)),
    (1.400, tcp(CLIENT, SERVER, C + 42, S + 14, FIN | ACK)),
    (1.401, tcp(SERVER, CLIENT, S + 14, C + 43, FIN | ACK)),
    (1.402, tcp(CLIENT, SERVER, C + 43, S + 15, ACK)),
    (2.000, udp(ASKING, DNS, b"who?")),
    (2.020, udp(DNS, ASKING, b"you")),
    (2.100, tcp(SIX_CLIENT, SIX, 1, 0, SYN)),
    (2.101, tcp(SIX, SIX_CLIENT, 1, 2, SYN | ACK)),
    (2.102, tcp(SIX_CLIENT, SIX, 2, 2, PSH | ACK, b"over six")),
    (2.103, tcp(SIX, SIX_CLIENT, 2, 10, RST | ACK)),
    (2.200, tcp(MIDWAY, MIDWAY_CLIENT, 900, 100, PSH | ACK, b"in the middle")),
    (2.300, tcp(CLIENT, CLOSED, 1, 0, SYN)),
    (2.301, tcp(CLOSED, CLIENT, 0, 2, RST | ACK)),
    (2.400, ip("192.0.2.7", "192.0.2.53", 17, b"\x12\x34\0\x35\0\x20\0\0half of", 0x2000)),
    (2.500, ip("192.0.2.7", "192.0.2.53", 1, b"\x08\0\xf7\xff\0\0\0\0")),
]


def block(kind, body):
    body += b"\0" * (-len(body) % 4)
    return struct.pack(ORDER + "II", kind, 12 + len(body)) + body + struct.pack(ORDER + "I", 12 + len(body))


def option(code, value):
    return struct.pack(ORDER + "HH", code, len(value)) + value + b"\0" * (-len(value) % 4)


def units(seconds):
    return round((1700000000 + seconds) * 1000) * (1000000 if UNIT == "n" else 1000)


with open(FILE, "wb") as out:
    if KIND == "pcap":
        magic = 0xA1B23C4D if UNIT == "n" else 0xA1B2C3D4
        out.write(struct.pack(ORDER + "IHHiIII", magic, 2, 4, 0, 0, 65535, LINK_TYPES[LINK]))
        for seconds, packet in PACKETS:
            data = frame(packet)
            second, fraction = divmod(units(seconds), 10 ** (9 if UNIT == "n" else 6))
            out.write(struct.pack(ORDER + "IIII", second, fraction, len(data), len(data)) + data)
    else:
        out.write(block(0x0A0D0D0A, struct.pack(ORDER + "IHHq", 0x1A2B3C4D, 1, 0, -1)))
        out.write(block(1, struct.pack(ORDER + "HHI", LINK_TYPES[LINK], 0, 0)
                        + (option(9, b"\x09") if UNIT == "n" else b"")))
        for number, (seconds, packet) in enumerate(PACKETS):
            data = frame(packet)
            at = units(seconds)
            body = struct.pack(ORDER + "IIIII", 0, at >> 32, at & 0xFFFFFFFF, len(data), len(data)) + data
            body += b"\0" * (-len(body) % 4)
            if number == 10:
                body += option(1, "here it asks again — ü".encode()) + option(0, b"")
            out.write(block(6, body))
print(len(PACKETS))
