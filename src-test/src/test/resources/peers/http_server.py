"""A server on Python's http.server that knows ranges, redirects, cookies and authorisation; prints its port first.

http_server.py [--cert FILE --key FILE: over TLS [--cafile FILE: clients may show a certificate]]
"""
import base64
import gzip
import hashlib
import http.cookies
import re
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import tls_talk

FILE = bytes(range(256)) * 1024  # 256 KiB
ETAG = '"%s"' % hashlib.sha256(FILE).hexdigest()[:16]
count = {"connections": 0, "cut": 0}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def setup(self):
        count["connections"] += 1
        super().setup()

    def reply(self, status, body=b"", **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self):
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length)
        path = self.path.split("?")[0]
        if path == "/file" or path == "/cut":
            self.file(path == "/cut")
        elif path == "/gzip":
            accepted = "gzip" in self.headers.get("Accept-Encoding", "")
            text = b"plain text " * 100
            if accepted:
                self.reply(200, gzip.compress(text), Content_Encoding="gzip", Content_Type="text/plain")
            else:
                self.reply(200, text, Content_Type="text/plain")
        elif path.startswith("/to/"):
            self.reply(int(path.split("/")[2]), Location="/echo?after=1")
        elif path == "/circle":
            self.reply(302, Location="/circle")
        elif path == "/away":
            self.reply(302, Location=self.path.split("?to=")[1])
        elif path == "/set":
            cookies = http.cookies.SimpleCookie()
            cookies["flavour"] = "vanilla"
            cookies["flavour"]["max-age"] = 3600
            cookies["flavour"]["path"] = "/"
            cookies["size"] = "large"
            self.send_response(302)
            self.send_header("Location", "/echo")
            for cookie in cookies.values():
                self.send_header("Set-Cookie", cookie.OutputString())
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path == "/auth":
            right = "Basic " + base64.b64encode(b"alice:geheim").decode()
            self.reply(200 if self.headers.get("Authorization") == right else 401)
        elif path == "/once":
            # An answer without a length, ended by the connection.
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(b"until the end")
            self.close_connection = True
        elif path == "/goodbye":
            # Says nothing of it, and closes.
            self.reply(200, b"goodbye")
            self.close_connection = True
        elif path == "/chunks":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for part in (b"one", b"two", b"three"):
                self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            self.wfile.write(b"0\r\nX-Trailer: yes\r\n\r\n")
        else:
            lines = ["%s %s" % (self.command, self.path)]
            lines += ["%s: %s" % (name, value) for name, value in self.headers.items()]
            lines += ["connections: %d" % count["connections"]]
            if args.cert:
                lines += ["certificate: %s" % ("shown" if self.connection.getpeercert() else "none")]
            lines += ["", body.decode("latin-1")]
            self.reply(200, "\n".join(lines).encode("latin-1"), Content_Type="text/plain")

    do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_HEAD = do_GET

    def file(self, cut):
        wanted = re.match(r"bytes=(\d+)-$", self.headers.get("Range", ""))
        same = self.headers.get("If-Range", ETAG) == ETAG
        start = int(wanted.group(1)) if wanted and same else 0
        if start > len(FILE):
            self.reply(416, Content_Range="bytes */%d" % len(FILE))
            return
        self.send_response(206 if start else 200)
        self.send_header("ETag", ETAG)
        self.send_header("Content-Disposition", 'attachment; filename="../../data.bin"')
        if start:
            self.send_header("Content-Range", "bytes %d-%d/%d" % (start, len(FILE) - 1, len(FILE)))
        self.send_header("Content-Length", str(len(FILE) - start))
        self.end_headers()
        if self.command == "HEAD":
            return
        if cut and count["cut"] == 0:
            count["cut"] = 1
            self.wfile.write(FILE[start:100000])
            self.wfile.flush()
            self.close_connection = True
        else:
            self.wfile.write(FILE[start:])


args = tls_talk.options()
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
if args.cert:
    context = tls_talk.context(args, ssl.PROTOCOL_TLS_SERVER)
    if args.cafile:
        context.verify_mode = ssl.CERT_OPTIONAL
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
