/**
 * The import matrix of docs/architecture.md, default disallow: a dependency that no line allows
 * is an error. `types` columns are type-only imports.
 */
const npm = "^node_modules/";
const node = { dependencyTypes: ["core"] };
const serverModules =
  "^lib/(config|http|session|kazoo|webhooks|receiver|retention|export|metrics|event-store|live|runtime|build-runtime)";

const allow = (from, ...paths) => paths.map((path) => ({ from: { path: from }, to: { path } }));
const allowTypes = (from, ...paths) =>
  paths.map((path) => ({ from: { path: from }, to: { path, dependencyTypes: ["type-only"] } }));
const allowNode = (from) => ({ from: { path: from }, to: node });

const test = "\\.test\\.tsx?$";
const domain = "^lib/(domain|format)/";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle has no inside and no outside.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "browser-never-reaches-the-server",
      comment: "What the browser loads must not contain server modules, not even indirectly.",
      severity: "error",
      from: { path: "^(components|lib/api-client)/", pathNot: test },
      to: { path: serverModules, reachable: true },
    },
    {
      name: "declared-packages-only",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "unknown", "undetermined", "npm-unknown"] },
    },
  ],
  allowed: [
    ...allow("^lib/domain/", "^lib/domain/", `${npm}zod/`),
    ...allow("^lib/format/", domain, npm),
    ...allow("^lib/config/", domain, "^lib/config/", npm),
    ...allow("^lib/api-client/", domain, "^lib/api-client/", npm),

    ...allow("^lib/(kazoo|event-store|live)/", domain, "^lib/config/", npm),
    ...allow("^lib/([^/]+)/", "^lib/$1/"),
    ...allowTypes("^lib/live/", "^lib/event-store/event-store.ts"),

    ...allow("^lib/(webhooks|receiver|retention|export)/", domain, "^lib/config/", npm),
    ...allowTypes("^lib/(webhooks|receiver|retention|export)/", "^lib/(kazoo|event-store|live)/"),
    ...allowTypes("^lib/webhooks/", "^lib/receiver/receiver-keys.ts"),
    ...allow("^lib/metrics/", domain),
    ...allowTypes("^lib/metrics/", "^lib/(config|event-store|live|receiver)/"),

    ...allow("^lib/session/", domain, "^lib/config/", "^lib/runtime.ts", npm),
    ...allowTypes("^lib/session/", "^lib/kazoo/kazoo.ts"),
    ...allow("^lib/http/", domain, "^lib/config/", "^lib/session/", "^lib/runtime.ts", npm),
    ...allowTypes("^lib/runtime.ts", "^lib/"),
    ...allow("^lib/build-runtime.ts", "^lib/", npm),
    ...allow("^server.ts", "^lib/", npm),
    ...allow("^proxy.ts", npm),

    ...allow("^components/ui/", "^components/ui/", npm),
    ...allow(
      "^components/([^/]+)/",
      "^components/$1/",
      "^components/ui/",
      domain,
      "^lib/api-client/",
      npm,
    ),

    ...allow(
      "^app/.*\\.tsx$",
      "^app/.*\\.css$",
      "^components/",
      domain,
      "^lib/(api-client|session)/",
      "^lib/runtime.ts",
      npm,
    ),
    ...allow(
      "^app/.*/route\\.ts$",
      domain,
      "^lib/(http|session|webhooks|receiver|export|metrics|live|runtime)",
      npm,
    ),

    ...allow("^simulator/", "^simulator/"),
    ...allow("(^(tests|scripts|bench)/|\\.config\\.(ts|js|mjs)$)", "."),
    ...allow(test, "."),
    allowNode(
      "^(lib/(?!domain|format|api-client)|server.ts|proxy.ts|simulator|tests|scripts|bench)",
    ),
    allowNode(test),
    ...allow("^(next.config.js|tailwind.config.ts)", npm),
  ],
  allowedSeverity: "error",
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|next-env\\.d\\.ts)" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
