import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';

interface Progress {
  percent: number;
  over: boolean;
}

interface Jobs {
  progress(id: string): Promise<Progress>;
}

// A method that has itself called again, like a function.

@Controller('jobs')
export class JobController {
  private readonly followed = new Set<string>();

  constructor(private readonly jobs: Jobs) {}

  @Get(':id/progress')
  progress(@Param('id') id: string, @Res() res: Response): void {
    res.type('text/event-stream');
    this.tell(id, res);
  }

  private tell(id: string, res: Response): void {
    setTimeout(async () => { // want again
      const { percent, over } = await this.jobs.progress(id);
      res.write(`data: ${percent}\n\n`);
      if (over) res.end();
      else this.tell(id, res);
    }, 500);
  }

  @Get(':id/steps')
  steps(@Param('id') id: string, @Res() res: Response): void {
    this.step(id, res).catch((error: unknown) => {
      res.destroy(error as Error);
    });
  }

  private async step(id: string, res: Response): Promise<void> {
    const { percent, over } = await this.jobs.progress(id);
    res.write(`data: ${percent}\n\n`);
    if (!over) setTimeout(() => void this.step(id, res), 1_000); // want again
  }

  @Get(':id/watched')
  watched(@Param('id') id: string, @Res() res: Response): void {
    this.watch(id, res);
  }

  private watch(id: string, res: Response): void {
    if (res.destroyed) return;
    setTimeout(async () => {
      const { percent } = await this.jobs.progress(id);
      res.write(`data: ${percent}\n\n`);
      this.watch(id, res);
    }, 500);
  }

  @Get(':id/followed')
  follow(@Param('id') id: string, @Res() res: Response): void {
    this.followed.add(id);
    res.on('close', () => this.followed.delete(id));
    this.turn(id, res);
  }

  private turn(id: string, res: Response): void {
    setTimeout(async () => {
      const { percent } = await this.jobs.progress(id);
      if (!this.followed.has(id)) return;
      res.write(`data: ${percent}\n\n`);
      this.turn(id, res);
    }, 500);
  }
}
