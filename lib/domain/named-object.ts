import * as z from "zod/mini";

/** What of an account has a name that an operator knows; each is a list of Kazoo's. */
export const namedObjectTypes = ["user", "device", "vmbox", "callflow", "faxbox", "media"] as const;
export type NamedObjectType = (typeof namedObjectTypes)[number];

/** What an id in an event stands for. */
export const namedObjectSchema = z.object({
  id: z.string(),
  type: z.enum(namedObjectTypes),
  name: z.string(),
  /** Kazoo had it and has it no more: its last known name. */
  isDeleted: z.boolean(),
});
export type NamedObject = z.infer<typeof namedObjectSchema>;

export const namedObjectsSchema = z.object({ items: z.array(namedObjectSchema) });

/** The ids that one request may ask for. */
export const maxNamesAtOnce = 100;
