import { useEffect, useState } from 'react';

function pageScheme(): string {
  return document.documentElement.dataset.theme ?? 'light';
}

/** Whether the page is light or dark now, for what reads its colours as values. */
export function useScheme(): string {
  const [scheme, setScheme] = useState(pageScheme);
  useEffect(() => {
    const observer = new MutationObserver(() => setScheme(pageScheme()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    setScheme(pageScheme());
    return () => observer.disconnect();
  }, []);
  return scheme;
}
