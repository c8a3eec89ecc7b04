import type { DesktopBridge, FilePurpose } from '../../core/contract/desktop.ts';

declare global {
  interface Window {
    /** Present in the desktop window only. */
    vigie?: DesktopBridge;
  }
}

/** The desktop's bridge; null in a browser. */
export const desktop: DesktopBridge | null = typeof window === 'undefined' ? null : (window.vigie ?? null);

export interface ChosenFile {
  name: string;
  /** Where the core can read it. */
  path: string;
}

const ACCEPT: Record<FilePurpose, string> = {
  import: '.csv,.tsv,.txt,.xlsx,.gz',
  mapping: '.json',
  basemap: '.pmtiles',
  any: '',
};

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function pickInBrowser(purpose: FilePurpose, multiple: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = multiple;
    input.accept = ACCEPT[purpose];
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

export interface UploadProgress {
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

/** Browser: hands a file to the server on this machine, which answers where the core can read it. */
export function uploadFile(file: File, { onProgress, signal }: UploadProgress = {}): Promise<ChosenFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/upload?${new URLSearchParams({ name: file.name })}`);
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => onProgress?.(event.loaded / (event.total || 1)));
    request.addEventListener('load', () => {
      const answer = request.response as { path?: string; error?: string } | null;
      if (request.status < 300 && answer?.path) resolve({ name: file.name, path: answer.path });
      else reject(new Error(answer?.error ?? `${request.status} ${request.statusText}`));
    });
    request.addEventListener('error', () => reject(new Error('upload failed')));
    signal?.addEventListener('abort', () => {
      request.abort();
      reject(signal.reason);
    });
    request.send(file);
  });
}

/** Lets the user choose files that the core will read: natively, or by upload in a browser. Empty when cancelled. */
export async function chooseFiles(
  purpose: FilePurpose,
  options: { multiple?: boolean } & UploadProgress = {},
): Promise<ChosenFile[]> {
  const { multiple = true, ...progress } = options;
  if (desktop) {
    const paths = await desktop.openFiles({ purpose, multiple });
    return paths.map((path) => ({ name: fileName(path), path }));
  }
  const files = await pickInBrowser(purpose, multiple);
  return acceptFiles(files, progress);
}

/** The same for files dropped on the page. */
export async function acceptFiles(
  files: readonly File[],
  progress: UploadProgress = {},
): Promise<ChosenFile[]> {
  if (desktop) {
    const bridge = desktop;
    return files.map((file) => ({ name: file.name, path: bridge.pathForFile(file) }));
  }
  const chosen: ChosenFile[] = [];
  for (const file of files) chosen.push(await uploadFile(file, progress));
  return chosen;
}

/** Saves a file that a job made (an export): asks where on the desktop, downloads in a browser. */
export function saveMadeFile({ fileId, fileName: name }: { fileId: string; fileName: string }): void {
  const link = document.createElement('a');
  link.href = `/files/${encodeURIComponent(fileId)}`;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Saves text made by the page itself. */
export function saveText(text: string, name: string, type = 'text/plain'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
