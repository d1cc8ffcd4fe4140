export { catchUp } from './catch-up.ts';
export { deliverEvents, redriveDelivery } from './deliver-events.ts';
export { measureWebhooks } from './measure-webhooks.ts';
export { pruneDeliveries } from './prune-deliveries.ts';
