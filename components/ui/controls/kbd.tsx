/** Keys that a keyboard prints otherwise than `KeyboardEvent.key` spells them. */
const printed: Readonly<Record<string, string>> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  Escape: "Esc",
};

function print(key: string, isChord: boolean): string {
  return printed[key] ?? (isChord ? key.charAt(0).toUpperCase() + key.slice(1) : key);
}

/** Keys as they are printed: "g e" is one after the other, "Ctrl k" both at once. */
export function Kbd({ keys }: { readonly keys: string }) {
  const isChord = keys.startsWith("Ctrl ");
  return (
    <span className="inline-flex gap-1">
      {keys.split(" ").map((key) => (
        <kbd
          key={key}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-line bg-sunken px-1 font-mono text-ink-soft text-xs"
        >
          {print(key, isChord)}
        </kbd>
      ))}
    </span>
  );
}
