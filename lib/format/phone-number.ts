const northAmerican = /^(\+?1)(\d{3})(\d{3})(\d{4})$/;

/**
 * A phone number as it came; only North American ones are grouped, because elsewhere a wrong
 * grouping misleads more than none.
 */
export function phoneNumber(value: string): string {
  const match = northAmerican.exec(value);
  return match ? match.slice(1).join(" ") : value;
}

/** The user part of a SIP address ("2000@acme.example" → "2000"); other text as it is. */
export function sipUser(address: string): string {
  return address.replace(/^sips?:/, "").replace(/@.*$/, "");
}
