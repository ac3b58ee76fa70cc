"use client";

import { hotkeyTable } from "../ui/behaviour/hotkey-table";
import { Kbd } from "../ui/controls/kbd";
import { Dialog } from "../ui/overlays/dialog";

const places = ["Anywhere", "Events", "Calls", "Webhooks"] as const;
const rows = Object.values(hotkeyTable);
/** The browser's own key for a link. */
const openRow = { keys: "Enter", words: "Open" };
const withRows: ReadonlySet<string> = new Set(["Events", "Calls"]);

const groups = places.map((name) => ({
  name,
  keys: [...rows.filter(({ where }) => where === name), ...(withRows.has(name) ? [openRow] : [])],
}));

interface KeyboardHelpProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function KeyboardHelp(props: KeyboardHelpProps) {
  return (
    <Dialog
      {...props}
      title="Keyboard"
      description="Keys rest while you type. On a Mac, Ctrl is ⌘."
      className="w-[min(560px,calc(100vw-24px))]!"
    >
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h3 className="pb-1 text-ink-faint text-xs">{group.name}</h3>
            <dl>
              {group.keys.map(({ keys, words }) => (
                <div
                  key={keys}
                  className="flex h-8 items-center justify-between border-line border-b text-sm last:border-b-0"
                >
                  <dt>{words}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
