export type OrderStatus = 'open' | 'paid' | 'shipped' | 'cancelled' | 'refunded';

export interface OrderLine {
  sku: string;
  quantity: number;
  cents: number;
}

export interface Order {
  id: number;
  customer: string;
  email: string;
  status: OrderStatus;
  cents: number;
  placed: Date;
}

export interface NewOrder {
  customer: string;
  email: string;
  lines: OrderLine[];
}

export interface Refund {
  order: number;
  cents: number;
}
