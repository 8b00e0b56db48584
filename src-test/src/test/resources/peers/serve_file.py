"""Serves a file over HTTP/1.1 in three ways, by path: /length, /chunked, or until it closes; prints its port.

serve_file.py FILE
"""
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

with open(sys.argv[1], "rb") as source:
    CONTENT = source.read()
PART = 100_000


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        self.send_response(200)
        if self.path == "/length":
            self.send_header("Content-Length", str(len(CONTENT)))
        elif self.path == "/chunked":
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.path != "/chunked":
            self.wfile.write(CONTENT)
            return
        for at in range(0, len(CONTENT), PART):
            part = CONTENT[at:at + PART]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print("port", server.server_port, flush=True)
server.serve_forever()
