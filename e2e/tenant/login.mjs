// The sign-in pages: shows the one that is next, takes the press on it, and ends the sign-in.

import { failure } from './errors.mjs';
import { methodNotAllowed, readForm, redirect, sendPage } from './http.mjs';
import { deadEndPage, signInPage } from './pages.mjs';
import { record } from './recordings.mjs';
import { mailOneTimeCode, nextStep, press, rememberSession } from './signin.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */
/** @typedef {import('./signin.mjs').SignIn} SignIn */

/** A page of a sign-in that has begun: GET shows it, POST is a press on one of its buttons.
 * @param {Visit} visit @param {string} id
 */
export async function signInPages(visit, id) {
  const signIn = visit.world.signIns.get(id);
  if (visit.request.method === 'POST') {
    const form = await readForm(visit.request);
    record(visit, { endpoint: 'sign-in', form });
    if (!signIn) return showDeadEnd(visit, 50089);
    press(signIn, form, visit);
    return proceed(visit, signIn);
  }
  if (visit.request.method !== 'GET') return methodNotAllowed(visit.response, 'GET, POST');
  record(visit, { endpoint: 'sign-in' });
  if (!signIn) return showDeadEnd(visit, 50089);
  return show(visit, signIn);
}

/** Goes on to the next page, or ends the sign-in. @param {Visit} visit @param {SignIn} signIn */
export async function proceed(visit, signIn) {
  rememberSession(signIn, visit);
  const next = nextStep(signIn, visit);
  if ('page' in next || 'ends' in next) {
    redirect(visit.response, `${visit.cloud.origin}/${signIn.authority}/login/${signIn.id}`);
    return undefined;
  }
  visit.world.signIns.delete(signIn.id);
  return 'refused' in next ? signIn.refused(visit, next.refused) : signIn.done(visit, next.done);
}

/** @param {Visit} visit @param {SignIn} signIn */
function show(visit, signIn) {
  const next = nextStep(signIn, visit);
  if ('ends' in next) {
    sendPage(visit.response, 200, deadEndPage(failure(next.ends), signIn));
    return undefined;
  }
  if (!('page' in next)) return proceed(visit, signIn);
  if (next.page === 'one-time-code') mailOneTimeCode(signIn, visit.world);
  sendPage(visit.response, 200, signInPage(next.page, signIn, visit));
  return undefined;
}

/** A page with a number and no way back to the app. @param {Visit} visit @param {number} code @param {{ error?: string, text?: string }} [more] */
export function showDeadEnd({ response }, code, more = {}) {
  sendPage(response, code === 90002 ? 404 : 200, deadEndPage(failure(code, more)));
}
