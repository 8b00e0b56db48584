"""Registers, logs in and out at a server of HTTP with the standard library, and checks its token with PyJWT.

Arguments: port, file of the list of accounts. Prints a line for each step.
"""

import base64
import http.client
import json
import sys
import time

import jwt

port, path = int(sys.argv[1]), sys.argv[2]


def ask(method, target, body=None, token=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {}
    if token:
        headers["Authorization"] = "Bearer " + token
    if body is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(body)
    connection.request(method, target, body, headers)
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response.status, json.loads(data) if data.startswith(b"{") else data.decode()


print("register", ask("POST", "/auth/register", {"name": "zoé", "password": "correct horse"})[0])
status, reply = ask("POST", "/auth/login", {"name": "zoé", "password": "correct horse"})
print("login", status, reply["session"]["user"])
session = reply["token"]
print("get", ask("GET", "/get", token=session)[0])
status, reply = ask("POST", "/auth/token", token=session)
token = reply["token"]
with open(path, encoding="utf-8") as file:
    key = base64.urlsafe_b64decode(json.load(file)["tokenKey"] + "=")
claims = jwt.decode(token, key, algorithms=["HS256"], issuer="netsonde",
                    options={"require": ["exp", "iat", "iss", "sub", "jti"]})
print("token", status, claims["sub"], jwt.get_unverified_header(token)["alg"])
print("get by token", ask("GET", "/get", token=token)[0])

# Tokens of Python's, which the server must take for what they are.
now = int(time.time())
print("own", ask("GET", "/get", token=jwt.encode(claims, key, algorithm="HS256"))[0])
late = dict(claims, exp=now - 1)
print("expired", ask("GET", "/get", token=jwt.encode(late, key, algorithm="HS256"))[0])
print("other key", ask("GET", "/get", token=jwt.encode(claims, b"k" * 32, algorithm="HS256"))[0])
print("other algorithm", ask("GET", "/get", token=jwt.encode(claims, key, algorithm="HS512"))[0])
print("none", ask("GET", "/get", token=jwt.encode(claims, None, algorithm="none"))[0])
print("other issuer", ask("GET", "/get", token=jwt.encode(dict(claims, iss="x"), key, algorithm="HS256"))[0])

print("logout", ask("POST", "/auth/logout", token=session)[0])
print("after", ask("GET", "/get", token=session)[0])
