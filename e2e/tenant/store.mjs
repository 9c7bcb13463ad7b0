// oidc-provider keeps its codes, tokens, grants and sessions here: memory only, one store per organization.

/** @typedef {import('oidc-provider').AdapterPayload} AdapterPayload */

/** One store; `peek` and `expire` let the tenant look at what the library would refuse to hand out. */
export class Store {
  /** @type {Map<string, AdapterPayload>} */
  #entries = new Map();

  /** The adapter class oidc-provider asks for. */
  adapter() {
    const entries = this.#entries;
    return class {
      /** @param {string} model */
      constructor(model) {
        this.model = model;
      }

      /** @param {string} id @param {AdapterPayload} payload */
      async upsert(id, payload) {
        entries.set(`${this.model}:${id}`, payload);
      }

      /** @param {string} id */
      async find(id) {
        return entries.get(`${this.model}:${id}`);
      }

      /** @param {string} uid */
      async findByUid(uid) {
        return [...entries].find(([key, payload]) => key.startsWith(`${this.model}:`) && payload.uid === uid)?.[1];
      }

      async findByUserCode() {
        return undefined;
      }

      /** @param {string} id */
      async consume(id) {
        const payload = entries.get(`${this.model}:${id}`);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      }

      /** @param {string} id */
      async destroy(id) {
        entries.delete(`${this.model}:${id}`);
      }

      /** A used code stays, so that its next use is told apart from a code that never was. @param {string} grantId */
      async revokeByGrantId(grantId) {
        for (const [key, payload] of entries) {
          if (payload.grantId === grantId && !key.startsWith('AuthorizationCode:')) entries.delete(key);
        }
      }
    };
  }

  /** @param {'AuthorizationCode' | 'AccessToken' | 'RefreshToken'} model @param {string | null} id */
  peek(model, id) {
    return this.#entries.get(`${model}:${id}`);
  }

  /** Makes a code or token as old as its lifetime. @param {'AuthorizationCode' | 'AccessToken' | 'RefreshToken'} model @param {string | null} id */
  expire(model, id) {
    const payload = this.peek(model, id);
    if (payload) payload.exp = Math.floor(Date.now() / 1000) - 1;
  }
}
