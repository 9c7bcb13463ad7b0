// A meeting without Microsoft: an adapter of the UI library whose state is what a test says.

import type { CallAdapter, CallAdapterState } from '@azure/communication-react';

type Handler = (value: never) => void;

/** Where the meeting is. */
export type Scene = 'configuration' | 'denied' | 'lobby' | 'call' | 'reconnecting' | 'left' | 'removed' | 'not-admitted' | 'lost' | 'refused';

const ME = { kind: 'communicationUser', communicationUserId: '8:acs:stage_me' } as const;
const HOST = { kind: 'microsoftTeamsUser', microsoftTeamsUserId: 'adele', rawId: '8:orgid:adele' } as const;

export class Stage {
  readonly adapter: CallAdapter;
  #state: CallAdapterState;
  readonly #watchers = new Set<Handler>();
  /** What the guest pressed, by the adapter's names. */
  readonly pressed: string[] = [];

  constructor(displayName: string) {
    this.#state = stateOf('configuration', displayName);
    const own: Record<string, unknown> = {
      getState: () => this.#state,
      onStateChange: (handler: Handler) => this.#watchers.add(handler),
      offStateChange: (handler: Handler) => this.#watchers.delete(handler),
      on: () => {},
      off: () => {},
      joinCall: () => this.pressed.push('joinCall'),
      dispose: () => this.pressed.push('dispose'),
      queryCameras: () => Promise.resolve([]),
      queryMicrophones: () => Promise.resolve([]),
      querySpeakers: () => Promise.resolve([]),
    };
    // What nothing is known of is done at once.
    this.adapter = new Proxy(own, { get: (known, name: string) => known[name] ?? (() => Promise.resolve(this.pressed.push(name))) }) as unknown as CallAdapter;
  }

  /** Goes on to a scene. */
  play(scene: Scene): void {
    this.#state = stateOf(scene, this.#state.displayName ?? '');
    for (const watcher of this.#watchers) watcher(this.#state as never);
  }
}

/** The library's page, the SDK's state of the call, and the reason of its end. */
const SCENES: Record<Scene, { page: string; call?: string; reason?: { code: number; subCode: number } }> = {
  'configuration': { page: 'configuration' },
  'denied': { page: 'configuration' },
  'lobby': { page: 'lobby', call: 'InLobby' },
  'call': { page: 'call', call: 'Connected' },
  'reconnecting': { page: 'call', call: 'Connected' },
  'left': { page: 'leftCall', reason: { code: 0, subCode: 0 } },
  'removed': { page: 'removedFromCall', reason: { code: 0, subCode: 5300 } },
  'not-admitted': { page: 'accessDeniedTeamsMeeting', reason: { code: 0, subCode: 5854 } },
  'lost': { page: 'leftCall', reason: { code: 490, subCode: 10003 } },
  'refused': { page: 'badRequest', reason: { code: 400, subCode: 40210 } },
};

function stateOf(scene: Scene, displayName: string): CallAdapterState {
  const { page, call, reason } = SCENES[scene];
  const allowed = scene !== 'denied';
  return {
    page,
    isLocalPreviewMicrophoneEnabled: false,
    userId: ME,
    displayName,
    devices: {
      isSpeakerSelectionAvailable: true,
      cameras: allowed ? [{ name: 'Camera', id: 'camera', deviceType: 'UsbCamera' }] : [],
      microphones: allowed ? [{ name: 'Microphone', id: 'microphone', deviceType: 'Microphone', isSystemDefault: true }] : [],
      speakers: [],
      deviceAccess: { audio: allowed, video: allowed },
      unparentedViews: [],
    },
    call: call ? callIn(call, scene === 'reconnecting') : undefined,
    endedCall: reason ? { ...callIn('Disconnected', false), callEndReason: reason } : undefined,
    isTeamsCall: false,
    isTeamsMeeting: true,
    isRoomsCall: false,
    latestErrors: {},
    latestNotifications: {},
    cameraStatus: 'Off',
  } as unknown as CallAdapterState;
}

/** A call with the host in it. */
function callIn(state: string, isReconnecting: boolean): object {
  const host = { identifier: HOST, displayName: 'Adele Vance', state: 'Connected', videoStreams: {}, isMuted: false, isSpeaking: false };
  return {
    id: 'stage',
    kind: 'Call',
    callerInfo: {},
    state,
    direction: 'Outgoing',
    isMuted: true,
    isScreenSharingOn: false,
    localVideoStreams: [],
    remoteParticipants: { [HOST.rawId]: host },
    remoteParticipantsEnded: {},
    transcription: { isTranscriptionActive: false },
    recording: { isRecordingActive: false },
    captionsFeature: { captions: [], supportedSpokenLanguages: [], supportedCaptionLanguages: [], currentCaptionLanguage: '', currentSpokenLanguage: '', isCaptionsFeatureActive: false, startCaptionsInProgress: false },
    realTimeTextFeature: { realTimeTexts: {}, isRealTimeTextFeatureActive: false },
    optimalVideoCount: { maxRemoteVideoStreams: 4 },
    pptLive: { isActive: false },
    raiseHand: { raisedHands: [] },
    togetherMode: { isActive: false, streams: {}, seatingPositions: {} },
    transfer: { acceptedTransfers: {} },
    diagnostics: { network: { latest: isReconnecting ? { networkReconnect: { diagnostic: 'networkReconnect', value: 3, valueType: 'DiagnosticQuality' } } : {} }, media: { latest: {} } },
    capabilitiesFeature: undefined,
    startTime: new Date(0),
    endTime: undefined,
  };
}
