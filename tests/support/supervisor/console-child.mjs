// Stands in for the console: notes what it is told, and ends as it is told to.
import { appendFileSync } from "node:fs";

const { NOTES, UNUSABLE, DEAF, HOOKLINE_SOCKETS } = process.env;
const note = (what) => appendFileSync(NOTES, `console ${process.pid} ${what}\n`);

process.on("SIGTERM", () => {});
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(0));
process.on("message", ({ kind }) => {
  note(kind);
  if (DEAF !== "console") process.exit(0);
});

if (UNUSABLE === "console") {
  process.send({ kind: "unusable", message: "The console's sentence." }, () => process.exit(78));
} else {
  note(`started ${HOOKLINE_SOCKETS}`);
  process.send({ kind: "ready" });
}
