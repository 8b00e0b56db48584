"""Hashes of passwords by argon2-cffi. Passwords in hexadecimal."""

import sys

from argon2 import PasswordHasher, Type
from argon2.exceptions import VerifyMismatchError

for line in sys.stdin:
    command, *args = line.split()
    if command == "hash":
        memory, time, lanes, length, salt = map(int, args[:5])
        hasher = PasswordHasher(time, memory, lanes, length, salt, type=Type.ID)
        print(hasher.hash(bytes.fromhex(args[5])))
    elif command == "verify":
        try:
            print(PasswordHasher().verify(args[0], bytes.fromhex(args[1])))
        except VerifyMismatchError:
            print(False)
    else:
        sys.exit("unknown command " + command)
