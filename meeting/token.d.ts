// What a page and the token service say to each other: `POST /token`, JSON both ways. The service
// (`token-service/`), the local tenant that plays it (`e2e/tenant/meeting-token.mjs`) and the portal keep to it.

/** What a page asks. */
export interface TokenRequest {
  /** The organization that hosts the event: its tenant id, a GUID. */
  tenant: string;
  /** The event's key: 16 lower-case hexadecimal digits (`EventKey` in src/domain/invite). */
  event: string;
}

/** Status 200. A new identity each time; the token speaks for it until `expiresOn`. */
export interface TokenAnswer {
  /** Identity in Azure Communication Services, `8:acs:…`. */
  userId: string;
  /** User access token, a JWT. Its form is not part of any contract: it is handed to the calling SDK as it is. */
  token: string;
  /** ISO 8601, UTC. */
  expiresOn: string;
  /** The resource that passes on the chat, `https://NAME.communication.azure.com`. Only with tokens that are for chat. */
  endpoint?: string;
}

/** Every other status. 429 and 503 may carry `Retry-After` in seconds, which a page may read. */
export interface TokenRefusal {
  error: {
    code: RefusalCode;
    /** For whoever reads a console: fixed words, nothing of the request and nothing of what failed inside. */
    message: string;
    fixer: Fixer;
  };
}

export type RefusalCode =
  | 'acs-down'
  | 'acs-refused'
  | 'acs-slow'
  | 'acs-throttled'
  | 'event-over'
  | 'event-too-early'
  | 'event-unknown'
  | 'failed'
  | 'malformed'
  | 'method'
  | 'not-found'
  | 'origin-unknown'
  | 'too-large'
  | 'too-many'
  | 'too-slow'
  | 'type';

/** Who can fix it, with the portal's names (`Fixer` in src/domain/problem). */
export type Fixer = 'guest' | 'organizer' | 'host-admin' | 'home-admin' | 'microsoft' | 'portal' | 'unknown';
