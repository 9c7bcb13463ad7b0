// The pages of a sign-in, as people meet them: one question, one or two buttons.

import { enteredOrganization, consentedScopes, signedIn } from './signin.mjs';
import { homeOrganization } from './people.mjs';
import { app, contoso } from './organizations.mjs';
import { html } from './html.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */
/** @typedef {import('./signin.mjs').SignIn} SignIn */
/** @typedef {import('./signin.mjs').Page} Page */
/** @typedef {import('./html.mjs').Html} Html */

/** @param {Page} page @param {SignIn} signIn @param {Visit} visit @returns {Html} */
export function signInPage(page, signIn, visit) {
  const { world } = visit;
  const person = world.personAt(signIn.address);
  const entered = enteredOrganization(signIn, world);
  const home = person && homeOrganization(person);
  const who = html`<p class="who">${signIn.address}</p>`;
  switch (page) {
    case 'account':
      return card('Pick an account', entered?.name, html`
        <form method="post">
          <ul class="accounts">
            ${signedIn(world, visit.request).map((each) => html`
              <li><button name="account" value="${each.key}"><b>${each.name}</b> <span>${each.address}</span> <small>Signed in</small></button></li>`)}
            <li><button name="account" value=""><b>Use another account</b></button></li>
          </ul>
        </form>`);
    case 'address':
      return card('Sign in', entered?.name, html`
        <p>to continue to ${app.name}</p>
        <form method="post">
          ${field('address', 'Email, phone, or Skype', addressNotices[signIn.notice], html`type="email" autocomplete="username" value="${signIn.address}"`)}
          <div class="buttons"><button class="main" name="press" value="next">Next</button></div>
        </form>
        <form method="post" class="below"><button class="quiet" name="press" value="options">Sign-in options</button></form>`);
    case 'options':
      return card('Sign-in options', entered?.name, html`
        <form method="post">
          <ul class="accounts"><li><button name="press" value="organization"><b>Sign in to an organization</b>
            <span>Search for a company or an organization you're working with.</span></button></li></ul>
          <div class="buttons"><button name="press" value="leave">Back</button></div>
        </form>`);
    case 'organization':
      return card('Find your organization', entered?.name, html`
        <p>Enter the domain name of the organization you want to sign in to.</p>
        <form method="post">
          ${field('domain', 'Domain name', signIn.notice === 'domain' && 'We could not find an organization with that domain.', html`autocomplete="off"`)}
          <div class="buttons">
            <button class="main" name="press" value="next">Next</button>
          </div>
        </form>`);
    case 'password':
      return card('Enter password', home?.name ?? 'Microsoft account', html`
        ${who}
        <form method="post">
          ${field('password', 'Password', signIn.notice === 'password' && 'Your account or password is incorrect.', html`type="password" autocomplete="current-password"`)}
          <div class="buttons"><button class="main" name="press" value="next">Sign in</button></div>
        </form>
        ${back}
        <p class="local">Only here: the password is <code>${person?.password}</code></p>`);
    case 'one-time-code':
      return card('Enter code', entered?.name, html`
        ${who}
        <p>We just sent a code to ${signIn.address}.</p>
        <form method="post">
          ${field('code', 'Code', signIn.notice === 'code' && 'That code did not work. Check the code and try again.', html`inputmode="numeric" autocomplete="one-time-code"`)}
          <div class="buttons"><button class="main" name="press" value="next">Sign in</button></div>
        </form>
        <form method="post" class="below"><button class="quiet" name="press" value="resend">Resend code</button></form>
        ${back}
        <p class="local">Only here: <a href="/inbox/${person?.key}" target="_blank" rel="noopener">open the mailbox of ${signIn.address}</a></p>`);
    case 'stay':
      return card('Stay signed in?', entered?.name, html`
        ${who}
        <p>Do this to reduce the number of times you are asked to sign in.</p>
        <form method="post"><div class="buttons">
          <button name="press" value="no">No</button><button class="main" name="press" value="yes">Yes</button>
        </div></form>`);
    case 'more-information':
      return card('More information required', entered?.name, html`
        ${who}
        <p>${entered?.name} needs more information to keep your account secure.</p>
        <form method="post"><div class="buttons"><button class="main" name="press" value="next">Next</button></div></form>
        ${another}`);
    case 'register':
      return card('Set up an authenticator app', entered?.name, html`
        ${who}
        <p>Install an authenticator app on your phone and add this account for ${entered?.name}. It is a second factor of
          ${entered?.name}, also if you have one at work already.</p>
        <p class="local">Only here: the phone is simulated, there is nothing to install.</p>
        <form method="post"><div class="buttons"><button class="main" name="press" value="next">Next</button></div></form>`);
    case 'approve':
      return card('Approve sign in request', entered?.name, html`
        ${who}
        <p>Open your authenticator app and enter the number shown to sign in.</p>
        <p class="number">${signIn.number}</p>
        <p class="local">Only here: the phone is simulated.</p>
        <form method="post"><div class="buttons"><button class="main" name="press" value="approve">Approve on the simulated phone</button></div></form>`);
    case 'review':
      return card('Review permissions', contoso.name, html`
        ${who}
        <p><b>${contoso.name}</b> (${contoso.domain}) is an organization outside of yours and would like to:</p>
        <ul>
          <li>receive your profile data: your name, email address and photo</li>
          <li>collect and log your activity in its apps</li>
          <li>use your profile data and activity data to run and secure its apps</li>
        </ul>
        <p>Accept only if you trust ${contoso.name}. You can leave the organization later.</p>
        <form method="post"><div class="buttons">
          <button name="press" value="cancel">Cancel</button><button class="main" name="press" value="accept">Accept</button>
        </div></form>`);
    case 'consent':
      return card('Permissions requested', entered?.name, html`
        ${who}
        <p><b>${app.name}</b> would like to:</p>
        <ul>${consentedScopes(signIn).map((scope) => html`<li>${scopeMeanings[scope] ?? scope}</li>`)}</ul>
        <form method="post"><div class="buttons">
          <button name="press" value="cancel">Cancel</button><button class="main" name="press" value="accept">Accept</button>
        </div></form>`);
    case 'admin-approval':
      return card('Need admin approval', entered?.name, html`
        ${who}
        <p><b>${app.name}</b> needs permission to access resources in ${entered?.name} that only an admin can grant.
          Ask an admin to grant permission to this app before you can use it.</p>
        <p><small>AADSTS90094</small></p>
        <form method="post"><button class="quiet" name="press" value="leave">Return to the application without granting consent</button></form>
        ${another}`);
  }
}

/**
 * A page with a number and no way back to the app.
 * @param {import('./errors.mjs').Failure} what
 * @param {SignIn} [signIn]   when the person may try another account in it
 */
export function deadEndPage(what, signIn) {
  return card('Sign in', undefined, html`
    <p class="trouble">Sorry, but we're having trouble signing you in.</p>
    <p>AADSTS${what.code}: ${what.text}</p>
    ${signIn && html`<p>Signed in as ${signIn.address}.</p>${another}`}
    <h2>Troubleshooting details</h2>
    <dl>
      <dt>Request Id</dt><dd>${what.traceId}</dd>
      <dt>Correlation Id</dt><dd>${what.correlationId}</dd>
      <dt>Timestamp</dt><dd>${what.timestamp}</dd>
      <dt>Message</dt><dd>AADSTS${what.code}: ${what.text}</dd>
    </dl>`);
}

const back = html`<form method="post" class="below"><button class="quiet" name="press" value="back">Use another account</button></form>`;
const another = html`<form method="post" class="below"><button class="quiet" name="press" value="another">Sign out and sign in with a different account</button></form>`;

/** @type {Record<string, string>} */
const addressNotices = {
  missing: 'Enter a valid email address, phone number, or Skype name.',
  unknown: "We couldn't find an account with that username. (AADSTS50034)",
  personal: "You can't sign in here with a personal account. Use your work or school account instead.",
};

/** @type {Record<string, string>} */
const scopeMeanings = {
  openid: 'Sign you in',
  profile: 'View your basic profile',
  email: 'View your email address',
  offline_access: 'Maintain access to data you have given it access to',
  'User.Read': 'Sign you in and read your profile',
};

/** @param {string} name @param {string} label @param {string | false | undefined} notice @param {Html} attributes */
function field(name, label, notice, attributes) {
  return html`
    <label for="${name}">${label}</label>
    ${notice && html`<p class="notice" id="${name}-notice" role="alert">${notice}</p>`}
    <input id="${name}" name="${name}" ${attributes} required autofocus ${notice && html`aria-invalid="true" aria-describedby="${name}-notice"`}>`;
}

/** A sign-in page. @param {string} heading @param {string | undefined} brand @param {Html} body */
function card(heading, brand, body) {
  return document('Sign in to your account', html`
    <main class="card">
      <p class="brand">${brand ?? 'Sign-in'}</p>
      <h1>${heading}</h1>
      ${body}
    </main>`);
}

/** Any page of the local tenant. @param {string} title @param {Html} body */
export function document(title, body) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
${body}
<footer>A local stand-in for the sign-in service, for trying and testing. No real account works here.</footer>
</body>
</html>`;
}
