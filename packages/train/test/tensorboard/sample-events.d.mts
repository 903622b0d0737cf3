export function writeSampleEvents(folder: string): Promise<string>;
