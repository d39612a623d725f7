"""Writes random.json: the first draws of lib/data/random.ts, by an independent implementation.

Run with: python make_random.py > random.json && deno fmt random.json
"""

import hashlib
import json
import struct
import sys

MASK = 2**32 - 1


def rotate_left(value, count):
    return (value << count | value >> (32 - count)) & MASK


def xoshiro128(path):
    digest = hashlib.sha256(json.dumps(path, separators=(",", ":")).encode()).digest()
    s = list(struct.unpack("<4I", digest[:16]))
    while True:
        yield rotate_left(s[1] * 5 & MASK, 7) * 9 & MASK
        shifted = s[1] << 9 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotate_left(s[3], 11)


def doubles(path, count):
    stream = xoshiro128(path)
    return [((next(stream) >> 5) * 2**26 + (next(stream) >> 6)) / 2**53 for _ in range(count)]


paths = ([0], [42], [4294967295], [42, "folds"], [42, "folds", 3])
json.dump([{"path": path, "doubles": doubles(path, 6)} for path in paths], sys.stdout)
print()
