import { createPool, type PoolConnection, type RowDataPacket } from 'mysql2/promise';

interface Lock extends RowDataPacket {
  taken: 0 | 1 | null;
}

const pool = createPool({ uri: process.env['DATABASE_URL'] ?? '', connectionLimit: 8 });

async function settle(connection: PoolConnection, day: string): Promise<void> {
  await connection.query('UPDATE payouts SET paid = 1 WHERE day = ?', [day]);
}

// Where it was refused there is nothing to unlock; where the work fails there is.
export async function payOut(day: string): Promise<boolean> {
  const connection = await pool.getConnection();
  try {
    const [rows] = await connection.query<Lock[]>('SELECT GET_LOCK(?, 0) AS taken', [day]);
    if (rows[0]?.taken !== 1) return false;
    await settle(connection, day);
    await connection.query('SELECT RELEASE_LOCK(?)', [day]);
    return true;
  } finally {
    connection.release(); // want lock
  }
}

export async function payOnce(day: string): Promise<boolean> {
  const connection = await pool.getConnection();
  try {
    const [rows] = await connection.query<Lock[]>('SELECT GET_LOCK(?, 0) AS taken', [day]);
    if (rows[0]?.taken !== 1) return false;
    try {
      await settle(connection, day);
      return true;
    } finally {
      await connection.query('SELECT RELEASE_LOCK(?)', [day]);
    }
  } finally {
    connection.release();
  }
}

// What has not come to its end is given up.
export async function payOrGiveUp(day: string): Promise<void> {
  const connection = await pool.getConnection();
  let isClean = false;
  try {
    const [rows] = await connection.query<Lock[]>('SELECT GET_LOCK(?, 0) AS taken', [day]);
    if (rows[0]?.taken !== 1) {
      isClean = true;
      throw new Error(`${day} is being paid`);
    }
    await settle(connection, day);
    await connection.query('SELECT RELEASE_LOCK(?)', [day]);
    isClean = true;
  } finally {
    if (isClean) connection.release();
    else connection.destroy();
  }
}

// It may be another failure than that of the connection.
export async function payUnlessBroken(day: string, isBroken: (error: unknown) => boolean): Promise<void> {
  const connection = await pool.getConnection();
  try {
    await connection.query('BEGIN');
    await settle(connection, day);
    await connection.query('COMMIT');
    connection.release();
  } catch (error) {
    if (isBroken(error)) connection.destroy();
    else connection.release(); // want transaction
    throw error;
  }
}
