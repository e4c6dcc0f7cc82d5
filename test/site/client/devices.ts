// Offers "Fingerprint or face" only where the device has a user-verifying platform authenticator. What waits for the
// answer is marked until then: with it, what stands below moves.

async function hasPlatformAuthenticator(): Promise<boolean> {
  if (!("PublicKeyCredential" in globalThis)) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
}

const available = await hasPlatformAuthenticator();
for (const element of document.querySelectorAll<HTMLElement>("[data-needs-platform]")) {
  element.hidden = !available;
  element.removeAttribute("data-needs-platform");
}
for (const element of document.querySelectorAll<HTMLElement>("[data-lacks-platform]")) {
  element.hidden = available;
}
