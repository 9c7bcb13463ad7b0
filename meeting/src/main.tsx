import { start } from './app';

start(() => import('./meeting'));
