import { useTranslation } from 'react-i18next';
import type { ShipmentCommandResult } from '../../../core/contract/shipments.ts';
import { useFormat } from '../../lib/format.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTold } from '../lists/use-told.ts';

export type ShipmentCommand = 'assign' | 'pack' | 'ship';

/** Commands on shipments: each tells what it did, what other systems will hear, and what was refused and why. */
export function useShipmentCommands() {
  const { t } = useTranslation(['feeds', 'carriers']);
  const format = useFormat();
  const { busy, perform } = useTold();
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const tell = (command: ShipmentCommand, { changed, messages, refused }: ShipmentCommandResult): void => {
    const [first] = refused;
    const why =
      first && t(`shipment.refusal.${first.code}`, { defaultValue: first.reason, number: first.number });
    if (changed.length === 0) {
      showToast({ severity: 'warning', message: t('shipment.nothing'), detail: why });
      return;
    }
    showToast({
      severity: first ? 'warning' : 'ok',
      message: t(`shipment.done.${command}`, { ...number(changed.length), number: changed[0] }),
      detail: why ?? (messages > 0 ? t('shipment.messages', number(messages)) : undefined),
    });
  };
  return {
    busy,
    run: (command: ShipmentCommand, numbers: string[]) =>
      perform(async () => tell(command, await rpc.shipments[command]({ numbers }))),
    /** By hand, with a reason. */
    chooseCarrier: (input: Parameters<typeof rpc.carriers.override>[0]) =>
      perform(async () => {
        const { shipment, chosen, others, service, carrier } = await rpc.carriers.override(input);
        const taken = [chosen, ...others].find(
          (offer) => offer?.service === service && offer?.carrier === carrier,
        );
        await queryClient.invalidateQueries({ queryKey: orpc.carriers.key() });
        showToast({
          message: t('carriers:done', { number: shipment, service: taken?.serviceName ?? input.service }),
        });
      }),
    createReturn: (input: Parameters<typeof rpc.shipments.createReturn>[0]) =>
      perform(async () => {
        const made = await rpc.shipments.createReturn(input);
        showToast({
          message: t('return.done', { number: made.number }),
          detail: made.messages > 0 ? t('shipment.messages', number(made.messages)) : undefined,
        });
      }),
  };
}
