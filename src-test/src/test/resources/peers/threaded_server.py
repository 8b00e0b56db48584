"""The classic server: a thread for each connection. Prints its port; `stop` on its input ends it."""

import socket
import sys
import threading

from framing import Framing, Messages

mode, spec, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
framing = Framing(spec)
lock = threading.Lock()
received, sent, open_sockets = bytearray(), bytearray(), []


def send(sock, data):
    with lock:
        sent.extend(data)
    sock.sendall(data)


def serve(sock):
    kind, _, argument = mode.partition(":")
    messages = Messages(sock, framing)
    handled = 0
    try:
        while (message := messages.next()) is not None:
            with lock:
                received.extend(framing.encode(message))
            handled += 1
            if kind == "echo":
                send(sock, framing.encode(message))
            elif kind == "prefix":
                send(sock, framing.encode(argument.encode() + message))
            elif kind == "twice":
                send(sock, framing.encode(message) * 2)
            elif kind == "close-after":
                send(sock, framing.encode(message))
                if handled == int(argument):
                    break
            elif kind == "reset-after":
                if handled == int(argument):
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                    break
            elif kind == "silent":
                pass
            elif kind == "huge":
                send(sock, b"x" * int(argument))
    except OSError:
        pass
    with lock:
        open_sockets.remove(sock)
    sock.close()


def accept(listener):
    while True:
        try:
            sock, _ = listener.accept()
        except OSError:
            return
        with lock:
            open_sockets.append(sock)
        threading.Thread(target=serve, args=(sock,), daemon=True).start()


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", port))
listener.listen()
threading.Thread(target=accept, args=(listener,), daemon=True).start()
print("port", listener.getsockname()[1])

for line in sys.stdin:
    command, *args = line.split()
    if command == "push":
        with lock:
            targets = list(open_sockets)
        for target in targets:
            send(target, bytes.fromhex(args[0]))
        print("pushed", len(targets))
    elif command == "report":
        with lock:
            print("received", received.hex())
            print("sent", sent.hex())
    elif command == "stop":
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        with lock:
            for sock in open_sockets:
                sock.shutdown(socket.SHUT_RDWR)
        print("stopped")
        break
