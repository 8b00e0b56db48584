"""Logs in with http.client at the WebSocket server at PORT, and talks with websockets; prints what comes of it, and "done".

login_client.py --port PORT --user USER --password PASSWORD [--cafile FILE]: over TLS with the file.
"""
import asyncio
import http.client
import json
import ssl

import websockets

import tls_talk

args = tls_talk.options("--port", "--user", "--password")
port = int(args.port)
tls = tls_talk.context(args, ssl.PROTOCOL_TLS_CLIENT) if args.cafile else None
address = ("wss" if tls else "ws") + "://localhost:%d/" % port


def ask(method, path, value=None, token=None):
    connection = (http.client.HTTPSConnection("localhost", port, timeout=20, context=tls) if tls
                  else http.client.HTTPConnection("localhost", port, timeout=20))
    headers = {"Authorization": "Bearer " + token} if token else {}
    body = None
    if value is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(value)
    connection.request(method, path, body, headers)
    reply = connection.getresponse()
    text = reply.read()
    connection.close()
    return reply, json.loads(text) if text else {}


async def refused(url=address, **options):
    try:
        async with websockets.connect(url, ssl=tls, **options):
            return "let in"
    except websockets.InvalidStatusCode as e:
        return "%d %s" % (e.status_code, e.headers.get("WWW-Authenticate"))


async def main():
    reply, _ = ask("POST", "/auth/login", {"name": args.user, "password": "not this one"})
    print("wrong", reply.status, reply.getheader("WWW-Authenticate"))
    reply, session = ask("POST", "/auth/login", {"name": args.user, "password": args.password})
    token = session["token"]
    print("login", reply.status, len(token), "Secure" in reply.getheader("Set-Cookie"))
    reply, who = ask("GET", "/auth/session", token=token)
    print("session", reply.status, who["user"], who["role"])
    print("nobody", await refused())
    print("forged", await refused(extra_headers={"Authorization": "Bearer " + token[::-1]}))
    print("foreign", await refused(extra_headers={"Cookie": "session=" + token}, origin="http://evil.example"))
    async with websockets.connect(address, ssl=tls, extra_headers={"Authorization": "Bearer " + token}) as socket:
        await socket.send("by header")
        print("heard", await socket.recv())
    async with websockets.connect(address + "?access_token=" + token, ssl=tls) as socket:
        await socket.send("by address")
        print("heard", await socket.recv())
    reply, jwt = ask("POST", "/auth/token", token=token)
    async with websockets.connect(address, ssl=tls, extra_headers={"Authorization": "Bearer " + jwt["token"]}) as socket:
        await socket.send("by JWT")
        print("heard", await socket.recv())
    async with websockets.connect(address, ssl=tls, extra_headers={"Authorization": "Bearer " + token}) as socket:
        await socket.send("before")
        print("heard", await socket.recv())
        reply, _ = ask("POST", "/auth/logout", token=token)
        print("logout", reply.status)
        try:
            await socket.recv()
        except websockets.ConnectionClosed as e:
            print("closed", e.rcvd.code, e.rcvd.reason)
    print("after", await refused(extra_headers={"Authorization": "Bearer " + token}))
    print("done")


asyncio.run(main())
