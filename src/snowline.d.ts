/** The languages that Snowline speaks. */
export type SnowlineLanguage = "en" | "ko" | "sv" | "zh-Hans";

/** What `mount` can be told. Every option may be left out. */
export interface SnowlineOptions {
  /** The ServiceNow instance that the setup page offers: `https://acme.service-now.com`. */
  instanceUrl?: string;
  /** The client ID of the instance's OAuth entity (Application Registry) that the setup page offers. */
  clientId?: string;
  /**
   * How the instance is reached, and who proves on whose behalf. With it the choice is yours; without
   * it the setup page lets the person choose between the first two.
   *
   * - `"direct"`: straight to the instance, signed in with OAuth.
   * - `"proxy"`: the same, with requests through a path of your own site (`proxyPath`).
   * - `"session"`: as a page of the instance, with the session that the person has there.
   * - `"token"`: with bearer tokens from `getServiceNowToken`.
   */
  way?: "direct" | "proxy" | "session" | "token";
  /** The path of your site that your server passes on to the instance. Default: `"/servicenow"`. */
  proxyPath?: string;
  /**
   * Gives a token that the instance takes as `Authorization: Bearer`, its own or an identity provider's.
   * It is called when one is needed, and once more after the instance has refused one. What it throws or
   * rejects with is shown to the person: its message, so let that hold no secret. Giving it chooses the
   * way `"token"`, which needs `instanceUrl` too.
   */
  getServiceNowToken?: () => string | Promise<string>;
  /** Gives the token of the session at the instance, for the way `"session"`. Default: `window.g_ck`. */
  userToken?: () => string | Promise<string>;
  /**
   * Where ServiceNow's sign-in page is shown: in this window, which comes back, or in one of its own,
   * while this page stays as it is. Default: the person chooses on the setup page, first `"redirect"`.
   */
  signIn?: "redirect" | "popup";
  /**
   * The page that ServiceNow sends people back to. It must mount Snowline, and be registered in the
   * OAuth entity to the letter. Default: this page's address without query and fragment. With
   * `signIn: "popup"` it is a page of your site that loads `oauth-callback.js`; default: the
   * `oauth-callback.html` beside `snowline.js`.
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
  /** The first page with `routing: "memory"`: `/`, `/secure-score`, `/tickets/change`, `/ticketProvisioning`, `/configuration` … */
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
  /**
   * Gives a token for Microsoft Graph with the permission `SecurityEvents.Read.All`: Secure Score is then
   * read live. It is called when one is needed, and once more after Graph has refused one. What it throws
   * or rejects with is shown to the person: its message, so let that hold no secret.
   */
  getGraphToken?: () => string | Promise<string>;
  /**
   * Lets people change an improvement action's status in Secure Score. It needs the permission
   * `SecurityEvents.ReadWrite.All` in place of `SecurityEvents.Read.All`. Default: `false`.
   */
  writeBack?: boolean;
  /** Where Graph is, for a national cloud. Default: `"https://graph.microsoft.com"`. */
  graphUrl?: string;
  /**
   * The client ID of an app registration at Microsoft Entra, by which Snowline signs people in for Graph
   * itself, in a window of its own. Its redirect URI, of the type "Single-page application", is the
   * `oauth-callback.html` beside `snowline.js`.
   */
  graphClientId?: string;
  /** The tenant to sign in at, its ID or a domain. Default: `"organizations"`, whichever the person is of. */
  graphTenant?: string;
  /** Where people sign in, for a national cloud. Default: `"https://login.microsoftonline.com"`. */
  entraUrl?: string;
  /**
   * Recommendations of your own, which are then all that is shown: docs/recommendations.md. A function is
   * called when they are first needed, and when the person tries again.
   */
  recommendations?: SnowlineRecommendation[] | (() => SnowlineRecommendation[] | Promise<SnowlineRecommendation[]>);
  /** Whose words are used: the security center's Secure Score, or the compliance center's. Default: `"security"`. */
  portal?: "security" | "compliance";
  /**
   * What people would otherwise set under "Manage ServiceNow configuration"; they cannot change it then.
   * Default: what this browser keeps.
   */
  configuration?: SnowlineConfiguration;
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

/** A recommendation that your page passes in. */
export interface SnowlineRecommendation {
  /** Unlike that of any other in the list, and the same tomorrow. */
  id: string;
  title: string;
  /** One of the five, or any other text, which tickets do not have. */
  category?: "Identity" | "Data" | "Device" | "Apps" | "Infrastructure" | (string & {});
  /** Points achieved. */
  points?: number;
  /** Points possible. */
  maxPoints?: number;
  /** Default: `"toAddress"`. */
  status?: "toAddress" | "planned" | "riskAccepted" | "thirdParty" | "alternateMitigation" | "completed";
  /** How far it is, in words. */
  progress?: string;
  /** What it is about: HTML, if there is a tag in it, else text. */
  description?: string;
  /** The steps, likewise. */
  remediation?: string;
  /** What people will notice, likewise. */
  impact?: string;
  userImpact?: "low" | "moderate" | "high";
  implementationCost?: "low" | "moderate" | "high";
  threats?: string[];
  /** The product's name. */
  service?: string;
  /** Where it is done: `https:` only. */
  link?: string;
  /** Whose recommendation it is. Default: `"user"`, in a compliance portal `"microsoft"`. */
  source?: "microsoft" | "user";
  /** The tenant that it is about. With the ID it makes the ticket's correlation ID. Default: `"portal"`. */
  tenantId?: string;
}

/** A ticket state, as it is to be shown and counted. */
export interface SnowlineState {
  /** The number that stands for it on the instance. */
  value: number;
  /** What it is called, in at most 40 characters. Default: the instance's name. */
  name?: string;
  /** Whether its tickets count as open. Default: as usual. */
  open?: boolean;
}

/** How urgent a task is. Only incidents can be planned. */
export type SnowlinePriority = "critical" | "high" | "moderate" | "low" | "planning";

/** A field that the task form asks for: a column of the instance's table. */
export interface SnowlineField {
  column: string;
  /** What people read. */
  label: string;
  /** What is filled in, where the instance does not tell. Default: text. */
  type?: "text" | "date" | "dateTime" | "boolean" | "user" | "group";
  /** Default: false. */
  required?: boolean;
  /** What stands in it at first. */
  value?: string;
}

/** What an organisation sets for its tickets: what "Export" on the configuration page writes. */
export interface SnowlineConfiguration {
  snowline: "configuration";
  version: 1;
  /** The states of each type in their order. Those that are left out come after. */
  states?: { change?: SnowlineState[]; incident?: SnowlineState[] };
  /** What a new task begins with. */
  defaults?: {
    /** What a shared improvement action becomes. Default: a change request. */
    ticketType?: "change" | "incident";
    /** The group that is to work on the ticket: its `sys_id` and its name. */
    assignmentGroup?: { id: string; name: string };
    /** In how many days it is due, 0 to 730. Default: 30. */
    dueDays?: number;
    /** How urgent a recommendation of a category is. Default: to be chosen. */
    priorities?: Partial<
      Record<"devices" | "data" | "apps" | "identity" | "infrastructure", SnowlinePriority>
    >;
  };
  /** The fields that the task form has besides its own and those that the instance requires. */
  fields?: { change?: SnowlineField[]; incident?: SnowlineField[] };
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
