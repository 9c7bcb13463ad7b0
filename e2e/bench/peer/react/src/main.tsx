import 'portal.css';
import { PublicClientApplication } from '@azure/msal-browser';
import { MsalProvider } from '@azure/msal-react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Route, Routes, useNavigate } from 'react-router';
import { readInvite } from '../../shared/invite';
import { configuration } from '../../shared/msal';
import { returning } from '../../shared/returning';
import { Frame, Launch, Start } from '../../shared/screens';
import { Callback, LicenseCheck, SignIn } from '../../shared/signed-in';

const msal = new PublicClientApplication(configuration);

function App() {
  const [invite] = useState(readInvite);
  const navigate = useNavigate();
  const start = <Start invite={invite} onGo={() => navigate('/sign-in')} />;
  return (
    <Frame>
      <Routes>
        <Route path="/" element={returning ? <Callback /> : start} />
        <Route path="/sign-in" element={<SignIn invite={invite} />} />
        <Route path="/license" element={<LicenseCheck />} />
        <Route path="/launch" element={<Launch invite={invite} />} />
      </Routes>
    </Frame>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MsalProvider instance={msal}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </MsalProvider>
  </StrictMode>,
);
