/** A trigger and its modifiers under the name an operator thinks in. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly trigger: string;
  readonly modifiers: Readonly<Record<string, string>>;
}

export const presets: readonly Preset[] = [
  {
    id: "user-deleted",
    name: "User deleted",
    description: "Fires when a user is removed from the account.",
    trigger: "object",
    modifiers: { type: "user", action: "doc_deleted" },
  },
  {
    id: "user-created",
    name: "User created",
    description: "Fires when a user is added to the account.",
    trigger: "object",
    modifiers: { type: "user", action: "doc_created" },
  },
  {
    id: "call-ended",
    name: "Call ended",
    description: "Fires when a call leg hangs up, with duration and cause.",
    trigger: "channel_destroy",
    modifiers: {},
  },
  {
    id: "voicemail-left",
    name: "Voicemail left",
    description: "Fires when a caller leaves a voicemail message.",
    trigger: "notifications",
    modifiers: { type: "voicemail_new" },
  },
];
