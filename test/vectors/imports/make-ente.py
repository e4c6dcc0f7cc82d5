"""Makes the samples of Ente Auth's encrypted export with libsodium itself: python3 make-ente.py (libsodium23)."""

import base64
import ctypes
import json
import pathlib

sodium = ctypes.CDLL("libsodium.so.23")
sodium.sodium_init()
ARGON2ID13 = 2
HERE = pathlib.Path(__file__).parent
PASSWORD = "sample password ü".encode()
LINES = [
    'otpauth://totp/Headway:ada%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Headway&algorithm=SHA1&digits=6&period=30&codeDisplay=%7B%22pinned%22%3Atrue%2C%22trashed%22%3Afalse%7D',
    'otpauth://totp/Old%20site:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Old%20site&algorithm=sha256&digits=8&period=60&codeDisplay=%7B%22trashed%22%3Atrue%2C%22note%22%3A%22a%20%26%20b%22%7D',
    'otpauth://hotp/Counter:ada?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK&issuer=Counter&counter=7',
    'otpauth://steam/Steam:ada?secret=ONXW2ZJAONSWG4TFOQ&issuer=Steam',
]


def b64(data):
    return base64.b64encode(bytes(data)).decode()


def seal(lines, mem_limit, ops_limit, tag):
    salt = bytes(range(16))
    key = ctypes.create_string_buffer(32)
    failed = sodium.crypto_pwhash(
        key, ctypes.c_ulonglong(32), PASSWORD, ctypes.c_ulonglong(len(PASSWORD)), salt,
        ctypes.c_ulonglong(ops_limit), ctypes.c_size_t(mem_limit), ctypes.c_int(ARGON2ID13))
    assert failed == 0
    text = "\n".join(lines).encode()
    state = ctypes.create_string_buffer(sodium.crypto_secretstream_xchacha20poly1305_statebytes())
    header = ctypes.create_string_buffer(24)
    sodium.crypto_secretstream_xchacha20poly1305_init_push(state, header, key)
    sealed = ctypes.create_string_buffer(len(text) + 17)
    sodium.crypto_secretstream_xchacha20poly1305_push(
        state, sealed, None, text, ctypes.c_ulonglong(len(text)), None, ctypes.c_ulonglong(0),
        ctypes.c_ubyte(tag))
    return {
        "version": 1,
        "kdfParams": {"memLimit": mem_limit, "opsLimit": ops_limit, "salt": b64(salt)},
        "encryptedData": b64(sealed.raw),
        "encryptionNonce": b64(header.raw),
    }


def make(name, content):
    (HERE / name).write_text(json.dumps(content, indent=2) + "\n")


MIB = 1024 * 1024
make("ente-small.json", seal(LINES, 8 * MIB, 2, 0))
make("ente-final.json", seal(LINES[:1], 8 * MIB, 2, 3))
make("ente-moderate.json", seal(LINES[:1], 256 * MIB, 16, 0))
make("ente-sensitive.json", seal(LINES[:1], 1024 * MIB, 4, 0))
# Lengths around those of a block, for the padding that libsodium has its own way with.
STEM = "otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ&x="
make("ente-lengths.json", [seal([STEM + "y" * n], 64 * 1024, 1, 0) for n in range(80)])
