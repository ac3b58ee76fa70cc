"use client";

import { Kbd } from "../ui/controls/kbd";
import { Dialog } from "../ui/overlays/dialog";

const groups = [
  {
    name: "Anywhere",
    keys: [
      ["Ctrl K", "Commands"],
      ["g e", "Events"],
      ["g w", "Webhooks"],
      ["g k", "Keys"],
      ["/", "Search"],
      ["?", "This list"],
    ],
  },
  {
    name: "Events",
    keys: [
      ["j", "Next event"],
      ["k", "Previous event"],
      ["Enter", "Open"],
      ["Esc", "Close"],
      ["l", "Pause or go on"],
      ["n", "Newest"],
      ["c", "Copy link"],
    ],
  },
] as const;

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
      className="w-[min(560px,calc(100vw-24px))]"
    >
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h3 className="pb-1 text-ink-faint text-xs">{group.name}</h3>
            <dl>
              {group.keys.map(([keys, what]) => (
                <div
                  key={keys}
                  className="flex h-8 items-center justify-between border-line border-b text-sm last:border-b-0"
                >
                  <dt>{what}</dt>
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
