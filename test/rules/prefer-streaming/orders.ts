export interface Order {
  id: number;
  customer: string;
  total: number;
  open: boolean;
}
