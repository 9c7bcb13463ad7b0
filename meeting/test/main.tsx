// The page as tests have it. What needs the SDK comes later, as in the page itself.

import { start } from '../src/app';

start(() => import('./tested'));
