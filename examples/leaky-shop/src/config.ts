const { env } = process;

export const config = {
  port: Number(env.PORT ?? 3000),
  adminPort: Number(env.ADMIN_PORT ?? 3001),
  databaseUrl: env.DATABASE_URL ?? 'postgres://localhost/shop',
  erpUrl: env.ERP_URL ?? 'mysql://localhost/erp',
  redisUrl: env.REDIS_URL ?? 'redis://localhost:6379',
  reviewsUrl: env.REVIEWS_URL ?? 'http://reviews.internal',
  ratesUrl: env.RATES_URL ?? 'http://rates.internal/latest',
  suppliersUrl: env.SUPPLIERS_URL ?? 'http://suppliers.internal',
  paymentHost: env.PAYMENT_HOST ?? 'payments.internal',
  webhookSecret: env.WEBHOOK_SECRET ?? 'development',
  mailUrl: env.MAIL_URL ?? 'http://mail.internal/send',
  templates: env.TEMPLATES ?? 'templates',
  shopName: env.SHOP_NAME ?? 'Leaky Shop',
};
