import type { ApiError } from "@/lib/api-client/request/api-error";

interface LoginProblem {
  readonly title: string;
  readonly advice: string | null;
}

const advice: ReadonlyMap<string, LoginProblem> = new Map(
  Object.entries({
    credentials_refused: {
      title: "Kazoo refused this login.",
      advice: "Kazoo does not say which part is wrong: check account, username and password.",
    },
    second_factor_required: {
      title: "This login needs a second factor.",
      advice: "Hookline can't ask for it yet. Use an operator account without a second factor.",
    },
    account_disabled: {
      title: "This account is disabled in Kazoo.",
      advice: "Whoever runs the account above it can enable it again.",
    },
    account_expired: {
      title: "This account has expired in Kazoo.",
      advice: "A trial that ran out looks like this. Your provider can extend it.",
    },
    kazoo_unreachable: {
      title: "Kazoo can't be reached.",
      advice: "Nothing is wrong with what you typed. Hookline keeps receiving meanwhile.",
    },
    kazoo_timeout: {
      title: "Kazoo did not answer in time.",
      advice: "Nothing is wrong with what you typed. Try again in a moment.",
    },
    kazoo_bad_answer: {
      title: "Kazoo answered something Hookline can't read.",
      advice: "The Kazoo URL may point at another service, or a proxy answered for it.",
    },
    too_many_attempts: {
      title: "Too many failed logins.",
      advice: null,
    },
  }),
);

/** What a refused login means and what to do, in an operator's words. */
export function loginProblem(error: ApiError): LoginProblem {
  return advice.get(error.code) ?? { title: error.message, advice: null };
}
