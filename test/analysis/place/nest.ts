import { Body, Controller, Get, Injectable, Post, type CanActivate, type ExecutionContext, type OnModuleInit } from '@nestjs/common';

@Injectable()
export class OrderService implements OnModuleInit {
  readonly #orders: string[] = [];

  onModuleInit() {
    this.#orders.push('first'); // in once
  }

  list() {
    return this.#orders.slice(); // in call
  }
}

@Injectable()
export class Guard implements CanActivate {
  canActivate(context: ExecutionContext) {
    return Boolean(context.switchToHttp()); // in handler request
  }
}

@Controller('orders')
export class OrderController {
  readonly #service: OrderService;

  constructor(service: OrderService) {
    this.#service = service;
    console.log('made'); // in instance
  }

  @Get()
  list() {
    return this.#service.list(); // in handler request
  }

  @Post(':id/lines')
  async add(@Body() lines: string[]) {
    for (const line of lines) {
      await Promise.resolve(line); // in handler request loop
    }
    return this.total(lines); // in handler request
  }

  private total(lines: string[]) {
    return lines.slice().length; // in handler request
  }
}
