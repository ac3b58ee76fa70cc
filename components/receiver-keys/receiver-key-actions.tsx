"use client";

import { Copy, Ellipsis, RotateCwSquare, Trash2 } from "lucide-react";
import type { ReceiverKeyView } from "@/lib/domain/receiver-key";
import { copyText } from "../ui/controls/copy-text";
import { DropdownMenu, MenuItem, MenuSeparator } from "../ui/overlays/dropdown-menu";

export interface ReceiverKeyVerbs {
  readonly rotate: (key: ReceiverKeyView) => void;
  readonly revoke: (key: ReceiverKeyView) => void;
}

interface ReceiverKeyActionsProps {
  readonly receiverKey: ReceiverKeyView;
  readonly verbs: ReceiverKeyVerbs;
}

export function ReceiverKeyActions({ receiverKey, verbs }: ReceiverKeyActionsProps) {
  return (
    <DropdownMenu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Actions for ${receiverKey.name}`}
          className="inline-flex size-8 items-center justify-center rounded text-ink-soft hover:bg-hover hover:text-ink data-[state=open]:bg-hover max-md:size-10 [&_svg]:size-4"
        >
          <Ellipsis aria-hidden />
        </button>
      }
    >
      <MenuItem onSelect={() => void copyText(receiverKey.url, "the URL")}>
        <Copy aria-hidden /> Copy URL
      </MenuItem>
      <MenuItem onSelect={() => verbs.rotate(receiverKey)}>
        <RotateCwSquare aria-hidden /> Rotate
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger onSelect={() => verbs.revoke(receiverKey)}>
        <Trash2 aria-hidden /> Revoke
      </MenuItem>
    </DropdownMenu>
  );
}
