// What no test may see: an error on the console, an exception, a violation of the page's policy,
// a request to anybody but the portal and the instance.

import { expect } from "@playwright/test";

export class Guard {
  #origins;
  #troubles = [];
  #allowed = [];
  #possible = [];

  /** @param {string[]} origins whom requests may go to */
  constructor(origins) {
    this.#origins = new Set(origins);
  }

  /** Watches all pages of a browser context. */
  async watch(context) {
    context.on("console", (message) => {
      if (["error", "warning", "assert"].includes(message.type())) {
        this.#troubles.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
    context.on("weberror", (error) => this.#troubles.push(`exception: ${error.error()}`));
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && !this.#origins.has(url.origin)) {
        this.#troubles.push(`request: ${request.method()} ${request.url()}`);
      }
    });
    // Chromium writes most violations to the console too, but promises to do so for none.
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (violation) => {
        console.error(`policy: ${violation.effectiveDirective} ${violation.blockedURI}`);
      });
    });
  }

  /**
   * Says that the test brings this about on purpose. Chromium logs every answer of status 400 and
   * above, and every connection that ends early.
   */
  expects(...patterns) {
    this.#allowed.push(...patterns);
  }

  /** Says that this may come about, and need not: it depends on what comes first. */
  allows(...patterns) {
    this.#possible.push(...patterns);
  }

  /** Fails if there was trouble that was not expected, or if expected trouble does not come. */
  async check() {
    const unexpected = this.#troubles.filter(
      (trouble) =>
        ![...this.#allowed, ...this.#possible].some((pattern) => pattern.test(trouble)),
    );
    expect(unexpected, "errors, violations and requests that nobody expected").toEqual([]);
    const missing = () =>
      this.#allowed
        .filter((pattern) => !this.#troubles.some((trouble) => pattern.test(trouble)))
        .map(String);
    // The browser reports some a little later than it acts.
    await expect.poll(missing, "expected errors that did not come").toEqual([]);
  }
}
