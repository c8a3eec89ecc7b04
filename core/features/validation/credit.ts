import type { Finding, OrderFacts } from './order-facts.ts';
import type { RulesFor } from './rules-in-force.ts';

/** What a customer owes and may owe. What is paid for is nobody's credit. */
export function credit(order: OrderFacts, rules: RulesFor, currency: string): Finding[] {
  const { customer, totalMinor } = order;
  if (!customer || order.paid) return [];
  const findings: Finding[] = [];
  if (customer.creditStop) findings.push({ code: 'creditStop', values: { customer: customer.name } });
  const { overdueMinor, creditLimitMinor } = customer;
  if (overdueMinor > rules('overdue').threshold) {
    findings.push({ code: 'overdue', values: { overdueMinor, currency } });
  }
  if (creditLimitMinor === null || order.currency !== currency) return findings;
  const openMinor = customer.earlier.reduce((sum, { minor, waits }) => (waits ? sum : sum + minor), 0);
  const owed = openMinor + totalMinor;
  if (owed > creditLimitMinor + rules('creditLimit').threshold) {
    findings.push({
      code: 'creditLimit',
      values: { openMinor, orderMinor: totalMinor, limitMinor: creditLimitMinor, currency },
    });
  }
  return findings;
}
