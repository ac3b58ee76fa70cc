"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect } from "react";
import { Controller, useForm } from "react-hook-form";
import { withBasePath } from "@/lib/api-client/request/base-path";
import type { DemoLogin } from "@/lib/domain/session";
import { lazyPart } from "../ui/behaviour/lazy-part";
import { Button } from "../ui/controls/button";
import { Field } from "../ui/controls/field";
import { Input } from "../ui/controls/input";
import { Segmented } from "../ui/controls/segmented";
import { DemoLoginOffer } from "./demo-login-offer";
import { type LoginFields, loginFieldsSchema, toCredentials } from "./login-fields";
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

export function LoginForm({ clusters, demoLogin, next }: LoginFormProps) {
  const form = useForm<LoginFields>({
    resolver: zodResolver(loginFieldsSchema),
    defaultValues: {
      by: "name",
      account: "",
      username: "",
      password: "",
      cluster: clusters[0] ?? "",
    },
  });
  const { control, register, handleSubmit, formState, reset, setFocus, watch } = form;
  // A full load: nothing of an earlier session stays in the page's memory.
  const login = useLogin(() => location.assign(withBasePath(next)));

  useEffect(() => {
    const remembered = readRememberedLogin();
    if (!remembered) {
      setFocus("account");
      return;
    }
    const known = clusters.includes(remembered.cluster);
    reset({
      ...remembered,
      cluster: known ? remembered.cluster : (clusters[0] ?? ""),
      password: "",
    });
    setFocus("password");
  }, [clusters, reset, setFocus]);

  const submit = handleSubmit(async (fields) => {
    rememberLogin(fields);
    await login.submit(toCredentials(fields));
  });
  const takeDemo = (login: DemoLogin) => {
    reset({ ...login, by: "name", cluster: clusters[0] ?? "" });
    void submit();
  };
  const { errors, isSubmitting } = formState;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4" method="post">
      {login.error && <LoginProblemNotice error={login.error} waitSeconds={login.waitSeconds} />}
      {demoLogin && (
        <DemoLoginOffer login={demoLogin} busy={isSubmitting} onTake={() => takeDemo(demoLogin)} />
      )}
      {clusters.length > 1 && (
        <Field label="Cluster">
          {(field) => (
            <Controller
              control={control}
              name="cluster"
              render={({ field: { value, onChange } }) => (
                <Select
                  control={field}
                  value={value}
                  onValueChange={onChange}
                  options={clusters.map((name) => ({ value: name, label: name }))}
                />
              )}
            />
          )}
        </Field>
      )}
      <div className="flex flex-col gap-2">
        <Field label="Account" error={errors.account?.message}>
          {(field) => (
            <Input
              {...field}
              {...register("account")}
              autoComplete="organization"
              autoCapitalize="none"
              placeholder={accountPlaceholders[watch("by")]}
            />
          )}
        </Field>
        <Controller
          control={control}
          name="by"
          render={({ field: { value, onChange } }) => (
            <Segmented
              label="The account is named by"
              value={value}
              options={ways}
              onValueChange={onChange}
            />
          )}
        />
      </div>
      <Field label="Username" error={errors.username?.message}>
        {(field) => (
          <Input
            {...field}
            {...register("username")}
            autoComplete="username"
            autoCapitalize="none"
          />
        )}
      </Field>
      <Field label="Password" error={errors.password?.message}>
        {(field) => <PasswordInput {...field} {...register("password")} />}
      </Field>
      <Button
        type="submit"
        look="primary"
        size="lg"
        busy={isSubmitting}
        disabled={login.waitSeconds > 0}
        className="mt-2"
      >
        Log in
      </Button>
    </form>
  );
}
