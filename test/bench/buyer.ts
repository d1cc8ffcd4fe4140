/** Who buys. */
export const buyer = {
  email: 'buyer@example.com',
  shipping_address: {
    name: 'A. Buyer',
    line1: '12 Market Street',
    city: 'Leeds',
    postal_code: 'LS1 6DT',
    country: 'GB',
  },
};
