// The instance from outside: its REST API with Basic authentication, as an administrator's script
// would use it, and the interface by which tests cause failures.

/** The client ID of the demo's OAuth entity. */
export const CLIENT_ID = "5e0a1f94c2d34b7f8d6b9a7c3e21f084";
/** What the instance says of every ticket that was made from the portal. */
export const MADE_HERE = "Microsoft 365 Security and Configuration Change Request";

const PASSWORD = "snowline";
/** The instance ends connections that are idle, just when another request may be on its way. */
const ONCE = { Connection: "close" };

export class Instance {
  /** @param {string} url its origin */
  constructor(url) {
    this.url = url;
    this.host = new URL(url).host;
  }

  /** A REST call; gives the body's `result`. */
  async api(method, path, { user = "admin", body } = {}) {
    const answer = await fetch(`${this.url}/api/now/${path}`, {
      method,
      headers: {
        ...ONCE,
        Accept: "application/json",
        "Content-Type": "application/json",
        Authorization: `Basic ${btoa(`${user}:${PASSWORD}`)}`,
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? null : JSON.parse(text).result;
  }

  /** The status that the API answers to a bearer of that token. */
  async statusFor(authorization) {
    const url = `${this.url}/api/now/table/incident?sysparm_limit=1`;
    const answer = await fetch(url, { headers: { Authorization: authorization } });
    await answer.text();
    return answer.status;
  }

  /** The records of a table, as the integration user sees them. */
  records(table, query) {
    const path = `table/${table}?sysparm_query=${encodeURIComponent(query)}`;
    return this.api("GET", path, { user: "integration.user" });
  }

  /** Changes the OAuth entity of the demo. */
  async registerRedirect(url) {
    const [entity] = await this.recordsOfAdmin("oauth_entity", `client_id=${CLIENT_ID}`);
    await this.api("PATCH", `table/oauth_entity/${entity.sys_id}`, { body: { redirect_url: url } });
  }

  /** The records of a table, as the administrator sees them. */
  recordsOfAdmin(table, query) {
    return this.api("GET", `table/${table}?sysparm_query=${encodeURIComponent(query)}`);
  }

  /** Deletes all records of a table. */
  async empty(table) {
    for (const { sys_id } of await this.recordsOfAdmin(table, "")) {
      await this.api("DELETE", `table/${table}/${sys_id}`);
    }
  }

  /** Makes something go wrong: `{ match: "POST /api/now/table/*", kind: "status", status: 403 }`. */
  fault(fault) {
    return this.control("POST", "faults", fault);
  }

  /** Nothing goes wrong any more. */
  clearFaults() {
    return this.control("DELETE", "faults");
  }

  /** Moves the instance's clock ahead. */
  advance(seconds) {
    return this.control("POST", "clock", { advance_s: seconds });
  }

  /** The requests that were made so far, of that method and path. */
  async requests(method, path) {
    const { requests } = await this.control("GET", "requests");
    return requests.filter((request) => request.method === method && request.path === path);
  }

  async control(method, path, body) {
    const answer = await fetch(`${this.url}/__sandbox/${path}`, {
      method,
      headers: ONCE,
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }
}
