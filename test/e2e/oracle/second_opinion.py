"""What python-fido2 says of registrations and assertions, given as JSON on the standard input.

Input: {"origin", "rpId", "credentials": [{"name", "kind", "challenge", "credential"}]}; the challenge
and the bytes of the credential (as its toJSON gives them) are base64url, and an assertion comes after
the registration of its credential.
Output: a list of {"name", "error"}, empty when the library accepts them all.
"""

import json
import sys

from fido2.client import ClientData
from fido2.ctap2 import AttestationObject, AttestedCredentialData, AuthenticatorData
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import PublicKeyCredentialRpEntity


def check(server, known, item):
    state = {"challenge": item["challenge"], "user_verification": "discouraged"}
    response = item["credential"]["response"]
    client_data = ClientData(websafe_decode(response["clientDataJSON"]))
    if item["kind"] == "create":
        attestation = AttestationObject(websafe_decode(response["attestationObject"]))
        known.append(
            server.register_complete(state, client_data, attestation).credential_data
        )
    else:
        server.authenticate_complete(
            state,
            [AttestedCredentialData(bytes(credential)) for credential in known],
            websafe_decode(item["credential"]["rawId"]),
            client_data,
            AuthenticatorData(websafe_decode(response["authenticatorData"])),
            websafe_decode(response["signature"]),
        )


def main():
    given = json.load(sys.stdin)
    server = Fido2Server(
        PublicKeyCredentialRpEntity(given["rpId"], "Headway"),
        verify_origin=lambda origin: origin == given["origin"],
    )
    known = []
    refused = []
    for item in given["credentials"]:
        try:
            check(server, known, item)
        except Exception as error:  # the library's own refusals have no common class
            refused.append({"name": item["name"], "error": repr(error)})
    json.dump(refused, sys.stdout)


main()
