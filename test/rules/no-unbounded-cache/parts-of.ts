export enum Period {
  Day = 'day',
  Week = 'week',
}

export interface Alert {
  id: string;
  most: number;
}

export interface Row {
  id: string;
}
