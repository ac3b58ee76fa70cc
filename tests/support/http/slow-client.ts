import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";

/** The answer to a client that reads when it is told to. */
export async function openSlowly(url: string): Promise<IncomingMessage> {
  const request = get(url, { agent: false });
  const [response]: IncomingMessage[] = await once(request, "response");
  if (!response) throw new Error("There was no answer.");
  response.pause();
  return response;
}

/** What is left to read; rejects when the transfer was broken off. */
export async function restOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
