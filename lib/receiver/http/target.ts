/** What a request is about. */
export type Target =
  | {
      readonly kind: "receive";
      readonly key: string;
      /** Raw query without its first "?", one char per byte; null when there was no "?". */
      readonly query: string | null;
    }
  | { readonly kind: "health" }
  | {
      readonly kind: "page";
      /**
       * Below the base path, with its dots resolved and no doubled slashes; begins with "/". Cut
       * where it is longer than any page's.
       */
      readonly path: string;
      /** As in "receive". */
      readonly query: string | null;
    }
  /** Nothing that could be here: "*", "host:443". */
  | { readonly kind: "none" };

const receive = "/receive/";
const absoluteForm = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;
/** More than any page has; a path of a megabyte would take half a second to resolve. */
const maxResolvedLength = 4 * 1024;
/** "." and "..", also percent-encoded, which every URL parser resolves. */
const dotSegment = /^(?:\.|%2e){1,2}$/i;

/** The segments of a path: dots resolved, doubled slashes taken for one. */
function segmentsOf(path: string): string[] {
  const segments: string[] = [];
  const all = path.split(/[/\\]+/);
  for (const [index, segment] of all.entries()) {
    if (dotSegment.test(segment)) {
      if (segment.toLowerCase().replaceAll("%2e", ".") === "..") segments.pop();
      // "/a/.." ends in a slash, as "/a/../" does.
      if (index === all.length - 1) segments.push("");
    } else if (segment !== "" || index === all.length - 1) {
      segments.push(segment);
    }
  }
  return segments;
}

/** What follows the key in the path is the sender's business. */
function keyAt(path: string): string {
  return /^[^/#]*/.exec(path)?.[0] ?? "";
}

function receiverKeyIn(path: string): string | null {
  const found = /^\/+receive\/+/.exec(path);
  const key = found && keyAt(path.slice(found[0].length));
  return key === null || dotSegment.test(key) ? null : key;
}

/** The path below the base path, or null where it isn't below it. */
function below(basePath: string, path: string): string | null {
  if (path === basePath) return "/";
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : null;
}

function judge(path: string, query: string | null, basePath: string): Target {
  const collapsed = path.replace(/^\/+/, "/");
  // A proxy may strip the base path or leave it.
  const inner = below(basePath, collapsed) ?? collapsed;
  const key = receiverKeyIn(inner);
  if (key !== null) return { kind: "receive", key, query };
  const [plainPath = ""] = path.slice(0, maxResolvedLength).split("#", 1);
  const resolved = `/${segmentsOf(plainPath).join("/")}`;
  const page = below(basePath, resolved) ?? resolved;
  const resolvedKey = receiverKeyIn(page);
  if (resolvedKey !== null) return { kind: "receive", key: resolvedKey, query };
  return page === "/api/health" ? { kind: "health" } : { kind: "page", path: page, query };
}

/**
 * A request's target as it stands in the request line → what it is about. `basePath` is "" or
 * "/hookline"; targets are taken with it and without it.
 */
export function parseTarget(target: string, basePath: string): Target {
  if (basePath === "" && target.startsWith(receive) && target.charCodeAt(receive.length) !== 47) {
    const mark = target.indexOf("?");
    const path = mark === -1 ? target : target.slice(0, mark);
    const key = keyAt(path.slice(receive.length));
    if (!dotSegment.test(key)) {
      return { kind: "receive", key, query: mark === -1 ? null : target.slice(mark + 1) };
    }
  }
  const rest = target.replace(absoluteForm, "");
  const origin = rest !== target && !rest.startsWith("/") ? `/${rest}` : rest;
  if (!origin.startsWith("/")) return { kind: "none" };
  const mark = origin.indexOf("?");
  const path = mark === -1 ? origin : origin.slice(0, mark);
  return judge(path, mark === -1 ? null : origin.slice(mark + 1), basePath);
}
