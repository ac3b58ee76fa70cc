import { toast } from "../overlays/toast";

/** The clipboard is there on https and localhost only; elsewhere an old command does it. */
function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr-only";
  // Inside an open dialog, or its focus trap would take the selection away.
  const host = document.activeElement?.closest("[role=dialog]") ?? document.body;
  host.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}

/** Copies and says so: "Copied the URL". */
export async function copyText(text: string, what: string): Promise<void> {
  const focused = document.activeElement;
  const copied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  const done = copied || copyBySelection(text);
  if (focused instanceof HTMLElement) focused.focus();
  toast(done ? `Copied ${what}` : `This browser did not let Hookline copy ${what}`);
}
