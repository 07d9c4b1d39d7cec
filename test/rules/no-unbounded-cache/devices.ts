import express from 'express';

declare const readings: {
  driver(id: string): Promise<object>;
  battery(id: string): Promise<number>;
};

interface Device {
  id: string;
  model: string;
}

const app = express();
const drivers = new Map<string, object>();
const battery: Record<string, number> = {};
const lastSeen = new Map<string, number>();
const logins = new Map<string, number>();
const asked = new Map<string, number>();

// A house has a few devices, a company a few tenants: their ids tell nothing of their number.
export async function driverOf(deviceId: string): Promise<object> {
  const known = drivers.get(deviceId);
  if (known) return known;
  const driver = await readings.driver(deviceId);
  drivers.set(deviceId, driver); // want grows potential
  return driver;
}

export async function noteBattery(device: Device): Promise<void> {
  battery[device.id] = await readings.battery(device.model); // want grows potential
}

export function noteSeen(tenant_id: string): boolean {
  const isFirst = !lastSeen.has(tenant_id);
  lastSeen.set(tenant_id, Date.now()); // want grows potential
  return isFirst;
}

class Homes {
  private states: Record<string, number> = {};

  async report(device: Device): Promise<boolean> {
    const state = await readings.battery(device.model);
    const isOther = this.states[device.id] !== state;
    this.states[device.id] = state; // want grows potential
    return isOther;
  }
}

export const homes = new Homes();

// There is ever one more user.
export function noteLogin(userId: string): boolean {
  const isFirst = !logins.has(userId);
  logins.set(userId, Date.now()); // want grows
  return isFirst;
}

// A client may ask for any.
app.get('/devices/:deviceId', async (req, res) => {
  const { deviceId } = req.params;
  asked.set(deviceId, (asked.get(deviceId) ?? 0) + 1); // want grows
  res.json(await readings.battery(deviceId));
});
