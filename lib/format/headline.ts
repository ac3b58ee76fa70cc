/** What an event says: a title an eye can rest on, and what it is about, in a quieter voice. */
export interface Headline {
  readonly title: string;
  readonly detail: string | null;
}

/** The facts of an event, read leniently: form-data turns every value into text. */
export class Facts {
  constructor(private readonly values: Readonly<Record<string, string | number | boolean>>) {}

  text(name: string): string | null {
    const value = this.values[name];
    return value === undefined || value === "" ? null : String(value);
  }

  first(...names: readonly string[]): string | null {
    for (const name of names) {
      const value = this.text(name);
      if (value !== null) return value;
    }
    return null;
  }

  seconds(name: string): number | null {
    const value = this.text(name);
    return value !== null && /^\d+(\.\d+)?$/.test(value) ? Number(value) : null;
  }
}
