"""A server that speaks no TLS. Prints its port, and "closed HOW" for each connection that the other side ended: in order, or
by a reset.

plain_server.py http: answers whatever comes as a web server would that does not understand it
plain_server.py banner: speaks first, as SSH does
plain_server.py hangup: closes at the first bytes that come
plain_server.py silent: listens
"""

import socket
import sys
import threading

SAYS = {
    "http": b"HTTP/1.1 400 Bad Request\r\nServer: plain\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    "banner": b"SSH-2.0-plain\r\n",
}
mode = sys.argv[1]


def serve(sock):
    sock.settimeout(20)
    with sock:
        if mode != "banner":
            sock.recv(65536)
        if mode in SAYS:
            sock.sendall(SAYS[mode])
        if mode != "hangup":
            try:
                while sock.recv(65536):
                    pass
                print("closed in order", flush=True)
            except ConnectionError:
                print("closed by a reset", flush=True)


def accept(server):
    while True:
        threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()


server = socket.create_server(("127.0.0.1", 0))
print("port", server.getsockname()[1], flush=True)
threading.Thread(target=accept, args=(server,), daemon=True).start()
sys.stdin.read()
