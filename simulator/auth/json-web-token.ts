import { generateKeyPair, type KeyPairKeyObjectResult, sign, verify } from "node:crypto";
import { promisify } from "node:util";
import { isJsonObject, type Json, type JsonObject } from "../json/json";
import { parseJson } from "../json/parse-json";

export interface TokenSigner {
  issue(claims: JsonObject): string;
  /** The claims, when the signature is ours; expiry is not looked at. */
  read(token: string): JsonObject | undefined;
}

const encode = (value: Json) => Buffer.from(JSON.stringify(value)).toString("base64url");

// Making a key takes a quarter of a second: one serves every simulator of this process.
let keyPair: Promise<KeyPairKeyObjectResult> | undefined;
let starts = 0;

/** RS256 tokens; the key id differs per start, so tokens of an earlier start are garbage. */
export async function createTokenSigner(): Promise<TokenSigner> {
  keyPair ??= promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const { privateKey, publicKey } = await keyPair;
  starts += 1;
  const header = encode({ alg: "RS256", typ: "JWT", kid: `simulator-${starts}` });

  return {
    issue(claims) {
      const signed = `${header}.${encode(claims)}`;
      return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
    },
    read(token) {
      const [head, body, signature, ...more] = token.split(".");
      if (!body || !signature || more.length > 0 || head !== header) return undefined;
      const signatureBytes = Buffer.from(signature, "base64url");
      if (!verify("RSA-SHA256", Buffer.from(`${head}.${body}`), publicKey, signatureBytes)) {
        return undefined;
      }
      const claims = parseJson(Buffer.from(body, "base64url").toString());
      return isJsonObject(claims) ? claims : undefined;
    },
  };
}
