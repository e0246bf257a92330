/** The languages that Snowline speaks. */
export type SnowlineLanguage = "en" | "ko" | "sv" | "zh-Hans";

/** What `mount` can be told. Every option may be left out. */
export interface SnowlineOptions {
  /** The ServiceNow instance that the setup page offers: `https://acme.service-now.com`. */
  instanceUrl?: string;
  /** The client ID of the instance's OAuth entity (Application Registry) that the setup page offers. */
  clientId?: string;
  /**
   * The page that ServiceNow sends people back to. It must mount Snowline, and be registered in the
   * OAuth entity to the letter. Default: this page's address without query and fragment.
   */
  redirectUri?: string;
  /**
   * Your page's language: Snowline then shows no switch of its own, and `setLanguage` follows yours.
   * Default: what the person chose before, else the first of the browser's languages that Snowline
   * speaks, else English.
   */
  language?: SnowlineLanguage;
  /**
   * Where the current page of Snowline is kept. `"memory"` (the default) leaves your address bar alone;
   * `"hash"` puts it into the fragment, for a page that is Snowline's own.
   */
  routing?: "memory" | "hash";
  /** The first page with `routing: "memory"`: `/`, `/secure-score`, `/tickets/change`, `/ticketProvisioning` … */
  route?: string;
  /**
   * Gives the address at which your page shows a page of Snowline, `"/secure-score/<id>"`: it goes into
   * tickets and copied links. Default: with `"hash"` this page and the fragment, with `"memory"` this page.
   */
  linkTo?: (route: string) => string;
  /** The person at your portal. The ID goes into each ticket as its initiating user. */
  user?: { id: string; name?: string };
  /** The URL of a Secure Score export in Microsoft Graph's shape, on your own site. */
  secureScore?: string;
  /** Default: as the person's system says. */
  theme?: "auto" | "light" | "dark";
  /**
   * Where tokens are kept. `"memory"` (the default) forgets them when the page is left or reloaded;
   * `"session"` keeps them in this tab's sessionStorage, where any script of your origin can read them.
   */
  tokenStorage?: "memory" | "session";
  /** The folder of `snowline.css` and `messages/`. Default: the folder of `snowline.js`. */
  assets?: string;
}

/** A mounted Snowline. */
export interface SnowlineHandle {
  /** Switches the language; the promise settles when it is shown. Rejects when its messages cannot be loaded. */
  setLanguage(language: SnowlineLanguage): Promise<void>;
  /** Goes to a page: `"/secure-score"`. */
  navigate(route: string): void;
  /** Takes Snowline out of the element. The sign-in of this page stays for other mounts. */
  unmount(): void;
}

/**
 * Draws Snowline inside `element` and nowhere else. Call it after `init()` has settled.
 *
 * It may be called for several elements of a page: they share one sign-in.
 * @throws TypeError when an option has a value that it cannot have, or when the element holds a Snowline already.
 */
export function mount(element: Element, options?: SnowlineOptions): SnowlineHandle;
