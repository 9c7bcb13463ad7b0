// The page around the meeting: who joins, what to know before, and what to do when it does not work.

import { Component, type FormEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type Handover, KEY, type Language, languageIn, readHandover, wayBackIn } from './handover';
import type * as MeetingModule from './meeting';
import { Ended, Page, TroublePage, Waiting } from './pages';
import { askForPass } from './token';
import { Trouble, troubleOf } from './trouble';
import { firstWords, saying, useWords, Words, wordsAboutCodes, wordsIn } from './words';

type Sdk = typeof MeetingModule;

/** Where the guest is. */
type Stage =
  | { at: 'name' }
  | { at: 'connecting' }
  | { at: 'meeting'; meeting: MeetingModule.Meeting; locale: Awaited<ReturnType<Sdk['localeIn']>>; sdk: Sdk }
  | { at: 'ended' }
  | { at: 'trouble'; trouble: Trouble };

/** The longest name that Teams takes (createCallAgent in the SDK's types). */
const LONGEST_NAME = 256;

// Fluent would fetch its fonts from a host of Office; the portal's are the system's. It looks when it is loaded.
Object.assign(window, { FabricConfig: { fontBaseUrl: '' } });

/** Shows the page. `load` fetches all that needs the SDK; what comes along with it makes the meeting. */
export function start(load: () => Promise<Sdk>): void {
  const given = handedOver();
  const language = languageIn(given);
  document.documentElement.lang = language;
  document.documentElement.dir = ['ar', 'he'].includes(language) ? 'rtl' : 'ltr';
  for (const button of document.querySelectorAll('[data-reload]')) button.addEventListener('click', () => location.reload());
  // The host's headers forbid it. Where they were lost, the page itself refuses.
  if (window.top !== window.self) return show('framed');
  const root = document.getElementById('app');
  if (root) createRoot(root).render(<Guard><App given={given} language={language} load={load} /></Guard>);
}

/** Shows one of the pages of trouble that stand in the page's source, in place of the app. */
function show(id: 'crash' | 'framed'): void {
  const page = document.getElementById(id);
  if (!page) return;
  document.title = page.dataset.title ?? '';
  page.hidden = false;
  document.querySelector<HTMLAnchorElement>('[data-alone]')?.setAttribute('href', location.href);
}

/** Where this page fails, it says so. */
class Guard extends Component<{ children: ReactNode }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch() {
    show('crash');
  }

  override render() {
    return this.state.hasFailed ? null : this.props.children;
  }
}

/** Storage may be forbidden. */
function handedOver(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function App({ given, language, load }: { given: string | null; language: Language; load: () => Promise<Sdk> }) {
  const [words, setWords] = useState(firstWords);
  useEffect(() => {
    void wordsIn(language).then(setWords);
  }, [language]);
  const addCodes = useCallback(async () => {
    const codes = await wordsAboutCodes(language);
    setWords((known) => ({ ...codes, ...known }));
  }, [language]);
  const say = useMemo(() => saying(words), [words]);
  const handover = useMemo(() => readHandover(given), [given]);
  const back = wayBackIn(given);
  return (
    <Words.Provider value={say}>
      {handover
        ? <Way handover={handover} back={back} language={language} load={load} addCodes={addCodes} />
        : <Frame back={back}><TroublePage trouble={new Trouble('not-handed-over')} back={back} /></Frame>}
    </Words.Provider>
  );
}

interface WayProps {
  handover: Handover;
  back: string;
  language: Language;
  load: () => Promise<Sdk>;
  addCodes: () => Promise<void>;
}

function Way({ handover, back, language, load, addCodes }: WayProps) {
  const say = useWords();
  const [stage, setStage] = useState<Stage>({ at: 'name' });
  const [name, setName] = useState('');
  const [isKnown, setIsKnown] = useState(true);
  // The first try begins as soon as the page is there; later ones when they are asked for.
  const loading = useRef<Promise<Sdk>>();
  const sdk = useCallback(() => {
    loading.current ??= load().catch(() => {
      loading.current = undefined;
      throw new Trouble('load');
    });
    return loading.current;
  }, [load]);
  useEffect(() => {
    sdk().then((loaded) => loaded.isKnownBrowser()).then(setIsKnown, () => {});
  }, [sdk]);

  const fail = useCallback(async (trouble: Trouble) => {
    if (trouble.isCode) await addCodes();
    setStage({ at: 'trouble', trouble });
  }, [addCodes]);
  const connect = async () => {
    setStage({ at: 'connecting' });
    try {
      const loaded = await sdk();
      const [locale, pass] = await Promise.all([loaded.localeIn(language, say), askForPass(handover)]);
      const meeting = await loaded.connect({ handover, pass, displayName: name.trim() });
      setStage({ at: 'meeting', meeting, locale, sdk: loaded });
    } catch (error) {
      await fail(troubleOf(error));
    }
  };
  const end = useCallback((how: Trouble | 'left') => {
    if (how === 'left') setStage({ at: 'ended' });
    else void fail(how);
  }, [fail]);
  const again = () => setStage({ at: 'name' });

  switch (stage.at) {
    case 'name':
      return (
        <Frame back={back}>
          <NamePage {...{ handover, name, setName, isKnown, back }} onDone={() => void connect()} />
        </Frame>
      );
    case 'connecting':
      return <Frame back={back}><Waiting /></Frame>;
    case 'ended':
      return <Frame back={back}><Ended back={back} onAgain={again} /></Frame>;
    case 'trouble':
      return <Frame back={back}><TroublePage trouble={stage.trouble} handover={handover} back={back} onAgain={again} /></Frame>;
    case 'meeting': {
      const { MeetingView } = stage.sdk;
      return (
        <Frame back={back} isWide>
          <MeetingView meeting={stage.meeting} locale={stage.locale} isPhone={matchMedia('(max-width: 40rem)').matches} onEnd={end} />
        </Frame>
      );
    }
  }
}

/** The portal's frame; a meeting takes all the room that is left. */
function Frame({ back, isWide = false, children }: { back: string; isWide?: boolean; children: ReactNode }) {
  const say = useWords();
  return (
    <>
      <a className="skip" href="#main" onClick={(event) => {
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}>{say('frame.skip')}</a>
      <header className="header">
        <div className="header__inner">
          <svg className="header__mark mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect width="32" height="32" rx="8" />
            <path d="M8 26V14a8 8 0 0 1 16 0v12M18.6 15.5a2.6 2.6 0 1 1-5.2 0a2.6 2.6 0 1 1 5.2 0M11.6 26c0-3.2 1.8-5 4.4-5s4.4 1.8 4.4 5" />
          </svg>
          <span className="header__names"><span className="header__name">{say('frame.name')}</span></span>
          {isWide && <a className="header__help" href={back}>{say('meeting.back')}</a>}
        </div>
      </header>
      <main className={isWide ? 'meeting' : 'main'} id="main" tabIndex={-1}>{children}</main>
      {!isWide && <Footer />}
    </>
  );
}

function Footer() {
  const say = useWords();
  return (
    <footer className="footer">
      <div className="footer__inner">
        <p className="footer__note">{say('meeting.note')}</p>
        <p className="footer__links">
          <a className="footer__link" href="meeting-licenses.html" target="_blank" rel="noopener noreferrer">
            {say('frame.licenses')} <span className="unseen">{say('part.new-tab')}</span>
          </a>
        </p>
      </div>
    </footer>
  );
}

interface NameProps {
  handover: Handover;
  name: string;
  setName: (name: string) => void;
  isKnown: boolean;
  back: string;
  onDone: () => void;
}

/** What to know before, and the one thing to fill in. */
function NamePage({ handover, name, setName, isKnown, back, onDone }: NameProps) {
  const say = useWords();
  const [isWrong, setIsWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) return onDone();
    setIsWrong(true);
    input.current?.focus();
  };
  return (
    <Page title={say('meeting.name.title')} heading={say('meeting.name.heading')} lead={<bdi>{handover.title}</bdi>}>
      <form className="form" noValidate onSubmit={submit}>
        <div className={isWrong ? 'field field--wrong' : 'field'}>
          <label className="field__label" htmlFor="name">{say('meeting.name.label')}</label>
          <p className="field__hint" id="name-hint">{say('meeting.name.hint')}</p>
          <div role="alert">{isWrong && <p className="field__error" id="name-error">{say('meeting.name.missing')}</p>}</div>
          <input className="field__input" id="name" ref={input} type="text" autoComplete="name" dir="auto" spellCheck={false} maxLength={LONGEST_NAME}
            value={name} aria-describedby={isWrong ? 'name-error name-hint' : 'name-hint'} aria-invalid={isWrong || undefined}
            onChange={({ target }) => {
              setName(target.value);
              setIsWrong(false);
            }} />
        </div>
        {!isKnown && <Notice id="meeting.browser" />}
        <ul className="list">
          {['devices', 'lobby', 'recorded', handover.hasChat ? 'chat' : 'no-chat'].map((id) => <li key={id}>{say(`meeting.know.${id}`)}</li>)}
        </ul>
        <div className="actions">
          <button className="button button--primary" type="submit">{say('meeting.name.go')}</button>
          <a className="button" href={back}>{say('meeting.back')}</a>
        </div>
      </form>
    </Page>
  );
}

function Notice({ id }: { id: string }) {
  const say = useWords();
  return (
    <div className="notice notice--warning" role="status">
      <div className="notice__body">
        <h2 className="notice__heading">{say(`${id}.heading`)}</h2>
        <p>{say(id)}</p>
      </div>
    </div>
  );
}
