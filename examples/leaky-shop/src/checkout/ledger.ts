import { Pool } from 'pg';
import type { Payment } from './payment.js';

let archive: Pool | undefined;

function archivePool(): Pool {
  archive ??= new Pool({ connectionString: process.env.LEDGER_ARCHIVE_URL, max: 2 });
  return archive;
}

export async function recordPayment(payment: Payment): Promise<void> {
  const ledger = new Pool({
    connectionString: process.env.LEDGER_URL,
    application_name: 'checkout',
    max: 5,
  });
  await ledger.query('INSERT INTO payments (id, reservation, cents) VALUES ($1, $2, $3)', [
    payment.id,
    payment.reservation,
    payment.cents,
  ]);
}

export async function paymentsOf(year: number): Promise<Payment[]> {
  const { rows } = await archivePool().query<Payment>('SELECT id, reservation, cents FROM payments WHERE year = $1', [year]);
  return rows;
}
