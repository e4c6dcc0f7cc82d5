// The JSON shapes of WebAuthn Level 3 §5.1.8-5.1.10 and §5.4.9 that travel between page, worker and
// tests. Bytes are base64url without padding. They are plain data: nothing here is checked.

export type Attachment = "platform" | "cross-platform";
export type UserVerification = "required" | "preferred" | "discouraged";

export type CredentialDescriptorJSON = {
  readonly id: string;
  readonly type: string;
  readonly transports?: readonly string[];
};

export type CreationOptionsJSON = {
  readonly rp: { readonly id?: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly challenge: string;
  readonly pubKeyCredParams: readonly { readonly type: string; readonly alg: number }[];
  readonly timeout?: number;
  readonly excludeCredentials?: readonly CredentialDescriptorJSON[];
  readonly authenticatorSelection?: {
    readonly authenticatorAttachment?: string;
    readonly residentKey?: string;
    readonly requireResidentKey?: boolean;
    readonly userVerification?: string;
  };
  readonly hints?: readonly string[];
  readonly attestation?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
};

export type RequestOptionsJSON = {
  readonly challenge: string;
  readonly timeout?: number;
  readonly rpId?: string;
  readonly allowCredentials?: readonly CredentialDescriptorJSON[];
  readonly userVerification?: string;
  readonly hints?: readonly string[];
  readonly extensions?: Readonly<Record<string, unknown>>;
};

export type RegistrationResponseJSON = {
  readonly id: string;
  readonly rawId: string;
  readonly type: "public-key";
  readonly authenticatorAttachment: Attachment;
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly transports: readonly string[];
    /** SubjectPublicKeyInfo, DER. */
    readonly publicKey: string;
    readonly publicKeyAlgorithm: number;
    readonly attestationObject: string;
  };
  readonly clientExtensionResults: Readonly<Record<string, unknown>>;
};

export type AuthenticationResponseJSON = {
  readonly id: string;
  readonly rawId: string;
  readonly type: "public-key";
  readonly authenticatorAttachment: Attachment;
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle: string;
  };
  readonly clientExtensionResults: Readonly<Record<string, unknown>>;
};
