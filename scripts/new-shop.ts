import { readConfig } from '../src/platform/config.ts';

/**
 * What a database takes from the settings when a shop is made in it. The others are for who serves: a command that
 * takes no payments asks nobody how they are taken.
 */
export const newShop = () => readConfig({ DEFAULT_CURRENCY: process.env['DEFAULT_CURRENCY'] });
