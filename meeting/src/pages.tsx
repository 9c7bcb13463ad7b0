// Pages of one thing each, in the portal's looks.

import { type ReactNode, useEffect, useRef } from 'react';
import type { Trouble } from './trouble';
import { useWords } from './words';

interface PageProps {
  title: string;
  heading: string;
  lead: ReactNode;
  children?: ReactNode;
}

/** A page: its heading is read out as soon as it is there. */
export function Page({ title, heading, lead, children }: PageProps) {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className="page">
      <h1 ref={top} tabIndex={-1}>{heading}</h1>
      <p className="page__lead">{lead}</p>
      {children}
    </div>
  );
}

/** While the way into the meeting is made. */
export function Waiting() {
  const say = useWords();
  return (
    <Page title={say('meeting.connecting')} heading={say('meeting.connecting')} lead={say('meeting.connecting.lead')}>
      <p className="waiting" role="status"><span className="waiting__ring" aria-hidden="true" /> {say('meeting.connecting.wait')}</p>
    </Page>
  );
}

/** After the meeting. */
export function Ended({ back, onAgain }: { back: string; onAgain: () => void }) {
  const say = useWords();
  return (
    <Page title={say('meeting.ended.heading')} heading={say('meeting.ended.heading')} lead={say('meeting.ended.lead')}>
      <div className="actions">
        <a className="button button--primary" href={back}>{say('meeting.back')}</a>
        <button className="button" type="button" onClick={onAgain}>{say('meeting.again')}</button>
      </div>
    </Page>
  );
}

/** What went wrong, what to do, who can. */
export function TroublePage({ trouble, back, onAgain }: { trouble: Trouble; back: string; onAgain?: () => void }) {
  const say = useWords();
  const words = trouble.isCode ? `teams-join.${trouble.id}` : `meeting.trouble.${trouble.id}`;
  const [lead, step] = trouble.isCode ? ['step-1', 'step-2'] : ['what', 'step'];
  const heading = say(`${words}.heading`);
  const details = [trouble.isCode ? 'teams:' : '', trouble.isCode ? trouble.id : trouble.details].join('');
  const isTried = !trouble.isFinal && onAgain;
  return (
    <Page title={say('meeting.trouble.title', { heading })} heading={heading} lead={say(`${words}.${lead}`)}>
      <p>{say(`${words}.${step}`)}</p>
      <p>{say(`meeting.fixer.${trouble.fixer}`)}</p>
      <div className="actions">
        {isTried && <button className="button button--primary" type="button" onClick={onAgain}>{say('meeting.again')}</button>}
        <a className={isTried ? 'button' : 'button button--primary'} href={back}>{say('meeting.back')}</a>
      </div>
      {trouble.isCode && <Letter text={say(`${words}.send`, { details })} />}
      {details && <p className="meeting__details">{say('meeting.trouble.details', { details })}</p>}
    </Page>
  );
}

/** A message to whoever can help, to be copied. */
function Letter({ text }: { text: string }) {
  const say = useWords();
  return (
    <div className="field">
      <label className="field__label" htmlFor="letter">{say('meeting.trouble.letter')}</label>
      <textarea className="field__input" id="letter" readOnly rows={6} dir="auto" value={text} />
    </div>
  );
}
