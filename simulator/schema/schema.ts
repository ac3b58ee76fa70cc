import type { Json } from "../json/json";

/** The part of JSON schema that Kazoo's documents of this simulator need. */
export interface FieldRule {
  type: "string" | "integer" | "boolean" | "object" | "array";
  required?: boolean;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: RegExp;
  default?: Json;
  /** Every value of the object must be a string. */
  stringValues?: boolean;
}

/** Fields in alphabetical order: defaults are appended in this order. */
export interface Schema {
  fields: Readonly<Record<string, FieldRule>>;
  /** Refuse fields the schema does not name. */
  closed?: boolean;
}
