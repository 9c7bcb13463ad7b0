import 'portal.css';
import { lazy, StrictMode, Suspense, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Route, Routes, useNavigate } from 'react-router';
import { readInvite } from '../../shared/invite';
import { returning } from '../../shared/returning';
import { Frame, Page, Start } from '../../shared/screens';
import { words } from '../../shared/words';

const load = () => import('./with-msal');
// Whoever comes back from the sign-in needs it at once.
if (returning) void load();
const WithMsal = lazy(load);

function App() {
  const [invite] = useState(readInvite);
  const navigate = useNavigate();
  return (
    <Frame>
      <Suspense fallback={<Page {...(returning ? words.exchanging : words.leaving)} />}>
        <Routes>
          {!returning && <Route path="/" element={<Start invite={invite} onGo={() => navigate('/sign-in')} />} />}
          <Route path="*" element={<WithMsal invite={invite} />} />
        </Routes>
      </Suspense>
    </Frame>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <BrowserRouter>
      <App />
    </BrowserRouter>
  </StrictMode>,
);
