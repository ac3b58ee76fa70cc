import { createPublicKey, generateKeyPair, type KeyObject, sign, verify } from "node:crypto";
import { promisify } from "node:util";
import { isJsonObject, type Json, type JsonObject, parseJson } from "../json/json";

export interface TokenSigner {
  issue(claims: JsonObject): string;
  /** The claims, when the signature is ours; expiry is not looked at. */
  read(token: string): JsonObject | undefined;
}

const encode = (value: Json) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** RS256 tokens under a key made for this start: tokens of an earlier start are garbage. */
export async function createTokenSigner(): Promise<TokenSigner> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const publicKey: KeyObject = createPublicKey(privateKey);
  const header = encode({ alg: "RS256", typ: "JWT", kid: "simulator" });

  return {
    issue(claims) {
      const signed = `${header}.${encode(claims)}`;
      return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
    },
    read(token) {
      const [head, body, signature, ...more] = token.split(".");
      if (!head || !body || !signature || more.length > 0) return undefined;
      const signatureBytes = Buffer.from(signature, "base64url");
      if (!verify("RSA-SHA256", Buffer.from(`${head}.${body}`), publicKey, signatureBytes)) {
        return undefined;
      }
      const claims = parseJson(Buffer.from(body, "base64url").toString());
      return isJsonObject(claims) ? claims : undefined;
    },
  };
}
