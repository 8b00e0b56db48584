"""Framing of byte streams with nothing but the standard library, as a peer would write it."""

import struct


class Framing:
    """raw | lines | delimiter:HEX | length:SIZE:big|little"""

    def __init__(self, spec):
        self.kind, *rest = spec.split(":")
        if self.kind == "lines":
            self.delimiter = b"\n"
        elif self.kind == "delimiter":
            self.delimiter = bytes.fromhex(rest[0])
        elif self.kind == "length":
            order = ">" if rest[1] == "big" else "<"
            self.prefix = struct.Struct(order + {"1": "B", "2": "H", "4": "I", "8": "Q"}[rest[0]])

    def encode(self, payload):
        if self.kind == "raw":
            return payload
        if self.kind == "length":
            return self.prefix.pack(len(payload)) + payload
        return payload + self.delimiter

    def payloads(self, count):
        """Messages of many lengths that the framing can carry."""
        limit = 255 if self.kind == "length" and self.prefix.size == 1 else 700
        alphabet = bytes(b for b in range(256) if b not in b"\r\n\x03")
        for i in range(count):
            length = (i * 37) % (limit + 1) if self.kind != "raw" else 1 + (i * 37) % limit
            yield bytes(alphabet[(i * 7 + j) % len(alphabet)] for j in range(length))


class Messages:
    """The messages of a socket, one after another; None at its end."""

    def __init__(self, sock, framing):
        self.sock = sock
        self.framing = framing
        self.buffer = b""

    def _fill(self):
        more = self.sock.recv(65536)
        self.buffer += more
        return bool(more)

    def next(self):
        framing = self.framing
        if framing.kind == "raw":
            return self.sock.recv(65536) or None
        if framing.kind == "length":
            size = framing.prefix.size
            while len(self.buffer) < size or len(self.buffer) < size + framing.prefix.unpack_from(self.buffer)[0]:
                if not self._fill():
                    return None
            end = size + framing.prefix.unpack_from(self.buffer)[0]
            message, self.buffer = self.buffer[size:end], self.buffer[end:]
            return message
        while framing.delimiter not in self.buffer:
            if not self._fill():
                return None
        message, _, self.buffer = self.buffer.partition(framing.delimiter)
        return message
