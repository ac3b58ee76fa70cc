import type { CallLeg } from "./call-leg";
import type { CallScript } from "./call-steps";
import { outsideNumber, type Person } from "./people";

type Scenario = (script: CallScript) => void;

const ring = (script: CallScript) => script.wait(2, 8);
const talk = (script: CallScript) => script.wait(5, 60);

/** A caller from outside reaches somebody; both talk. */
function connect(script: CallScript): { caller: CallLeg; called: CallLeg; person: Person } {
  const person = script.person();
  const caller = script.fromOutside(person);
  const called = script.ringing(caller, person);
  script.create(caller);
  script.wait(0.2);
  script.create(called);
  ring(script);
  script.answer(called);
  script.answer(caller);
  script.bridge(caller, called);
  talk(script);
  return { caller, called, person };
}

/** Nobody takes the call: what happens instead is up to the scenario. */
function ringInVain(script: CallScript): { caller: CallLeg; called: CallLeg } {
  const person = script.person();
  const caller = script.fromOutside(person);
  const called = script.ringing(caller, person);
  script.create(caller);
  script.wait(0.2);
  script.create(called);
  return { caller, called };
}

function missed(script: CallScript, leg: CallLeg, hasMessage: boolean): void {
  const [fromUser = "", fromRealm = ""] = leg.from.split("@");
  const [toUser = "", toRealm = ""] = leg.to.split("@");
  script.steps.push({
    kind: "notification",
    name: "missed_call",
    appName: "callflow",
    fields: () => ({
      to_user: toUser,
      to_realm: toRealm,
      timestamp: script.world.gregorianNow(),
      from_user: fromUser,
      from_realm: fromRealm,
      caller_id_number: leg.callerNumber,
      caller_id_name: leg.callerName,
      message_left: hasMessage,
      call_id: leg.callId,
      call_bridged: false,
    }),
  });
}

function leaveMessage(script: CallScript, leg: CallLeg): void {
  const length = 3000 + script.random.integer(40_000);
  const month = new Date(script.world.clock.now()).toISOString().slice(0, 7).replace("-", "");
  const messageId = `${month}-${script.random.hex(32)}`;
  const boxId = script.random.hex(32);
  const [toUser = "", toRealm = ""] = leg.to.split("@");
  script.steps.push({
    kind: "notification",
    name: "voicemail_new",
    appName: "callflow",
    fields: () => ({
      voicemail_length: length,
      caller_id_number: leg.callerNumber,
      caller_id_name: leg.callerName,
      call_id: leg.callId,
      voicemail_timestamp: script.world.gregorianNow(),
      voicemail_id: messageId,
      voicemail_box: boxId,
      to_user: toUser,
      to_realm: toRealm,
      from_user: leg.callerNumber,
      from_realm: "carrier.example",
    }),
  });
}

/** Realistic calls, each as a consistent sequence of channel events. */
export const CALL_SCENARIOS = {
  /** One leg only, as the shortest possible call. */
  single(script) {
    const leg = script.fromOutside(script.person());
    script.create(leg);
    script.wait(1);
    script.answer(leg);
    script.wait(1);
    script.bridge(leg, { ...leg, callId: script.random.hex(20), calleeNumber: leg.calleeNumber });
    script.wait(1);
    script.hangup("NORMAL_CLEARING", leg);
  },
  inbound(script) {
    const { caller, called } = connect(script);
    script.hangup("NORMAL_CLEARING", called, caller);
  },
  outbound(script) {
    const number = outsideNumber(script.random);
    const caller = script.fromPhone(script.person(), { name: number, number });
    const carrier = script.toOutside(caller);
    script.create(caller);
    script.wait(0.3);
    script.create(carrier);
    ring(script);
    script.answer(carrier);
    script.answer(caller);
    script.bridge(caller, carrier);
    talk(script);
    script.hangup("NORMAL_CLEARING", caller, carrier);
  },
  /** Between two phones of an account: Kazoo puts loopback legs between them. */
  internal(script) {
    const person = script.person();
    const target = { name: person.name, number: person.extension };
    const caller = script.fromPhone(script.colleagueOf(person), target);
    const loopback = { ...script.ringing(caller, person), isLoopback: true };
    const called = script.ringing(loopback, person);
    script.create(caller);
    script.create(loopback);
    script.wait(0.1);
    script.create(called);
    ring(script);
    script.answer(called);
    script.answer(loopback);
    script.answer(caller);
    script.bridge(caller, called);
    talk(script);
    script.hangup("NORMAL_CLEARING", called, loopback, caller);
  },
  blindTransfer(script) {
    const { caller, called, person } = connect(script);
    const colleague = script.colleagueOf(person);
    const target = script.ringing(caller, colleague);
    script.hangup("BLIND_TRANSFER", called);
    script.create(target);
    ring(script);
    script.answer(target);
    script.bridge(caller, target);
    talk(script);
    script.hangup("NORMAL_CLEARING", target, caller);
  },
  attendedTransfer(script) {
    const { caller, called, person } = connect(script);
    const colleague = script.colleagueOf(person);
    const asking = script.fromPhone(person, { name: colleague.name, number: colleague.extension });
    const target = script.ringing(asking, colleague);
    script.create(asking);
    script.create(target);
    ring(script);
    script.answer(target);
    script.answer(asking);
    script.bridge(asking, target);
    script.wait(3, 10);
    script.hangup("ATTENDED_TRANSFER", called, asking);
    script.bridge(caller, target);
    talk(script);
    script.hangup("NORMAL_CLEARING", target, caller);
  },
  voicemail(script) {
    const { caller, called } = ringInVain(script);
    script.wait(20);
    script.hangup("NO_ANSWER", called);
    script.answer(caller);
    script.wait(8, 30);
    leaveMessage(script, caller);
    missed(script, caller, true);
    script.hangup("NORMAL_CLEARING", caller);
  },
  busy(script) {
    const { caller, called } = ringInVain(script);
    script.wait(0.5);
    script.hangup("USER_BUSY", called, caller);
    missed(script, caller, false);
  },
  noAnswer(script) {
    const { caller, called } = ringInVain(script);
    script.wait(25, 10);
    script.hangup("NO_ANSWER", called, caller);
    missed(script, caller, false);
  },
  cancelled(script) {
    const { caller, called } = ringInVain(script);
    script.wait(3, 10);
    script.hangup("ORIGINATOR_CANCEL", caller, called);
    missed(script, caller, false);
  },
  parked(script) {
    const { caller, called } = connect(script);
    const slot = String(1 + script.random.integer(9));
    script.steps.push({ kind: "parking", leg: caller, event: "PARK_PARKED", slot });
    script.hangup("BLIND_TRANSFER", called);
    script.wait(10, 40);
    if (script.random.next() < 0.2) {
      script.steps.push({ kind: "parking", leg: caller, event: "PARK_ABANDONED", slot });
      script.hangup("NORMAL_CLEARING", caller);
      return;
    }
    const fetching = script.fromPhone(script.person(), { name: "Parking", number: `*3${slot}` });
    script.create(fetching);
    script.answer(fetching);
    script.steps.push({ kind: "parking", leg: caller, event: "PARK_RETRIEVED", slot });
    script.bridge(caller, fetching);
    talk(script);
    script.hangup("NORMAL_CLEARING", fetching, caller);
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof CALL_SCENARIOS;

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(CALL_SCENARIOS, name);
}

export const SCENARIO_NAMES = Object.keys(CALL_SCENARIOS).filter(isScenarioName);
