import type { IncomingMessage } from "node:http";
import { type OwnAnswer, refusal } from "../own-answer";
import {
  type ConsoleTrouble,
  consoleAwayHeader,
  restartingPage,
  retryAfterSeconds,
  troubleSentence,
} from "./restarting-page";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);
const busySentence = "Too much is asked of Hookline’s pages at this moment. Ask again in a second.";
const mayBeDone =
  "What you asked for may have been done all the same: look before you ask for it again.";

function wantsPage({ method, headers: { accept } }: IncomingMessage): boolean {
  return (method === "GET" || method === "HEAD") && (accept ?? "").includes("text/html");
}

/** In the console's place. `taken`: it may have got the request. */
export function answerInstead(
  request: IncomingMessage,
  trouble: ConsoleTrouble,
  isApi: boolean,
  taken: boolean,
): OwnAnswer {
  if (!isApi && wantsPage(request)) {
    return marked(restartingPage(trouble, request.headers.cookie), "away");
  }
  const unsure = taken && !safeMethods.has(request.method ?? "");
  const sentence = troubleSentence(trouble) + (unsure ? ` ${mayBeDone}` : "");
  return marked(refusal("console_restarting", sentence, isApi, retryAfterSeconds), "away");
}

/** Beyond what the console is asked at once. */
export function busyAnswer(isApi: boolean): OwnAnswer {
  return marked(refusal("console_busy", busySentence, isApi, 1), "busy");
}

/** The page that waits for the console knows our own answers by this header. */
function marked(answer: OwnAnswer, why: "away" | "busy"): OwnAnswer {
  return { ...answer, headers: { ...answer.headers, [consoleAwayHeader]: why } };
}
