/** A number that a double would spoil: an integer beyond 2^53, or a float that looks whole, like 1.0. */
export class JsonNumber {
  constructor(readonly text: string) {}

  /** For JSON.stringify, which knows doubles only. */
  toJSON(): number {
    return Number(this.text);
  }

  get isFloat(): boolean {
    return /[.eE]/.test(this.text);
  }
}

/** The plain number where it says the same as the text, else the text kept as it is. */
export function readNumber(text: string): number | JsonNumber {
  const value = Number(text);
  const isFloat = /[.eE]/.test(text);
  const isExact = isFloat ? !Number.isInteger(value) : Number.isSafeInteger(value);
  return isExact && !Object.is(value, -0) ? value : new JsonNumber(text);
}

/** As Kazoo's JSON encoder writes it: integers exact, floats shortest and never without a mark. */
export function numberText(value: number | JsonNumber): string {
  if (typeof value === "number") return String(value);
  if (!value.isFloat) return value.text === "-0" ? "0" : value.text;
  const text = String(Number(value.text));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** As Erlang writes a number outside JSON, in form bodies: 1.0e+8 where JSON has 100000000.0. */
export function erlangNumberText(value: number | JsonNumber): string {
  if (typeof value === "number" && Number.isInteger(value)) return String(value);
  if (typeof value !== "number" && !value.isFloat) return numberText(value);
  const float = typeof value === "number" ? value : Number(value.text);
  if (float === 0) return "0.0";
  const [mantissa = "", exponentText = "0"] = Math.abs(float).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const sign = float < 0 ? "-" : "";
  return sign + placePoint(digits, Number(exponentText));
}

/** The shorter of fixed and scientific notation, by Erlang's own count of characters. */
function placePoint(digits: string, exponent: number): string {
  const place = exponent + 1;
  const hasOneDigit = digits.length === 1;
  const cost = String(exponent).length + 1 + (hasOneDigit ? 2 : 1);
  const scientific = () => {
    const fraction = hasOneDigit ? "0" : digits.slice(1);
    return `${digits[0]}.${fraction}e${exponent < 0 ? "" : "+"}${exponent}`;
  };
  if (place === 0) return `0.${digits}`;
  if (place < 0) return 2 - place <= cost ? `0.${"0".repeat(-place)}${digits}` : scientific();
  if (place < digits.length) return `${digits.slice(0, place)}.${digits.slice(place)}`;
  const zeros = place - digits.length;
  return zeros + 2 <= cost ? `${digits}${"0".repeat(zeros)}.0` : scientific();
}
