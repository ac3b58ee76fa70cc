import { ApiFailure } from "./api-failure";
import type { ApiRequest } from "./api-request";
import type { ApiContext } from "./route";

/** What a new user or device would cost; the numbers are made up. */
const CHARGES = {
  users: {
    user: {
      category: "users",
      item: "user",
      quantity: 1,
      rate: 10,
      single_discount: false,
      single_discount_rate: 0,
      cumulative_discount: 0,
      cumulative_discount_rate: 0,
      activation_charge: 5,
    },
  },
  activation_charges: 5,
};

/**
 * With the fault `charges` creating costs money: 402 until the envelope accepts it
 * (docs/kazoo.md#errors).
 */
export function requireAcceptedCharges(request: ApiRequest, { faults }: ApiContext): void {
  if (request.method !== "PUT" || !faults.charges(request.method, request.path)) return;
  const accepted = request.envelope.accept_charges;
  if (accepted === true || accepted === "true") return;
  throw new ApiFailure({ status: 402, message: "accept charges", data: CHARGES });
}
