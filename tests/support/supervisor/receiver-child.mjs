// Stands in for the receiver: answers each request with who answers it, on the port it is given.
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "node:net";

const { NOTES, SETTING, UNUSABLE, NEVER_READY, HOOKLINE_LISTEN_FD } = process.env;
const slowMs = 300;

const server = createServer((request, response) => {
  const passed = Object.keys(process.env).filter((name) => name.startsWith("LISTEN_"));
  const answer = { pid: process.pid, build: import.meta.url, setting: SETTING, passed };
  response.setHeader("connection", "close");
  setTimeout(() => response.end(JSON.stringify(answer)), request.url === "/slow" ? slowMs : 0);
});

process.on("SIGTERM", () => {});
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(0));
process.on("message", ({ kind }) => {
  appendFileSync(NOTES, `receiver ${process.pid} ${kind}\n`);
  if (kind === "stop") process.exit(0);
  // http's own close ends idle connections as well.
  Server.prototype.close.call(server, () => process.exit(0));
});

if (UNUSABLE === "receiver") {
  process.send({ kind: "unusable", message: "The receiver's sentence." }, () => process.exit(78));
} else if (NEVER_READY !== "receiver") {
  server.listen({ fd: Number(HOOKLINE_LISTEN_FD) }, 4096, () => process.send({ kind: "ready" }));
}
