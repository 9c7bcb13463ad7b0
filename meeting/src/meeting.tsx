// Everything that needs the SDK, and so several megabytes: fetched while the guest types a name, and by nobody who is
// not on the way into a meeting.

import { CallClient, Features } from '@azure/communication-calling';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import {
  COMPOSITE_LOCALE_EN_US, CallComposite, CallWithChatComposite, createAzureCommunicationCallAdapter, createAzureCommunicationCallWithChatAdapter,
  type AdapterError, type AzureCommunicationCallAdapterArgs, type AzureCommunicationCallWithChatAdapterArgs, type CallAdapter, type CallWithChatAdapter, type CompositeLocale,
} from '@azure/communication-react';
import { registerIcons } from '@fluentui/react';
import { ChevronDown16Regular } from '@fluentui/react-icons';
import { useEffect } from 'react';
import type { Handover, Language } from './handover';
import { useTheme } from './theme';
import type { Pass } from './token';
import { endOf, type Reason, type Trouble, troubleOf } from './trouble';
import type { Say } from './words';

// The one picture that the library uses without bringing it: at the lists of devices.
registerIcons({ icons: { chevrondown: <ChevronDown16Regular /> } });

/** A meeting that is ready to be looked at, with or without a chat. */
export type Meeting = { call: CallAdapter } | { callWithChat: CallWithChatAdapter };

/** Who joins what, and with which pass. */
export interface Joining {
  handover: Handover;
  pass: Pass;
  displayName: string;
}

/** Makes a meeting. What is not the SDK's own is only in tests. */
export type Connect = (joining: Joining) => Promise<Meeting>;

/** What makes adapters: the UI library's own functions, or a test's. */
export interface Makers {
  call: (asked: AzureCommunicationCallAdapterArgs) => Promise<CallAdapter>;
  callWithChat: (asked: AzureCommunicationCallWithChatAdapterArgs) => Promise<CallWithChatAdapter>;
}

/** Connects by these means. */
export function connectWith(make: Makers): Connect {
  return async ({ handover: { locator, hasChat }, pass, displayName }) => {
    const userId = { communicationUserId: pass.userId };
    const credential = new AzureCommunicationTokenCredential(pass.token);
    const asked = { userId, displayName, credential, locator };
    return hasChat && pass.endpoint
      ? { callWithChat: await make.callWithChat({ ...asked, endpoint: pass.endpoint }) }
      : { call: await make.call(asked) };
  };
}

/** Over the SDK. */
export const connect = connectWith({ call: createAzureCommunicationCallAdapter, callWithChat: createAzureCommunicationCallWithChatAdapter });

/** Whether the SDK knows this browser; unsure is yes. */
export async function isKnownBrowser(): Promise<boolean> {
  try {
    const { isSupportedPlatform, isSupportedBrowser, isSupportedBrowserVersion } = await new CallClient().feature(Features.DebugInfo).getEnvironmentInfo();
    return isSupportedPlatform && isSupportedBrowser && isSupportedBrowserVersion;
  } catch {
    return true;
  }
}

/** The UI library's words in a language, its own English where they do not arrive; of a call nobody starts, a meeting. */
export async function localeIn(language: Language, say: Say): Promise<CompositeLocale> {
  const loaded = language === 'en' ? undefined : await import('./locales').catch(() => undefined);
  const { component, strings } = loaded && language !== 'en' ? loaded.locales[language] : COMPOSITE_LOCALE_EN_US;
  const call = { ...strings.call, configurationPageTitle: say('meeting.devices.heading'), startCallButtonLabel: say('meeting.devices.join') };
  return { component, strings: { ...strings, call } };
}

interface Props {
  meeting: Meeting;
  locale: CompositeLocale;
  isPhone: boolean;
  onEnd: (end: Trouble | 'left') => void;
}

/** The meeting itself: choosing devices, the lobby, the call. */
export function MeetingView({ meeting, locale, isPhone, onEnd }: Props) {
  useEffect(() => watch(meeting, onEnd), [meeting, onEnd]);
  const shared = { locale, fluentTheme: useTheme(), rtl: document.dir === 'rtl', formFactor: isPhone ? 'mobile' as const : 'desktop' as const };
  // Asking how it was is up to the host, not to the library.
  const options = { surveyOptions: { disableSurvey: true } };
  return 'call' in meeting
    ? <CallComposite adapter={meeting.call} options={options} {...shared} />
    : <CallWithChatComposite adapter={meeting.callWithChat} options={options} {...shared} />;
}

/** What both of the library's adapters tell, as far as the end of a call goes. */
interface State {
  page: string;
  call?: { callEndReason?: Reason };
  endedCall?: { callEndReason?: Reason };
}

/** Tells of the end, once; gives back what stops it. */
function watch(meeting: Meeting, onEnd: Props['onEnd']): () => void {
  const adapter = 'call' in meeting ? meeting.call : meeting.callWithChat;
  let isOver = false;
  let reason: Reason | undefined;
  const finish = (end: Trouble | 'left' | undefined) => {
    if (!end || isOver) return;
    isOver = true;
    onEnd(end);
  };
  const look = ({ page, call, endedCall }: State) => {
    // With a chat the library keeps no ended call: the last that was heard of it counts.
    reason = endedCall?.callEndReason ?? call?.callEndReason ?? reason;
    finish(endOf(page, reason));
  };
  // Of what goes wrong inside a call, the library tells itself.
  const fail = (error: AdapterError) => {
    if (error.target.startsWith('CallAgent.')) finish(troubleOf(error));
  };
  adapter.onStateChange(look);
  if ('call' in meeting) meeting.call.on('error', fail);
  else meeting.callWithChat.on('callError', fail);
  return () => {
    adapter.offStateChange(look);
    adapter.dispose();
  };
}
