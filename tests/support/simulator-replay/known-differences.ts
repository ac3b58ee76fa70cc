interface KnownDifference {
  /** Names of the recorded pairs. */
  pairs: readonly string[];
  /** The field, or the beginning of the fields' paths. */
  fields: readonly string[];
  reason: string;
}

/** Where the simulator answers differently from the recording; simulator/README.md shows the same. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    pairs: ["webhooks_available_auth", "v3", "child_admin_available"],
    fields: ["data.*.description"],
    reason: "descriptions of triggers and modifiers are our own words",
  },
  {
    pairs: ["wh_get_other_doc"],
    fields: ["*"],
    reason: "there is no database behind, so none of its design documents can be read as a webhook",
  },
  {
    pairs: ["schema_webhooks"],
    fields: ["*"],
    reason: "JSON schemas are not served",
  },
  {
    pairs: ["about"],
    fields: ["data.version", "data.used_memory"],
    reason: "the recorded build had no release number; memory and processes are made up",
  },
  {
    pairs: ["token_auth_get", "state_deleted_user_token_auth", "state_disabled_user_token_auth"],
    fields: ["data.identity_sig"],
    reason: "signed with a secret of our own",
  },
  {
    pairs: ["account_create_missing_name"],
    fields: ["header access-control-allow-methods"],
    reason: "DELETE is offered for the master account too",
  },
  {
    pairs: ["live_callflow_create"],
    fields: ["data.flow.data"],
    reason: "defaults of the callflow modules' own data are not filled in",
  },
];

export interface ListedDifference {
  reason: string;
  covers(field: string): boolean;
}

/** `*` stands for anything; a path covers what lies below it. */
function coversField(pattern: string, field: string): boolean {
  const [before = "", after] = pattern.split("*");
  if (after !== undefined) return field.startsWith(before) && field.endsWith(after);
  return field === pattern || field.startsWith(`${pattern}.`) || field === `${pattern} keys`;
}

export function differencesOf(pair: string): ListedDifference[] {
  return KNOWN_DIFFERENCES.filter(({ pairs }) => pairs.includes(pair)).flatMap(
    ({ fields, reason }) =>
      fields.map((pattern) => ({
        reason: `${pattern}: ${reason}`,
        covers: (field: string) => coversField(pattern, field),
      })),
  );
}

export const listedPairs = () => KNOWN_DIFFERENCES.flatMap(({ pairs }) => [...pairs]);
