import { HooklineError } from "@/lib/domain/hookline-error";

type Pairs = Readonly<Record<string, string>>;

/** What Kazoo keeps as one object. A key in both would silently lose one of its values. */
export function joinCustomData(modifiers: Pairs, customData: Pairs): Record<string, string> {
  const taken = Object.keys(customData).filter((key) => Object.hasOwn(modifiers, key));
  if (taken.length === 0) return { ...customData, ...modifiers };
  const sentence = "The trigger uses this name for one of its own choices. Take another.";
  throw new HooklineError("validation_failed", "Two values have the same name.", {
    fields: Object.fromEntries(taken.map((key) => [`customData.${key}`, sentence])),
  });
}
