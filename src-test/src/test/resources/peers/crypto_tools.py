"""Digests, codes, keys from passwords and tokens, by Python's own modules and by cryptography. Bytes in hexadecimal; - for none."""

import base64
import hashlib
import hmac
import sys

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt


def raw(text):
    return b"" if text == "-" else bytes.fromhex(text)


def written(data):
    return data.hex() or "-"


def answer(command, args):
    if command == "digest":
        return hashlib.new(args[0], raw(args[1])).hexdigest()
    if command == "hmac":
        return hmac.new(raw(args[1]), raw(args[2]), args[0]).hexdigest()
    if command == "pbkdf2":
        return hashlib.pbkdf2_hmac(args[0], raw(args[1]), raw(args[2]), int(args[3]), int(args[4])).hex()
    if command == "scrypt":
        n, r, p, length = map(int, args[2:])
        return Scrypt(salt=raw(args[1]), length=length, n=n, r=r, p=p).derive(raw(args[0])).hex()
    if command == "fernet-key":
        kdf = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=raw(args[1]), iterations=int(args[2]))
        return base64.urlsafe_b64encode(kdf.derive(raw(args[0]))).decode()
    if command == "fernet-new":
        return Fernet.generate_key().decode()
    if command == "fernet-encrypt":
        return Fernet(args[0]).encrypt_at_time(raw(args[1]), int(args[2])).decode()
    if command == "fernet-decrypt":
        try:
            fernet = Fernet(args[0])
            if args[2] == "-":
                return written(fernet.decrypt(args[1].encode()))
            return written(fernet.decrypt_at_time(args[1].encode(), int(args[2]), int(args[3])))
        except InvalidToken:
            return "refused"
    sys.exit("unknown command " + command)


for line in sys.stdin:
    words = line.split()
    print(answer(words[0], words[1:]))
