import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { CopyPlus, Ellipsis, FileCheck2, type LucideIcon, PencilLine, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import type { PlanQuestion } from './plan-dialogs.tsx';
import type { PlanCommands } from './use-plan-commands.ts';

interface PlanMoreMenuProps {
  plan: RoutePlanDetail;
  commands: PlanCommands;
  onAsk: (question: PlanQuestion) => void;
}

interface Entry {
  label: string;
  icon: LucideIcon;
  shown: boolean;
  run: () => void;
}

/** What is seldom done with a plan. */
export function PlanMoreMenu({ plan, commands, onAsk }: PlanMoreMenuProps) {
  const { t } = useTranslation('routes');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { status } = plan;
  const published = status === 'published';
  const entries: Entry[] = [
    { label: t('importDone.open'), icon: FileCheck2, shown: published, run: () => onAsk('importDone') },
    { label: t('unpublish.open'), icon: Undo2, shown: published, run: () => onAsk('unpublish') },
    { label: t('plan.copy'), icon: CopyPlus, shown: true, run: () => void commands.copy() },
    { label: t('rename.open'), icon: PencilLine, shown: true, run: () => onAsk('rename') },
    {
      label: t('remove.open'),
      icon: Trash2,
      shown: status === 'draft' || status === 'replaced',
      run: () => onAsk('remove'),
    },
  ];
  return (
    <>
      <IconButton
        aria-label={t('plan.more')}
        aria-haspopup="menu"
        disabled={commands.busy}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Ellipsis size={16} />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {entries
          .filter(({ shown }) => shown)
          .map(({ label, icon: Icon, run }) => (
            <MenuItem
              key={label}
              onClick={() => {
                setAnchor(null);
                run();
              }}
            >
              <Icon size={14} />
              {label}
            </MenuItem>
          ))}
      </Menu>
    </>
  );
}
