export interface Message {
  id: string;
}

export async function publish(message: Message): Promise<void> {
  await Promise.resolve(message);
}
