"""A server that wants a login, as others write them: over HTTP with http.server, and over WebSocket with websockets on another
port. Prints both ports. Tokens are good until standard input says "forget".

login_server.py [--cert FILE --key FILE]

POST /api/login {"username": "alice", "password": "geheim-7"} gives {"access_token": …}; a wrong password is answered 401.
GET /who tells the user; without a valid token it is answered 401.
"""
import asyncio
import hmac
import json
import secrets
import ssl
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import websockets

import tls_talk

args = tls_talk.options()
tokens = {}


def user(headers):
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    return tokens.get(token) if scheme == "Bearer" else None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def reply(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/api/login":
            self.reply(404, {"detail": "nothing here"})
        elif body.get("username") == "alice" and hmac.compare_digest(body.get("password", ""), "geheim-7"):
            token = secrets.token_urlsafe()
            tokens[token] = "alice"
            self.reply(200, {"access_token": token, "token_type": "bearer"})
        else:
            self.reply(401, {"detail": "wrong"})

    def do_GET(self):
        who = user(self.headers)
        self.reply(200 if who else 401, {"user": who})


async def greet(socket):
    await socket.send("hello " + user(socket.request_headers))
    async for message in socket:
        await socket.send(message)


async def guard(path, headers):
    if user(headers) is None:
        return HTTPStatus.UNAUTHORIZED, [("WWW-Authenticate", 'Bearer error="invalid_token"')], b"log in\n"
    return None


async def main():
    tls = tls_talk.context(args, ssl.PROTOCOL_TLS_SERVER) if args.cert else None
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    if tls:
        http.socket = tls.wrap_socket(http.socket, server_side=True)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    print(http.server_address[1], flush=True)
    async with websockets.serve(greet, "127.0.0.1", 0, process_request=guard, ssl=tls) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            if line.strip() == "forget":
                tokens.clear()
                for socket in list(server.websockets):
                    await socket.close(1008, "forgotten")
                print("forgotten", flush=True)


asyncio.run(main())
