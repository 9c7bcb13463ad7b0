// The screens of both React peers, without the sign-in behind them.

import type { ReactNode } from 'react';
import type { Invite } from './invite';
import { factsOf, needsOf, titleOf, words } from './words';

export function Frame({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="header">
        <div className="header__inner">
          <svg className="header__mark mark" viewBox="0 0 32 32" aria-hidden="true">
            <rect className="mark__ground" width="32" height="32" rx="8" />
            <path d="M8 26V14a8 8 0 0 1 16 0v12M18.6 15.5a2.6 2.6 0 1 1-5.2 0a2.6 2.6 0 1 1 5.2 0M11.6 26c0-3.2 1.8-5 4.4-5s4.4 1.8 4.4 5" />
          </svg>
          <span className="header__names">
            <span className="header__name">{words.name}</span>
            <span className="header__host">{words.of}</span>
          </span>
        </div>
      </header>
      <main className="main" id="main">
        <div className="column">{children}</div>
      </main>
      <footer className="footer">
        <div className="footer__inner">
          <p className="footer__note">{words.note}</p>
        </div>
      </footer>
    </>
  );
}

interface PageProps {
  heading: string;
  lead?: string;
  button?: string;
  onPress?: () => void;
  body?: ReactNode;
  children?: ReactNode;
}

export function Page({ heading, lead, button, onPress, body, children }: PageProps) {
  return (
    <article className="page">
      <div className="page__head">
        <h1 className="page__heading">{heading}</h1>
      </div>
      {lead && <p className="page__lead">{lead}</p>}
      {body && <div className="page__body">{body}</div>}
      {button && (
        <div className="actions page__actions">
          <button className="button button--primary" type="button" onClick={onPress}>
            {button}
          </button>
        </div>
      )}
      {children && <div className="page__body">{children}</div>}
    </article>
  );
}

export function Start({ invite, onGo }: { invite: Invite | undefined; onGo: () => void }) {
  if (!invite) return <Page {...words.lost} />;
  const { start } = words;
  const facts = (
    <>
      <dl className="facts">
        {factsOf(invite).map(([name, value]) => (
          <div className="facts__row" key={name}>
            <dt className="facts__name">{name}</dt>
            <dd className="facts__value">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="aside">{start.leaves}</p>
    </>
  );
  return (
    <Page heading={titleOf(invite)} lead={start.lead} body={facts} button={start.button} onPress={onGo}>
      <section className="page__section">
        <h2 className="page__subheading">{start.needs}</h2>
        <List of={needsOf(invite)} />
      </section>
      <details className="details">
        <summary className="details__summary">{start.next}</summary>
        <div className="details__body">
          <List of={start.nextSteps} />
        </div>
      </details>
    </Page>
  );
}

function List({ of }: { of: string[] }) {
  return (
    <ul className="list">
      {of.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}

/** What is known of the license so far; nothing while it is looked up. */
export function License({ licensed, onGo }: { licensed: boolean | undefined; onGo: () => void }) {
  if (licensed === undefined) return <Page {...words.checking} />;
  return <Page {...(licensed ? words.found : words.missing)} onPress={onGo} />;
}

export function Launch({ invite }: { invite: Invite | undefined }) {
  if (!invite) return <Page {...words.lost} />;
  return <Page {...words.launch} onPress={() => location.assign(invite.link)} />;
}
