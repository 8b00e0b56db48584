"""Many clients in one select loop. Each sends its lines without waiting for replies, and must get them back in order."""

import select
import socket
import sys

port, clients, count = (int(a) for a in sys.argv[1:4])


class Client:
    def __init__(self, number):
        self.expected = b"".join(b"client %d line %d %s\n" % (number, i, b"." * (i % 90)) for i in range(count))
        self.sent = 0
        self.received = b""
        self.sock = socket.create_connection(("127.0.0.1", port), 20)
        self.sock.setblocking(False)

    def fileno(self):
        return self.sock.fileno()

    def write(self):
        self.sent += self.sock.send(self.expected[self.sent:self.sent + 300])

    def read(self):
        data = self.sock.recv(65536)
        if not data:
            sys.exit("closed early")
        self.received += data
        if not self.expected.startswith(self.received):
            sys.exit("got %r" % self.received)


everybody = [Client(n) for n in range(clients)]
total = sum(len(c.expected) for c in everybody)
while busy := [c for c in everybody if len(c.received) < len(c.expected)]:
    readable, writable, _ = select.select(busy, [c for c in busy if c.sent < len(c.expected)], [], 20)
    if not readable and not writable:
        sys.exit("nothing moves")
    for client in writable:
        client.write()
    for client in readable:
        client.read()

print("bytes", total)
sys.stdin.readline()
