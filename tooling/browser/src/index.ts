export { buildPage } from './build-page.ts';
export { findChromium } from './chromium.ts';
export { type OpenPage, openPage } from './open-page.ts';
