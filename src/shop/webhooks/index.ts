export { deliverEvents, redriveDelivery } from './deliver-events.ts';
export { pruneDeliveries } from './prune-deliveries.ts';
