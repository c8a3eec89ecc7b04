import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import type { ErrorWords } from '../../../lib/errors.ts';
import { links } from '../../../lib/navigation.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { usePersisted } from '../../lists/use-persisted.ts';
import { routeErrorWords } from '../route-errors.ts';
import { ParametersForm } from './parameters-form.tsx';
import { busiestDepot, initialParameters, remembered } from './plan-parameters.ts';
import { SearchProgress } from './search-progress.tsx';
import { useRouteJob } from './use-route-job.ts';

interface PlanDialogProps {
  /** To plan again as another plan was planned. */
  like?: RouteParameters;
  onClose: () => void;
}

const Failure = styled('div')({
  display: 'flex',
  gap: 8,
  marginTop: 14,
  padding: '8px 12px',
  borderRadius: 8,
  backgroundColor: tokens.criticalSoft,
});

/** Plans in a job, then opens the plan, or says that it is ready when one has left meanwhile. */
function usePlanning(onClose: () => void) {
  const { t } = useTranslation(['routes', 'common']);
  const navigate = useNavigate();
  const job = useRouteJob();
  const left = useRef(false);
  const [failure, setFailure] = useState<ErrorWords | null>(null);
  const plan = async (parameters: RouteParameters) => {
    setFailure(null);
    try {
      const planId = await job.follow(() => rpc.routes.propose(parameters));
      if (planId === null) return;
      const open = () => void navigate(links.routePlan(planId));
      if (left.current) {
        showToast({ message: t('ask.ready'), action: { label: t('ask.open'), run: open } });
        return;
      }
      onClose();
      open();
    } catch (error) {
      const words = routeErrorWords(error, t);
      if (left.current) showToast({ severity: 'critical', message: words.title, detail: words.action });
      else setFailure(words);
    }
  };
  const leave = () => {
    left.current = true;
    onClose();
  };
  return { job, plan, leave, failure };
}

/** Asks what to plan, looks for tours in a job that draws them as they improve, then opens the plan. */
export function PlanDialog({ like, onClose }: PlanDialogProps) {
  const { t } = useTranslation(['routes', 'common']);
  const titleId = useId();
  const { currency } = usePreferences();
  const [stored, setStored] = usePersisted<Partial<RouteParameters>>('routes.parameters', {});
  const [value, setValue] = useState(() => (like ? { ...like } : remembered(stored)));
  const { data: types } = useQuery(orpc.fleets.vehicleTypes.queryOptions());
  const depot = types && busiestDepot(types);
  useEffect(() => {
    if (depot) setValue((now) => (now.depots.length === 0 ? { ...now, depots: [depot] } : now));
  }, [depot]);
  const [resets, setResets] = useState(0);
  const { job, plan, leave, failure } = usePlanning(onClose);
  const wrong =
    value.depots.length === 0 || (value.roads.kind !== 'greatCircle' && !URL.canParse(value.roads.url));
  const reset = () => {
    setValue(initialParameters(value.depots));
    setResets(resets + 1);
  };
  const submit = () => {
    setStored(value);
    void plan(value);
  };
  return (
    <Dialog
      open
      onClose={job.running ? undefined : onClose}
      aria-labelledby={titleId}
      maxWidth="sm"
      fullWidth
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!wrong) submit();
        }}
      >
        <DialogTitle id={titleId}>{t('ask.title')}</DialogTitle>
        <DialogContent>
          {job.running ? (
            <SearchProgress job={job} currency={currency} />
          ) : (
            <div style={{ paddingTop: 8 }}>
              <ParametersForm key={resets} value={value} onChange={setValue} />
              {failure && (
                <Failure role="alert">
                  <SeverityIcon severity="critical" size={15} />
                  <span>
                    <strong>{failure.title}.</strong> {failure.action}
                  </span>
                </Failure>
              )}
            </div>
          )}
        </DialogContent>
        <DialogActions>
          {job.running ? (
            <>
              <Button variant="text" sx={{ marginRight: 'auto' }} onClick={job.cancel}>
                {t('ask.cancel')}
              </Button>
              <Button onClick={leave}>{t('ask.background')}</Button>
              <Button variant="contained" color="primary" onClick={job.stopAndKeep}>
                {t('ask.stopAndKeep')}
              </Button>
            </>
          ) : (
            <>
              <Button variant="text" sx={{ marginRight: 'auto' }} onClick={reset}>
                {t('common:action.reset')}
              </Button>
              <Button variant="text" onClick={onClose}>
                {t('common:action.cancel')}
              </Button>
              <Button type="submit" variant="contained" color="primary" disabled={wrong}>
                {t('ask.plan')}
              </Button>
            </>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
