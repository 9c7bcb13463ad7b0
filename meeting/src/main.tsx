// The page's script.

import { start } from './app';

start(() => import('./meeting'));
