import { createHash } from "node:crypto";
import { type OwnAnswer, ownAnswer } from "../own-answer";
import { restartingScript } from "./restarting-script";
import { restartingStyle } from "./restarting-style";

/** Why the console gives no answer, and since when we know. */
export interface ConsoleTrouble {
  readonly kind: "starting" | "restarting" | "stuck";
  /** Unix milliseconds. */
  readonly since: number;
  /** False while deliveries can't be written to disk: then nobody may be told that they are kept. */
  readonly eventsAreKept: boolean;
}

/** On each of our own answers in the console's place; the page looks for it. */
export const consoleAwayHeader = "x-hookline-console";
export const retryAfterSeconds = 2;

const titles = {
  starting: "Hookline is starting",
  restarting: "Hookline is restarting",
  stuck: "Hookline’s console does not answer",
} as const;

const kept = "your events are being kept";
const notKept =
  "Deliveries can’t be written to disk at the moment: Kazoo is asked to send them again.";

const hints = {
  starting: "This page opens by itself in a moment.",
  restarting: "This page comes back by itself, where you were.",
  stuck: "This page comes back by itself once it does. If it doesn’t, the log says why.",
} as const;

function digest(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

const policy = [
  "default-src 'none'",
  `script-src ${digest(restartingScript)}`,
  `style-src ${digest(restartingStyle)}`,
  "img-src data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%2326241f'/%3E%3Cpath d='M7 8h18M19.5 8v11.5a5 5 0 0 1-10 0v-1' fill='none' stroke='%23fbfaf7' stroke-width='2.6' stroke-linecap='round' stroke-linejoin='round'/%3E%3Ccircle cx='9.5' cy='14' r='2.6' fill='%2393a5ff'/%3E%3C/svg%3E";

/** The title and what it means, in one sentence. */
export function troubleSentence({ kind, eventsAreKept }: ConsoleTrouble): string {
  return eventsAreKept ? `${titles[kind]}, ${kept}.` : `${titles[kind]}. ${notKept}`;
}

/** The theme that the console's own cookie names; the system's without one. */
function themeIn(cookie: string | undefined): string {
  return /(?:^|;\s*)hookline-theme=(light|dark)(?:;|$)/.exec(cookie ?? "")?.[1] ?? "system";
}

/** A page that stands for itself: nothing else can be loaded while the console is away. */
export function restartingPage(trouble: ConsoleTrouble, cookie: string | undefined): OwnAnswer {
  const { kind, eventsAreKept } = trouble;
  const since = new Date(trouble.since).toISOString();
  const html = `<!doctype html>
<html lang="en" data-theme="${themeIn(cookie)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${titles[kind]}</title>
<link rel="icon" href="${icon}">
<noscript><meta http-equiv="refresh" content="${retryAfterSeconds}"></noscript>
<style>${restartingStyle}</style>
</head>
<body>
<main>
<p class="wordmark"><svg viewBox="0 0 24 24" width="24" height="24" fill="none" aria-hidden="true"><path d="M3 4h18M15.5 4v11a4.75 4.75 0 0 1-9.5 0v-1" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round"/><circle cx="6" cy="9.75" r="2.25" fill="var(--accent)"/></svg>Hookline</p>
<h1>${titles[kind]}${eventsAreKept ? `, ${kept}` : ""}</h1>
<p>${eventsAreKept ? "" : `${notKept} `}${hints[kind]}</p>
<p class="state" role="status"><span class="light" aria-hidden="true"></span><span><span id="state">Waiting for the console</span> since <time datetime="${since}">${since.slice(11, 19)} UTC</time></span></p>
</main>
<script>${restartingScript}</script>
</body>
</html>
`;
  return ownAnswer(503, "text/html; charset=utf-8", html, {
    "content-security-policy": policy,
    "retry-after": String(retryAfterSeconds),
  });
}
