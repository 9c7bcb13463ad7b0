// All pages from the sign-in on, in a chunk of their own with MSAL.

import { PublicClientApplication } from '@azure/msal-browser';
import { MsalProvider } from '@azure/msal-react';
import { Route, Routes } from 'react-router';
import type { Invite } from '../../shared/invite';
import { configuration } from '../../shared/msal';
import { Launch } from '../../shared/screens';
import { Callback, LicenseCheck, SignIn } from '../../shared/signed-in';

const msal = new PublicClientApplication(configuration);

export default function WithMsal({ invite }: { invite: Invite | undefined }) {
  return (
    <MsalProvider instance={msal}>
      <Routes>
        <Route path="/" element={<Callback />} />
        <Route path="/sign-in" element={<SignIn invite={invite} />} />
        <Route path="/license" element={<LicenseCheck />} />
        <Route path="/launch" element={<Launch invite={invite} />} />
      </Routes>
    </MsalProvider>
  );
}
