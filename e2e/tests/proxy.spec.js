// The ready configurations of `docs/proxy`, run by the programs that they are for.

import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CLIENT_ID, dist, expect, test as base } from "../support/index.js";
import { startProxy } from "../support/proxies.js";
import { authorize, changeCard, sendIncident } from "../support/steps.js";

const test = base.extend({
  proxyName: ["nginx", { option: true }],
  // No page may connect to this instance: there is not one CORS rule.
  instanceOptions: [["--bare"], { option: true }],
  portalOptions: [
    {
      serve: (instance) => {
        const config = test.info().outputPath("config.json");
        const options = { way: "proxy", instanceUrl: instance, clientId: CLIENT_ID };
        writeFileSync(config, JSON.stringify({ ...options, secureScore: "demo/secure-score.json" }));
        // The page's policy lets it speak to its own server only.
        return ["--dir", dist, "--config", config];
      },
    },
    { option: true },
  ],
  front: async ({ programs, proxyName }, use) => {
    const { portal, instance } = programs;
    const proxy = await startProxy(proxyName, portal.address, instance.address);
    await use(proxy);
    await proxy.stop();
  },
  baseURL: async ({ front }, use) => use(front.address),
});

for (const proxyName of ["nginx", "caddy"]) {
  test.describe(`behind ${proxyName}`, () => {
    test.use({ proxyName });

    test("a ticket is sent to an instance without any CORS setting", async ({
      page,
      context,
      instance,
      baseURL,
    }) => {
      await instance.api("POST", "table/oauth_entity", {
        body: {
          name: "Snowline",
          client_id: CLIENT_ID,
          public_client: "true",
          redirect_url: baseURL,
        },
      });
      await context.addCookies([{ name: "portal", value: "secret", url: baseURL }]);
      await page.goto("./#/ticketProvisioning");
      await expect(page.getByText("This portal has chosen so.")).toBeVisible();
      await authorize(page);
      await expect(changeCard(page)).toBeVisible();
      await sendIncident(page, instance, `Sent through ${proxyName}`);

      const { requests } = await instance.control("GET", "requests");
      const fromPage = requests.filter(
        ({ path, headers }) =>
          /^\/api\/|^\/oauth_token/.test(path) && headers["user-agent"] !== "node",
      );
      expect(fromPage.length).toBeGreaterThan(2);
      for (const { headers } of fromPage) {
        expect(Object.keys(headers)).not.toContain("cookie");
        expect(Object.keys(headers)).not.toContain("origin");
      }
      const cookies = await context.cookies(baseURL);
      expect(cookies.map(({ name }) => name).filter((name) => name !== "JSESSIONID")).toEqual(["portal"]);
    });

    test("nothing else gets through, and no cookie comes back", async ({ baseURL, instance }) => {
      const asked = async (method, path, more = {}) => {
        const url = `${baseURL}servicenow${path}`;
        const answer = await fetch(url, { method, redirect: "manual", ...more });
        await answer.text();
        return answer;
      };
      const refused = [
        ["GET", "/"],
        ["GET", "/login.do"],
        ["GET", "/oauth_auth.do"],
        ["GET", "/oauth_token.do"],
        ["POST", "/oauth_revoke_token.do"],
        ["PATCH", "/api/now/table/sys_user/46d44a23a9fe19810012d100cca80666"],
        ["GET", "/api/now/table/sys_user/46d44a23a9fe19810012d100cca80666"],
        ["PATCH", "/api/sn_chg_rest/v1/change/46d44a23a9fe19810012d100cca80666"],
        ["GET", "/api/now/attachment/46d44a23a9fe19810012d100cca80666/file"],
        ["DELETE", "/api/now/attachment/46d44a23a9fe19810012d100cca80666"],
        ["DELETE", "/api/now/table/incident/46d44a23a9fe19810012d100cca80666"],
        ["DELETE", "/api/now/table/incident"],
        ["GET", "/api/now/table/incident%2f..%2f..%2f..%2f..%2flogin.do"],
        ["GET", "/__sandbox/requests"],
      ];
      for (const [method, path] of refused) {
        const { status } = await asked(method, path);
        expect([403, 404], `${method} ${path}`).toContain(status);
      }
      const { requests } = await instance.control("GET", "requests");
      expect(requests).toEqual([]);

      const authorization = `Basic ${btoa("integration.user:snowline")}`;
      const list = await asked("GET", "/api/now/table/incident?sysparm_limit=1", {
        headers: { authorization, origin: "https://evil.example", cookie: "portal=secret" },
      });
      expect(list.status).toBe(200);
      expect(list.headers.get("x-total-count")).toMatch(/^\d+$/);
      const seen = await instance.requests("GET", "/api/now/table/incident");
      expect(Object.keys(seen[0].headers)).not.toContain("cookie");
      // What a ticket's page does.
      const [{ sys_id: incident }] = await instance.records("incident", "state=2");
      const change = await asked("PATCH", `/api/now/table/incident/${incident}`, {
        headers: { authorization, "content-type": "application/json" },
        body: '{"work_notes":"through the proxy"}',
      });
      expect(change.status).toBe(200);
      const target = `table_name=incident&table_sys_id=${incident}&file_name=large.txt`;
      const file = await asked("POST", `/api/now/attachment/file?${target}`, {
        headers: { authorization, "content-type": "text/plain" },
        body: "x".repeat(3_000_000),
      });
      expect(file.status).toBe(201);
      const token = await asked("POST", "/oauth_token.do", {
        body: new URLSearchParams({ grant_type: "none" }),
      });
      expect(token.status).toBe(401);
      for (const answer of [list, change, file, token]) {
        expect(answer.headers.get("set-cookie")).toBeNull();
        expect(answer.headers.get("www-authenticate")).toBeNull();
        expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      }
    });

    test("who only says to be the instance is not believed", async ({ programs }) => {
      const pem = readFileSync(fileURLToPath(new URL("../support/self-signed.pem", import.meta.url)));
      const impostor = createServer({ key: pem, cert: pem }, (_, answer) => answer.end("{}"));
      await new Promise((resolve) => impostor.listen(0, "127.0.0.1", resolve));
      const address = `https://localhost:${impostor.address().port}`;
      const proxy = await startProxy(proxyName, programs.portal.address, address);
      try {
        const answer = await fetch(`${proxy.address}servicenow/api/now/table/incident`);
        await answer.text();
        expect(answer.status).toBe(502);
      } finally {
        await proxy.stop();
        await new Promise((resolve) => impostor.close(resolve));
      }
    });
  });
}

test("the token that ends is in no log of nginx", async ({ front }) => {
  await fetch(`${front.address}servicenow/oauth_revoke_token.do?token=hush`);
  await fetch(`${front.address}servicenow/api/now/stats/incident?sysparm_count=true`);
  const log = () => readFileSync(join(front.folder, "access.log"), "utf8");
  await expect.poll(log).toContain("/servicenow/api/now/stats/incident");
  expect(log()).not.toContain("hush");
});
