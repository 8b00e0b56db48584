"""Echo through one blocking socket: one by one, many in one write, and in pieces that split messages anywhere."""

import socket
import sys

from framing import Framing, Messages

port, spec, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
framing = Framing(spec)
payloads = list(framing.payloads(count))
sent = 0

with socket.create_connection(("127.0.0.1", port), 20) as sock:
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    messages = Messages(sock, framing)

    def expect(payload):
        message = messages.next()
        if message != payload:
            sys.exit("expected %r but got %r" % (payload, message))

    for payload in payloads:
        data = framing.encode(payload)
        sock.sendall(data)
        sent += len(data)
        if framing.kind == "raw":
            got = b""
            while len(got) < len(payload):
                more = messages.next()
                if more is None:
                    sys.exit("closed early")
                got += more
            if got != payload:
                sys.exit("expected %r but got %r" % (payload, got))
        else:
            expect(payload)

    if framing.kind != "raw":
        together = b"".join(framing.encode(p) for p in payloads)
        sock.sendall(together)
        sent += len(together)
        for payload in payloads:
            expect(payload)

        few = payloads[:8]
        together = b"".join(framing.encode(p) for p in few)
        for i in range(0, len(together), 3):
            sock.sendall(together[i:i + 3])
        sent += len(together)
        for payload in few:
            expect(payload)

    sock.shutdown(socket.SHUT_WR)
    if sock.recv(1) != b"":
        sys.exit("more than was sent came back")

print("bytes", sent)
