import { describe, expect, it } from "vitest";
import { changeHost, hostOf, parseHost } from "./change-host";

describe("changeHost", () => {
  it("keeps scheme, user, path, query and fragment as they are written", () => {
    expect(changeHost("https://me:p%40ss@old.example:8443/A b?x=1#y", "new.example")).toBe(
      "https://me:p%40ss@new.example/A b?x=1#y",
    );
  });

  it("takes a scheme and a port along where they are typed", () => {
    expect(changeHost("http://old.example/x", " https://new.example:9443/ ")).toBe(
      "https://new.example:9443/x",
    );
  });

  it("is null where nothing changes, or nothing useful is typed", () => {
    expect(changeHost("https://old.example/x", "old.example")).toBeNull();
    expect(changeHost("https://old.example/x", "")).toBeNull();
    expect(changeHost("https://old.example/x", "two words")).toBeNull();
    expect(changeHost("ftp://old.example/x", "new.example")).toBeNull();
  });

  it("takes no path, query or user for a host", () => {
    for (const typed of ["new.example/path", "new.example?x", "me@new.example", "https://"]) {
      expect(parseHost(typed), typed).toBeNull();
    }
  });
});

describe("hostOf", () => {
  it("is host and port without the user", () => {
    expect(hostOf("https://me:pw@crm.example:81/x")).toBe("crm.example:81");
    expect(hostOf("nonsense")).toBeNull();
  });
});
