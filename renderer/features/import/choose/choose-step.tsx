import { Stack, StepBody } from '../import-styles.ts';
import { DropZone } from './drop-zone.tsx';
import { RunsList } from './runs-list.tsx';
import { Templates } from './templates.tsx';

/** Step 1: which files. */
export function ChooseStep() {
  return (
    <StepBody>
      <Stack className="inner">
        <DropZone />
        <RunsList />
        <Templates />
      </Stack>
    </StepBody>
  );
}
