import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptFiles, type ChosenFile, chooseFiles, type UploadProgress } from '../../../lib/desktop.ts';
import { describeError } from '../../../lib/errors.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { addFound } from '../wizard-store.ts';

export type ChoosePhase = 'idle' | 'handing' | 'reading';

/** Takes files by dialog or by drop and has the core look at them. */
export function useChooseFiles() {
  const { t } = useTranslation('import');
  const [phase, setPhase] = useState<ChoosePhase>('idle');
  const [share, setShare] = useState(0);
  const stop = useRef<AbortController | null>(null);

  const take = useCallback(
    async (source: (progress: UploadProgress) => Promise<ChosenFile[]>) => {
      const controller = new AbortController();
      stop.current = controller;
      const { signal } = controller;
      const onProgress = (done: number) => {
        setPhase('handing');
        setShare(done);
      };
      try {
        const files = await source({ onProgress, signal });
        if (files.length === 0 || signal.aborted) return;
        setPhase('reading');
        addFound(await rpc.import.propose({ paths: files.map((file) => file.path) }, { signal }));
      } catch (error) {
        if (signal.aborted) return;
        const { title, action } = describeError(error, t);
        showToast({ severity: 'critical', message: title, detail: action });
      } finally {
        setPhase('idle');
      }
    },
    [t],
  );

  return {
    phase,
    share,
    choose: useCallback(() => void take((progress) => chooseFiles('import', progress)), [take]),
    drop: useCallback((files: File[]) => void take((progress) => acceptFiles(files, progress)), [take]),
    cancel: useCallback(() => stop.current?.abort(), []),
  };
}
