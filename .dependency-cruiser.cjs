/**
 * The import matrix of docs/architecture.md, default disallow: a dependency that no line allows
 * is an error. `types` columns are type-only imports.
 */
const npm = "^node_modules/";
const node = { dependencyTypes: ["core"] };
const serverModules =
  "^lib/(config|http|session|kazoo|outgoing|webhooks|attempts|names|calls|receiver|receiver-keys|control|spool|drain|supervisor|pages|retention|export|metrics|store|live|runtime|build-)";

const allow = (from, ...paths) => paths.map((path) => ({ from: { path: from }, to: { path } }));
const allowTypes = (from, ...paths) =>
  paths.map((path) => ({ from: { path: from }, to: { path, dependencyTypes: ["type-only"] } }));
const allowNode = (from) => ({ from: { path: from }, to: node });

const test = "\\.test\\.tsx?$";
const domain = "^lib/(domain|format|payload|secrets|filter)/";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle has no inside and no outside, types included.",
      severity: "error",
      from: {},
      to: { circular: true },
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
    ...allow("^lib/format/", "^lib/(domain|format)/", npm),
    ...allow("^lib/payload/", "^lib/(domain|format|payload)/"),
    ...allow("^lib/secrets/", domain, `${npm}zod/`),
    ...allow("^lib/filter/", "^lib/(domain|format)/", `${npm}zod/`),
    ...allow("^lib/lint/", "^lib/(domain|format|payload)/"),
    ...allow("^lib/config/", domain, "^lib/config/", npm),
    ...allow("^lib/api-client/", domain, "^lib/api-client/", npm),

    ...allow("^lib/(kazoo|store|live)/", domain, "^lib/config/", npm),
    ...allow("^lib/([^/]+)/", "^lib/$1/"),
    ...allowTypes("^lib/live/", "^lib/store/store.ts"),
    // The journal knows files only; what lies in it and who reads it is told in lib/drain.
    ...allow("^lib/spool/", domain),
    ...allowTypes("^lib/spool/", "^lib/drain/sink.ts"),
    ...allow("^lib/drain/", domain, "^lib/spool/", npm),
    ...allowTypes("^lib/drain/", "^lib/(config|store)/"),
    ...allow("^lib/store/", "^lib/drain/sink.ts"),
    ...allowTypes("^lib/store/", "^lib/drain/"),

    ...allow(
      "^lib/(webhooks|attempts|names|calls|receiver-keys|retention|export)/",
      domain,
      "^lib/config/",
      npm,
    ),
    ...allowTypes(
      "^lib/(webhooks|attempts|names|calls|receiver-keys|retention|export)/",
      "^lib/(kazoo|store|live)/",
    ),
    ...allowTypes("^lib/(webhooks|attempts)/", "^lib/receiver-keys/receiver-keys.ts"),
    ...allow("^lib/outgoing/", domain, npm),
    ...allowTypes("^lib/webhooks/", "^lib/outgoing/"),
    ...allow("^lib/control/", domain, "^lib/config/", npm),
    ...allow("^lib/receiver-keys/", "^lib/control/key-file.ts"),
    ...allowTypes("^lib/control/", "^lib/receiver-keys/"),
    ...allow("^lib/metrics/", domain, "^lib/control/control.ts"),
    ...allowTypes("^lib/metrics/", "^lib/(config|control|store|live|drain|spool)/"),

    // They start in a moment: node's own modules and the journal, nothing from npm.
    ...allow(
      "^lib/receiver/",
      domain,
      "^lib/(spool|control)/",
      "^lib/config/(plain-logger|receiver-settings).ts",
    ),
    ...allow(
      "^lib/supervisor/",
      "^lib/control/control.ts",
      "^lib/config/plain-logger.ts",
      `${npm}@next/env/`,
    ),
    ...allow("^lib/config/receiver-settings.ts", "^lib/control/control.ts"),
    ...allow("^(receiver|server).ts$", "^lib/"),

    ...allow("^lib/session/", domain, "^lib/config/", npm),
    ...allowTypes("^lib/session/", "^lib/kazoo/kazoo.ts"),
    ...allow("^lib/http/", domain, "^lib/config/", "^lib/session/", "^lib/runtime.ts", npm),
    ...allow("^lib/http/", "^lib/control/control.ts"),
    ...allowTypes("^lib/runtime.ts", "^lib/"),
    ...allow("^lib/build-[a-z-]+.ts", "^lib/", npm),
    ...allow("^console.ts", "^lib/", npm),
    ...allow("^proxy.ts", npm),

    ...allow("^components/ui/", "^components/ui/", npm),
    ...allow(
      "^components/([^/]+)/",
      "^components/$1/",
      "^components/ui/",
      domain,
      "^lib/(api-client|lint)/",
      npm,
    ),

    // What Kazoo logs of a delivery is shown with the delivery, its event and its webhook.
    ...allow("^components/(deliveries|events|webhooks)/", "^components/attempts/"),
    ...allow("^components/(deliveries|webhooks)/", "^components/recovery/"),
    // A delivery leads to its event, and never the other way round.
    ...allow("^components/deliveries/", "^components/events/"),

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
      "^lib/(http|session|webhooks|attempts|names|calls|receiver-keys|export|metrics|live|runtime)",
      npm,
    ),

    ...allow("^simulator/", "^simulator/"),
    ...allow("(^(tests|scripts|bench)/|\\.config\\.(ts|js|mjs)$)", "."),
    ...allow(test, "."),
    allowNode(
      "^(lib/(?!domain|format|lint|payload|secrets|filter|api-client)|(server|receiver|console|proxy).ts|simulator|tests|scripts|bench)",
    ),
    allowNode(test),
    ...allow("^(next.config.js|tailwind.config.ts)", npm),
  ],
  allowedSeverity: "error",
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|builds|next-env\\.d\\.ts)" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
