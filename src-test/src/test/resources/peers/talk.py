"""Plain sockets that do what they are told: one command a line, one line of answer each."""

import socket
import struct
import sys

LIMIT = 20
sockets = {}


def receive(sock, count):
    data = b""
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more:
            break
        data += more
    return data


def rest(sock):
    if sock is None:
        return " reset"
    data = b""
    try:
        while more := sock.recv(65536):
            data += more
    except ConnectionResetError:
        return data.hex() + " reset"
    return data.hex() + " eof"


for line in sys.stdin:
    command, name, *args = line.split()
    if command == "connect":
        try:
            sockets[name] = socket.create_connection(("127.0.0.1", int(args[0])), LIMIT)
            print(sockets[name].getsockname()[1])
        except ConnectionResetError:
            # The other side was so quick that connecting itself tells of it.
            sockets[name] = None
            print("reset")
        continue
    sock = sockets[name]
    if command == "send":
        sock.sendall(bytes.fromhex(args[0]))
        print("sent")
    elif command == "receive":
        print(receive(sock, int(args[0])).hex())
    elif command == "rest":
        print(rest(sock))
    elif command == "shutdown":
        sock.shutdown(socket.SHUT_WR)
        print("shut")
    elif command == "reset":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()
        print("reset")
    elif command == "close":
        sock.close()
        print("closed")
    else:
        sys.exit("unknown command " + command)
