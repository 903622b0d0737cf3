export { safetensorsBlob, safetensorsDownload, safetensorsUrl, type UrlOptions } from './tfjs/browser.ts';
export { type SafetensorsHandler, safetensorsFile } from './tfjs/file.ts';
export { registerSafetensors } from './tfjs/register.ts';
