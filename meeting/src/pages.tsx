// Pages of one thing each, in the portal's looks.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Handover } from './handover';
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

interface TroubleProps {
  trouble: Trouble;
  /** What was to be joined; nothing where it could not be read. */
  handover?: Handover;
  back: string;
  onAgain?: () => void;
}

/** What went wrong, what to do, who can; and a message to whoever has to. */
export function TroublePage({ trouble, handover, back, onAgain }: TroubleProps) {
  const say = useWords();
  const words = trouble.isCode ? `teams-join.${trouble.id}` : `meeting.trouble.${trouble.id}`;
  const [lead, step] = trouble.isCode ? ['step-1', 'step-2'] : ['what', 'step'];
  const heading = say(`${words}.heading`);
  const details = trouble.isCode ? `teams:${trouble.id}` : ['meeting', trouble.id, ...trouble.details.split(' ')].filter(Boolean).join(':');
  const what = say(`${words}.${lead}`);
  const letter = trouble.isCode ? say(`${words}.send`, { details }) : say('meeting.trouble.send', { title: handover?.title ?? '', heading, what, details });
  const isForOthers = trouble.fixer !== 'guest' && handover;
  const inTeams = handover && 'meetingLink' in handover.locator ? handover.locator.meetingLink : undefined;
  const isTried = !trouble.isFinal && onAgain;
  return (
    <Page title={say('meeting.trouble.title', { heading })} heading={heading} lead={what}>
      <p>{say(`${words}.${step}`)}</p>
      <p>{say(`meeting.fixer.${trouble.fixer}`)}</p>
      <div className="actions">
        {isTried && <button className="button button--primary" type="button" onClick={onAgain}>{say('meeting.again')}</button>}
        <a className={isTried ? 'button' : 'button button--primary'} href={back}>{say('meeting.back')}</a>
        {inTeams && (
          <a className="button" href={inTeams} target="_blank" rel="noopener noreferrer">
            {say('meeting.trouble.in-teams')} <span className="unseen">{say('part.new-tab')}</span>
          </a>
        )}
      </div>
      {isForOthers && <Letter text={letter} />}
      <p className="meeting__details">{say('meeting.trouble.details', { details })}</p>
    </Page>
  );
}

/** A message to whoever can help, to be copied. */
function Letter({ text }: { text: string }) {
  const say = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const [isCopied, setIsCopied] = useState(false);
  const copy = () => {
    // Where the browser keeps the clipboard to itself, what is selected can still be copied by hand.
    const select = () => field.current?.select();
    (navigator.clipboard?.writeText(text) ?? Promise.reject(new Error())).then(() => setIsCopied(true), select);
  };
  return (
    <div className="field">
      <label className="field__label" htmlFor="letter">{say('meeting.trouble.letter')}</label>
      <textarea className="field__input" id="letter" ref={field} readOnly rows={6} dir="auto" value={text} />
      <div className="actions">
        <button className="button" type="button" onClick={copy}>{say('meeting.trouble.copy')}</button>
        <p role="status">{isCopied && say('meeting.trouble.copied')}</p>
      </div>
    </div>
  );
}
