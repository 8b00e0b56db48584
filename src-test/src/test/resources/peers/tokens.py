"""Signs and checks JSON web tokens with PyJWT, and texts with cryptography; one command a line, arguments in hex.

Prints what was asked for in hex, or "ok", or "refused" and why.
"""

import json
import sys

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)


def generate(kind):
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    if kind == "rsa":
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return ec.generate_private_key({"p256": ec.SECP256R1, "p384": ec.SECP384R1, "p521": ec.SECP521R1}[kind]())


def arguments(name):
    """What a signature takes beside key and text, by the name that the test has for it."""
    if name == "ED25519":
        return ()
    family, digest = name.rsplit("_", 1)
    made = {"SHA256": hashes.SHA256, "SHA384": hashes.SHA384, "SHA512": hashes.SHA512}[digest]()
    if family == "ECDSA":
        return (ec.ECDSA(made),)
    if family == "RSA_PSS":
        return (padding.PSS(padding.MGF1(made), made.digest_size), made)
    return (padding.PKCS1v15(), made)


def private(key):
    return load_pem_private_key(key, None)


def answer(command, words):
    if command == "generate":
        form = PrivateFormat.PKCS8 if words[1] == "pkcs8" else PrivateFormat.TraditionalOpenSSL
        return generate(words[0]).private_bytes(Encoding.PEM, form, NoEncryption()).hex()
    name = words[0]
    key, *rest = (bytes.fromhex(word) for word in words[1:])
    if command == "public":
        form = PublicFormat.PKCS1 if name == "pkcs1" else PublicFormat.SubjectPublicKeyInfo
        return private(key).public_key().public_bytes(Encoding.PEM, form).hex()
    if command == "jwk":
        algorithm = jwt.get_algorithm_by_name(name) if hasattr(jwt, "get_algorithm_by_name") else None
        if algorithm is None:
            algorithm = jwt.algorithms.get_default_algorithms()[name]
        prepared = algorithm.prepare_key(key)
        made = algorithm.to_jwk(prepared)
        return (made if isinstance(made, str) else json.dumps(made)).encode().hex()
    if command == "jwt-sign":
        return jwt.encode(json.loads(rest[0]), key, algorithm=name).encode().hex()
    if command == "jwt-verify":
        claims = jwt.decode(rest[0].decode(), key, algorithms=[name])
        return json.dumps(claims).encode().hex()
    if command == "sign":
        return private(key).sign(rest[0], *arguments(name)).hex()
    if command == "verify":
        load_pem_public_key(key).verify(rest[1], rest[0], *arguments(name))
        return "ok"
    raise ValueError(command)


for line in sys.stdin:
    command, *words = line.split()
    try:
        print(answer(command, words), flush=True)
    except (jwt.PyJWTError, InvalidSignature) as e:
        print("refused", type(e).__name__, flush=True)
