import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

// Folders with a dot are made by tools; `fixtures` and `public` are nobody's prose.
const skippedFolders = new Set(["node_modules", "builds", "dist", "data", "fixtures", "public"]);
const readExtensions = new Set([".ts", ".tsx", ".mjs", ".cjs", ".js", ".css", ".md"]);

function textFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      const isSkipped = skippedFolders.has(entry.name) || /^\.(?!github)/.test(entry.name);
      return isSkipped ? [] : textFiles(join(folder, entry.name));
    }
    return readExtensions.has(extname(entry.name)) ? [join(folder, entry.name)] : [];
  });
}

const texts = textFiles(root).map((path) => ({
  name: relative(root, path),
  lines: readFileSync(path, "utf8").split("\n"),
}));

/** "file:line" of each line that matches, with what matched. */
function found(pattern: RegExp, isLooked = (_name: string) => true) {
  return texts
    .filter(({ name }) => isLooked(name))
    .flatMap(({ name, lines }) =>
      lines.flatMap((line, index) =>
        [...line.matchAll(pattern)].map((match) => ({
          at: `${name}:${index + 1}`,
          name,
          groups: match.slice(1),
        })),
      ),
    );
}

/** The anchors that a page's headings make, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  const lines = texts.find(({ name }) => name === page)?.lines ?? [];
  return lines
    .filter((line) => /^#+ /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, "")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\- _]/gu, "")
        .replaceAll(" ", "-"),
    );
}

/** What is cited and isn't there. */
function unresolved(citations: { at: string; page: string; anchor: string | undefined }[]) {
  return citations
    .filter(({ page, anchor }) => {
      const isThere = texts.some(({ name }) => name === page);
      return !isThere || (anchor !== undefined && !anchorsOf(page).includes(anchor));
    })
    .map(({ at, page, anchor }) => `${at}: ${page}${anchor === undefined ? "" : `#${anchor}`}`);
}

test("each citation of a page in docs leads to the page and its heading", () => {
  const citations = found(/\b(docs\/[\w/-]+\.md)(?:#([\w-]+))?/g).map(({ at, groups }) => ({
    at,
    page: groups[0] ?? "",
    anchor: groups[1],
  }));
  expect(citations.filter(({ anchor }) => anchor !== undefined).length).toBeGreaterThan(60);
  expect(unresolved(citations)).toEqual([]);
});

test("each link between pages leads somewhere", () => {
  const links = found(/\]\(([\w./-]+\.md)?(?:#([\w-]+))?\)/g, (name) => name.endsWith(".md"));
  const citations = links.map(({ at, name, groups: [page, anchor] }) => ({
    at,
    page: page ? relative(root, resolve(root, dirname(name), page)) : name,
    anchor,
  }));
  expect(citations.length).toBeGreaterThan(10);
  expect(unresolved(citations)).toEqual([]);
});

test("facts about Kazoo are cited by heading, not by a number of a page that isn't here", () => {
  const numbered = found(/\b((?:contract|observed|section),? \d+(?:\.\d+)*[a-z]?)\b/gi);
  const bare = found(/^\s*(?:\/\/|\/?\*).*(\(\d{1,2}(?:\.\d{1,2})+[a-z]?\))/g);
  const outside = found(/\b(contract\.md|observed-(?:api|firing))\b/g);
  expect([...numbered, ...bare, ...outside].map(({ at, groups }) => `${at}: ${groups[0]}`)).toEqual(
    [],
  );
});

test("no two headings of docs/kazoo.md have one anchor", () => {
  const anchors = anchorsOf("docs/kazoo.md");
  expect(anchors.length).toBeGreaterThan(40);
  expect(anchors).toEqual([...new Set(anchors)]);
});

const statusPattern = /^(\d{4}-\d\d-\d\d) · (accepted|superseded(?: in part)? by decision \d+)/;

test("each decision has a date and a status, and stands in the index with them", () => {
  const pages = texts
    .filter(({ name }) => /^docs\/decisions\/\d{4}-/.test(name))
    .sort((one, other) => one.name.localeCompare(other.name));
  const rows = pages.map(({ name, lines: [title = "", , status = ""] }) => {
    const [, date, state] = statusPattern.exec(status) ?? [];
    return `| [${title.replace("# ", "")}](${basename(name)}) | ${date} | ${state} |`;
  });
  const index = texts.find(({ name }) => name === "docs/decisions/README.md")?.lines ?? [];
  expect(index.filter((line) => line.startsWith("| ["))).toEqual(rows);
  expect(rows.filter((row) => row.includes("undefined"))).toEqual([]);
});
