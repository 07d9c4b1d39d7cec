import { sources } from './databases.js';

/** Whether anything is open is asked of a runner that may not be there. */
export async function removed(ids) {
  let runner;
  try {
    runner = sources.main.createQueryRunner();
    await runner.connect();
    await runner.startTransaction();
    const { affected } = await runner.manager.delete('Order', ids);
    if (affected !== ids.length) throw new Error('some are gone');
    await runner.commitTransaction();
  } catch (error) {
    if (runner?.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    if (runner && !runner.isReleased) await runner.release();
  }
}

export async function archived(ids) {
  const runner = sources.main.createQueryRunner();
  try {
    await runner.connect();
    await runner.startTransaction();
    const { affected } = await runner.manager.update('Order', ids, { archived: true });
    if (affected !== ids.length) return false;
    await runner.commitTransaction();
    return true;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release(); // want transaction
  }
}
