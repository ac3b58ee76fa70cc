/** What `next.config.js` goes by: it is read when Next is loaded. */
interface NextSettings {
  /** "" or "/hookline". */
  readonly basePath: string;
  /** Where the built pages lie, from the project's folder. */
  readonly pagesDir: string;
}

export function tellNext({ basePath, pagesDir }: NextSettings): void {
  Object.assign(process.env, {
    HOOKLINE_BASE_PATH: basePath,
    HOOKLINE_PAGES_DIR: pagesDir,
    NEXT_TELEMETRY_DISABLED: "1",
  });
}
