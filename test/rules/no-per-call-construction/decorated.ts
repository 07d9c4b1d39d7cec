import { Controller, Get, Query, type PipeTransform } from '@nestjs/common';
import { z, type ZodType } from 'zod';

class Checked implements PipeTransform {
  constructor(private readonly schema: ZodType) {}

  transform(value: unknown): unknown {
    return this.schema.parse(value);
  }
}

/** What decorates a parameter is made once, when the class is declared. */
@Controller('orders')
export class OrdersController {
  @Get()
  list(
    @Query('state', new Checked(z.enum(['open', 'done']).optional())) state?: 'open' | 'done',
    @Query('page', new Checked(z.coerce.number().int())) page = 1,
  ): string {
    return `${state ?? 'all'} ${String(page)}`;
  }

  @Get('next')
  next(@Query('page') page: string): number {
    return z.coerce.number().int().parse(page) + 1; // want perRequest
  }
}
