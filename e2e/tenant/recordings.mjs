// What was requested: method, path and the names of parameters, never their values.

/** @typedef {import('./cloud.mjs').Visit} Visit */

/**
 * @param {Visit} visit
 * @param {{ endpoint: string, tenant?: 'host' | 'home' | null, person?: import('./people.mjs').Person | null, form?: URLSearchParams }} about
 */
export function record({ request, url, world }, { endpoint, tenant = null, person = null, form }) {
  world.record({
    at: new Date().toISOString(),
    endpoint,
    method: request.method ?? 'GET',
    path: url.pathname,
    query: [...new Set(url.searchParams.keys())],
    form: form ? [...new Set(form.keys())] : [],
    tenant,
    person: person?.key ?? null,
  });
}
