// In place of src/meeting: over the SDK, with what it is asked for written down; or on a stage, without it.

import { createAzureCommunicationCallAdapter, createAzureCommunicationCallWithChatAdapter } from '@azure/communication-react';
import * as sdk from '../src/meeting';
import { Stage } from './stage';

export * from '../src/meeting';

/** What a test says before the page comes, and finds afterward. */
interface Tested {
  isStaged?: boolean;
  isUnknownBrowser?: boolean;
  /** What the SDK was asked for. */
  asked?: { locator: unknown; displayName: string; userId: unknown };
  stage?: Stage;
}

const { tested } = window as unknown as { tested: Tested };

const overSdk = sdk.connectWith({
  call: (asked) => {
    const { locator, displayName, userId } = asked;
    tested.asked = { locator, displayName, userId };
    return createAzureCommunicationCallAdapter(asked);
  },
  callWithChat: createAzureCommunicationCallWithChatAdapter,
});

const onStage: sdk.Connect = ({ displayName }) => {
  tested.stage = new Stage(displayName);
  return Promise.resolve({ call: tested.stage.adapter });
};

export const connect = tested.isStaged ? onStage : overSdk;

export const isKnownBrowser = tested.isStaged ? () => Promise.resolve(!tested.isUnknownBrowser) : sdk.isKnownBrowser;
