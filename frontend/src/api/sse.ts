export interface SseMessage {
  /** event name; `:` for a comment, which servers send as a heartbeat */
  event: string;
  data: string;
  id: string | null;
}

/** Feeds lines of a `text/event-stream` and gives a message at every blank line or comment. */
export function createSseParser() {
  let event = 'message';
  let data: string[] = [];
  let id: string | null = null;
  const finish = (): SseMessage | null => {
    const message = data.length > 0 || event !== 'message' ? { event, data: data.join('\n'), id } : null;
    event = 'message';
    data = [];
    return message;
  };
  return (line: string): SseMessage | null => {
    if (line === '') return finish();
    if (line.startsWith(':')) return { event: ':', data: line.slice(1).trim(), id };
    const at = line.indexOf(':');
    const field = at < 0 ? line : line.slice(0, at);
    const text = at < 0 ? '' : line.slice(at + 1).replace(/^ /, '');
    if (field === 'event') event = text;
    else if (field === 'data') data.push(text);
    else if (field === 'id') id = text;
    return null;
  };
}

/** Reads the messages of a streaming body until it ends. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<SseMessage> {
  const decoder = new TextDecoder();
  const parse = createSseParser();
  const reader = body.getReader();
  let buffer = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    buffer += decoder.decode(value, { stream: true });
    const lines = buffer.split(/\r\n|\n/);
    buffer = lines.pop() ?? '';
    for (const line of lines) {
      const message = parse(line);
      if (message) yield message;
    }
  }
}
