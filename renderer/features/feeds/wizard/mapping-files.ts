function pickFiles(): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept = '.json';
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch {
    return [];
  }
}

/** The mappings in the files that the user chooses, as the import saves them. */
export async function readMappingFiles(): Promise<unknown[]> {
  const files = await pickFiles();
  const texts = await Promise.all(files.map((file) => file.text()));
  return texts.flatMap(parsed);
}

/** The list with more mappings at its end; a bare mapping gets the frame that the list wants. What is no list stays as it is. */
export function withMappings(text: string, found: readonly unknown[]): string {
  if (text.trim() !== '' && parsed(text).length === 0 && text.trim() !== '[]') return text;
  const framed = found.map((one) =>
    one !== null && typeof one === 'object' && 'mapping' in one ? one : { mapping: one },
  );
  return JSON.stringify([...parsed(text || '[]'), ...framed], null, 2);
}
