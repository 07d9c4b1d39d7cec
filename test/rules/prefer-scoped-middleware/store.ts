import { MemoryStore } from 'express-session';

export const store = new MemoryStore();
