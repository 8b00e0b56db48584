"""Sends many bytes from one thread while receiving in another; prints the digest of what came back."""

import hashlib
import socket
import sys
import threading

port, size = int(sys.argv[1]), int(sys.argv[2])
block = hashlib.sha256(b"seed").digest() * 1024
data = (block * (size // len(block) + 1))[:size]

with socket.create_connection(("127.0.0.1", port), 20) as sock:
    def send():
        sock.sendall(data)
        sock.shutdown(socket.SHUT_WR)

    sender = threading.Thread(target=send)
    sender.start()
    digest, received = hashlib.sha256(), 0
    while more := sock.recv(1 << 16):
        digest.update(more)
        received += len(more)
    sender.join()

print("sent", hashlib.sha256(data).hexdigest(), size)
print("received", digest.hexdigest(), received)
