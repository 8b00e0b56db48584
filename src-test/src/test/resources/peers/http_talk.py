"""Talks with the HTTP server at PORT through http.client: prints what it got, a line a request, and "done"."""
import base64
import http.client
import json
import sys

connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=20)


def ask(method, path, body=None, **headers):
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    reply = connection.getresponse()
    return reply, reply.read()


reply, body = ask("GET", "/get?name=value&name=other")
print(reply.version, reply.status, json.loads(body)["args"]["name"])
reply, body = ask("POST", "/post", json.dumps({"name": "Alice", "age": 25}), Content_Type="application/json")
print(reply.status, json.loads(body)["json"])
reply, body = ask("PUT", "/put", iter([b"in ", b"chunks"]))
print(reply.status, json.loads(body)["data"])
reply, body = ask("HEAD", "/image/png")
print(reply.status, reply.getheader("Content-Type"), int(reply.getheader("Content-Length")) > 1000, len(body))
reply, body = ask("GET", "/image/png")
print(reply.status, body[:8] == b"\x89PNG\r\n\x1a\n", len(body) == int(reply.getheader("Content-Length")))
reply, body = ask("GET", "/stream/5")
print(reply.status, reply.getheader("Transfer-Encoding"), [json.loads(line)["id"] for line in body.splitlines()])
reply, body = ask("GET", "/bytes/100000?seed=7")
reply2, part = ask("GET", "/bytes/100000?seed=7", Range="bytes=40000-69999")
print(reply.status, reply2.status, part == body[40000:70000], reply2.getheader("Content-Range"))
reply, body = ask("GET", "/basic-auth/alice/open", Authorization="Basic " + base64.b64encode(b"alice:open").decode())
print(reply.status, json.loads(body)["authenticated"])
reply, body = ask("GET", "/basic-auth/alice/open", Authorization="Basic " + base64.b64encode(b"alice:shut").decode())
print(reply.status, reply.getheader("WWW-Authenticate").split()[0])
reply, body = ask("GET", "/status/204")
print(reply.status, len(body))
reply, body = ask("GET", "/cache", If_None_Match='"netsonde"')
print(reply.status, len(body))
reply, body = ask("DELETE", "/get")
print(reply.status, reply.getheader("Allow"))
reply, body = ask("GET", "/nothing")
print(reply.status, b"/get" in body)
connection.close()
print("done")
