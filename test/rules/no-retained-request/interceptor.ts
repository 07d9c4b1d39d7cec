import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';

@Injectable()
export class RecentCalls implements NestInterceptor {
  private readonly calls: { at: number; request: Request }[] = [];
  private readonly paths: string[] = [];

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    this.calls.push({ at: Date.now(), request }); // want collection
    if (this.calls.length > 50) this.calls.shift();
    this.paths.push(request.path);
    if (this.paths.length > 50) this.paths.shift();
    return next.handle();
  }
}
