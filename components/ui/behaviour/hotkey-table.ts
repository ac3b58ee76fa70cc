interface Hotkey {
  /** As `KeyboardEvent.key` spells them. "g e" is one after the other, "Ctrl k" both at once. */
  readonly keys: string;
  readonly words: string;
  readonly where: "Anywhere" | "Events" | "Calls" | "Webhooks";
}

/**
 * Every key of the console. Handlers name its row, the sheet of keys and the palette print it. The
 * browser itself opens a link with Enter; widgets such as menus and sliders keep their usual keys.
 */
export const hotkeyTable = {
  "open-commands": { keys: "Ctrl k", words: "Commands", where: "Anywhere" },
  "go-to-events": { keys: "g e", words: "Events", where: "Anywhere" },
  "go-to-calls": { keys: "g c", words: "Calls", where: "Anywhere" },
  "go-to-deliveries": { keys: "g d", words: "Deliveries", where: "Anywhere" },
  "go-to-webhooks": { keys: "g w", words: "Webhooks", where: "Anywhere" },
  "go-to-accounts": { keys: "g a", words: "Accounts", where: "Anywhere" },
  "go-to-keys": { keys: "g k", words: "Keys", where: "Anywhere" },
  search: { keys: "/", words: "Search", where: "Anywhere" },
  "show-keys": { keys: "?", words: "This list", where: "Anywhere" },
  "next-event": { keys: "j", words: "Next event", where: "Events" },
  "previous-event": { keys: "k", words: "Previous event", where: "Events" },
  "close-event": { keys: "Escape", words: "Close", where: "Events" },
  "pause-list": { keys: "l", words: "Pause or go on", where: "Events" },
  "show-newest": { keys: "n", words: "Newest", where: "Events" },
  "copy-link": { keys: "c", words: "Copy link", where: "Events" },
  "next-call": { keys: "j", words: "Next call", where: "Calls" },
  "previous-call": { keys: "k", words: "Previous call", where: "Calls" },
  "next-row": { keys: "ArrowDown", words: "Next row, with Shift selected too", where: "Webhooks" },
  "previous-row": { keys: "ArrowUp", words: "Previous row, the same", where: "Webhooks" },
  "select-row": { keys: "x", words: "Select or not", where: "Webhooks" },
  "select-all": { keys: "Ctrl a", words: "Select all", where: "Webhooks" },
  "select-none": { keys: "Escape", words: "Select none", where: "Webhooks" },
} as const satisfies Record<string, Hotkey>;

export type HotkeyId = keyof typeof hotkeyTable;

/** What a key event is called in the table. Shift is part of the key itself, as in "?". */
export function keysOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">) {
  if (event.altKey) return null;
  return event.ctrlKey || event.metaKey ? `Ctrl ${event.key.toLowerCase()}` : event.key;
}
