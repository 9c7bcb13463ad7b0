// The screens that need MSAL, inside its provider.

import { InteractionStatus } from '@azure/msal-browser';
import { useMsal } from '@azure/msal-react';
import { useEffect, useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import type { Invite } from './invite';
import { isLicensed } from './licenses';
import { requestFor, scopes } from './msal';
import { License, Page } from './screens';
import { words } from './words';

/** Leaves for the sign-in. */
export function SignIn({ invite }: { invite: Invite | undefined }) {
  const { instance, inProgress } = useMsal();
  const [failure, setFailure] = useState<Error>();
  useEffect(() => {
    if (inProgress === InteractionStatus.None && !failure) instance.loginRedirect(requestFor(invite)).catch(setFailure);
  }, [instance, inProgress, failure, invite]);
  if (failure) return <Page {...words.failed} lead={failure.message} onPress={() => setFailure(undefined)} />;
  return <Page {...words.leaving} />;
}

/** Where the sign-in comes back to. */
export function Callback() {
  const { accounts, inProgress } = useMsal();
  const navigate = useNavigate();
  if (accounts.length > 0) return <Navigate to="/license" replace />;
  if (inProgress === InteractionStatus.None) return <Page {...words.failed} onPress={() => navigate('/sign-in')} />;
  return <Page {...words.exchanging} />;
}

export function LicenseCheck() {
  const { instance, accounts } = useMsal();
  const account = accounts[0];
  const [licensed, setLicensed] = useState<boolean>();
  const navigate = useNavigate();
  useEffect(() => {
    if (!account) return;
    let gone = false;
    instance
      .acquireTokenSilent({ scopes, account })
      .then(({ accessToken }) => isLicensed(accessToken))
      // Not knowing holds nobody up.
      .catch(() => true)
      .then((found) => gone || setLicensed(found));
    return () => {
      gone = true;
    };
  }, [instance, account]);
  if (!account) return <Navigate to="/" replace />;
  return <License licensed={licensed} onGo={() => navigate('/launch')} />;
}
