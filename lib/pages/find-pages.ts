import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makePages } from "./make-pages";

/** The pages can't be served, and wouldn't be the next time. */
export class PagesMissing extends Error {
  override readonly name = "PagesMissing";
}

export const templateName = "pages-template";

/** "pages" at the root, "pages+tools+hookline" below /tools/hookline. */
function folderName(basePath: string): string {
  return `pages${basePath.replaceAll("/", "+")}`;
}

/** The folder with a build's pages for the base path; made from the template when it isn't there. */
export function findPages(buildDir: string, basePath: string): string {
  const pages = join(buildDir, folderName(basePath));
  if (existsSync(pages)) return pages;
  const template = join(buildDir, templateName);
  if (!existsSync(template)) {
    throw new PagesMissing(`There are no pages in ${buildDir}: run \`npm run build\`.`);
  }
  try {
    makePages(template, pages, basePath);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause)) throw cause;
    throw new PagesMissing(
      `PUBLIC_URL: the pages for its path can't be written to ${buildDir} (${cause.code}). Build with it: PUBLIC_URL=… npm run build`,
    );
  }
  return pages;
}

/**
 * What the pages load, then what those of earlier builds load: they may still be open, and come for
 * parts that they have not needed until now.
 */
export function staticFolders(pages: string): string[] {
  const builds = dirname(dirname(pages));
  const newestFirst = readdirSync(builds)
    .filter((name) => /^\d/.test(name))
    .sort()
    .reverse();
  const all = newestFirst.map((name) => join(builds, name, basename(pages)));
  return [pages, ...all].map((folder) => join(folder, "static"));
}
