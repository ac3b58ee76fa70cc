"use client";

import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { withBasePath } from "@/lib/api-client/request/base-path";
import type { DemoLogin } from "@/lib/domain/session";
import { lazyPart } from "../ui/behaviour/lazy-part";
import { Button } from "../ui/controls/button";
import { Field } from "../ui/controls/field";
import { Input } from "../ui/controls/input";
import { Segmented } from "../ui/controls/segmented";
import { DemoLoginOffer } from "./demo-login-offer";
import {
  type AccountWay,
  type LoginFields,
  type LoginInput,
  loginInputs,
  missingInputs,
  toCredentials,
} from "./login-fields";
import { LoginProblemNotice } from "./login-problem-notice";
import { PasswordInput } from "./password-input";
import { readRememberedLogin, rememberLogin } from "./remembered-login";
import { useLogin } from "./use-login";

const Select = lazyPart(() => import("../ui/controls/select").then((part) => part.Select));

const ways = [
  { value: "name", label: "Name" },
  { value: "realm", label: "Realm" },
  { value: "phone", label: "Phone number" },
] as const;

const accountPlaceholders = { name: "acme", realm: "acme.sip.example", phone: "+15550100" };

interface LoginFormProps {
  /** Names of the configured Kazoo clusters; asked for when there are several. */
  readonly clusters: readonly string[];
  /** Offered with a button; null anywhere but in the demo. */
  readonly demoLogin: DemoLogin | null;
  /** A path of this site. */
  readonly next: string;
}

/** The form's own input of this name. */
function inputOf(form: HTMLFormElement | null, name: LoginInput): HTMLInputElement | null {
  const found = form?.elements.namedItem(name);
  return found instanceof HTMLInputElement ? found : null;
}

function fill(form: HTMLFormElement | null, values: Partial<Record<LoginInput, string>>): void {
  for (const name of loginInputs) {
    const input = inputOf(form, name);
    if (input && values[name] !== undefined) input.value = values[name];
  }
}

/**
 * The inputs belong to the browser: what it fills in, or somebody types before this page's script
 * runs, is what is sent.
 */
export function LoginForm({ clusters, demoLogin, next }: LoginFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [by, setBy] = useState<AccountWay>("name");
  const [cluster, setCluster] = useState(clusters[0] ?? "");
  const [errors, setErrors] = useState<Partial<Record<LoginInput, string>>>({});
  const [busy, setBusy] = useState(false);
  // A full load: nothing of an earlier session stays in the page's memory.
  const login = useLogin(() => location.assign(withBasePath(next)));

  useEffect(() => {
    const remembered = readRememberedLogin();
    const first = inputOf(form.current, remembered ? "password" : "account");
    first?.focus();
    if (!remembered) return;
    fill(form.current, remembered);
    setBy(remembered.by);
    if (clusters.includes(remembered.cluster)) setCluster(remembered.cluster);
  }, [clusters]);

  const send = async (fields: LoginFields): Promise<void> => {
    const missing = missingInputs(fields);
    setErrors(missing);
    const wrong = loginInputs.find((name) => missing[name]);
    if (wrong) {
      inputOf(form.current, wrong)?.focus();
      return;
    }
    setBusy(true);
    rememberLogin(fields);
    await login.submit(toCredentials(fields));
    setBusy(false);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = (name: LoginInput) => inputOf(form.current, name)?.value ?? "";
    const [account, username] = [typed("account").trim(), typed("username").trim()];
    void send({ by, cluster, account, username, password: typed("password") });
  };
  const takeDemo = (demo: DemoLogin): void => {
    fill(form.current, demo);
    setBy("name");
    void send({ ...demo, by: "name", cluster });
  };
  const inputProps = (name: LoginInput) => ({
    name,
    autoCapitalize: "none",
    onInput: () => {
      login.prepare();
      setErrors((before) => ({ ...before, [name]: undefined }));
    },
  });
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4" method="post">
      {login.error && <LoginProblemNotice error={login.error} waitSeconds={login.waitSeconds} />}
      {demoLogin && (
        <DemoLoginOffer login={demoLogin} busy={busy} onTake={() => takeDemo(demoLogin)} />
      )}
      {clusters.length > 1 && (
        <Field label="Cluster">
          {(field) => (
            <Select
              control={field}
              value={cluster}
              onValueChange={setCluster}
              options={clusters.map((name) => ({ value: name, label: name }))}
            />
          )}
        </Field>
      )}
      <div className="flex flex-col gap-2">
        <Field label="Account" error={errors.account}>
          {(field) => (
            <Input
              {...field}
              {...inputProps("account")}
              autoComplete="organization"
              placeholder={accountPlaceholders[by]}
            />
          )}
        </Field>
        <Segmented
          label="The account is named by"
          value={by}
          options={ways}
          onValueChange={setBy}
        />
      </div>
      <Field label="Username" error={errors.username}>
        {(field) => <Input {...field} {...inputProps("username")} autoComplete="username" />}
      </Field>
      <Field label="Password" error={errors.password}>
        {(field) => <PasswordInput {...field} {...inputProps("password")} />}
      </Field>
      <Button
        type="submit"
        look="primary"
        size="lg"
        busy={busy}
        disabled={login.waitSeconds > 0}
        className="mt-2"
      >
        Log in
      </Button>
    </form>
  );
}
