import type { JsonObject } from "../json/json";
import type { Random } from "../state/random";
import type { World } from "../state/world";
import type { CallLeg, HangupCause } from "./call-leg";
import { callIdOf, outsideName, outsideNumber, type Person, pickPerson, realmOf } from "./people";

/** What happens in a call, in order, each after a wait. */
export type CallStep =
  | { kind: "wait"; seconds: number }
  | { kind: "channel"; leg: CallLeg; stage: "create" | "answer" }
  | { kind: "bridge"; leg: CallLeg; other: CallLeg }
  | { kind: "hangup"; leg: CallLeg; cause: HangupCause }
  | { kind: "parking"; leg: CallLeg; event: string; slot: string }
  | { kind: "notification"; name: string; fields: () => JsonObject; appName: string };

/** The parts a scenario is told with. */
export class CallScript {
  readonly steps: CallStep[] = [];

  constructor(
    readonly world: World,
    readonly random: Random,
    readonly accountId: string,
  ) {}

  /** Lets some seconds pass: at least `least`, often more. */
  wait(least: number, spread = 0): void {
    this.steps.push({ kind: "wait", seconds: least + this.random.next() * spread });
  }

  /** Somebody outside calls the account's number. */
  fromOutside(called: Person): CallLeg {
    const realm = realmOf(this.world, this.accountId);
    const callerNumber = outsideNumber(this.random);
    const number = `+1415555${this.random.integer(9000) + 1000}`;
    return {
      accountId: this.accountId,
      callId: callIdOf(this.random),
      direction: "inbound",
      callerName: outsideName(this.random),
      callerNumber,
      calleeName: called.name,
      calleeNumber: number,
      from: `${callerNumber}@carrier.example`,
      to: `${number}@${realm}`,
      inception: `${callerNumber}@carrier.example`,
      usesCarrier: true,
    };
  }

  /** Somebody of the account picks up the phone and dials. */
  fromPhone(caller: Person, called: { name: string; number: string }): CallLeg {
    const realm = realmOf(this.world, this.accountId);
    return {
      accountId: this.accountId,
      callId: callIdOf(this.random),
      direction: "inbound",
      callerName: caller.name,
      callerNumber: caller.extension,
      calleeName: called.name,
      calleeNumber: called.number,
      from: `${caller.extension}@${realm}`,
      to: `${called.number}@${realm}`,
      deviceId: caller.deviceId,
      ownerId: caller.ownerId,
      usesCarrier: false,
    };
  }

  /** The leg with which Kazoo rings somebody for another leg. */
  ringing(other: CallLeg, called: Person): CallLeg {
    const realm = realmOf(this.world, this.accountId);
    return {
      ...other,
      callId: callIdOf(this.random),
      direction: "outbound",
      calleeName: called.name,
      calleeNumber: called.extension,
      to: `${called.extension}@${realm}`,
      deviceId: called.deviceId,
      ownerId: called.ownerId,
      otherLegCallId: other.callId,
      usesCarrier: false,
      isLoopback: undefined,
      createdAt: undefined,
      answeredAt: undefined,
    };
  }

  /** The leg to a carrier for a call that leaves the platform. */
  toOutside(other: CallLeg): CallLeg {
    const { calleeNumber } = other;
    return {
      ...other,
      callId: callIdOf(this.random),
      direction: "outbound",
      to: `${calleeNumber}@carrier.example`,
      otherLegCallId: other.callId,
      usesCarrier: true,
      isLoopback: undefined,
      createdAt: undefined,
      answeredAt: undefined,
    };
  }

  person(): Person {
    return pickPerson(this.world, this.random, this.accountId);
  }

  /** Somebody else: no phone calls itself. */
  colleagueOf(person: Person): Person {
    for (let look = 0; look < 8; look += 1) {
      const other = this.person();
      if (other.deviceId !== person.deviceId) return other;
    }
    return this.person();
  }

  create(leg: CallLeg): void {
    this.steps.push({ kind: "channel", leg, stage: "create" });
  }

  answer(leg: CallLeg): void {
    this.steps.push({ kind: "channel", leg, stage: "answer" });
  }

  bridge(leg: CallLeg, other: CallLeg): void {
    this.steps.push({ kind: "bridge", leg, other });
  }

  hangup(cause: HangupCause, ...legs: CallLeg[]): void {
    for (const leg of legs) this.steps.push({ kind: "hangup", leg, cause });
  }
}
