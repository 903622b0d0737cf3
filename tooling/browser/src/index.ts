export { findChromium } from '../chromium.mjs';
export { buildPage } from './build-page.ts';
export { type OpenPage, openPage } from './open-page.ts';
